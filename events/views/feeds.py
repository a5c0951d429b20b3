import hashlib

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from events import access
from events.core.ics import write_calendar
from events.queries.feed import (
    Feed,
    State,
    feed_of_all,
    feed_of_initiative,
    feed_of_kind,
    feed_of_series,
)
from initiatives.access import MovedTo, get_initiative
from portal.core import zones
from portal.kit.etag import with_etag

KEPT_SECONDS = 24 * 3600


@require_safe
def everything(request):
    return calendar(request, feed_of_all())


@require_safe
def initiative(request, slug):
    """Read as a stranger, whoever asks: any cache may keep the answer."""
    try:
        group = get_initiative(AnonymousUser(), slug)
    except MovedTo as moved:
        return redirect("events:feed_initiative", moved.slug, permanent=True)
    return calendar(request, feed_of_initiative(group))


@require_safe
def one_series(request, public_id):
    series = access.get_series_by_public_id(request.user, public_id)
    return calendar(request, feed_of_series(series))


@require_safe
def kind(request, kind):
    feed = feed_of_kind(kind)
    if feed is None:
        raise Http404
    return calendar(request, feed)


def calendar(request, feed: Feed) -> HttpResponse:
    """Clients ask every few minutes and writing costs half a millisecond an event: the bytes are
    kept for as long as they are made from the same state."""
    state = feed.state()
    key = kept_under(request.path, state)
    content = cache.get(key)
    if content is None:
        content = write_calendar(feed.name, feed.events())
        cache.set(key, content, KEPT_SECONDS)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{slugify(feed.name)}.ics"'
    return with_etag(request, response, last_modified=state.changed_at)


def kept_under(path: str, state: State) -> str:
    """Everything the bytes depend on, the zone data and the portal's own address included."""
    told = (path, state, zones.tzdata_version(), get_language())
    told += (settings.PORTAL_BASE_URL, settings.FOUNDATION_NAME)
    return "feed-" + hashlib.sha256(repr(told).encode()).hexdigest()
