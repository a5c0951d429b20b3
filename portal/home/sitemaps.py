"""`/sitemap.xml`: what a search engine should know. Hosts come from PORTAL_BASE_URL."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from wagtail.models import Page

from events.models import EventIndexPage, EventPage, Series
from initiatives.models import Initiative, InitiativeIndexPage, InitiativePage
from initiatives.onboarding.models import Path, PathIndexPage, PathPage
from mentorship.models import Program, ProgramIndexPage, ProgramPage

ROWS_HAVE_THE_ADDRESS = (
    *(InitiativeIndexPage, InitiativePage, PathIndexPage, PathPage),
    *(EventIndexPage, EventPage, ProgramIndexPage, ProgramPage),
)


class PortalSitemap(Sitemap):
    """Not the host of the request: anybody can send a request with any host."""

    protocol = urlsplit(settings.PORTAL_BASE_URL).scheme

    def get_domain(self, site=None) -> str:
        return urlsplit(settings.PORTAL_BASE_URL).netloc


class Pages(PortalSitemap):
    def items(self):
        """Stories of groups and paths stand at the addresses of their rows."""
        pages = Page.objects.live().public().filter(depth__gt=1)
        return pages.not_type(*ROWS_HAVE_THE_ADDRESS).order_by("path")

    def location(self, item: Page) -> str:
        return item.get_url()

    def lastmod(self, item: Page):
        return item.last_published_at


class Lists(PortalSitemap):
    def items(self) -> list[str]:
        return ["/initiatives/", "/events/", "/paths/", "/mentorship/"]

    def location(self, item: str) -> str:
        return item


class Initiatives(PortalSitemap):
    def items(self):
        return Initiative.objects.listed().order_by("slug")

    def lastmod(self, item: Initiative):
        return item.updated_at


class Meetings(PortalSitemap):
    def items(self):
        return Series.objects.published().order_by("slug")

    def lastmod(self, item: Series):
        return item.changed_at


class Paths(PortalSitemap):
    def items(self):
        return Path.objects.published().order_by("slug")

    def lastmod(self, item: Path):
        return item.updated_at


class Programs(PortalSitemap):
    def items(self):
        return Program.objects.published().order_by("slug")

    def lastmod(self, item: Program):
        return item.updated_at


SITEMAPS = {
    "pages": Pages,
    "lists": Lists,
    "initiatives": Initiatives,
    "meetings": Meetings,
    "paths": Paths,
    "programs": Programs,
}
