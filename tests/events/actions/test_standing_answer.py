"""An answer for all dates of a series, also those that are made later."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier, Event

import pytest
from django.core import mail
from django.db import connection, transaction

from events.actions.horizon import materialise
from events.actions.occurrence import (
    add_occurrence,
    cancel_occurrence,
    move_occurrence,
    restore_occurrence,
)
from events.actions.rsvp import answer_date
from events.actions.standing_answer import answer_each, answer_new_dates, answer_series
from events.models import Rsvp, Slot, StandingAnswer
from portal.people.models import User
from portal.people.signals import gather_personal_facts
from tests.factories.people import EmailAddressFactory, UserFactory

pytestmark = pytest.mark.django_db
LONG_ENOUGH_TO_MEET = 10


@pytest.fixture
def series(make_series):
    """Tuesdays, for eighteen months; one seat each."""
    return make_series(slug="call", capacity=1)


def on(series, day):
    return series.occurrences.get(original_date=day)


def said(series, person) -> dict[date, str]:
    rows = Rsvp.objects.filter(occurrence__series=series, person=person)
    return dict(rows.values_list("occurrence__original_date", "place"))


def counts_are_right(series) -> bool:
    return all(
        row.seats_taken == row.rsvps.holding().count() <= 1 for row in series.occurrences.all()
    )


def test_all_dates_to_come_have_a_seat_or_a_turn(series, member):
    answer_date(occurrence=on(series, date(2026, 2, 10)), by=UserFactory(), answer="yes")
    answer_series(series=series, by=member, answer="yes")
    places = said(series, member)
    assert min(places) == date(2026, 2, 3)
    assert len(places) == series.occurrences.filter(original_date__gte=date(2026, 2, 3)).count()
    assert {day for day, place in places.items() if place != "seat"} == {date(2026, 2, 10)}
    assert places[date(2026, 2, 10)] == "waiting"
    assert counts_are_right(series)


def test_this_and_later_dates_leave_the_ones_before(series, member):
    answer_series(series=series, by=member, answer="yes", since=date(2026, 2, 17))
    assert min(said(series, member)) == date(2026, 2, 17)


def test_one_date_can_differ(series, member):
    answer_series(series=series, by=member, answer="yes")
    answer_date(occurrence=on(series, date(2026, 2, 10)), by=member, answer="no")
    places = said(series, member)
    assert (places[date(2026, 2, 10)], places[date(2026, 2, 17)]) == ("none", "seat")
    assert counts_are_right(series)


def test_dates_that_are_made_later_begin_with_it_in_the_order_people_answered(series, at):
    first, second = UserFactory(), UserFactory()
    for person in (first, second):
        answer_series(series=series, by=person, answer="yes")
    known = max(said(series, first))
    at("2026-03-02T09:00Z")
    materialise(series=series, now=datetime.fromisoformat("2026-03-02T09:00Z"))
    new = [day for day in said(series, first) if day > known]
    assert len(new) == 4
    assert {said(series, first)[day] for day in new} == {"seat"}
    assert {said(series, second)[day] for day in new} == {"waiting"}
    assert counts_are_right(series)


def test_a_date_added_by_hand_begins_with_it_too(series):
    first, second = UserFactory(), UserFactory()
    for person in (first, second):
        answer_series(series=series, by=person, answer="yes")
    answer_series(series=series, by=UserFactory(), answer="yes", since=date(2026, 3, 1))
    add_occurrence(series=series, at=datetime(2026, 2, 12, 15), tzid="UTC", by=None)
    added = on(series, date(2026, 2, 12))
    assert {rsvp.person: rsvp.place for rsvp in added.rsvps.all()} == {
        first: "seat",
        second: "waiting",
    }
    assert counts_are_right(series)


def test_a_no_for_all_frees_every_seat_and_ends_what_stood(series, member):
    other = UserFactory()
    for person in (member, other):
        answer_series(series=series, by=person, answer="yes")
    answer_series(series=series, by=member, answer="no")
    assert set(said(series, member).values()) == {"none"}
    # Tomorrow's seat is offered as well: there are more than ninety minutes left.
    assert set(said(series, other).values()) == {"offered"}
    assert list(StandingAnswer.objects.values_list("person", flat=True)) == [other.pk]
    assert counts_are_right(series)


def test_a_no_for_all_of_who_never_answered_keeps_no_rows(series, member):
    answer_series(series=series, by=member, answer="no")
    assert not Rsvp.objects.exists()


def test_cancelled_dates_are_passed_over_until_they_take_place_after_all(series, member):
    cancel_occurrence(occurrence=on(series, date(2026, 2, 10)), by=None)
    answer_series(series=series, by=member, answer="yes")
    assert date(2026, 2, 10) not in said(series, member)
    restore_occurrence(occurrence=on(series, date(2026, 2, 10)), by=None)
    assert said(series, member)[date(2026, 2, 10)] == "seat"


def test_a_new_rule_takes_it_along_and_keeps_only_dates_that_were_asked_for(series, member, now):
    answer_series(series=series, by=member, answer="yes")
    answer_date(occurrence=on(series, date(2026, 2, 10)), by=UserFactory(), answer="yes")
    Slot.objects.filter(series=series).update(
        rrule="FREQ=WEEKLY;BYDAY=WE", start_date=date(2026, 1, 7)
    )
    materialise(series=series, now=now)
    places = said(series, member)
    assert {day.weekday() for day in places if day != date(2026, 2, 10)} == {2}
    assert places[date(2026, 2, 11)] == "seat"
    assert counts_are_right(series)


def test_it_sends_no_mail_for_each_date(series):
    person = EmailAddressFactory().user
    answer_series(series=series, by=person, answer="yes")
    answer_series(series=series, by=person, answer="no")
    assert mail.outbox == []


def test_one_date_in_the_calendar_is_taken_out_again(series):
    person = EmailAddressFactory().user
    answer_date(occurrence=on(series, date(2026, 2, 10)), by=person, answer="yes")
    answer_series(series=series, by=person, answer="no")
    assert [letter.subject.split(":")[0] for letter in mail.outbox] == [
        "You have a seat",
        "You gave back your seat",
    ]


def test_it_is_taken_out_also_when_all_dates_were_answered_in_between(series):
    person = EmailAddressFactory().user
    call = on(series, date(2026, 2, 10))
    answer_date(occurrence=call, by=person, answer="yes")
    answer_series(series=series, by=person, answer="yes")
    assert Rsvp.objects.get(occurrence=call, person=person).is_standing is False
    answer_series(series=series, by=person, answer="no")
    assert [letter.alternatives[1].mimetype for letter in mail.outbox] == [
        "text/calendar; method=REQUEST",
        "text/calendar; method=CANCEL",
    ]


def test_a_change_puts_no_date_into_the_calendar_of_who_answered_for_all(series):
    person = EmailAddressFactory().user
    answer_series(series=series, by=person, answer="yes")
    move_occurrence(occurrence=on(series, date(2026, 2, 10)), to=datetime(2026, 2, 11, 9), by=None)
    [letter] = mail.outbox
    assert "Your seat moves along." in letter.body
    assert [part.mimetype for part in letter.alternatives] == ["text/html"]


def test_it_is_in_ones_own_data(series, member):
    answer_series(series=series, by=member, answer="maybe", since=date(2026, 2, 17))
    answers = dict(answer for _, answer in gather_personal_facts.send(User, person=member))
    [row] = answers["standing_answers"]
    assert (row["meeting"], row["answer"], row["from"]) == ("call", "maybe", date(2026, 2, 17))


def test_the_form_of_a_date_offers_it(as_member, member, series):
    page, come = "/events/call/2026-02-10/", "/events/call/2026-02-10/come/"
    assert "All dates to come" in as_member.get(page).content.decode()
    html = as_member.post(come, {"answer": "yes", "scope": "following"}, follow=True)
    assert "Noted for these dates" in html.content.decode()
    assert min(said(series, member)) == date(2026, 2, 10)
    as_member.post(come, {"answer": "maybe", "scope": "all"})
    assert set(said(series, member).values()) == {"none"}
    assert said(series, member)[date(2026, 2, 3)] == "none"
    as_member.post(come, {"answer": "yes", "scope": "everything"})
    assert set(said(series, member).values()) == {"none"}


def test_a_meeting_held_once_asks_for_no_scope(as_member, make_series):
    make_series(slug="once", slots=[{"rrule": "", "start_date": date(2026, 2, 10)}])
    html = as_member.get("/events/once/2026-02-10/").content.decode()
    assert "For which dates" not in html


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Somebody says no to all dates in the moment in which new ones begin with their yes."""

    @pytest.fixture
    def new_dates(self, series, member) -> list[int]:
        """Made and not answered yet."""
        answer_series(series=series, by=member, answer="yes")
        dates = list(series.occurrences.order_by("-original_date").values_list("pk", flat=True)[:4])
        Rsvp.objects.filter(occurrence__in=dates).delete()
        series.occurrences.filter(pk__in=dates).update(seats_taken=0)
        return dates

    @pytest.mark.parametrize("_go", range(3))
    def test_the_no_is_the_last_word(self, series, member, new_dates, _go):
        start = Barrier(2, timeout=LONG_ENOUGH_TO_MEET)

        def together(work) -> None:
            try:
                start.wait()
                work()
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            doing = [
                pool.submit(together, lambda: answer_series(series=series, by=member, answer="no")),
                pool.submit(together, lambda: answer_new_dates(series=series, dates=new_dates)),
            ]
            for one in doing:
                one.result()
        assert set(said(series, member).values()) == {"none"}
        assert not StandingAnswer.objects.exists()
        assert counts_are_right(series)

    def test_without_the_lock_they_have_seats_they_gave_up(self, series, member, new_dates):
        """The twin: look who answered for all first, answer for them then."""
        looked, left = Event(), Event()

        def answer_carelessly() -> None:
            try:
                standing = list(StandingAnswer.objects.filter(series=series))
                looked.set()
                assert left.wait(LONG_ENOUGH_TO_MEET)
                with transaction.atomic():
                    for one in standing:
                        answer_each(person=one.person, answer=one.answer, dates=new_dates)
            finally:
                connection.close()

        with ThreadPoolExecutor(1) as pool:
            done = pool.submit(answer_carelessly)
            assert looked.wait(LONG_ENOUGH_TO_MEET)
            answer_series(series=series, by=member, answer="no")
            left.set()
            done.result()
        assert "seat" in said(series, member).values()
