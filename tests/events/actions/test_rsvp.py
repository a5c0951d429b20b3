"""Who says they come, and who came."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from events.actions.horizon import materialise
from events.actions.occurrence import (
    AlreadyCancelled,
    AlreadyOver,
    cancel_occurrence,
    restore_occurrence,
)
from events.actions.rsvp import (
    NotYet,
    SeatTaken,
    free_seats,
    give_back_seat,
    mark_attendance,
    recount_seats,
    take_seat,
)
from events.models import Occurrence, Rsvp, Slot
from portal.kit.models import AuditEntry
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(make_series):
    """The next date of a weekly call with two seats."""
    return make_series(slug="call", capacity=2).occurrences.get(original_date=date(2026, 2, 3))


def taken(occurrence: Occurrence) -> tuple[int, int]:
    """The count, and the rows it counts."""
    occurrence.refresh_from_db()
    return occurrence.seats_taken, Rsvp.objects.filter(occurrence=occurrence).count()


def test_a_seat_is_taken_once(call, member):
    first = take_seat(occurrence=call, by=member)
    assert take_seat(occurrence=call, by=member) == first
    assert taken(call) == (1, 1)


def test_the_last_seat_is_the_last(call, member):
    for _ in range(2):
        take_seat(occurrence=call, by=UserFactory())
    with pytest.raises(SeatTaken):
        take_seat(occurrence=call, by=member)
    assert taken(call) == (2, 2)


def test_who_has_a_seat_keeps_it_when_all_are_taken(call, member):
    mine = take_seat(occurrence=call, by=member)
    take_seat(occurrence=call, by=UserFactory())
    assert take_seat(occurrence=call, by=member) == mine


def test_a_meeting_without_a_limit_has_room_for_all(make_series):
    occurrence = make_series().occurrences.get(original_date=date(2026, 2, 3))
    for _ in range(3):
        take_seat(occurrence=occurrence, by=UserFactory())
    assert taken(occurrence) == (3, 3)


def test_a_seat_given_back_is_free_for_the_next(call, member):
    take_seat(occurrence=call, by=member)
    take_seat(occurrence=call, by=UserFactory())
    give_back_seat(occurrence=call, by=member)
    take_seat(occurrence=call, by=UserFactory())
    assert taken(call) == (2, 2)


def test_who_has_no_seat_gives_none_back(call, member):
    take_seat(occurrence=call, by=UserFactory())
    give_back_seat(occurrence=call, by=member)
    assert taken(call) == (1, 1)


def test_what_is_over_or_off_takes_nobody(call, member, at):
    cancel_occurrence(occurrence=call, by=None)
    with pytest.raises(AlreadyCancelled):
        take_seat(occurrence=call, by=member)
    restore_occurrence(occurrence=call, by=None)
    at(call.ends_at)
    with pytest.raises(AlreadyOver):
        take_seat(occurrence=call, by=member)
    assert taken(call) == (0, 0)


def test_a_seat_at_a_cancelled_date_is_kept_and_may_be_given_back(call, member):
    take_seat(occurrence=call, by=member)
    cancel_occurrence(occurrence=call, by=None)
    assert taken(call) == (1, 1)
    give_back_seat(occurrence=call, by=member)
    assert taken(call) == (0, 0)


def test_what_is_over_is_not_undone(call, member, at):
    take_seat(occurrence=call, by=member)
    at(call.ends_at)
    with pytest.raises(AlreadyOver):
        give_back_seat(occurrence=call, by=member)
    assert taken(call) == (1, 1)


def test_fewer_seats_throw_nobody_out(call, member):
    for _ in range(2):
        take_seat(occurrence=call, by=UserFactory())
    call.series.capacity = 1
    call.series.save()
    assert taken(call) == (2, 2)
    with pytest.raises(SeatTaken):
        take_seat(occurrence=call, by=member)


def test_where_a_member_goes_leaves_no_trail(call, member):
    take_seat(occurrence=call, by=member)
    give_back_seat(occurrence=call, by=member)
    assert not AuditEntry.objects.filter(actor=member).exists()


def test_a_date_somebody_has_a_seat_at_outlives_its_rule(call, member, now):
    take_seat(occurrence=call, by=member)
    Slot.objects.filter(series=call.series).update(
        rrule="FREQ=WEEKLY;BYDAY=WE", start_date="2026-01-07"
    )
    materialise(series=call.series, now=now)
    call.refresh_from_db()
    assert (call.slot, taken(call)) == (None, (1, 1))
    assert not call.series.occurrences.filter(original_date=date(2026, 2, 10)).exists()


def test_who_leaves_the_portal_leaves_no_seat_behind(call, member):
    take_seat(occurrence=call, by=member)
    take_seat(occurrence=call, by=UserFactory())
    free_seats(person=member)
    assert taken(call) == (1, 1)
    assert not Rsvp.objects.filter(person=member).exists()


def test_organizers_tick_who_came(call, member, lead, at):
    mine, other = (take_seat(occurrence=call, by=who) for who in (member, UserFactory()))
    at(call.starts_at + timedelta(minutes=5))
    shown = [mine.public_id, other.public_id]
    arrived = mark_attendance(occurrence=call, shown=shown, came=[mine.public_id], by=lead)
    assert arrived == [mine]
    assert [Rsvp.objects.get(pk=one.pk).attended for one in (mine, other)] == [True, False]
    entry = AuditEntry.objects.get(verb="attendance.marked")
    assert (entry.actor, entry.object_type) == (lead, "events.occurrence")
    assert mark_attendance(occurrence=call, shown=shown, came=[mine.public_id], by=lead) == []
    assert AuditEntry.objects.filter(verb="attendance.marked").count() == 1


def test_who_was_not_on_the_list_shown_stays_unmarked(call, member, lead, at):
    rsvp = take_seat(occurrence=call, by=member)
    at(call.starts_at)
    mark_attendance(occurrence=call, shown=[uuid4()], came=[rsvp.public_id], by=lead)
    rsvp.refresh_from_db()
    assert rsvp.attended is None


def test_nobody_has_come_to_what_has_not_begun(call, member, lead):
    rsvp = take_seat(occurrence=call, by=member)
    with pytest.raises(NotYet):
        mark_attendance(occurrence=call, shown=[rsvp.public_id], came=[rsvp.public_id], by=lead)


def test_a_wrong_count_is_repaired(call, member):
    take_seat(occurrence=call, by=member)
    Occurrence.objects.filter(pk=call.pk).update(seats_taken=7)
    assert recount_seats() == 1
    assert taken(call) == (1, 1)
    assert recount_seats() == 0
