"""Which of a series' times still hold: those that ended stay as rows for its past dates."""

from datetime import date

from events.models import Series, Slot

MOST_SLOTS = 3


def current_slots(series: Series, *, today: date) -> list[Slot]:
    """By position; of a series that has ended, its last one."""
    slots = list(series.slots.all())
    return [slot for slot in slots if not has_ended(slot, today)] or slots[-1:]


def has_ended(slot: Slot, today: date) -> bool:
    last = slot.until_date if slot.rrule else slot.start_date
    return last is not None and last < today
