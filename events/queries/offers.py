from collections import defaultdict
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from events.models import Kind, Occurrence
from portal.core.fit import Offer, OfferKind

from .lines import occurrence_address

WINDOW = timedelta(weeks=4)
MOST_DATES = 2000
MOST_OFFERS = 200
# Nobody comes to these to meet people.
NO_MEETINGS = (Kind.DEADLINE, Kind.ELECTION)


def offers(*, now: datetime) -> list[Offer]:
    """Meetings of the next four weeks, for who looks for a place. One query.

    What a meeting is about stands on its group: `portal.fit` adds it.
    """
    dates = (
        Occurrence.objects.published()
        .between(now, now + WINDOW)
        .on()
        .exclude(series__kind__in=NO_MEETINGS)
        .select_related("series__initiative")
        .order_by("starts_at", "series__slug")
    )
    by_series: dict[int, list[Occurrence]] = defaultdict(list)
    for date in dates[:MOST_DATES]:
        by_series[date.series_id].append(date)
    return [offer(of_series) for of_series in list(by_series.values())[:MOST_OFFERS]]


def offer(dates: list[Occurrence]) -> Offer:
    first, series = dates[0], dates[0].series
    address = occurrence_address(series.slug, first.original_date)
    return Offer(
        kind=OfferKind.MEETING,
        key=series.slug,
        title=first.title,
        url=address,
        action=_("See the next date"),
        action_url=address,
        group=series.initiative.slug,
        group_name=series.initiative.name,
        starts=tuple(date.starts_at for date in dates),
        minutes=series.duration_minutes,
        is_open_to_newcomers=series.is_open_to_newcomers,
    )
