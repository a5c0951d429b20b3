"""The zone a reader wants times in, or None when only their browser knows it."""

from django.conf import settings

from portal.core import zones

# Whose browser has not said its zone yet is shown times everybody can convert.
UNKNOWN_READER = "UTC"


def reader_zone(get_response):
    """Set `request.reader_zone`: `?tz=` first, then the profile of who is signed in, else None.

    No cookie is ever set for it, so that pages for the signed out stay cacheable; their times are
    re-labelled by a script in the browser.
    """

    def middleware(request):
        request.reader_zone = chosen_zone(request)
        return get_response(request)

    return middleware


def chosen_zone(request) -> str | None:
    asked = request.GET.get("tz") or profile_zone(request)
    try:
        return zones.canonical(asked) if asked else None
    except zones.UnknownZone:
        return None


def profile_zone(request) -> str:
    """Empty without a session cookie: then the session stays untouched and no page varies by it."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return request.user.timezone if request.user.is_authenticated else ""
