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

from .program import Program


class ProgramIndexPage(FixedPageMixin, Page):
    """The shelf that texts about programs stand on. Its address is the list of programs."""

    owns_slug = "mentorship"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["mentorship.ProgramPage"]
    preview_modes = []
    content_panels = [
        FieldPanel(
            "title",
            help_text=_("Only editors see this. Open “Mentorship” below to write about a program."),
        )
    ]
    promote_panels = []

    class Meta:
        verbose_name = _("texts about mentorship programs")

    def serve(self, request, *args, **kwargs):
        raise Http404


class ProgramPageForm(WagtailAdminPageForm):
    """Asks once which program the text is about; name and address then come from the program."""

    program = forms.ModelChoiceField(
        queryset=Program.objects.none(),
        label=_("Program"),
        help_text=_("Dates, goals and rules of a program are kept at its desk."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.program:
            del self.fields["program"]
        else:
            written = ProgramPage.objects.values("translation_key")
            self.fields["program"].queryset = Program.objects.exclude(translation_key__in=written)

    def clean(self):
        cleaned = super().clean()
        program = cleaned.get("program")
        if program:
            self.instance.tell_about(program)
        return cleaned


class ProgramPage(Page):
    """What a program tells about itself: for whom it is, what a week looks like, what to expect.

    It knows its row by `translation_key`, never by a foreign key.
    """

    summary = models.CharField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One sentence a newcomer understands: what one gets and gives."),
    )
    body = ProseField(
        ProseBlock(),
        blank=True,
        verbose_name=_("story"),
        help_text=_(
            "Tell for whom it is, what a week looks like and what people did afterwards. "
            "Leave out dates and weights: the page shows them from the program."
        ),
    )

    parent_page_types = ["mentorship.ProgramIndexPage"]
    subpage_types = []
    base_form_class = ProgramPageForm
    content_panels = [FieldPanel("program"), FieldPanel("summary"), FieldPanel("body")]
    promote_panels = []

    class Meta:
        verbose_name = _("text about a mentorship program")
        verbose_name_plural = _("texts about mentorship programs")

    @cached_property
    def program(self) -> Program | None:
        return Program.objects.filter(translation_key=self.translation_key).first()

    def tell_about(self, program: Program) -> None:
        self.translation_key = program.translation_key
        self.title = self.draft_title = program.name
        self.slug = program.slug
        self.program = program

    def get_url_parts(self, request=None):
        parts = super().get_url_parts(request)
        if parts is None or self.program is None:
            return None
        site_id, root_url, _path = parts
        return site_id, root_url, self.program.get_absolute_url()

    def serve(self, request, *args, **kwargs):
        if self.program is None:
            raise Http404
        return redirect(self.program)

    def serve_preview(self, request, mode_name):
        """The view at the program's address renders the draft too: one renderer for both."""
        if self.program is None:
            raise Http404
        view = resolve(self.program.get_absolute_url())
        return view.func(request, *view.args, **view.kwargs, story=self)
