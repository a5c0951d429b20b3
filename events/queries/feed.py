"""Published series as calendar events: from rules and decisions, never from the made rows, so that
a feed says the same tomorrow as today and reaches as far as a calendar cares to look.

Only for programs that know no rules (`expand`) the dates of some months are written one by one.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from events.core.ics import CalendarEvent
from events.models import Kind, Minutes, Occurrence, Series
from events.models.series import SeriesQuerySet
from initiatives.models import Initiative
from portal.kit import clock

from .feed_events import event_of_date, events_of, shared_words
from .filters import Filters, narrowed
from .meeting_entries import beside_rules, decided, is_elsewhere_or_longer

MOST_SERIES = 2000
MOST_DATES = 5000
MOST_PAPERS = 12
EVERYTHING = Filters()
CANCELLED_STAYS = timedelta(days=60)
MONTHS_AHEAD = timedelta(days=6 * 31)


@dataclass(frozen=True)
class State:
    """What a feed was made from. The same state makes the same bytes.

    `changed_at` is the last change of any series in it, also of one that is hidden by now; `mixed`
    tells apart as many others.
    """

    count: int
    mixed: int | None
    changed_at: datetime | None
    saved_at: datetime | None
    group_saved_at: datetime | None


@dataclass(frozen=True)
class Feed:
    """Its name, the series it is about, hidden ones too, and by what it was narrowed."""

    name: str
    series: SeriesQuerySet
    filters: Filters = EVERYTHING

    def state(self) -> State:
        """One query."""
        public = Q(is_published=True, initiative__is_listed=True)
        return State(
            **self.series.aggregate(
                count=Count("pk", filter=public),
                mixed=Sum(F("pk") * F("pk"), filter=public),
                changed_at=Max("changed_at"),
                saved_at=Max("updated_at"),
                group_saved_at=Max("initiative__updated_at"),
            )
        )

    def events(self) -> tuple[CalendarEvent, ...]:
        """Four queries for any number of series."""
        said = shared_words()
        since = cancelled_since(clock.now())
        rows = with_rules(self.series)
        return tuple(event for row in rows for event in events_of(row, said, since=since))

    def dates(self, *, today: date) -> tuple[CalendarEvent, ...]:
        """Each date from the month before to about half a year ahead: the window, and with it the
        bytes, stay the same all month. Two queries for any number."""
        first = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
        start = datetime.combine(first, time(), UTC)
        end = datetime.combine(today.replace(day=1), time(), UTC) + MONTHS_AHEAD
        rows = (
            Occurrence.objects.filter(series__in=self.series.published())
            .between(start, end)
            .select_related("series__initiative", "slot", "minutes")
            .order_by("starts_at", "series__slug")[:MOST_DATES]
        )
        said = shared_words()
        return tuple(event_of_date(row, said) for row in rows)


def cancelled_since(now: datetime) -> datetime:
    """Who reads a feed seldom must still find what was cancelled; later it is left out. A whole
    day, so that the bytes hold as long."""
    return datetime.combine(now.astimezone(UTC).date() - CANCELLED_STAYS, time(), UTC)


def with_rules(series: SeriesQuerySet) -> QuerySet[Series]:
    """Lists instead of managers: asking a manager costs more than writing the event."""
    return (
        series.published()
        .select_related("initiative")
        .prefetch_related(
            Prefetch("slots", to_attr="rules"),
            Prefetch(
                "occurrences",
                decided() | beside_rules() | elsewhere_or_longer(),
                to_attr="decisions",
            ),
            Prefetch("occurrences", with_papers(), to_attr="papers"),
        )
        .order_by("slug")[:MOST_SERIES]
    )


def with_papers() -> QuerySet[Occurrence]:
    """Dates with something to read or watch, of each series the latest: a feed has an end."""
    has_minutes = Exists(Minutes.objects.published().filter(occurrence=OuterRef("pk")))
    told = Occurrence.objects.filter(has_minutes | ~Q(recording_url=""))
    return told.select_related("minutes").order_by("-starts_at")[:MOST_PAPERS]


def elsewhere_or_longer() -> QuerySet[Occurrence]:
    return (
        Occurrence.objects.filter(is_elsewhere_or_longer(), slot__isnull=False)
        .select_related("slot")
        .order_by("original_date")
    )


def feed_of_all(filters: Filters = EVERYTHING) -> Feed:
    """Narrowed it says so: who has two of them in one program must tell them apart."""
    name = _("meetings by your choice") if filters else _("all meetings")
    series = narrowed(Series.objects.all(), filters=filters)
    return Feed(f"{settings.FOUNDATION_NAME}: {name}", series, filters)


def feed_of_initiative(initiative: Initiative, filters: Filters = EVERYTHING) -> Feed:
    """Joint meetings that another group hosts included."""
    name = f"{settings.FOUNDATION_NAME}: {initiative.name}"
    return Feed(name, narrowed(Series.objects.hosted_by(initiative), filters=filters), filters)


def feed_of_kind(kind: str, filters: Filters = EVERYTHING) -> Feed | None:
    """None when there is no such kind; a kind nobody uses yet is an empty calendar."""
    if kind not in Kind.values:
        return None
    name = f"{settings.FOUNDATION_NAME}: {Kind(kind).label}"
    return Feed(name, narrowed(Series.objects.filter(kind=kind), filters=filters), filters)


def feed_of_series(series: Series) -> Feed:
    name = f"{settings.FOUNDATION_NAME}: {series.title}"
    return Feed(name, Series.objects.filter(pk=series.pk))
