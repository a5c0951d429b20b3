from django import forms
from django.db import models
from django.http import Http404
from django.shortcuts import redirect
from django.urls import resolve
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from portal.kit.fields import ProseField
from portal.kit.fixed_page import FixedPageMixin
from portal.kit.prose import ProseBlock

from .initiative import Initiative


class InitiativeIndexPage(FixedPageMixin, Page):
    """The shelf that stories of groups stand on. Its address is the catalogue's own list."""

    owns_slug = "initiatives"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["initiatives.InitiativePage"]
    preview_modes = []
    content_panels = [
        FieldPanel(
            "title",
            help_text=_("Only editors see this. Open “Stories” below to write about a group."),
        )
    ]
    promote_panels = []

    class Meta:
        verbose_name = _("stories of groups")

    def serve(self, request, *args, **kwargs):
        raise Http404


class InitiativePageForm(WagtailAdminPageForm):
    """Asks once which group the story is about; name and address then come from the catalogue."""

    initiative = forms.ModelChoiceField(
        queryset=Initiative.objects.none(),
        label=_("Group"),
        help_text=_("Name, stage, people and meetings of a group are kept in the catalogue."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.initiative:
            del self.fields["initiative"]
        else:
            written = InitiativePage.objects.values("translation_key")
            self.fields["initiative"].queryset = Initiative.objects.exclude(
                translation_key__in=written
            )

    def clean(self):
        cleaned = super().clean()
        initiative = cleaned.get("initiative")
        if initiative:
            self.instance.tell_about(initiative)
        return cleaned


class InitiativePage(Page):
    """What a group tells about itself. Its facts are rows; the page lends them prose.

    It knows its row by `translation_key`, never by a foreign key, so that a copy or a translation
    leaves the facts behind.
    """

    summary = models.CharField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One sentence a newcomer understands: what the group does and for whom."),
    )
    body = ProseField(
        ProseBlock(),
        blank=True,
        verbose_name=_("story"),
        help_text=_(
            "Tell what you do, what you made lately and what you would love help with. "
            "Leave out names, meeting times and stages: the page shows them from the catalogue."
        ),
    )

    parent_page_types = ["initiatives.InitiativeIndexPage"]
    subpage_types = ["events.EventIndexPage", "onboarding.PathPage"]
    base_form_class = InitiativePageForm
    content_panels = [FieldPanel("initiative"), FieldPanel("summary"), FieldPanel("body")]
    promote_panels = []

    class Meta:
        verbose_name = _("story of a group")
        verbose_name_plural = _("stories of groups")

    @cached_property
    def initiative(self) -> Initiative | None:
        return Initiative.objects.filter(translation_key=self.translation_key).first()

    def tell_about(self, initiative: Initiative) -> None:
        self.translation_key = initiative.translation_key
        self.title = self.draft_title = initiative.name
        self.slug = initiative.slug
        self.initiative = initiative

    def get_url_parts(self, request=None):
        parts = super().get_url_parts(request)
        if parts is None or self.initiative is None:
            return None
        site_id, root_url, _path = parts
        return site_id, root_url, self.initiative.get_absolute_url()

    def serve(self, request, *args, **kwargs):
        if self.initiative is None:
            raise Http404
        return redirect(self.initiative)

    def serve_preview(self, request, mode_name):
        """The view at the group's address renders the draft too: one renderer for both."""
        if self.initiative is None:
            raise Http404
        view = resolve(self.initiative.get_absolute_url())
        return view.func(request, *view.args, **view.kwargs, story=self)
