"""How often a meeting takes place, as its organizer chooses it in a form, and the rule for it.

"Every second Wednesday" can't be chosen: every two weeks and the second of the month are two
things. Which of two weeks is meant follows from the first date.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum

from events.core.recurrence import Rule, Weekday, walls

WEEK = 7
MOST_WEEKS = 52
POSITIONS = (1, 2, 3, 4, -1)
# A 31st or the 29th of February comes around in this time.
LONGEST_WAIT = timedelta(days=4 * 366)


class Every(Enum):
    ONCE = "once"
    WEEKS = "weeks"
    WEEKDAY_OF_MONTH = "weekday"
    DAY_OF_MONTH = "day"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`weeks` and `weekday` say every so many weeks on which day (Monday is 0); `position` and
    `weekday` the second (2) or the last (-1) one of each month; `day` the day of each month."""

    every: Every
    weeks: int = 1
    weekday: int = 0
    position: int = 1
    day: int = 1


def once() -> Rhythm:
    return Rhythm(Every.ONCE)


def weekly(weeks: int, weekday: int) -> Rhythm:
    return Rhythm(Every.WEEKS, weeks=weeks, weekday=weekday)


def by_weekday(position: int, weekday: int) -> Rhythm:
    return Rhythm(Every.WEEKDAY_OF_MONTH, position=position, weekday=weekday)


def by_day(day: int) -> Rhythm:
    return Rhythm(Every.DAY_OF_MONTH, day=day)


def rule_of(rhythm: Rhythm) -> Rule | None:
    """None meets once."""
    match rhythm.every:
        case Every.WEEKS:
            return Rule("WEEKLY", interval=rhythm.weeks, weekdays=(Weekday(rhythm.weekday),))
        case Every.WEEKDAY_OF_MONTH:
            return Rule("MONTHLY", weekdays=(Weekday(rhythm.weekday, rhythm.position),))
        case Every.DAY_OF_MONTH:
            return Rule("MONTHLY", monthdays=(rhythm.day,))
        case _:
            return None


def rhythm_of(rule: Rule | None, start: date) -> Rhythm | None:
    """The choice that gives this rule; None when the form has no words for it."""
    if rule is None:
        return once()
    full = filled_in(rule, start)
    weekday = full.weekdays[0] if full.weekdays else Weekday(start.weekday())
    offered = (
        weekly(full.interval, weekday.day),
        by_weekday(weekday.nth, weekday.day),
        by_day(full.monthdays[0] if full.monthdays else 0),
    )
    return next((one for one in offered if rule_of(one) == full and is_offered(one)), None)


def filled_in(rule: Rule, start: date) -> Rule:
    """As the form would write it: other programs say every 14 days for every two weeks, and leave
    the day to the first date. On which day weeks begin decides nothing while there is one a week.
    """
    rule = replace(rule, week_start=0)
    if rule.freq == "DAILY" and rule.interval % WEEK == 0:
        rule = replace(rule, freq="WEEKLY", interval=rule.interval // WEEK)
    if rule.freq == "WEEKLY" and not rule.weekdays:
        rule = replace(rule, weekdays=(Weekday(start.weekday()),))
    if rule.freq == "MONTHLY" and not rule.weekdays and not rule.monthdays:
        rule = replace(rule, monthdays=(start.day,))
    return rule


def is_offered(rhythm: Rhythm) -> bool:
    return (
        1 <= rhythm.weeks <= MOST_WEEKS and rhythm.position in POSITIONS and 1 <= rhythm.day <= 31
    )


def fits(rhythm: Rhythm, day: date) -> bool:
    return next_fitting(rhythm, day) == day


def next_fitting(rhythm: Rhythm, day: date) -> date:
    """The first day the rhythm can begin with, on or after a day.

    Of a rhythm of several weeks any week will do: its first date says which ones.
    """
    if rhythm.every is Every.WEEKS:
        return day + timedelta(days=(rhythm.weekday - day.weekday()) % WEEK)
    rule = rule_of(rhythm)
    if rule is None:
        return day
    at = datetime.combine(day, time.min)
    return next(walls(rule, at, after=at, before=at + LONGEST_WAIT)).date()
