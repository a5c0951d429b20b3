from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events import access
from events.queries.next_dates import next_of_series, next_to_join
from events.queries.seats import own_seat
from portal.kit import clock


@require_safe
@never_cache
def join(request, key):
    """Send a person to the call; where places are limited, only who has one. The call's own address
    stands in no page, feed or mail, so a changed or leaked one is changed in one place."""
    slug, day = key
    if day:
        occurrence = access.get_occurrence(request.user, slug, day)
        series = occurrence.series
    else:
        occurrence, series = None, access.get_series(request.user, slug)
        if series.capacity is not None:
            occurrence = next_to_join(series=series, now=clock.now())
    is_off = occurrence is not None and occurrence.is_cancelled
    may_join = access.may_join(request.user, series, occurrence)
    if series.join_url and not is_off and may_join:
        response = HttpResponseRedirect(series.join_url)
        response["Referrer-Policy"] = "no-referrer"
    else:
        following = next_of_series(series_id=series.pk, now=clock.now(), limit=2)
        response = render(
            request,
            "events/join.html",
            {
                "series": series,
                "occurrence": occurrence,
                "is_off": is_off,
                "is_for_seats": bool(series.join_url) and not may_join,
                "is_over": occurrence is not None and occurrence.ends_at <= clock.now(),
                "has_seat": occurrence is not None
                and own_seat(occurrence=occurrence, person=request.user),
                "following": [one for one in following if not one.is_cancelled],
            },
            status=200,
        )
    response["X-Robots-Tag"] = "noindex"
    return response
