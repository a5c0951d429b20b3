from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.models import Page
from wagtail.search import index

from portal.home.reserved import reserved_slugs
from portal.kit.fields import ProseField
from portal.kit.prose import ProseBlock


class ContentPage(Page):
    """A page of plain prose: about us, code of conduct, privacy."""

    summary = models.CharField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One sentence below the title, also shown by search engines."),
    )
    body = ProseField(ProseBlock(), verbose_name=_("text"))

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]
    content_panels = [
        TitleFieldPanel("title", help_text=_("What a reader would look for. Under 60 characters.")),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    promote_panels = [
        FieldPanel(
            "slug",
            help_text=_("The last part of the page's address. Links break for good if it changes."),
        )
    ]
    template = "home/content.html"

    class Meta:
        verbose_name = _("content page")

    def clean(self):
        """A page may be moved to the root later, so its slug is refused wherever it stands."""
        super().clean()
        if self.slug in reserved_slugs():
            raise ValidationError(
                {"slug": _("“%(slug)s” is an address of the portal itself. Choose another.")},
                params={"slug": self.slug},
            )
