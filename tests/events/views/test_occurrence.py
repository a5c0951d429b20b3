"""The page of one date, and the button that takes a seat there."""

from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from events.actions.occurrence import cancel_occurrence, move_occurrence, restore_occurrence
from events.actions.rsvp import answer_date
from events.models import Occurrence, Rsvp
from tests.conftest import lead_of
from tests.factories.people import UserFactory

PAGE = "/events/call/2026-02-10/"
COME = f"{PAGE}come/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def call(make_series):
    return make_series(slug="call", capacity=2).occurrences.get(original_date=date(2026, 2, 10))


def text(client, address=PAGE) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def others_come(call, many: int) -> None:
    for number in range(many):
        answer_date(
            occurrence=call,
            by=UserFactory(username=f"guest-{number}", handle=f"g{number}"),
            answer="yes",
        )


@pytest.mark.parametrize(
    ("capacity", "taken", "said"),
    [
        (2, 0, "<b>2 places are left.</b> There is room for 2."),
        (2, 1, "<b>1 place is left.</b> There is room for 2."),
        (2, 2, "<b>No place is left.</b> 2 seats are taken or held; there is room for 2."),
        (None, 0, "Nobody has said so yet."),
        (None, 1, "1 person says they come."),
        (None, 3, "3 people say they come."),
    ],
)
def test_everybody_reads_how_many_come_and_nobody_who(client, call, capacity, taken, said):
    call.series.capacity = capacity
    call.series.save()
    others_come(call, taken)
    html = text(client)
    assert said in html
    assert "g0" not in html
    assert "guest-0" not in html


def test_fewer_places_than_people_says_both_numbers(client, call):
    others_come(call, 2)
    call.series.capacity = 1
    call.series.save()
    assert "2 seats are taken or held; there is room for 1." in text(client)


def test_a_deadline_has_no_seats(client, call):
    call.series.kind = "deadline"
    call.series.save()
    assert "Who comes" not in text(client)


def test_who_is_signed_out_signs_in_and_comes_back_here(client, call):
    assert f"/accounts/login/?next={PAGE}" in text(client)
    response = client.post(COME, {"answer": "yes"})
    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={PAGE}")
    assert not Rsvp.objects.exists()


def test_a_member_takes_a_seat_and_gives_it_back(as_member, member, call):
    response = as_member.post(COME, {"answer": "yes"}, follow=True)
    assert response.redirect_chain == [(PAGE, 302)]
    html = response.content.decode()
    assert "You have a seat." in html
    assert "I’m coming" not in html
    assert list(Rsvp.objects.values_list("person", "occurrence")) == [(member.pk, call.pk)]
    html = as_member.post(COME, {"answer": "no"}, follow=True).content.decode()
    assert "You said that you can’t come." in html
    assert "I’m coming" in html
    assert [(one.answer, one.place) for one in Rsvp.objects.all()] == [("no", "none")]


def test_who_comes_too_late_gets_in_line_and_is_offered_the_next_seat(as_member, call):
    others_come(call, 2)
    html = as_member.post(COME, {"answer": "yes"}, follow=True).content.decode()
    assert "You are number 1 in line" in html
    assert "You are next in line." in html
    assert "Get in line" not in html
    leaver = call.rsvps.seated().first().person
    answer_date(occurrence=call, by=leaver, answer="no")
    html = text(as_member)
    assert "A seat is free for you" in html
    assert "Take the seat" in html
    html = as_member.post(COME, {"answer": "yes"}, follow=True).content.decode()
    assert "You have a seat." in html
    assert call.rsvps.seated().count() == 2


def test_everybody_reads_how_many_wait(client, call):
    others_come(call, 4)
    html = text(client)
    assert "2 people wait in line." in html
    assert "Sign in to get in line" in html


def test_maybe_takes_no_seat(as_member, call):
    html = as_member.post(COME, {"answer": "maybe"}, follow=True).content.decode()
    assert "You said maybe. That takes no seat." in html
    assert (call.rsvps.count(), call.rsvps.holding().count()) == (1, 0)


def test_nobody_takes_a_seat_at_a_date_that_is_off_or_over(as_member, call, at):
    cancel_occurrence(occurrence=call, by=None)
    html = as_member.post(COME, {"answer": "yes"}, follow=True).content.decode()
    assert "This date was cancelled a moment ago." in html
    assert "Who comes" not in html
    restore_occurrence(occurrence=call, by=None)
    at(call.ends_at + timedelta(seconds=1))
    html = as_member.post(COME, {"answer": "yes"}, follow=True).content.decode()
    assert "This date is over." in html
    assert "Who comes" not in html
    assert not Rsvp.objects.exists()


@pytest.mark.parametrize("answer", ["", "perhaps", "x" * 100_000, "\U0001f600"])
def test_strange_words_are_no_answer(as_member, call, answer):
    html = as_member.post(COME, {"answer": answer}, follow=True).content.decode()
    assert "Please choose one of the answers." in html
    assert not call.rsvps.exists()


def test_a_form_of_another_site_takes_nothing(member, call):
    strange = Client(enforce_csrf_checks=True)
    strange.force_login(member)
    assert strange.post(COME, {"answer": "yes"}).status_code == 403
    assert not Rsvp.objects.exists()


def test_a_look_takes_nothing(as_member, call):
    assert as_member.get(COME).status_code == 405


def test_at_a_hidden_meeting_nobody_takes_a_seat(as_member, client, as_superuser, call):
    call.series.is_published = False
    call.series.save()
    for browser in (as_member, client, as_superuser):
        assert browser.post(COME, {"answer": "yes"}).status_code == 404


def test_places_that_are_limited_are_taken_before_one_joins(client, as_member, member, call):
    call.series.join_url = "https://call.example.org/x"
    call.series.save()
    assert "Places are limited: take one first." in text(client)
    answer_date(occurrence=call, by=member, answer="yes")
    others_come(call, 1)
    assert "You have a seat. Come a minute early." in text(as_member)
    assert "Please leave the call to the people who have one." in text(client)


def test_a_cancelled_date_says_who_decided_when_and_why(client, call, at):
    at("2026-02-04T10:00Z")
    cancel_occurrence(occurrence=call, by=None, reason="No <quorum>.")
    html = text(client)
    assert "The organizers decided so on 4 February 2026. They say: “No &lt;quorum&gt;.”" in html


def test_a_moved_date_says_who_decided_when_and_why(client, call):
    move_occurrence(occurrence=call, to=datetime(2026, 2, 12, 9), by=None, reason="A holiday.")
    html = text(client)
    assert "It was planned for" in html
    assert "The organizers decided so on 2 February 2026. They say: “A holiday.”" in html


def test_a_restored_date_says_that_it_takes_place(client, call):
    cancel_occurrence(occurrence=call, by=None, reason="CANARY old reason")
    restore_occurrence(occurrence=call, by=None)
    html = text(client)
    assert "As planned again" in html
    assert "CANARY" not in html


def test_only_its_organizers_are_led_to_the_desk(client, as_member, as_lead, as_editor, lead, call):
    lead_of(lead, call.series.initiative)
    shown = [
        "/desk/meetings/call/2026-02-10/" in text(one)
        for one in (client, as_member, as_editor, as_lead)
    ]
    assert shown == [False, False, False, True]


@pytest.mark.parametrize("many", [1, 30])
def test_many_who_come_cost_what_one_costs(
    client, as_member, call, many, django_assert_num_queries
):
    call.series.capacity = None
    call.series.save()
    others_come(call, many)
    with django_assert_num_queries(7):
        client.get(PAGE)
    as_member.get(PAGE)
    with django_assert_num_queries(14):
        as_member.get(PAGE)


@contextmanager
def replaced_meanwhile(call):
    """A new schedule takes the date away when the answer has found it and not locked it yet."""

    def take_away(execute, sql, *rest):
        if sql.startswith("SAVEPOINT"):
            Occurrence.objects.filter(pk=call.pk).delete()
        return execute(sql, *rest)

    with connection.execute_wrapper(take_away):
        yield


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        (COME, {"answer": "yes"}),
        (f"{PAGE}guest/", {"name": "Ada Guest", "address": "ada@example.org"}),
    ],
)
def test_an_answer_to_a_date_that_was_replaced_leads_to_the_meeting(as_member, call, address, sent):
    cache.clear()
    with replaced_meanwhile(call):
        response = as_member.post(address, sent)
    assert response["Location"] == "/events/call/"
    assert "A new schedule has put another date in its place." in text(as_member, "/events/call/")
