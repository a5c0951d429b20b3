"""The agenda of a date at the desk."""

from datetime import date

import pytest

from events.actions.agenda_item import add_item
from events.actions.occurrence import cancel_occurrence
from events.models import AgendaItem
from tests.conftest import lead_of

DESK = "/desk/meetings/call/2026-02-10/agenda/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def call(make_series, lead):
    call = make_series(slug="call").occurrences.get(original_date=date(2026, 2, 10))
    lead_of(lead, call.series.initiative)
    return call


def text(client, address=DESK) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def press(client, item, **sent) -> None:
    client.post(f"{DESK}{item.public_id}/", sent)


def test_it_is_kept_in_order(as_lead, call, lead, member):
    as_lead.post(DESK, {"do": "add", "title": "Report", "minutes": "5"})
    theirs = add_item(occurrence=call, by=member, title="Shall we meet monthly?")
    press(as_lead, theirs, do="up")
    assert [one.title for one in AgendaItem.objects.all()] == ["Shall we meet monthly?", "Report"]
    press(as_lead, theirs, do="discussed")
    assert "Not discussed" in text(as_lead)
    press(as_lead, theirs, do="open")
    press(as_lead, theirs, do="drop", reason="")
    assert "Say why: who added it reads it." in text(as_lead)
    press(as_lead, theirs, do="drop", reason="We just did.")
    assert "Shall we meet monthly?: We just did." in text(as_lead)
    press(as_lead, theirs, do="open")
    assert "We just did." not in text(as_lead)


def test_what_nobody_can_press_is_refused_and_drops_nothing(as_lead, call, lead):
    item = add_item(occurrence=call, by=lead, title="Report")
    answer = as_lead.post(f"{DESK}{item.public_id}/", {"do": "explode", "reason": "Because."})
    assert (answer.status_code, AgendaItem.objects.get().treatment) == (400, "open")


def test_what_a_cancelled_date_leaves_is_carried_by_one_press(as_lead, call, lead, member):
    add_item(occurrence=call, by=member, title="Shall we?")
    as_lead.post(DESK, {"do": "carry"})
    assert "This date is still to come" in text(as_lead)
    cancel_occurrence(occurrence=call, by=lead)
    assert "Carry it over" in text(as_lead)

    answer = as_lead.post(DESK, {"do": "carry"})

    following = "/desk/meetings/call/2026-02-17/agenda/"
    assert answer.headers["Location"] == following
    assert "1 carried over to 17 February 2026." in text(as_lead, following)
    assert "carried over from 10 February 2026" in text(as_lead, "/events/call/2026-02-17/")


def test_nobody_else_opens_it(client, as_member, call, member):
    item = add_item(occurrence=call, by=member, title="Mine")
    assert [one.get(DESK).status_code for one in (client, as_member)] == [302, 403]
    assert as_member.post(f"{DESK}{item.public_id}/", {"do": "up"}).status_code == 403


@pytest.mark.parametrize("many", [1, 30])
def test_many_items_cost_what_one_costs(as_lead, lead, call, many, django_assert_num_queries):
    for number in range(many):
        add_item(occurrence=call, by=lead, title=f"{number}")
    as_lead.get(DESK)
    with django_assert_num_queries(10):
        as_lead.get(DESK)
