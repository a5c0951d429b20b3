from django.shortcuts import render
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events import access
from events.queries.lines import join_key, line
from events.queries.next_dates import neighbours, next_that_happens
from events.queries.rule_dates import planned_at
from events.queries.series_detail import series_detail
from events.queries.subscription import subscription_to
from portal.kit import clock


@require_safe
def detail(request, slug):
    series = access.get_series(request.user, slug)
    return render(
        request,
        "events/series.html",
        {
            "detail": series_detail(
                series=series, now=clock.now(), reader_zone=request.reader_zone
            ),
            "trail": [(_("Calendar"), reverse("events:index"))],
            "join_url": reverse("events:join", args=[slug]) if series.join_url else "",
        },
    )


@require_safe
def occurrence(request, slug, day):
    """One date, at the address its rule gave it, wherever it was moved to."""
    row = access.get_occurrence(request.user, slug, day)
    series = row.series
    now = clock.now()
    before, after = neighbours(series_id=row.series_id, starts_at=row.starts_at)
    return render(
        request,
        "events/occurrence.html",
        {
            "one": line(row),
            "series": series,
            "planned_at": planned_at(row),
            "is_over": row.ends_at <= now,
            "upcoming": next_that_happens(series_id=row.series_id, now=now),
            "before": before,
            "after": after,
            "subscription": subscription_to("events:feed_series", series.public_id),
            "trail": [
                (_("Calendar"), reverse("events:index")),
                (series.title, reverse("events:series", args=[slug])),
            ],
            "here": format_date(row.original_date, "j F Y"),
            "join_url": reverse("events:join", args=[join_key(slug, day)])
            if series.join_url
            else "",
        },
    )
