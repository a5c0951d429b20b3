"""Free time in an ordinary week: windows of local wall-clock time, and the half-hours of a week.

The week is a circle: a window may run past Sunday night into Monday. Minutes count from Monday
00:00 on the clocks of the person; what instant that is depends on the date and is asked last.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from portal.core.zones import resolve_wall

CELL = 30
DAY = 24 * 60
WEEK = 7 * DAY
CELLS = WEEK // CELL
CELLS_A_DAY = DAY // CELL
# Clocks change by whole quarters and at whole quarters.
QUARTER = 15
MIDNIGHT = time()
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DASH = "\N{EN DASH}"
A_YEAR_AND_A_BIT = 400


@dataclass(frozen=True, order=True, slots=True)
class Window:
    """`weekday` 0 is Monday; `start` and `minutes` are minutes, `start` after midnight."""

    weekday: int
    start: int
    minutes: int

    @property
    def begins(self) -> int:
        return self.weekday * DAY + self.start


@dataclass(frozen=True, slots=True)
class ClockChange:
    """Clocks jump from `wall` by `minutes`, forward when positive."""

    at: datetime
    wall: datetime
    minutes: int


def merged(windows: Iterable[Window]) -> list[Window]:
    """The same time in the fewest windows, none touching another, by weekday and start."""
    pieces = sorted(piece for window in windows for piece in _unrolled(window))
    spans: list[tuple[int, int]] = []
    for start, end in pieces:
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], end)
        else:
            spans.append((start, end))
    if len(spans) > 1 and spans[0][0] == 0 and spans[-1][1] == WEEK:
        _, end = spans.pop(0)
        spans[-1] = spans[-1][0], WEEK + end
    return [Window(start // DAY, start % DAY, end - start) for start, end in spans]


def _unrolled(window: Window) -> Iterator[tuple[int, int]]:
    """Spans of the week, cut at Sunday midnight."""
    start, end = window.begins, window.begins + min(window.minutes, WEEK)
    yield start, min(end, WEEK)
    if end > WEEK:
        yield 0, end - WEEK


def cells_of(windows: Iterable[Window]) -> frozenset[int]:
    """Half-hours that are free from their first minute to their last."""
    return frozenset(
        cell % CELLS
        for window in merged(windows)
        for cell in range(-(-window.begins // CELL), (window.begins + window.minutes) // CELL)
    )


def windows_of(cells: Iterable[int]) -> list[Window]:
    return merged(Window(*divmod(cell * CELL, DAY), CELL) for cell in cells)


def cell_at(instant: datetime, tz: ZoneInfo) -> int:
    """The half-hour of the week that clocks there show."""
    wall = instant.astimezone(tz)
    return (wall.weekday() * DAY + wall.hour * 60 + wall.minute) // CELL


def cells_during(start: datetime, minutes: int, tz: ZoneInfo) -> frozenset[int]:
    """Every half-hour of the week that something touches."""
    last = start + timedelta(minutes=max(minutes, 1) - 1)
    steps = range((last - start) // timedelta(minutes=QUARTER) + 1)
    moments = [*(start + timedelta(minutes=QUARTER * step) for step in steps), last]
    return frozenset(cell_at(moment, tz) for moment in moments)


def intervals(
    windows: Iterable[Window], *, tz: ZoneInfo, first: date, until: date
) -> list[tuple[datetime, datetime]]:
    """Free time on the days from `first` up to, not including, `until`, as UTC half open.

    A local time that does not exist on a day is dropped, one that comes twice is its first.
    """
    by_day: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for window in merged(windows):
        for start, end in _unrolled(window):
            for weekday in range(start // DAY, -(-end // DAY)):
                of_day = max(start - weekday * DAY, 0), min(end - weekday * DAY, DAY)
                by_day[weekday].append(of_day)
    pieces = sorted(
        piece
        for offset in range((until - first).days)
        for day in [first + timedelta(days=offset)]
        for start, end in by_day[day.weekday()]
        for piece in _pieces(day, start, end, tz)
    )
    return _joined(pieces)


def _pieces(day: date, start: int, end: int, tz: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    midnight = datetime.combine(day, MIDNIGHT)
    edges = [start, *range(start // QUARTER * QUARTER + QUARTER, end, QUARTER), end]
    for one, other in pairwise(edges):
        instant = resolve_wall(midnight + timedelta(minutes=one), tz)
        if not instant.is_gap:
            yield instant.at, instant.at + timedelta(minutes=other - one)


def _joined(pieces: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    joined: list[tuple[datetime, datetime]] = []
    for start, end in pieces:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def next_clock_change(tz: ZoneInfo, *, after: datetime) -> ClockChange | None:
    """The first within some 13 months; None where clocks stay as they are."""
    quarter = timedelta(minutes=QUARTER)
    start = after.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    for day in (start + timedelta(days=n) for n in range(A_YEAR_AND_A_BIT)):
        if _offset(day, tz) == _offset(day + timedelta(days=1), tz):
            continue
        for at in (day + quarter * n for n in range(1, DAY // QUARTER + 1)):
            before, jump = _offset(at - quarter, tz), _offset(at, tz) - _offset(at - quarter, tz)
            if jump and at > after:
                wall = (at + before).replace(tzinfo=None)
                return ClockChange(at, wall, jump // timedelta(minutes=1))
    return None


def _offset(at: datetime, tz: ZoneInfo) -> timedelta:
    return at.astimezone(tz).utcoffset() or timedelta()


def in_words(windows: Iterable[Window]) -> str:
    """Like "Mondays and Fridays 18:00-20:30; Sunday 23:00 until Monday 01:00", with real dashes."""
    whole = merged(windows)
    if whole and whole[0].minutes == WEEK:
        return "Any time, day and night"
    days_of: dict[tuple[int, int], list[int]] = defaultdict(list)
    for window in whole:
        days_of[window.start, window.minutes].append(window.weekday)
    times_of: dict[tuple[int, ...], list[tuple[int, str]]] = defaultdict(list)
    phrases: list[tuple[int, int, str]] = []
    for (start, minutes), days in sorted(days_of.items()):
        if start + minutes <= DAY:
            words = f"{_clock(start)}{DASH}{_clock(start + minutes)}"
            times_of[tuple(days)].append((start, words))
        elif len(days) > 1 and start + minutes <= 2 * DAY:
            words = f"{_days(days)} {_clock(start)} until {_clock(start + minutes)} the next day"
            phrases.append((days[0], start, words))
        else:
            phrases += [(day, start, _across(day, start, minutes)) for day in days]
    for same_days, times in times_of.items():
        words = f"{_days(same_days)} {_and([each for _, each in times])}"
        phrases.append((same_days[0], times[0][0], words))
    return "; ".join(words for *_, words in sorted(phrases)) or "No time yet"


def _across(day: int, start: int, minutes: int) -> str:
    end = day * DAY + start + minutes
    last = DAYS[(end // DAY) % len(DAYS)]
    return f"{DAYS[day]} {_clock(start)} until {last} {_clock(end)}"


def _days(days: Sequence[int]) -> str:
    if len(days) == len(DAYS):
        return "Every day"
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{DAYS[days[0]]} to {DAYS[days[-1]]}"
    return _and([f"{DAYS[day]}s" for day in days])


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _clock(minutes: int) -> str:
    """Midnight at the end of a day is 24:00; past it the next day's clock."""
    of_day = minutes if minutes <= DAY else minutes % DAY
    return f"{of_day // 60:02}:{of_day % 60:02}"
