"""The record of a date at the desk: minutes that nobody writes over, a recording, held or not."""

from datetime import date

import pytest
from django.test import Client

from events.actions.minutes import ActionWords, publish_minutes, save_minutes
from events.actions.rsvp import answer_date
from events.models import ActionItem, Minutes, Occurrence
from portal.people.models import Profile
from tests.conftest import lead_of, signed_in
from tests.factories.people import UserFactory

PAGE = "/events/call/2026-02-10/"
DESK = "/desk/meetings/call/2026-02-10/record/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def call(make_series, lead):
    call = make_series(slug="call").occurrences.get(original_date=date(2026, 2, 10))
    lead_of(lead, call.series.initiative)
    return call


@pytest.fixture
def after(call, at):
    at(call.ends_at)


def text(client, address=DESK) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def sent(*, version=0, text="We *met*.", decisions="", actions=(), do="save") -> dict[str, str]:
    """As the form sends it; an action item is its fields."""
    told = {
        "version": str(version),
        "text": text,
        "decisions": decisions,
        "do": do,
        "actions-TOTAL_FORMS": str(len(actions)),
        "actions-INITIAL_FORMS": "0",
    }
    for number, action in enumerate(actions):
        told |= {f"actions-{number}-{name}": value for name, value in action.items()}
    return told


def test_minutes_are_written_published_and_read_by_everybody(client, as_lead, call, after):
    as_lead.post(DESK, sent(decisions="We meet monthly.\n- Ada chairs."))
    assert "We <em>met</em>" not in text(client, PAGE)

    as_lead.post(
        DESK,
        sent(version=1, decisions="We meet monthly.\n- Ada chairs.", do="publish")
        | {
            "actions-TOTAL_FORMS": "1",
            "actions-0-text": "Book a room",
            "actions-0-name": "Bo of the venue",
            "actions-0-due_on": "2026-03-01",
        },
    )

    html = text(client, PAGE)
    assert "<p>We <em>met</em>.</p>" in html
    assert "<li>We meet monthly.</li><li>Ada chairs.</li>" in html
    assert "Book a room" in html
    assert "<span>Bo of the venue</span> <span>until 1 March 2026</span>" in html
    assert Occurrence.objects.get(pk=call.pk).took_place is True


def test_what_was_left_to_do_stands_on_the_next_agenda(client, as_lead, call, after):
    actions = [{"text": "Book a room"}]
    as_lead.post(DESK, sent(actions=actions, do="publish"))
    following = "/events/call/2026-02-17/"
    assert "Still to do from earlier dates" in text(client, following)
    assert "Book a room" in text(client, f"{following}agenda/")

    item = ActionItem.objects.get()
    as_lead.post(f"{DESK}{item.public_id}/", {"do": "done"})

    assert "Book a room" not in text(client, following)
    assert "Done" in text(client, PAGE)


def test_a_save_over_somebody_elses_is_refused_and_shows_both(as_lead, lead, call, after):
    other = UserFactory(username="other")
    Profile.objects.create(person=other, display_name="Bo Other")
    said = {"text": "Their words", "decisions": ["Theirs."], "actions": []}
    save_minutes(occurrence=call, by=other, seen=0, **said)

    html = " ".join(as_lead.post(DESK, sent(text="My words")).content.decode().split())

    assert "Somebody saved meanwhile" in html
    assert "This is what Bo Other saved" in html
    assert "My words" in html
    assert "Their words Theirs." in html
    assert '<input type="hidden" name="version" value="1"' in html
    assert Minutes.objects.get().text == "Their words"
    as_lead.post(DESK, sent(version=1, text="Both"))
    assert Minutes.objects.get().text == "Both"


def test_a_member_who_has_a_seat_is_chosen_and_named_only_where_they_show_it(
    client, as_lead, call, member, at
):
    Profile.objects.create(person=member, display_name="Ada Private")
    answer_date(occurrence=call, by=member, answer="yes")
    at(call.ends_at)
    assert f'<option value="{member.pk}">Ada Private</option>' in text(as_lead)

    as_lead.post(DESK, sent(actions=[{"text": "Ask", "person": member.pk}], do="publish"))

    assert ActionItem.objects.get().person == member
    assert "<span>a member</span>" in text(client, PAGE)
    assert "Ada Private" not in text(client, PAGE)


def test_nobody_else_can_be_chosen(as_lead, call, after):
    stranger = UserFactory()
    html = as_lead.post(DESK, sent(actions=[{"text": "x", "person": stranger.pk}])).content.decode()

    assert "Select a valid choice." in html
    assert ActionItem.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"actions": [{"name": "Bo"}]}, "Say what is to be done."),
        ({"decisions": f"Yes.\n{'x' * 501}"}, "Decision 2 is longer than 500 characters."),
        ({"text": "x" * 30_001}, "at most 30000 characters"),
    ],
)
def test_a_slip_is_said_and_nothing_is_written(as_lead, call, after, wrong, said):
    assert said in as_lead.post(DESK, sent(**wrong)).content.decode()
    assert Minutes.objects.count() == 0


def test_minutes_become_a_draft_again(client, as_lead, lead, call, after):
    save_minutes(occurrence=call, by=lead, seen=0, text="Said", decisions=[], actions=[])
    publish_minutes(occurrence=call, by=lead)
    assert "Said" in text(client, PAGE)

    as_lead.post(DESK, {"do": "withdraw"})

    assert "Said" not in text(client, PAGE)


def test_the_recording_stands_on_the_page(client, as_lead, call, after):
    wrong = as_lead.post(DESK, {"do": "record", "url": "http://example.org/v"}).content.decode()
    assert "The address has to begin with https://." in wrong
    as_lead.post(DESK, {"do": "record", "url": "https://example.org/v"})

    assert '<a href="https://example.org/v" rel="nofollow noopener">' in text(client, PAGE)


@pytest.mark.parametrize(
    ("do", "said"), [("held", "It was held."), ("missed", "<p>Nobody came.</p>")]
)
def test_one_press_says_whether_it_was_held(as_lead, call, after, do, said):
    as_lead.post(DESK, {"do": do})
    assert said in text(as_lead)
    assert Occurrence.objects.get(pk=call.pk).took_place is (do == "held")


def test_before_it_begins_only_a_draft_is_written(as_lead, call):
    html = text(as_lead)
    assert [word in html for word in ("Save the draft", "Save and publish", "Was it held?")] == [
        *(True, False, False),
    ]
    as_lead.post(DESK, {"do": "held"})
    assert "It has not begun" in text(as_lead)


def test_nobody_else_opens_it(client, as_member, call):
    assert [one.get(DESK).status_code for one in (client, as_member)] == [302, 403]


def test_an_action_of_another_date_is_none_of_this(as_lead, lead, call, after):
    other = call.series.occurrences.get(original_date=date(2026, 2, 3))
    actions = [ActionWords("Ask")]
    save_minutes(occurrence=other, by=lead, seen=0, text="", decisions=[], actions=actions)
    item = ActionItem.objects.get()

    assert as_lead.post(f"{DESK}{item.public_id}/", {"do": "done"}).status_code == 404


@pytest.mark.parametrize("many", [1, 20])
def test_many_actions_cost_what_one_costs(
    as_lead, lead, call, after, many, django_assert_num_queries
):
    actions = [ActionWords(f"{n}", person=UserFactory(username=f"p{n}")) for n in range(many)]
    said = {"text": "", "decisions": [], "actions": actions}
    save_minutes(occurrence=call, by=lead, seen=0, **said)
    publish_minutes(occurrence=call, by=lead)
    as_lead.get(DESK)
    with django_assert_num_queries(14):
        as_lead.get(DESK)
    with django_assert_num_queries(11):
        Client().get(PAGE)


def test_a_superuser_arranges_too(call, after):
    page = signed_in(UserFactory(username="root", is_superuser=True)).get(DESK)
    assert page.status_code == 200
