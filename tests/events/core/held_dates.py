"""When a meeting takes place by what the portal would hold of it: slots, and dates beside them."""

from datetime import UTC, date, datetime, timedelta

from events.core.expand import expand
from events.core.foreign_meeting import ForeignMeeting
from events.core.recurrence import Schedule, parse_rule
from portal.core.zones import resolve_wall, zone

START, END = datetime(2000, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)


def held_dates(
    meeting: ForeignMeeting, *, start: datetime = START, end: datetime = END
) -> list[tuple[datetime, datetime, str]]:
    """Start, end and status in UTC, of a window no longer than the rules' budget allows."""
    days: dict[date, tuple] = {}
    for slot in meeting.slots:
        rule = parse_rule(slot.rrule) if slot.rrule else None
        if rule and slot.until:
            rule = parse_rule(f"{slot.rrule};UNTIL={slot.until:%Y%m%d}")
        length = timedelta(minutes=meeting.minutes)
        plan = Schedule(slot.start, slot.tzid, length, rule, is_all_day=meeting.is_all_day)
        for one in expand(plan, start=start, end=end):
            if one.recurrence_id.date() not in slot.excluded:
                days[one.recurrence_id.date()] = one.start, one.end, "confirmed"
    for one in meeting.dates:
        wall = one.moved_to or datetime.combine(one.day, one.time)
        begins = resolve_wall(wall, zone(one.tzid)).at
        length = timedelta(minutes=one.minutes or meeting.minutes)
        ends = resolve_wall(wall + length, zone(one.tzid)).at
        status = "cancelled" if one.is_cancelled or meeting.is_cancelled else "confirmed"
        days[one.day] = begins, ends if meeting.is_all_day else begins + length, status
    return sorted(one for one in days.values() if one[1] > start and one[0] < end)
