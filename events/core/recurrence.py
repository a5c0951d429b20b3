"""Repeating rules in wall time: what is allowed, one spelling for each, and the dates they give.

Nothing here knows a zone. Clock changes, COUNT and UNTIL depend on one and are `expand`'s business.
"""

import re
from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import count, product

from events.core.link import Link

MAX_INTERVAL = 366
MAX_COUNT = 1000
MAX_DATES = 2000
MAX_STEPS = 20_000
MAX_EXTRA_DATES = 500
MAX_TEXT = 500
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class RuleRefused(ValueError):
    """A rule no meeting of ours may follow; the message says why in plain words."""


class NeverHappens(RuleRefused):
    """A rule that gives no date at all, like 30 February."""


class BudgetSpent(ValueError):
    """A rule gives more dates, or takes more work to find them, than anyone can mean."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """Monday is 0; `nth` 0 means each one, 2 the second and -1 the last of the period."""

    day: int
    nth: int = 0

    def __str__(self) -> str:
        return f"{self.nth or ''}{DAYS[self.day]}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One RRULE within our limits; make it with `parse_rule`.

    `until` is an instant (aware), or what others publish: a local time (naive) or a last day.
    """

    freq: str
    interval: int = 1
    weekdays: tuple[Weekday, ...] = ()
    monthdays: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    count: int | None = None
    until: date | datetime | None = None
    week_start: int = 0

    def __str__(self) -> str:
        """The canonical text: two texts of one rule give the same."""
        parts = {
            "FREQ": self.freq,
            "INTERVAL": self.interval if self.interval > 1 else "",
            "BYDAY": ",".join(map(str, self.weekdays)),
            "BYMONTHDAY": ",".join(map(str, self.monthdays)),
            "BYMONTH": ",".join(map(str, self.months)),
            "BYSETPOS": ",".join(map(str, self.positions)),
            "COUNT": self.count or "",
            "UNTIL": "" if self.until is None else until_text(self.until),
            "WKST": DAYS[self.week_start] if self.week_start else "",
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value != "")


@dataclass(frozen=True, slots=True)
class Override:
    """One date that differs from its rule; None means as the series has it.

    `recurrence_id` is the wall time the rule gave, in the series' zone, for ever; `start` is wall
    time in `tzid`. `links` come beside those of the series. `is_for_following` is read from
    others' calendars and never written.
    """

    recurrence_id: datetime
    start: datetime | None = None
    tzid: str | None = None
    duration: timedelta | None = None
    status: str | None = None
    summary: str | None = None
    description: str | None = None
    location: str | None = None
    url: str | None = None
    conference: str | None = None
    links: tuple[Link, ...] = ()
    is_for_following: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """When something happens: a first wall time (naive), its zone, and a rule or None for once.

    A plain date among `exdates` takes out that whole local day. All-day schedules start at midnight
    and last whole days.
    """

    start: datetime
    tzid: str
    duration: timedelta
    rule: Rule | None = None
    rdates: tuple[datetime, ...] = ()
    exdates: tuple[date | datetime, ...] = ()
    overrides: tuple[Override, ...] = ()
    is_all_day: bool = False

    def is_excluded(self, wall: datetime) -> bool:
        return wall in self.exdates or wall.date() in self.exdates


@lru_cache(maxsize=2048)
def parse_rule(text: str, *, start: datetime | None = None) -> Rule:
    """Raises RuleRefused. `start` lets a BYHOUR, BYMINUTE or BYSECOND pass that only repeats it."""
    parts = _parts(text)
    for name, unit in (("BYHOUR", "hour"), ("BYMINUTE", "minute"), ("BYSECOND", "second")):
        if start is not None and parts.get(name) in {
            f"{getattr(start, unit)}",
            f"{getattr(start, unit):02}",
        }:
            del parts[name]
    freq = parts.pop("FREQ", "")
    if freq not in FREQUENCIES:
        raise RuleRefused(
            f"A meeting repeats daily, weekly, monthly or yearly, not “{freq[:20].lower()}”."
        )
    rule = Rule(
        freq=freq,
        interval=_number(parts.pop("INTERVAL", "1"), "INTERVAL", MAX_INTERVAL),
        weekdays=_weekdays(parts.pop("BYDAY", "")),
        monthdays=_numbers(parts.pop("BYMONTHDAY", ""), "BYMONTHDAY", -31, 31),
        months=_numbers(parts.pop("BYMONTH", ""), "BYMONTH", 1, 12),
        positions=_numbers(parts.pop("BYSETPOS", ""), "BYSETPOS", -366, 366),
        count=_number(parts.pop("COUNT"), "COUNT", MAX_COUNT) if "COUNT" in parts else None,
        until=_until(parts.pop("UNTIL")) if "UNTIL" in parts else None,
        week_start=_week_start(parts.pop("WKST", "MO")),
    )
    if parts:
        raise RuleRefused(f"{min(parts)[:20]} is not a part of a rule we can follow.")
    _refuse_nonsense(rule)
    return rule


@lru_cache(maxsize=2048)
def starts_on_rule(start: datetime, rule: Rule) -> bool:
    """Whether the first date is one the rule gives: no two calendars agree on one that is not."""
    return next(walls(rule, start, after=start, before=start), None) == start


def walls(rule: Rule, start: datetime, *, after: datetime, before: datetime) -> Iterator[datetime]:
    """Dates of the rule from `start` on, both bounds included, all naive; COUNT and UNTIL are not
    looked at. How long ago `start` was costs nothing. Raises BudgetSpent.

    Own arithmetic instead of dateutil's: that one searches a rule without dates to the year 9999.
    """
    after = max(after, start)
    for step, first in enumerate(_periods(rule, start.date(), after.date())):
        if first > before.date():
            return
        if step >= MAX_STEPS:
            raise BudgetSpent("This rule takes too long to work out.")
        for day in _days(rule, start.date(), first):
            wall = datetime.combine(day, start.time())
            if after <= wall <= before:
                yield wall


def _periods(rule: Rule, start: date, after: date) -> Iterator[date]:
    """First days of the days, weeks, months or years the rule uses, from the last that begins no
    later than `after`: whole ones, so that BYSETPOS counts right in the first too."""
    match rule.freq:
        case "DAILY" | "WEEKLY":
            if rule.freq == "WEEKLY":
                start -= timedelta(days=(start.weekday() - rule.week_start) % 7)
            length = timedelta(days=rule.interval * (7 if rule.freq == "WEEKLY" else 1))
            first = start + (after - start) // length * length
            while True:
                yield first
                first += length
        case "MONTHLY":
            passed = (after.year - start.year) * 12 + after.month - start.month
            for months in count(passed // rule.interval * rule.interval, rule.interval):
                year, month = divmod(start.month - 1 + months, 12)
                yield date(start.year + year, month + 1, 1)
        case _:
            passed = after.year - start.year
            for years in count(passed // rule.interval * rule.interval, rule.interval):
                yield date(start.year + years, 1, 1)


def _days(rule: Rule, start: date, first: date) -> list[date]:
    """The rule's days in the period that begins with `first`, in order; `start` fills in what the
    rule leaves open."""
    match rule.freq:
        case "DAILY":
            days = [first] if _is_allowed(rule, first) else []
        case "WEEKLY":
            weekdays = [each.day for each in rule.weekdays] or [start.weekday()]
            offsets = sorted((day - rule.week_start) % 7 for day in weekdays)
            week = [first + timedelta(days=offset) for offset in offsets]
            days = [day for day in week if _is_allowed(rule, day)]
        case "MONTHLY":
            is_left_out = rule.months and first.month not in rule.months
            days = [] if is_left_out else _days_of_month(rule, start, first)
        case _ if rule.weekdays and not rule.months and not rule.monthdays:
            length = 365 + isleap(first.year)
            days = sorted(_weekdays_among(rule.weekdays, first, length))
        case _:
            months = rule.months or (range(1, 13) if rule.monthdays else (start.month,))
            firsts = (first.replace(month=month) for month in months)
            days = [day for each in firsts for day in _days_of_month(rule, start, each)]
    if not rule.positions:
        return days
    chosen = (each - 1 if each > 0 else len(days) + each for each in rule.positions)
    return sorted({days[index] for index in chosen if 0 <= index < len(days)})


def _is_allowed(rule: Rule, day: date) -> bool:
    """Whether a day passes the parts that only narrow a daily or weekly rule."""
    if rule.months and day.month not in rule.months:
        return False
    if rule.weekdays and all(day.weekday() != each.day for each in rule.weekdays):
        return False
    from_end = day.day - monthrange(day.year, day.month)[1] - 1
    return not rule.monthdays or not {day.day, from_end}.isdisjoint(rule.monthdays)


def _days_of_month(rule: Rule, start: date, first: date) -> list[date]:
    length = monthrange(first.year, first.month)[1]
    wanted = rule.monthdays if rule.monthdays or rule.weekdays else (start.day,)
    numbers = {each if each > 0 else length + 1 + each for each in wanted}
    days = {first.replace(day=each) for each in numbers if 1 <= each <= length}
    if rule.weekdays:
        named = _weekdays_among(rule.weekdays, first, length)
        days = days & named if rule.monthdays else named
    return sorted(days)


def _weekdays_among(weekdays: tuple[Weekday, ...], first: date, length: int) -> set[date]:
    """Days of the week in a month or year, all of them or the nth from either end."""
    found: set[date] = set()
    for each in weekdays:
        offset = (each.day - first.weekday()) % 7
        days = [first + timedelta(days=number) for number in range(offset, length, 7)]
        if not each.nth:
            found.update(days)
        elif abs(each.nth) <= len(days):
            found.add(days[each.nth - 1 if each.nth > 0 else each.nth])
    return found


def until_text(until: date | datetime) -> str:
    """The value of UNTIL, in the form it has."""
    if not isinstance(until, datetime):
        return f"{until:%Y%m%d}"
    return f"{until:%Y%m%dT%H%M%S}" + ("Z" if until.tzinfo else "")


def _parts(text: str) -> dict[str, str]:
    if len(text) > MAX_TEXT:
        raise RuleRefused("This rule is longer than any meeting needs.")
    parts: dict[str, str] = {}
    for part in text.strip().upper().removeprefix("RRULE:").rstrip(";").split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value or name in parts:
            raise RuleRefused(f"“{part[:40]}” is not a part of a rule, or stands there twice.")
        parts[name] = value
    return parts


def _number(text: str, name: str, most: int) -> int:
    if not re.fullmatch(r"\d{1,6}", text, re.ASCII) or not 1 <= int(text) <= most:
        raise RuleRefused(f"{name}={text[:20]} is outside 1 to {most}.")
    return int(text)


def _numbers(text: str, name: str, least: int, most: int) -> tuple[int, ...]:
    found = text.split(",") if text else []
    if not all(re.fullmatch(r"[+-]?\d{1,3}", each, re.ASCII) for each in found):
        raise RuleRefused(f"{name}={text[:20]} is not a list of whole numbers.")
    numbers = sorted({int(each) for each in found}, key=lambda each: (each < 0, each))
    if not all(least <= each <= most and each for each in numbers):
        raise RuleRefused(f"{name}={text[:20]} has a number outside {least} to {most}.")
    return tuple(numbers)


def _weekdays(text: str) -> tuple[Weekday, ...]:
    found = set()
    for each in text.split(",") if text else []:
        match = re.fullmatch(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", each, re.ASCII)
        if not match or (match[1] and not 1 <= abs(int(match[1])) <= 53):
            raise RuleRefused(f"“{each[:20]}” is not a day of the week.")
        found.add(Weekday(DAYS.index(match[2]), int(match[1] or 0)))
    return tuple(sorted(found, key=lambda each: (each.nth < 0, each.nth, each.day)))


def _week_start(text: str) -> int:
    if text not in DAYS:
        raise RuleRefused(f"WKST={text[:20]} is not a day of the week.")
    return DAYS.index(text)


def _until(text: str) -> date | datetime:
    if not re.fullmatch(r"\d{8}(T\d{6}Z?)?", text, re.ASCII):
        raise RuleRefused(f"UNTIL={text[:20]} is not a date.")
    try:
        at = datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        raise RuleRefused(f"UNTIL={text} is not a date in any calendar.") from None
    if "T" not in text:
        return at.date()
    return at.replace(tzinfo=UTC) if text.endswith("Z") else at


def _refuse_nonsense(rule: Rule) -> None:
    nth = [each.nth for each in rule.weekdays if each.nth]
    if nth and rule.freq not in {"MONTHLY", "YEARLY"}:
        raise RuleRefused("Only a monthly or yearly rule can ask for the second Tuesday.")
    if nth and (rule.freq == "MONTHLY" or rule.months) and max(map(abs, nth)) > 5:
        raise RuleRefused("No month has six of one weekday.")
    if nth and rule.monthdays:
        raise RuleRefused("A rule can name the second Tuesday or days of the month, not both.")
    if rule.monthdays and rule.freq == "WEEKLY":
        raise RuleRefused("A weekly rule cannot ask for days of the month.")
    if rule.positions and not (rule.weekdays or rule.monthdays):
        raise RuleRefused("BYSETPOS needs days to choose from.")
    months = [LONGEST_MONTHS[month - 1] for month in rule.months] or LONGEST_MONTHS
    days = product(map(abs, rule.monthdays), months)
    if rule.monthdays and not any(day <= longest for day, longest in days):
        raise NeverHappens("Its rule never gives a date.")
