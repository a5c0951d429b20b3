"""The addresses of the site as a whole that no page and no slice owns."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from portal.kit import clock
from portal.kit.etag import with_etag

from .feeds import NewsFeed
from .sitemaps import SITEMAPS

SECURITY_TXT_LASTS = timedelta(days=180)
NOT_FOR_ROBOTS = [
    "/accounts/",
    "/cms/",
    "/desk/",
    "/documents/",
    "/me/",
    "/meet/",
    "/notices/",
    "/search/",
]


@require_safe
def sitemap(request):
    return django_sitemap(request, SITEMAPS)


@require_safe
def robots_txt(request):
    lines = ["User-agent: *", *(f"Disallow: {prefix}" for prefix in NOT_FOR_ROBOTS), ""]
    return plain_text([*lines, f"Sitemap: {settings.PORTAL_BASE_URL}/sitemap.xml"])


@require_safe
def security_txt(request):
    """RFC 9116. Expires moves along with every answer, because the contact is a live setting."""
    expires = (clock.now() + SECURITY_TXT_LASTS).replace(hour=0, minute=0, second=0, microsecond=0)
    return plain_text(
        [
            f"Contact: {settings.SECURITY_CONTACT}",
            f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
            "Preferred-Languages: en",
            f"Canonical: {settings.PORTAL_BASE_URL}/.well-known/security.txt",
        ]
    )


def plain_text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def news_feed(request):
    return with_etag(request, NewsFeed()(request))
