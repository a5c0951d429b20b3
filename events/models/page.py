from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.shortcuts import redirect
from django.urls import resolve
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import Page

from initiatives.models import Initiative
from portal.kit.fields import ProseField
from portal.kit.fixed_page import FixedPageMixin
from portal.kit.prose import ProseBlock

from .series import Series


class EventIndexPage(FixedPageMixin, Page):
    """The shelf below a group's story that texts of its meetings stand on.

    Who may write here may write about every meeting of the group and about nothing else.
    """

    max_count_per_parent = 1
    is_creatable = False
    parent_page_types = ["initiatives.InitiativePage"]
    subpage_types = ["events.EventPage"]
    preview_modes = []
    content_panels = [
        FieldPanel(
            "title",
            help_text=_("Only editors see this. Meetings are begun at the desk of their group."),
        )
    ]
    promote_panels = []

    class Meta:
        verbose_name = _("meetings of a group")
        verbose_name_plural = _("meetings of groups")

    def get_url_parts(self, request=None):
        return None

    def serve(self, request, *args, **kwargs):
        raise Http404


class EventPage(Page):
    """What a meeting is about, in words. When it takes place is its series' business.

    It knows its row by `translation_key`, the series' `public_id`. Publishing it is the moderation
    that makes the series visible.
    """

    summary = models.CharField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One sentence a newcomer understands: what happens there and who should come."),
    )
    body = ProseField(
        ProseBlock(),
        blank=True,
        verbose_name=_("text"),
        help_text=_(
            "What usually happens, how to prepare, what to bring. "
            "Leave out dates, times and the link to the call: the page shows them by itself."
        ),
    )

    is_creatable = False
    parent_page_types = ["events.EventIndexPage"]
    subpage_types = []
    # The prose and the dates have one address: a restriction on one would say nothing of the other.
    private_page_options = []
    content_panels = [
        FieldPanel("title", help_text=_("What people call the meeting. Under 60 characters.")),
        HelpPanel(heading=_("When it meets"), template="events/cms/schedule.html"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    promote_panels = []

    class Meta:
        verbose_name = _("text of a meeting")
        verbose_name_plural = _("texts of meetings")

    @cached_property
    def series(self) -> Series | None:
        return (
            Series.objects.select_related("initiative")
            .filter(public_id=self.translation_key)
            .first()
        )

    @property
    def initiative(self) -> Initiative | None:
        return self.series.initiative if self.series else None

    def clean(self):
        super().clean()
        longest = Series._meta.get_field("title").max_length  # noqa: SLF001  # Django's public name
        if len(self.title) > longest:
            words = _("Use at most %(longest)s characters.") % {"longest": longest}
            raise ValidationError({"title": words})

    def get_url_parts(self, request=None):
        """No address while the series has none: a draft is seen in its preview only."""
        parts = super().get_url_parts(request)
        if parts is None or self.series is None:
            return None
        site_id, root_url, _path = parts
        return site_id, root_url, self.series.get_absolute_url()

    def serve(self, request, *args, **kwargs):
        if self.series is None:
            raise Http404
        return redirect(self.series)

    def serve_preview(self, request, mode_name):
        """The view at the meeting's address renders the draft too: one renderer for both."""
        if self.series is None:
            raise Http404
        view = resolve(self.series.get_absolute_url())
        return view.func(request, *view.args, **view.kwargs, text=self)
