import hashlib

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache, caches
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from events import access
from events.actions.personal_feed import note_use
from events.core.ics import write_calendar
from events.forms.feed import FeedForm
from events.queries.feed import (
    Feed,
    cancelled_since,
    feed_of_all,
    feed_of_initiative,
    feed_of_kind,
    feed_of_series,
)
from events.queries.feed_events import event_of_date, shared_words
from events.queries.personal_feed import events_of_feed, feed_behind, name_of
from initiatives.access import MovedTo, get_initiative
from portal.core import zones
from portal.core.secret_link import digest
from portal.kit import clock
from portal.kit.etag import with_etag

KEPT_SECONDS = 24 * 3600


@require_safe
def everything(request):
    asked = query_of(request)
    return calendar(request, feed_of_all(asked.filters()), asked)


@require_safe
def initiative(request, slug):
    """Read as a stranger, whoever asks: any cache may keep the answer."""
    try:
        group = get_initiative(AnonymousUser(), slug)
    except MovedTo as moved:
        there = reverse("events:feed_initiative", args=[moved.slug])
        query = request.GET.urlencode()
        return redirect(f"{there}?{query}" if query else there, permanent=True)
    asked = query_of(request)
    feed = feed_of_initiative(group, asked.filters())
    return calendar(request, feed, asked)


@require_safe
def one_series(request, public_id):
    series = access.get_series_by_public_id(request.user, public_id)
    return calendar(request, feed_of_series(series), query_of(request))


@require_safe
def kind(request, kind):
    asked = query_of(request)
    feed = feed_of_kind(kind, asked.filters())
    if feed is None:
        raise Http404
    return calendar(request, feed, asked)


@require_safe
def mine(request, token):
    """One person's own, for who holds the address. No cache keeps it, also none of ours: two
    people's calendars can't meet in one."""
    feed = feed_behind(token_sha256=digest(token))
    if feed is None:
        raise Http404
    note_use(feed=feed)
    response = calendar_file(write_calendar(name_of(feed), events_of_feed(feed)), "my-calendar")
    response = with_etag(request, response, is_shared=False)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def one_date(request, key):
    """To keep, not to subscribe to."""
    slug, day = key
    if day is None:
        raise Http404
    row = access.get_occurrence(request.user, slug, day)
    event = event_of_date(row, shared_words())
    response = calendar_file(write_calendar(row.title, [event]), f"{slug}-{day.isoformat()}")
    response["Content-Disposition"] = f'attachment; filename="{slug}-{day.isoformat()}.ics"'
    return with_etag(request, response, last_modified=event.last_modified)


def query_of(request) -> FeedForm:
    form = FeedForm(request.GET)
    if not form.is_valid():
        raise Http404
    return form


def calendar(request, feed: Feed, asked: FeedForm) -> HttpResponse:
    """Clients ask every few minutes: the bytes are kept for as long as they are made from the same
    state. There are more ways to narrow a feed than a cache holds: those have a small one of their
    own, where nobody can flood out the whole ones."""
    state, now = feed.state(), clock.now()
    month = now.date().replace(day=1) if asked.cleaned_data["expand"] else None
    window = month or cancelled_since(now)
    kept = caches["feeds"] if feed.filters else cache
    key = kept_under(request.path, repr((feed.filters, state, window)))
    content = kept.get(key)
    if content is None:
        events = feed.dates(today=month) if month else feed.events()
        content = write_calendar(feed.name, events, source=settings.PORTAL_BASE_URL + request.path)
        kept.set(key, content, KEPT_SECONDS)
    response = calendar_file(content, feed.name)
    return with_etag(request, response, last_modified=state.changed_at)


def calendar_file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{slugify(name) or "calendar"}.ics"'
    return response


def kept_under(path: str, made_from: str) -> str:
    """Everything the bytes depend on, the zone data and the portal's own address included."""
    told = (path, made_from, zones.tzdata_version(), get_language())
    told += (settings.PORTAL_BASE_URL, settings.FOUNDATION_NAME)
    return "feed-" + hashlib.sha256(repr(told).encode()).hexdigest()
