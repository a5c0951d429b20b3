"""The line for a seat: first come, first served, each told once, never more seats than there are."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from events.actions.occurrence import cancel_occurrence, move_occurrence, restore_occurrence
from events.actions.rsvp import answer_date, forget_answers, recount_seats
from events.actions.series import Facts, change_series
from events.actions.slot import change_slot
from events.actions.waitlist import expire_at, expire_offers
from events.models import Rsvp
from initiatives.core.catalog_entry import SlotEntry
from portal.kit import clock
from portal.notices.models import Notice
from tests.factories.people import EmailAddressFactory, UserFactory

pytestmark = pytest.mark.django_db
OFFER = "events/offer_seat"


@pytest.fixture
def call(make_series):
    """Tuesday 10 February at 16:00 UTC; one seat."""
    return make_series(slug="call", capacity=1).occurrences.get(original_date=date(2026, 2, 10))


def come(occurrence, *names) -> list:
    people = [UserFactory(username=name) for name in names]
    for person in people:
        answer_date(occurrence=occurrence, by=person, answer="yes")
    return people


def places(occurrence) -> dict[str, str]:
    rows = Rsvp.objects.filter(occurrence=occurrence)
    return dict(rows.values_list("person__username", "place"))


def taken(occurrence) -> int:
    occurrence.refresh_from_db()
    return occurrence.seats_taken


def told(template=OFFER) -> list[str]:
    rows = Notice.objects.filter(template=template).order_by("id")
    return list(rows.values_list("person__username", flat=True))


def test_a_seat_given_back_is_held_for_the_first_in_line_who_is_told_once(call):
    holder, *_ = come(call, "holder", "first", "second")
    answer_date(occurrence=call, by=holder, answer="no")
    assert places(call) == {"holder": "none", "first": "offered", "second": "waiting"}
    assert (taken(call), told()) == (1, ["first"])
    answer_date(occurrence=call, by=holder, answer="no")
    assert told() == ["first"]


def test_a_held_seat_is_nobody_elses(call):
    holder, *_ = come(call, "holder", "first")
    answer_date(occurrence=call, by=holder, answer="no")
    come(call, "late")
    assert places(call)["late"] == "waiting"
    assert taken(call) == 1


def test_who_takes_the_offer_has_the_seat(call):
    holder, first = come(call, "holder", "first")
    answer_date(occurrence=call, by=holder, answer="maybe")
    rsvp = answer_date(occurrence=call, by=first, answer="yes")
    assert (rsvp.place, rsvp.expires_at, taken(call)) == ("seat", None, 1)


def test_who_declines_passes_it_on_at_once(call):
    holder, first, _second = come(call, "holder", "first", "second")
    answer_date(occurrence=call, by=holder, answer="no")
    answer_date(occurrence=call, by=first, answer="no")
    assert places(call) == {"holder": "none", "first": "none", "second": "offered"}
    assert (taken(call), told()) == (1, ["first", "second"])


def test_an_offer_nobody_takes_goes_to_the_next(call, at):
    holder, *_ = come(call, "holder", "first", "second")
    answer_date(occurrence=call, by=holder, answer="no")
    at("2026-02-03T08:00Z")
    assert expire_offers(now=clock.now()) == 0
    at("2026-02-03T09:01Z")
    assert expire_offers(now=clock.now()) == 1
    assert expire_offers(now=clock.now()) == 0
    assert places(call) == {"holder": "none", "second": "offered"}
    assert (taken(call), told()) == (1, ["first", "second"])
    assert told("events/pass_on_seat") == ["first"]


def test_a_date_that_is_gone_meanwhile_has_no_line(call):
    pk = call.pk
    call.delete()
    assert expire_at(pk, clock.now()) == 0


def test_the_periodic_work_passes_it_on(call, at, capsys, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    holder, *_ = come(call, "holder", "first")
    answer_date(occurrence=call, by=holder, answer="no")
    at("2026-02-04T09:00Z")
    call_command("tick")
    assert "Seats: 1 offers" in capsys.readouterr().out
    assert taken(call) == 0


def test_an_offer_pressed_too_late_is_the_last_turn_in_the_line(call, at):
    holder, first, _second = come(call, "holder", "first", "second")
    answer_date(occurrence=call, by=holder, answer="no")
    at("2026-02-03T10:00Z")
    answer_date(occurrence=call, by=first, answer="yes")
    assert places(call) == {"holder": "none", "first": "waiting", "second": "offered"}
    assert taken(call) == 1


def test_shortly_before_the_start_a_free_seat_is_for_who_asks_first(call, at):
    holder, first = come(call, "holder", "first")
    at("2026-02-10T15:10Z")
    answer_date(occurrence=call, by=holder, answer="no")
    assert (places(call)["first"], taken(call), told()) == ("waiting", 0, [])
    come(call, "quick")
    assert places(call)["quick"] == "seat"
    answer_date(occurrence=call, by=first, answer="yes")
    assert places(call)["first"] == "waiting"


def test_a_cancelled_date_offers_nothing_and_keeps_the_turns(call, at):
    holder, *_ = come(call, "holder", "first", "second")
    answer_date(occurrence=call, by=holder, answer="no")
    cancel_occurrence(occurrence=call, by=None)
    assert places(call) == {"holder": "none", "first": "waiting", "second": "waiting"}
    assert taken(call) == 0
    at("2026-02-05T09:00Z")
    assert expire_offers(now=clock.now()) == 0
    restore_occurrence(occurrence=call, by=None)
    assert places(call)["first"] == "offered"
    assert (taken(call), told()) == (1, ["first", "first"])


def test_a_date_that_moves_nearer_holds_its_offers_no_longer_than_it_may(call):
    holder, first = come(call, "holder", "first")
    answer_date(occurrence=call, by=holder, answer="no")
    move_occurrence(occurrence=call, to=datetime(2026, 2, 2, 14), by=None)
    call.refresh_from_db()
    held = Rsvp.objects.get(person=first).expires_at
    assert held == call.starts_at - timedelta(hours=1)


def late_leave(call, at) -> None:
    """The seat comes free when it is too late to ask who waits."""
    holder, _first = come(call, "holder", "first")
    at("2026-02-10T15:10Z")
    answer_date(occurrence=call, by=holder, answer="no")
    assert (places(call)["first"], taken(call)) == ("waiting", 0)


def test_a_date_that_moves_away_has_time_again_to_ask_who_waits(call, at):
    late_leave(call, at)
    move_occurrence(occurrence=call, to=datetime(2026, 2, 12, 11), by=None)
    assert (places(call)["first"], taken(call), told()) == ("offered", 1, ["first"])


def test_a_later_hour_of_the_whole_series_does_the_same(call, at, lead):
    late_leave(call, at)
    evening = SlotEntry(
        start=datetime(2026, 1, 6, 20), tz="America/New_York", rrule="FREQ=WEEKLY;BYDAY=TU"
    )
    change_slot(slot=call.slot, when=evening, by=lead)
    assert (places(call)["first"], taken(call), told()) == ("offered", 1, ["first"])


def test_an_earlier_hour_of_the_whole_series_shortens_what_is_held(call, lead):
    holder, first = come(call, "holder", "first")
    answer_date(occurrence=call, by=holder, answer="no")
    tomorrow = SlotEntry(start=datetime(2026, 1, 6, 9), tz="Asia/Tokyo", rrule="FREQ=WEEKLY")
    row = call.series.occurrences.get(original_date=date(2026, 2, 3))
    for person in (holder, first):
        answer_date(occurrence=row, by=person, answer="yes")
    answer_date(occurrence=row, by=holder, answer="no")
    change_slot(slot=call.slot, when=tomorrow, by=lead)
    row.refresh_from_db()
    held = Rsvp.objects.get(person=first, occurrence=row).expires_at
    assert (row.starts_at, held) == (
        datetime(2026, 2, 3, 0, tzinfo=UTC),
        datetime(2026, 2, 2, 23, tzinfo=UTC),
    )


def test_a_seat_that_a_recount_finds_is_offered_too(call):
    holder, *_ = come(call, "holder", "first")
    holder.delete()
    assert (recount_seats(), recount_seats()) == (1, 0)
    assert (places(call)["first"], taken(call), told()) == ("offered", 1, ["first"])


def test_more_room_is_offered_to_the_line(call, lead):
    come(call, "holder", "first", "second", "third")
    series = call.series
    facts = Facts(
        **{name: getattr(series, name) for name in Facts.__dataclass_fields__} | {"capacity": 3}
    )
    change_series(series=series, facts=facts, when=None, by=lead)
    assert places(call) == {
        "holder": "seat",
        "first": "offered",
        "second": "offered",
        "third": "waiting",
    }
    assert taken(call) == 3


def test_who_leaves_the_portal_leaves_the_seat_to_the_next(call):
    holder, *_ = come(call, "holder", "first")
    forget_answers(person=holder)
    assert places(call) == {"first": "offered"}


def test_the_letter_says_until_when_in_the_readers_time(call):
    holder, *_ = come(call, "holder")
    reader = EmailAddressFactory(user=UserFactory(timezone="Asia/Kathmandu")).user
    answer_date(occurrence=call, by=reader, answer="yes")
    answer_date(occurrence=call, by=holder, answer="no")
    [letter] = mail.outbox
    assert letter.subject == "A seat is free for you: Call on Tue 10 Feb 2026, 21:45 Kathmandu time"
    assert "held for you until: Tue 3 Feb 2026, 14:45 Kathmandu time" in letter.body


def test_of_a_hidden_meeting_nobody_hears(call):
    holder, *_ = come(call, "holder", "first")
    call.series.is_published = False
    call.series.save()
    answer_date(occurrence=call, by=holder, answer="no")
    assert (places(call)["first"], told()) == ("offered", [])
