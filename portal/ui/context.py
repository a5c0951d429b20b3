from django.conf import settings
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext_lazy as _

from portal.core.zones import tzdata_version

MAIN_MENU = (
    (_("Find your place"), "/fit/"),
    (_("Paths"), "/paths/"),
    (_("Mentorship"), "/mentorship/"),
    (_("Groups"), "/initiatives/"),
    (_("Calendar"), "/events/"),
    (_("News"), "/news/"),
    (_("About"), "/about/"),
)


def chrome(request):
    """What surrounds every page. No query: nothing here may cost a page anything."""
    return {
        "foundation_name": settings.FOUNDATION_NAME,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "base_url": settings.PORTAL_BASE_URL,
        "canonical_url": settings.PORTAL_BASE_URL + request.path,
        "main_menu": [(label, url, request.path.startswith(url)) for label, url in MAIN_MENU],
        "tzdata_version": tzdata_version(),
        "language": get_language() or settings.LANGUAGE_CODE,
        "direction": "rtl" if get_language_bidi() else "ltr",
    }
