"""Repeating rules in wall time: what is allowed, one spelling for each, and the dates they give.

Nothing here knows a zone. Clock changes, COUNT and UNTIL depend on one and are `expand`'s business.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import product

from dateutil import rrule

MAX_INTERVAL = 366
MAX_COUNT = 1000
MAX_DATES = 2000
MAX_STEPS = 20_000
MAX_EXTRA_DATES = 500
MAX_TEXT = 500
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = {
    "DAILY": (rrule.DAILY, timedelta(days=1)),
    "WEEKLY": (rrule.WEEKLY, timedelta(days=7)),
    "MONTHLY": (rrule.MONTHLY, timedelta(days=31)),
    "YEARLY": (rrule.YEARLY, timedelta(days=366)),
}
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
    time in `tzid`. `is_for_following` is read from others' calendars and never written.
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
    looked at. How long ago `start` was costs nothing. Raises BudgetSpent."""
    frequency, period = FREQUENCIES[rule.freq]
    first = _period_before(rule, start, max(after, start))
    step = rule.interval * period
    horizon = before if (before - first) // step < MAX_STEPS else first + MAX_STEPS * step
    dates = rrule.rrule(
        frequency,
        dtstart=first,
        interval=rule.interval,
        wkst=rule.week_start,
        until=horizon,
        bymonth=_months(rule, start),
        bymonthday=_monthdays(rule, start),
        byweekday=_days(rule, start),
        bysetpos=rule.positions or None,
    )
    for wall in dates:
        if wall >= start and wall >= after:
            yield wall
    if horizon < before:
        raise BudgetSpent("This rule takes too long to work out.")


def _period_before(rule: Rule, start: datetime, after: datetime) -> datetime:
    """Where the day, week, month or year begins that `after` is in or that the rule last used:
    whole periods make BYSETPOS count right and let the rule jump over the years before."""
    match rule.freq:
        case "DAILY":
            steps = (after - start).days // rule.interval
            return start + timedelta(days=steps * rule.interval)
        case "WEEKLY":
            first = start - timedelta(days=(start.weekday() - rule.week_start) % 7)
            steps = (after - first).days // (7 * rule.interval)
            return first + timedelta(weeks=steps * rule.interval)
        case "MONTHLY":
            passed = (after.year - start.year) * 12 + after.month - start.month
            year, month = divmod(start.month - 1 + passed // rule.interval * rule.interval, 12)
            return start.replace(year=start.year + year, month=month + 1, day=1)
        case _:
            steps = (after.year - start.year) // rule.interval
            return start.replace(year=start.year + steps * rule.interval, month=1, day=1)


def _days(rule: Rule, start: datetime) -> list[rrule.weekday] | None:
    if rule.freq == "WEEKLY" and not rule.weekdays:
        return [rrule.weekday(start.weekday())]
    return [rrule.weekday(each.day, each.nth or None) for each in rule.weekdays] or None


def _monthdays(rule: Rule, start: datetime) -> tuple[int, ...] | None:
    if rule.freq in {"MONTHLY", "YEARLY"} and not rule.weekdays and not rule.monthdays:
        return (start.day,)
    return rule.monthdays or None


def _months(rule: Rule, start: datetime) -> tuple[int, ...] | None:
    if rule.freq == "YEARLY" and not rule.weekdays and not rule.monthdays and not rule.months:
        return (start.month,)
    return rule.months or None


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
    if rule.positions and not (rule.weekdays or rule.monthdays or rule.months):
        raise RuleRefused("BYSETPOS needs days to choose from.")
    months = [LONGEST_MONTHS[month - 1] for month in rule.months] or LONGEST_MONTHS
    days = product(map(abs, rule.monthdays), months)
    if rule.monthdays and not any(day <= longest for day, longest in days):
        raise NeverHappens("Its rule never gives a date.")
