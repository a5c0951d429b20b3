"""The year of a group, week by week: the rhythm of its meetings, their pauses, clock changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.core.year_weeks import (
    WEEK,
    WEEKS,
    Week,
    clock_changes,
    longest_gap,
    monday_of,
    weeks_of,
)
from events.models import Occurrence, Series, Status
from initiatives.models import Initiative
from portal.core import zones
from portal.ui.moment import zone_in_words

from .lines import address, occurrence_address

MOST_MEETINGS = 30
MOST_DATES = 5000


@dataclass(frozen=True)
class YearDate:
    day: date
    title: str
    url: str
    is_cancelled: bool


@dataclass(frozen=True)
class YearMeeting:
    """`rest` says its longest pause, or nothing."""

    title: str
    url: str
    weeks: tuple[Week, ...]
    count: str
    rest: str


@dataclass(frozen=True)
class YearWeek:
    monday: date
    dates: tuple[YearDate, ...]
    clocks: str


@dataclass(frozen=True)
class GroupYear:
    first: date
    meetings: tuple[YearMeeting, ...]
    weeks: tuple[YearWeek, ...]
    is_cut: bool

    @property
    def marked(self) -> tuple[int, ...]:
        return tuple(number for number, week in enumerate(self.weeks) if week.clocks)


def group_year(*, initiative: Initiative, now: datetime) -> GroupYear:
    """Public meetings, joint ones included, each date on the day it has at home. One query."""
    first = monday_of(now.date())
    by_series: dict[tuple[str, str], list[YearDate]] = {}
    tzids: set[str] = set()
    for slug, name, tzid, one in dates_from(initiative, first):
        by_series.setdefault((name, slug), []).append(one)
        tzids.add(tzid)
    changes = clock_changes(tzids, first=first)
    every = sorted((one for ones in by_series.values() for one in ones), key=lambda one: one.day)
    return GroupYear(
        first=first,
        meetings=tuple(meeting(*by, first, by_series[by]) for by in sorted(by_series))[
            :MOST_MEETINGS
        ],
        weeks=tuple(
            week(first + number * WEEK, every, changes.get(number, ())) for number in range(WEEKS)
        ),
        is_cut=len(by_series) > MOST_MEETINGS,
    )


def dates_from(initiative: Initiative, first: date) -> Iterator[tuple[str, str, str, YearDate]]:
    """A day more on both sides: a date is told by the calendar of its own zone."""
    start = datetime.combine(first, time(), UTC) - timedelta(days=1)
    hosted = Series.objects.hosted_by(initiative).published()
    rows = (
        Occurrence.objects.filter(series__in=hosted.order_by().values("pk"))
        .between(start, start + WEEKS * WEEK + timedelta(days=2))
        .order_by("starts_at", "series__slug")
        .values_list(
            *("series__slug", "series__title", "override_title", "tzid"),
            *("starts_at", "original_date", "status"),
        )
    )
    for slug, name, title, tzid, starts_at, original, status in rows[:MOST_DATES]:
        day = starts_at.astimezone(zones.zone(tzid)).date()
        if first <= day < first + WEEKS * WEEK:
            url = occurrence_address(slug, original)
            yield slug, name, tzid, YearDate(day, title or name, url, status == Status.CANCELLED)


def meeting(name: str, slug: str, first: date, dates: list[YearDate]) -> YearMeeting:
    weeks = weeks_of([(one.day, not one.is_cancelled) for one in dates], first=first)
    on = sum(week.on for week in weeks)
    gap = longest_gap(weeks)
    return YearMeeting(
        title=name,
        url=address("events:series", slug),
        weeks=weeks,
        count=ngettext("%(n)d date", "%(n)d dates", on) % {"n": on},
        rest=gap_in_words(first, *gap) if gap and gap[0] < gap[1] else "",
    )


def gap_in_words(first: date, begins: int, ends: int) -> str:
    since, until = first + begins * WEEK, first + (ends + 1) * WEEK - timedelta(days=1)
    length = ends - begins + 1
    words = ngettext(
        "longest pause %(n)d week, %(since)s to %(until)s",
        "longest pause %(n)d weeks, %(since)s to %(until)s",
        length,
    )
    said = {"since": format_date(since, "j F"), "until": format_date(until, "j F Y")}
    return words % {"n": length, **said}


def week(monday: date, every: list[YearDate], changed: tuple[str, ...]) -> YearWeek:
    dates = tuple(one for one in every if monday <= one.day < monday + WEEK)
    places = ", ".join(zone_in_words(tzid) for tzid in changed)
    clocks = _("Clocks change: %(places)s") % {"places": places} if places else ""
    return YearWeek(monday, dates, clocks)
