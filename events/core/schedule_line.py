"""A slot as one line for a README that says the same all year, and is read back as it was meant.

`describe` speaks to people; this also speaks to `read_schedule`, which must find the same rule.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from events.core.recurrence import Rule
from events.core.schedule_slots import Slot
from portal.core.text_dates import DAY_NAMES, ORDINAL_NAMES
from portal.core.zones import MINUS, place, zone_words

_WEEK = 7
_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # an offset is the same on every day


def line_of(slot: Slot, *, first: date | None = None) -> str:
    """Like "Every other Wednesday at 11:00 Los Angeles time (America/Los_Angeles), starting
    2026-12-02"."""
    starting = f", starting {first.isoformat()}" if first else ""
    return f"{_rule(slot.rule)} at {slot.time:%H:%M} {zone_named(slot.tz)}{starting}"


def zone_named(tz: str) -> str:
    """No abbreviation: one name in words and the exact one, or the fixed offset."""
    if tz == "UTC" or tz.startswith("Etc/"):
        return zone_words(tz, _ANY_DAY).replace(MINUS, "-")
    return f"{place(tz)} time ({tz})"


def _rule(rule: Rule) -> str:
    days = [DAY_NAMES[each.day] for each in rule.weekdays]
    match rule.freq:
        case "DAILY":
            return _every(rule.interval, "day")
        case "WEEKLY" if rule.interval == 1:
            return f"Every {_and(days)}"
        case "WEEKLY" if rule.interval == 2 and len(days) == 1:
            return f"Every other {days[0]}"
        case "WEEKLY":
            return f"{_every(rule.interval, 'week')} on {_and(days)}"
    months = _every(rule.interval, "month").lower() if rule.interval > 1 else "the month"
    if rule.weekdays and rule.monthdays:
        return f"{_after(rule)} of {months}"
    if rule.monthdays:
        return f"{_and(_monthday(day) for day in rule.monthdays)} of every month"
    nth = (f"{ORDINAL_NAMES[each.nth]} {DAY_NAMES[each.day]}" for each in rule.weekdays)
    words = f"{_and(nth)} of {months}"
    return words[0].upper() + words[1:]


def _after(rule: Rule) -> str:
    """A week of month days as the day after an nth weekday: 23 to 29 is after the fourth one."""
    number, later = divmod(rule.monthdays[0] - 2, _WEEK)
    told_by = DAY_NAMES[(rule.weekdays[0].day - later - 1) % _WEEK]
    return f"{DAY_NAMES[rule.weekdays[0].day]} after the {ORDINAL_NAMES[number + 1]} {told_by}"


def _monthday(day: int) -> str:
    if day == -1:
        return "last day"
    ending = "th" if day // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _every(interval: int, unit: str) -> str:
    return {1: f"Every {unit}", 2: f"Every other {unit}"}.get(interval, f"Every {interval} {unit}s")


def _and(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
