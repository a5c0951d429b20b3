"""Which meeting leaves its days to which."""

from datetime import date
from itertools import pairwise

import pytest

from events.actions.giving_way import InCircle, give_way
from events.actions.occurrence import cancel_occurrence, move_occurrence, restore_occurrence
from events.models import Series, Slot

EVERY_FOURTH = {"start_date": date(2026, 2, 3), "rrule": "FREQ=WEEKLY;INTERVAL=4;BYDAY=TU"}


def meets_on(series: Series, day: date) -> bool:
    return series.occurrences.filter(original_date=day).exists()


def test_days_are_left_out_and_calendars_are_told(make_series, lead):
    weekly, joint = make_series(), make_series(slots=[EVERY_FOURTH])
    give_way(series=weekly, to=[joint], by=lead)
    assert not meets_on(weekly, date(2026, 3, 3))
    assert weekly.slots.get().sequence == 1


def test_taken_back_it_meets_on_these_days_again(make_series, lead):
    weekly, joint = make_series(), make_series(slots=[EVERY_FOURTH])
    give_way(series=weekly, to=[joint], by=lead)
    give_way(series=weekly, to=[], by=lead)
    assert meets_on(weekly, date(2026, 3, 3))


def test_said_again_it_changes_nothing(make_series, lead):
    weekly, joint = make_series(), make_series(slots=[EVERY_FOURTH])
    give_way(series=weekly, to=[joint], by=lead)
    before = list(Slot.objects.values())
    give_way(series=weekly, to=[joint], by=lead)
    assert list(Slot.objects.values()) == before


def test_what_becomes_of_a_date_of_the_other_one_counts_at_once(make_series, lead):
    weekly, joint = make_series(), make_series(slots=[EVERY_FOURTH])
    give_way(series=weekly, to=[joint], by=lead)
    call = joint.occurrences.get(original_date=date(2026, 3, 3))
    cancel_occurrence(occurrence=call, by=lead)
    assert meets_on(weekly, date(2026, 3, 3))
    restore_occurrence(occurrence=call, by=lead)
    assert not meets_on(weekly, date(2026, 3, 3))
    move_occurrence(occurrence=call, to=call.starts_at.replace(tzinfo=None, day=10), by=lead)
    assert (meets_on(weekly, date(2026, 3, 3)), meets_on(weekly, date(2026, 3, 10))) == (
        True,
        False,
    )


@pytest.mark.parametrize("length", [1, 2, 3])
def test_no_circle_is_made_however_long(make_series, lead, length):
    series = [make_series() for _ in range(length)]
    for one, following in pairwise(series):
        give_way(series=one, to=[following], by=lead)
    with pytest.raises(InCircle):
        give_way(series=series[-1], to=[series[0]], by=lead)
    assert not series[-1].yields_to.exists()
