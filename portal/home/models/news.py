from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.models import Page
from wagtail.search import index

from portal.kit import clock
from portal.kit.fields import ProseField
from portal.kit.fixed_page import FixedPageMixin
from portal.kit.prose import ProseBlock


class NewsIndexPage(FixedPageMixin, Page):
    """The list of articles, newest first; also `/feeds/news.atom`."""

    owns_slug = "news"
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ArticlePage"]
    content_panels = [FieldPanel("title")]
    promote_panels = []
    template = "home/news.html"

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")


def today():
    return clock.now().date()


class ArticlePage(Page):
    date = models.DateField(_("date"), default=today, help_text=_("The day readers see."))
    summary = models.CharField(
        _("summary"),
        max_length=300,
        help_text=_("What happened and why it matters, in one sentence. Shown in the list."),
    )
    body = ProseField(ProseBlock(), verbose_name=_("text"))

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types = []
    content_panels = [
        TitleFieldPanel("title", help_text=_("Say what happened. Under 60 characters.")),
        FieldPanel("date"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    promote_panels = [FieldPanel("slug", help_text=_("The last part of the article's address."))]
    template = "home/article.html"

    class Meta:
        verbose_name = _("article")
