"""When each group meets in the weeks to come, for who looks for one that meets while they wake."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import F, Q

from events.models import Kind, Occurrence, Series
from initiatives.queries.catalogue_column import Column, Pairs, stamp_of

WEEKS = timedelta(weeks=4)
WELCOMING = Q(is_open_to_newcomers=True) | Q(kind=Kind.WELCOME_CALL)


def meeting_column(*, on: date) -> Column:
    """Joint meetings are those of every group they serve; cancelled dates are nobody's."""
    start = datetime.combine(on, time(), UTC)
    dates = Occurrence.objects.on().between(start, start + WEEKS)

    def load() -> dict[str, Pairs]:
        hosts = hosts_of_series()
        welcoming = set(Series.objects.published().filter(WELCOMING).values_list("pk", flat=True))
        told = list(dates.order_by().values_list("series_id", "starts_at"))
        starts = [(pk, at) for series, at in told for pk in hosts.get(series, ())]
        return {
            "starts": starts,
            "dates": Counter(pk for pk, _at in starts).items(),
            "newcomers": {
                (pk, "meeting")
                for series, _at in told
                if series in welcoming
                for pk in hosts.get(series, ())
            },
        }

    stamps = (
        stamp_of("dates", dates, value=F("changes") + 1),
        stamp_of("series", Series.objects.published(), changed_at="updated_at"),
        stamp_of("joint", Series.also_for.through.objects.all()),
    )
    return Column("meetings", stamps, load)


def hosts_of_series() -> dict[int, set[int]]:
    """Ids of the groups each published series belongs to. Two queries."""
    hosts: dict[int, set[int]] = defaultdict(set)
    for series, group in Series.objects.published().values_list("pk", "initiative_id"):
        hosts[series].add(group)
    for series, group in Series.also_for.through.objects.values_list("series_id", "initiative_id"):
        if series in hosts:
            hosts[series].add(group)
    return hosts
