"""The agenda of a date: read by everybody, added to by who is signed in, printed."""

from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from events.actions.agenda_item import add_item, drop_item, treat_item
from events.models import AgendaItem
from portal.people.actions.profile import save_profile, set_disclosures
from tests.conftest import lead_of, signed_in
from tests.factories.people import UserFactory

DATE = "/events/call/2026-02-10/"
PAGE = f"{DATE}agenda/"
ADD = f"{PAGE}add/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def call(make_series):
    cache.clear()
    return make_series(slug="call").occurrences.get(original_date=date(2026, 2, 10))


@pytest.fixture
def organizer(call, lead):
    lead_of(lead, call.series.initiative)
    return lead


def text(client, address=PAGE) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def named(name: str, audience: str):
    person = UserFactory(username=f"the-{name}")
    save_profile(
        person=person,
        display_name=name,
        handle=f"h-{name.lower()}",
        pronouns="",
        about="",
        hours_per_week=None,
        timezone="UTC",
        by=person,
    )
    if audience:
        set_disclosures(person=person, audiences={"name": audience}, by=person)
    return person


def test_an_empty_agenda_asks_for_something(client, call):
    assert "Nothing is on it yet." in text(client)
    assert "Sign in to add something" in text(client)
    assert "Nothing is on it yet. Anybody who is signed in may add to it" in text(client, DATE)


@pytest.mark.parametrize("address", [PAGE, DATE])
def test_everybody_reads_what_is_on_it(client, call, organizer, address):
    link = "https://example.org/report"
    add_item(occurrence=call, by=organizer, title="Report <b>", minutes=15, link=link)
    dropped = add_item(occurrence=call, by=organizer, title="Buy a boat")
    drop_item(item=dropped, by=organizer, reason="No.")

    html = text(client, address)

    assert 'Report &lt;b&gt; <span class="quiet">15 minutes</span>' in html
    assert f'<a href="{link}" rel="nofollow noopener ugc">Read before, at example.org' in html
    assert "Buy a boat" not in html


def test_an_author_is_named_to_who_may_know_them(call):
    for name, audience in [("Ada", "everyone"), ("Bo", "members"), ("Cy", "")]:
        add_item(occurrence=call, by=named(name, audience), title=f"Of {name}")
    anybody, somebody = text(Client()), text(signed_in(UserFactory()))

    assert 'added by <a href="/people/h-ada/">Ada</a>' in anybody
    assert [name in anybody for name in (">Bo<", ">Cy<", "the-Cy", "h-cy")] == [False] * 4
    assert '<a href="/people/h-bo/">Bo</a>' in somebody
    assert [name in somebody for name in (">Cy<", "the-Cy", "h-cy")] == [False] * 3


def test_a_member_adds_and_takes_it_off_again(as_member, call):
    told = {"title": "Shall we meet monthly?", "minutes": "10", "link": "example.org/poll"}
    assert as_member.post(ADD, told).headers["Location"] == f"{DATE}#agenda"
    item = AgendaItem.objects.get()
    assert (item.title, item.minutes, item.link) == (
        *("Shall we meet monthly?", 10, "https://example.org/poll"),
    )
    html = text(as_member, DATE)
    assert "added by you" in html
    assert "It is on the agenda. Thank you." in html

    as_member.post(f"{PAGE}{item.public_id}/withdraw/")

    assert "It is off the agenda." in text(as_member, DATE)
    assert AgendaItem.objects.count() == 0


def test_what_it_says_is_put_right_on_the_page_of_the_agenda(as_member, call):
    wrong = {"title": "", "minutes": "0", "link": "http://example.org/"}
    html = " ".join(as_member.post(ADD, wrong).content.decode().split())

    assert "This field is required." in html
    assert "Ensure this value is greater than or equal to 1." in html
    assert "The address has to begin with https://." in html
    assert AgendaItem.objects.count() == 0


def test_who_is_signed_out_signs_in_and_presses_again(client, call):
    assert client.post(ADD, {"title": "x"}).headers["Location"] == (
        "/accounts/login/?next=/events/call/2026-02-10/"
    )


def test_nobody_takes_off_what_somebody_else_added(as_member, call, organizer):
    item = add_item(occurrence=call, by=organizer, title="Report")

    assert as_member.post(f"{PAGE}{item.public_id}/withdraw/").status_code == 404
    assert AgendaItem.objects.count() == 1


def test_a_closed_agenda_says_so(as_member, call, at):
    at(call.starts_at)
    as_member.post(ADD, {"title": "Late"})

    assert "its agenda is closed" in text(as_member, DATE)
    assert "Add to the agenda" not in text(as_member)
    assert "Nothing was on it." in text(as_member)


def test_one_who_writes_too_fast_has_to_wait(as_member, call):
    answers = [as_member.post(ADD, {"title": "x"}).status_code for _ in range(31)]

    assert answers == [302] * 30 + [429]
    assert AgendaItem.objects.count() == 5


def test_what_was_talked_about_is_marked(client, call, organizer):
    item = add_item(occurrence=call, by=organizer, title="Report")
    treat_item(item=item, by=organizer, is_discussed=True)

    assert "Discussed" in text(client)


def test_a_deadline_has_no_agenda(client, make_series):
    make_series(slug="last-day", kind="deadline")

    assert client.get("/events/last-day/2026-02-10/agenda/").status_code == 404
    assert "Agenda" not in text(client, "/events/last-day/2026-02-10/")


@pytest.mark.parametrize("many", [1, 30])
def test_many_items_cost_what_one_costs(client, call, django_assert_num_queries, many):
    for number in range(many):
        add_item(occurrence=call, by=named(f"N{number}", "everyone"), title=f"{number}")
    client.get(PAGE)
    with django_assert_num_queries(5):
        client.get(PAGE)
