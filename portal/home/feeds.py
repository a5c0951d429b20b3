"""`/feeds/news.atom`: the latest articles. Every link starts with PORTAL_BASE_URL."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from portal.home.models import ArticlePage, SiteText
from portal.home.queries.news import published_articles

FEED_LENGTH = 30


class NewsFeed(Feed):
    feed_type = Atom1Feed
    link = f"{settings.PORTAL_BASE_URL}/news/"
    feed_url = f"{settings.PORTAL_BASE_URL}/feeds/news.atom"
    feed_guid = feed_url

    def title(self) -> str:
        return _("News of %(foundation)s") % {"foundation": settings.FOUNDATION_NAME}

    def subtitle(self) -> str:
        return SiteText.load().sentence_or_default

    def author_name(self) -> str:
        return settings.FOUNDATION_NAME

    def items(self):
        return published_articles()[:FEED_LENGTH]

    def item_title(self, item: ArticlePage) -> str:
        return item.title

    def item_description(self, item: ArticlePage) -> str:
        return item.summary

    def item_link(self, item: ArticlePage) -> str:
        return settings.PORTAL_BASE_URL + item.get_url()

    def item_guid(self, item: ArticlePage) -> str:
        """Stays the same when an article's address changes."""
        return f"urn:uuid:{item.translation_key}"

    def item_pubdate(self, item: ArticlePage) -> datetime:
        return datetime.combine(item.date, time.min, tzinfo=UTC)

    def item_updateddate(self, item: ArticlePage) -> datetime:
        return item.last_published_at or self.item_pubdate(item)
