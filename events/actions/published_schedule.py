"""From a schedule as its group wrote it to slots, or to the question that is missing for them."""

from datetime import date, datetime, time, timedelta

from events.core import schedule_text
from events.core.recurrence import starts_on_rule, walls
from events.models import Series
from events.queries.meeting_entries import slot_entry
from initiatives.core.catalog_entry import MeetingEntry, SlotEntry
from portal.kit import clock

NO_ANCHOR = "On which date did this meeting last take place? Its rhythm says nothing without one."
LONGEST_GAP = timedelta(days=400)


def read_published(entry: MeetingEntry, known: Series | None) -> tuple[tuple[SlotEntry, ...], str]:
    """Slots and no question, or no slot and one: what is not sure is asked, never guessed.

    A rule that needs no anchor begins with the day its source was seen. A series that is here
    already keeps its first date where only that differs: another day of reading is no change.
    """
    told = schedule_text.read_schedule(entry.published_text)
    if not told.ok:
        return (), told.ask
    anchor = told.anchor or entry.anchor
    if told.need_anchor and (anchor is None or len(told.slots) > 1):
        return (), NO_ANCHOR
    since = anchor or entry.seen_on or clock.now().date()
    slots = tuple(first_slot(slot=slot, since=since) for slot in told.slots)
    if anchor and not any(slot.start.date() == anchor for slot in slots):
        return (), f"By this text it does not meet on {anchor}. Which of the two is right?"
    return keep_first_dates(slots, known), ""


def first_slot(*, slot: schedule_text.Slot, since: date) -> SlotEntry:
    """The slot from its first date on or after a day."""
    begin = datetime.combine(since, slot.time) + timedelta(weeks=slot.offset_weeks)
    first = begin
    if not starts_on_rule(begin, slot.rule):
        first = next(walls(slot.rule, begin, after=begin, before=begin + LONGEST_GAP))
    return SlotEntry(start=first, tz=slot.tz, rrule=str(slot.rule))


def keep_first_dates(slots: tuple[SlotEntry, ...], known: Series | None) -> tuple[SlotEntry, ...]:
    """In whatever order the text names them now."""
    stored = [slot_entry(slot) for slot in known.slots.all()] if known else []
    kept = []
    for slot in slots:
        same = next((one for one in stored if signature(one) == signature(slot)), None)
        if same:
            stored.remove(same)
        kept.append(same or slot)
    return tuple(kept)


def signature(slot: SlotEntry) -> tuple[time, str, str]:
    """What the text says; when a rhythm of several weeks began is part of the first date only."""
    return slot.start.time(), slot.tz, slot.rrule
