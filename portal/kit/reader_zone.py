"""The zone a reader wants times in, or None when only their browser knows it."""

from portal.core import zones


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
    asked = request.GET.get("tz") or (
        request.user.timezone if request.user.is_authenticated else ""
    )
    try:
        return zones.zone(asked).key if asked else None
    except zones.UnknownZone:
        return None
