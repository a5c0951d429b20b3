from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from events import access
from events.core.ics import write_calendar
from events.queries.feed import (
    Feed,
    feed_of_all,
    feed_of_initiative,
    feed_of_kind,
    feed_of_series,
)
from initiatives.access import MovedTo, get_initiative
from portal.kit.etag import with_etag


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
    response = HttpResponse(
        write_calendar(feed.name, feed.events), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'inline; filename="{slugify(feed.name)}.ics"'
    return with_etag(request, response, last_modified=feed.changed_at)
