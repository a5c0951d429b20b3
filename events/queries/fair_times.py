"""Fair times of a group as its organizers read them: totals, and never whose hours they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.utils.dateformat import format as format_date
from django.utils.dates import WEEKDAYS
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.core.time_finder import NIGHT, Attendee, Combination, Fairness, Found, find_times
from initiatives.models import Initiative
from portal.core import zones
from portal.core.availability import CELL, CELLS_A_DAY, DASH
from portal.ui.moment import zone_in_words

from .counted_hours import Counted, counted_people

DAYS = range(7)
EASY, EARLY = 1, 4  # what it may cost the worst-off person at most to be called so


@dataclass(frozen=True)
class Clock:
    """What clocks of somebody show when the meeting begins."""

    who: str
    words: str
    level: int


@dataclass(frozen=True)
class Part:
    """One combination of the year: its days in words, the worst-off person of the suggestion and
    the places that were named."""

    when: str
    worst_off: Clock
    places: tuple[Clock, ...]


@dataclass(frozen=True)
class Turn:
    """One weekly half-hour; `parts` tell what it means in the course of the year."""

    words: str
    parts: tuple[Part, ...]
    first: date
    begins: time


@dataclass(frozen=True)
class Suggestion:
    """One time for every week, or two that take turns. Costs are those of a year. `query` fills in
    the form for a new meeting."""

    turns: tuple[Turn, ...]
    worst: int
    total: int
    query: str


@dataclass(frozen=True)
class Picture:
    """How hard each half-hour is for the worst-off person, day by day: (first, count, level) of
    stretches, and by level their hours in words."""

    when: str
    days: tuple[tuple[str, tuple[tuple[int, int, int], ...]], ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class FairTimes:
    counted: int
    named: int
    best: Suggestion
    rotation: Suggestion | None
    suggested: tuple[int, ...]
    pictures: tuple[Picture, ...]


def level_words() -> tuple[str, ...]:
    return (
        _("Easy for everybody"),
        _("Early or late for somebody"),
        _("Hard for somebody"),
        _("Night for somebody"),
    )


def fair_times(
    *,
    initiative: Initiative,
    places: Sequence[Attendee],
    tzid: str,
    minutes: int,
    now: datetime,
) -> FairTimes | None:
    """None when there is nobody to count. Four queries."""
    counted = counted_people(initiative=initiative, on=now.date())
    people = [*counted, *(Counted(one, zone_in_words(one.tzid)) for one in places)]
    if not people:
        return None
    today = now.astimezone(zones.zone(tzid)).date()
    monday = today + timedelta(days=-today.weekday() % 7)
    found = find_times([one.attendee for one in people], tzid=tzid, minutes=minutes, first=monday)
    sheet = Sheet(initiative, found, people, len(counted), minutes, today)
    return FairTimes(
        counted=len(counted),
        named=len(places),
        best=sheet.suggestion(found.best),
        rotation=sheet.suggestion(found.rotation) if found.rotation else None,
        suggested=(*found.best.cells, *(found.rotation.cells if found.rotation else ())),
        pictures=tuple(picture(one) for one in found.combinations),
    )


@dataclass(frozen=True)
class Sheet:
    """What every part of the answer is told from. The first `counted` people are never named
    unless they show their name, and never where their free hours are counted."""

    initiative: Initiative
    found: Found
    people: Sequence[Counted]
    counted: int
    minutes: int
    today: date

    def suggestion(self, fair: Fairness) -> Suggestion:
        turns = tuple(self.turn(cell, n) for n, cell in enumerate(fair.cells))
        return Suggestion(turns, fair.worst, fair.total, urlencode(self.filled_in(*turns)))

    def filled_in(self, first: Turn, other: Turn | None = None) -> dict[str, str | int]:
        said: dict[str, str | int] = {
            "initiative": self.initiative.slug,
            "first_date": first.first.isoformat(),
            "time": f"{first.begins:%H:%M}",
            "timezone": self.found.tzid,
            "duration_minutes": self.minutes,
            "repeat": "fortnightly" if other else "weekly",
        }
        if other:
            said |= {"turn_date": other.first.isoformat(), "turn_time": f"{other.begins:%H:%M}"}
        return said

    def turn(self, cell: int, week: int) -> Turn:
        weekday, clock = divmod(cell, CELLS_A_DAY)
        first = self.today + timedelta(days=1)
        first += timedelta(days=(weekday - first.weekday()) % 7)
        if week:  # the second of two turns is in the week after the first one
            first += timedelta(weeks=week)
        begins = time(*divmod(clock * CELL, 60))
        words = _("%(day)s at %(time)s, %(zone)s") % {
            "day": WEEKDAYS[weekday],
            "time": f"{begins:%H:%M}",
            "zone": zone_in_words(self.found.tzid),
        }
        parts = tuple(self.part(cell, one) for one in self.found.combinations)
        return Turn(words, parts, first, begins)

    def part(self, cell: int, combination: Combination) -> Part:
        paid = combination.costs[:, cell]
        named = {one.attendee.tzid: n for n, one in enumerate(self.people) if n >= self.counted}
        return Part(
            when=in_words(combination),
            worst_off=self.clock(int(paid.argmax()), cell, combination),
            places=tuple(self.clock(n, cell, combination) for n in named.values()),
        )

    def clock(self, number: int, cell: int, combination: Combination) -> Clock:
        person = self.people[number]
        weekday, at = self.found.clock(cell, combination, person.attendee.tzid)
        words = f"{at:%H:%M}"
        if weekday != cell // CELLS_A_DAY:
            words = f"{WEEKDAYS[weekday]} {words}"
        offset = timedelta(minutes=combination.offsets[person.attendee.tzid])
        name = person.name if person.attendee.free is None else ""
        who = name or _("somebody in %(offset)s") % {"offset": zones.offset_words(offset)}
        return Clock(who, words, level(int(combination.costs[number, cell])))


def level(cost: int) -> int:
    if cost >= NIGHT:
        return 3
    return 0 if cost <= EASY else 1 if cost <= EARLY else 2


def in_words(combination: Combination) -> str:
    """Like "1 to 13 March 2027 and 7 to 28 November 2027 (5 weeks)", with dashes."""
    days = sum((last - first).days + 1 for first, last in combination.spans)
    spans = [span_in_words(first, last) for first, last in combination.spans]
    *most, last = spans
    said = _("%(first)s and %(last)s") % {"first": ", ".join(most), "last": last} if most else last
    weeks = round(days / 7)
    length = ngettext("%(n)d week", "%(n)d weeks", weeks) % {"n": weeks}
    return f"{said} ({length})"


def span_in_words(first: date, last: date) -> str:
    begins = format_date(first, "j F" if first.year == last.year else "j F Y")
    return f"{begins} {DASH} {format_date(last, 'j F Y')}"


def picture(combination: Combination) -> Picture:
    worst = [level(int(cost)) for cost in combination.costs.max(axis=0)]
    days = [worst[day * CELLS_A_DAY : (day + 1) * CELLS_A_DAY] for day in DAYS]
    stretches = [tuple(stretches_of(day)) for day in days]
    names = [str(WEEKDAYS[day]) for day in DAYS]
    return Picture(
        when=in_words(combination),
        days=tuple(zip(names, stretches, strict=True)),
        rows=tuple(
            (name, tuple(hours(day, number) for number in range(4)))
            for name, day in zip(names, stretches, strict=True)
        ),
    )


def stretches_of(day: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    at = 0
    for number, same in groupby(day):
        count = len(list(same))
        yield at, count, number
        at += count


def hours(day: Sequence[tuple[int, int, int]], number: int) -> str:
    """Of beginnings: the last half-hour of a stretch is still one."""
    return ", ".join(
        f"{clock(at)}{DASH}{clock(at + count)}" for at, count, one in day if one == number
    )


def clock(cell: int) -> str:
    return f"{cell * CELL // 60:02}:{cell * CELL % 60:02}"
