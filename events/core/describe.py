"""A schedule in plain English, such that nobody has to ask what it means.

"Every 2nd Wednesday" is never said: people read it in two ways.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import groupby

from events.core.recurrence import Rule, Schedule
from portal.core.zones import canonical, place, zone, zone_words

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ORDINALS = ("first", "second", "third", "fourth", "fifth")
UNITS = {"DAILY": "day", "WEEKLY": "week"}
WORKDAYS = "weekday (Monday to Friday)"


def describe(schedule: Schedule, *, at: datetime | None = None) -> str:
    """Like "Every other Tuesday at 11:00, New York time, until 10 November 2026".

    With an instant, the zone's offset at it is named too. Times are on a 24-hour clock.
    """
    start = schedule.start
    words = _rule(schedule.rule, start) if schedule.rule else f"On {_weekday_and_date(start)}"
    if not schedule.is_all_day:
        words += f" at {start:%H:%M}, {_zone(schedule.tzid, at)}"
    return words + (_ending(schedule.rule, schedule.tzid) if schedule.rule else "")


def _rule(rule: Rule, start: datetime) -> str:
    days = [each.day for each in rule.weekdays]
    match rule.freq:
        case "DAILY" if days and rule.interval == 1:
            words = _weekly(1, days)
        case "DAILY" if rule.interval % 7 == 0:
            words = _weekly(rule.interval // 7, [start.weekday()])
        case "DAILY":
            words = _every(rule.interval, "day")
            words += f", only on {_and(f'{DAYS[day]}s' for day in days)}" if days else ""
        case "WEEKLY":
            words = _weekly(rule.interval, days or [start.weekday()])
        case "MONTHLY":
            words = f"On {_days(rule, start)}{_months(rule.interval)}"
        case _:
            return f"On {_days_of_year(rule, start)}{_years(rule.interval)}"
    if rule.freq == "DAILY" and rule.monthdays:
        words += f", only on {_and(map(_monthday, rule.monthdays))} of a month"
    if rule.positions and rule.freq != "MONTHLY":
        words += f", only the {_and(map(_ordinal, rule.positions))} of them in a {UNITS[rule.freq]}"
    if rule.months:
        words += f", only in {_and(MONTHS[month - 1] for month in rule.months)}"
    return words


def _weekly(interval: int, days: list[int]) -> str:
    names = _and(DAYS[day] for day in days)
    if interval == 1:
        return f"Every {WORKDAYS if days == [0, 1, 2, 3, 4] else names}"
    if interval == 2 and len(days) == 1:
        return f"Every other {names}"
    return f"{_every(interval, 'week')} on {names}"


def _every(interval: int, unit: str) -> str:
    return {1: f"Every {unit}", 2: f"Every other {unit}"}.get(interval, f"Every {interval} {unit}s")


def _months(interval: int) -> str:
    if interval == 2:
        return " of every other month"
    return " of the month" + (f", every {interval} months" if interval > 1 else "")


def _years(interval: int) -> str:
    return " every year" if interval == 1 else f", {_every(interval, 'year').lower()}"


def _days_of_year(rule: Rule, start: datetime) -> str:
    months = _and(MONTHS[month - 1] for month in rule.months)
    if rule.positions and len(rule.months) != 1:
        among = f"all days that are {_or(DAYS[each.day] for each in rule.weekdays)}"
        among = among if rule.weekdays else _monthdays(rule.monthdays)
        where = f"in {months}" if months else "in the year"
        return f"the {_and(map(_ordinal, rule.positions))} among {among} {where}"
    if rule.weekdays or rule.positions:
        return f"{_days(rule, start)} of {months or 'the year'}"
    if rule.monthdays and not months:
        return f"{_days(rule, start)} of every month"
    months = months or MONTHS[start.month - 1]
    days = rule.monthdays or (start.day,)
    if min(days) < 0:
        return f"{_days(rule, start)} of {months}"
    return f"{_and(map(str, days))} {months}"


def _days(rule: Rule, start: datetime) -> str:
    """Like "the second and fourth Tuesday"."""
    days = [each.day for each in rule.weekdays]
    if rule.positions:
        return f"the {_and(map(_ordinal, rule.positions))} {_pool(rule, days)}"
    if rule.weekdays and rule.monthdays:
        return f"the {_or(DAYS[day] for day in days)} that falls on {_monthdays(rule.monthdays)}"
    if not rule.weekdays:
        return _monthdays(rule.monthdays or (start.day,))
    by_day = groupby(sorted(rule.weekdays, key=lambda each: each.day), key=lambda each: each.day)
    return _and(_nth_weekday(day, [each.nth for each in same]) for day, same in by_day)


def _nth_weekday(day: int, nths: list[int]) -> str:
    return f"the {_and(map(_ordinal, nths))} {DAYS[day]}" if all(nths) else f"every {DAYS[day]}"


def _pool(rule: Rule, days: list[int]) -> str:
    """What positions choose from."""
    names = WORKDAYS if days == [0, 1, 2, 3, 4] else _or(DAYS[d] for d in days)
    if not rule.monthdays:
        return names or "day"
    return f"{names or 'day'} among {_monthdays(rule.monthdays)}"


def _monthdays(days: tuple[int, ...]) -> str:
    if len(days) > 2 and days[0] > 0 and days == tuple(range(days[0], days[-1] + 1)):
        return f"{_monthday(days[0])} to {_monthday(days[-1])}"
    return _and(map(_monthday, days))


def _monthday(day: int) -> str:
    return f"the {_numbered(day)}" if day > 0 else f"the {_ordinal(day)} day"


def _ordinal(number: int) -> str:
    if number == -1:
        return "last"
    word = ORDINALS[abs(number) - 1] if abs(number) <= len(ORDINALS) else _numbered(abs(number))
    return word if number > 0 else f"{word}-to-last"


def _numbered(number: int) -> str:
    if number // 10 % 10 == 1:
        return f"{number}th"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _ending(rule: Rule, tzid: str) -> str:
    words = f", {rule.count} times" if rule.count else ""
    until = rule.until
    if isinstance(until, datetime) and until.tzinfo:
        until = until.astimezone(zone(tzid))
    return words + (f", until {_date(until)}" if until else "")


def _zone(tzid: str, at: datetime | None) -> str:
    name = canonical(tzid)
    if at or name == "UTC" or name.startswith("Etc/"):
        return zone_words(tzid, at or datetime(2000, 1, 1, tzinfo=UTC))
    return f"{place(name)} time"


def _date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _weekday_and_date(day: date) -> str:
    return f"{DAYS[day.weekday()]} {_date(day)}"


def _and(words: Iterable[str]) -> str:
    *most, last = [*words] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _or(words: Iterable[str]) -> str:
    *most, last = [*words] or [""]
    return f"{', '.join(most)} or {last}" if most else last
