from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from portal.kit.fields import ProseField
from portal.kit.fixed_page import FixedPageMixin
from portal.kit.prose import ProseBlock


class HomePage(FixedPageMixin, Page):
    """The front door. Its sentence and the lines on governance are site texts, its facts panels."""

    body = ProseField(
        ProseBlock(),
        blank=True,
        verbose_name=_("more text"),
        help_text=_(
            "Optional, shown above the news. The sentence at the top and the lines on governance "
            "are under Settings → Site texts; meetings and groups come in by themselves."
        ),
    )

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.ContentPage",
        "home.NewsIndexPage",
        "initiatives.InitiativeIndexPage",
        "onboarding.PathIndexPage",
    ]
    content_panels = [FieldPanel("body")]
    promote_panels = []
    template = "home/home.html"

    class Meta:
        verbose_name = _("home page")
