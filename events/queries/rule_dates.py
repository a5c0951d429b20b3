"""The dates a slot's rule gives, and the instants a wall time means: stored words made numbers."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from events.core.expand import expand
from events.core.recurrence import BudgetSpent, Override, RuleRefused, Schedule, parse_rule, walls
from events.core.recurrence import starts_on_rule as is_on_rule
from events.core.rhythm import LONGEST_WAIT
from events.models import Occurrence, Slot
from initiatives.core.catalog_entry import SlotEntry
from portal.core import zones


@dataclass(frozen=True)
class RuleDate:
    """`wall` is naive: what the clocks in the slot's zone show."""

    wall: datetime
    starts_at: datetime
    ends_at: datetime


def instants(
    wall: datetime, tzid: str, minutes: int, *, is_all_day: bool = False
) -> tuple[datetime, datetime]:
    """Start and end in UTC. Hours last exactly as long as they say, also over a clock change; days
    last from midnight to midnight."""
    zone = zones.zone(tzid)
    starts_at = zones.resolve_wall(wall, zone).at
    length = timedelta(minutes=minutes)
    if is_all_day:
        return starts_at, zones.resolve_wall(wall + length, zone).at
    return starts_at, starts_at + length


def planned_at(occurrence: Occurrence) -> datetime:
    """When it would have been, had nobody moved it."""
    wall = datetime.combine(occurrence.original_date, occurrence.original_time)
    return zones.resolve_wall(wall, zones.zone(occurrence.tzid)).at


def schedule(
    slot: Slot,
    minutes: int,
    *,
    is_all_day: bool = False,
    extra: tuple[datetime, ...] = (),
    overrides: tuple[Override, ...] = (),
) -> Schedule:
    """The slot as `events.core` knows it. `extra` dates are wall time in its zone."""
    rule = parse_rule(slot.rrule) if slot.rrule else None
    if rule and slot.until_date:
        rule = replace(rule, until=slot.until_date)
    return Schedule(
        start=datetime.combine(slot.start_date, slot.start_time),
        tzid=slot.tzid,
        duration=timedelta(minutes=minutes),
        rule=rule,
        rdates=extra,
        exdates=tuple(
            datetime.combine(date.fromisoformat(day), slot.start_time) for day in slot.dropped_dates
        ),
        overrides=overrides,
        is_all_day=is_all_day,
    )


def rule_dates(
    slot: Slot, minutes: int, start: datetime, end: datetime, *, is_all_day: bool = False
) -> list[RuleDate]:
    """What the rule alone gives in the window of two instants, in order of time: also the days the
    series does not meet on because something else has them."""
    planned = replace(schedule(slot, minutes, is_all_day=is_all_day), exdates=())
    return [
        RuleDate(one.recurrence_id, one.start, one.end)
        for one in expand(planned, start=start, end=end)
    ]


def from_next_date(when: SlotEntry, now: datetime) -> SlotEntry:
    """The schedule as it goes on: what took place stays as it was. One that ends before has no next
    date and keeps its first."""
    if not when.rrule:
        return when
    here = now.astimezone(zones.zone(when.tz)).replace(tzinfo=None)
    dates = walls(parse_rule(when.rrule), when.start, after=here, before=here + LONGEST_WAIT)
    start = next(dates, when.start)
    if when.until and when.until < start.date():
        return when
    return replace(when, start=start)


def rule_error(rrule: str, until: date | None, start: datetime) -> str:
    """Why a slot can't have this rule, in plain words; empty when it can."""
    if not rrule:
        return "Only a repeating meeting has a last day." if until else ""
    try:
        rule = parse_rule(rrule)
        if not is_on_rule(start, rule):
            return f"{start:%Y-%m-%d} is not a day this rule gives."
    except (RuleRefused, BudgetSpent) as error:
        return str(error)
    if until and rule.until:
        return "The rule has an UNTIL already: say the last day once."
    if until and until < start.date():
        return "It would end before it starts."
    return ""
