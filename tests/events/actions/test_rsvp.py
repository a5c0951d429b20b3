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
from events.actions.rsvp import NotYet, answer_date, forget_answers, mark_attendance, recount_seats
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
    return occurrence.seats_taken, Rsvp.objects.filter(occurrence=occurrence).holding().count()


def test_a_seat_is_taken_once(call, member):
    first = answer_date(occurrence=call, by=member, answer="yes")
    assert answer_date(occurrence=call, by=member, answer="yes") == first
    assert taken(call) == (1, 1)


def test_the_last_seat_is_the_last(call, member):
    for _ in range(2):
        answer_date(occurrence=call, by=UserFactory(), answer="yes")
    assert answer_date(occurrence=call, by=member, answer="yes").place == "waiting"
    assert taken(call) == (2, 2)


def test_who_has_a_seat_keeps_it_when_all_are_taken(call, member):
    mine = answer_date(occurrence=call, by=member, answer="yes")
    answer_date(occurrence=call, by=UserFactory(), answer="yes")
    assert answer_date(occurrence=call, by=member, answer="yes") == mine


def test_a_meeting_without_a_limit_has_room_for_all(make_series):
    occurrence = make_series().occurrences.get(original_date=date(2026, 2, 3))
    for _ in range(3):
        answer_date(occurrence=occurrence, by=UserFactory(), answer="yes")
    assert taken(occurrence) == (3, 3)


def test_a_seat_given_back_is_free_for_the_next(call, member):
    answer_date(occurrence=call, by=member, answer="yes")
    answer_date(occurrence=call, by=UserFactory(), answer="yes")
    answer_date(occurrence=call, by=member, answer="no")
    answer_date(occurrence=call, by=UserFactory(), answer="yes")
    assert taken(call) == (2, 2)


@pytest.mark.parametrize("answer", ["maybe", "no"])
def test_a_maybe_and_a_no_take_no_seat_and_are_kept(call, member, answer):
    rsvp = answer_date(occurrence=call, by=member, answer=answer)
    assert (rsvp.answer, rsvp.place) == (answer, "none")
    assert taken(call) == (0, 0)


def test_who_has_no_seat_gives_none_back(call, member):
    answer_date(occurrence=call, by=UserFactory(), answer="yes")
    answer_date(occurrence=call, by=member, answer="no")
    assert taken(call) == (1, 1)


def test_what_is_over_or_off_takes_nobody(call, member, at):
    cancel_occurrence(occurrence=call, by=None)
    with pytest.raises(AlreadyCancelled):
        answer_date(occurrence=call, by=member, answer="yes")
    restore_occurrence(occurrence=call, by=None)
    at(call.ends_at)
    with pytest.raises(AlreadyOver):
        answer_date(occurrence=call, by=member, answer="yes")
    assert taken(call) == (0, 0)


def test_a_seat_at_a_cancelled_date_is_kept_and_may_be_given_back(call, member):
    answer_date(occurrence=call, by=member, answer="yes")
    cancel_occurrence(occurrence=call, by=None)
    assert taken(call) == (1, 1)
    answer_date(occurrence=call, by=member, answer="no")
    assert taken(call) == (0, 0)


def test_what_is_over_is_not_undone(call, member, at):
    answer_date(occurrence=call, by=member, answer="yes")
    at(call.ends_at)
    with pytest.raises(AlreadyOver):
        answer_date(occurrence=call, by=member, answer="no")
    assert taken(call) == (1, 1)


def test_fewer_seats_throw_nobody_out(call, member):
    for _ in range(2):
        answer_date(occurrence=call, by=UserFactory(), answer="yes")
    call.series.capacity = 1
    call.series.save()
    assert taken(call) == (2, 2)
    assert answer_date(occurrence=call, by=member, answer="yes").place == "waiting"
    assert taken(call) == (2, 2)


def test_where_a_member_goes_leaves_no_trail(call, member):
    answer_date(occurrence=call, by=member, answer="yes")
    answer_date(occurrence=call, by=member, answer="no")
    assert not AuditEntry.objects.filter(actor=member).exists()


def test_a_date_somebody_has_a_seat_at_outlives_its_rule(call, member, now):
    answer_date(occurrence=call, by=member, answer="yes")
    Slot.objects.filter(series=call.series).update(
        rrule="FREQ=WEEKLY;BYDAY=WE", start_date="2026-01-07"
    )
    materialise(series=call.series, now=now)
    call.refresh_from_db()
    assert (call.slot, taken(call)) == (None, (1, 1))
    assert not call.series.occurrences.filter(original_date=date(2026, 2, 10)).exists()


def test_who_leaves_the_portal_leaves_no_seat_behind(call, member):
    answer_date(occurrence=call, by=member, answer="yes")
    answer_date(occurrence=call, by=UserFactory(), answer="yes")
    forget_answers(person=member)
    assert taken(call) == (1, 1)
    assert not Rsvp.objects.filter(person=member).exists()


def test_organizers_tick_who_came(call, member, lead, at):
    mine, other = (
        answer_date(occurrence=call, by=who, answer="yes") for who in (member, UserFactory())
    )
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
    rsvp = answer_date(occurrence=call, by=member, answer="yes")
    at(call.starts_at)
    mark_attendance(occurrence=call, shown=[uuid4()], came=[rsvp.public_id], by=lead)
    rsvp.refresh_from_db()
    assert rsvp.attended is None


def test_nobody_has_come_to_what_has_not_begun(call, member, lead):
    rsvp = answer_date(occurrence=call, by=member, answer="yes")
    with pytest.raises(NotYet):
        mark_attendance(occurrence=call, shown=[rsvp.public_id], came=[rsvp.public_id], by=lead)


def test_a_wrong_count_is_repaired(call, member):
    answer_date(occurrence=call, by=member, answer="yes")
    Occurrence.objects.filter(pk=call.pk).update(seats_taken=7)
    assert recount_seats() == 1
    assert taken(call) == (1, 1)
    assert recount_seats() == 0
