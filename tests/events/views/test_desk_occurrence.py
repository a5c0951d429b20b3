"""One date at the desk: looked at, moved, cancelled, restored; and who came."""

from datetime import UTC, date, datetime, timedelta

import pytest

from events.actions.occurrence import cancel_occurrence
from events.actions.rsvp import answer_date
from events.models import Rsvp
from initiatives.models import Follow, RoleHolding
from portal.kit.models import AuditEntry
from portal.notices.models import Notice
from portal.people.models import Profile
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import RoleFactory
from tests.factories.people import UserFactory

DESK = "/desk/meetings/call/2026-02-10/"
PEOPLE = f"{DESK}people/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def call(make_series):
    """Tuesdays at 11 in New York."""
    return make_series(slug="call", capacity=2).occurrences.get(original_date=date(2026, 2, 10))


@pytest.fixture
def organizer(call):
    """Of meetings, and nothing else: holds no lead seat."""
    person = UserFactory(username="organizer")
    RoleFactory(initiative=call.series.initiative, role="organizer", person=person)
    return person


@pytest.fixture
def desk(organizer):
    return signed_in(organizer)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def send(desk, do, address=DESK, **fields) -> str:
    return text(desk.post(address, {"do": do, **fields}, follow=True))


def test_organizers_leads_and_superusers_open_it_and_nobody_else(
    client, desk, as_lead, lead, as_member, as_editor, as_superuser, call
):
    lead_of(lead, call.series.initiative)
    browsers = [desk, as_lead, as_superuser, as_member, as_editor, client]
    assert [one.get(DESK).status_code for one in browsers] == [200, 200, 200, 403, 403, 302]
    assert [one.post(DESK, {"do": "cancel"}).status_code for one in browsers[3:]] == [403, 403, 302]
    assert client.get(DESK)["Location"] == f"/accounts/login/?next={DESK}"
    call.refresh_from_db()
    assert call.status == "scheduled"


def test_a_seat_of_yesterday_or_of_another_group_opens_nothing(desk, organizer, call, make_series):
    RoleHolding.objects.filter(person=organizer).update(until="2026-02-01")
    other = make_series()
    RoleFactory(initiative=other.initiative, role="organizer", person=organizer)
    other.also_for.add(call.series.initiative)
    assert desk.get(DESK).status_code == 403
    assert desk.get(f"/desk/meetings/{other.slug}/2026-02-10/").status_code == 200


def test_a_hidden_meeting_exists_for_who_arranges_it_only(desk, as_member, as_editor, call):
    call.series.is_published = False
    call.series.save()
    assert [one.get(DESK).status_code for one in (desk, as_member, as_editor)] == [200, 404, 404]


def test_what_moving_it_means_is_shown_before(desk, call):
    html = send(desk, "preview", date="2026-03-10", time="11:00", reason="Clocks <b>")
    assert "<td>Tue 10 Feb 17:00–18:00</td> <td><b>Tue 10 Mar 16:00–17:00</b></td>" in html
    assert 'value="Clocks &lt;b&gt;"' in html
    assert 'value="move"' in html
    call.refresh_from_db()
    assert call.status == "scheduled"


def test_moved_it_keeps_its_address_and_followers_hear_of_it(desk, call, member, organizer):
    for person in (member, organizer):
        Follow.objects.create(person=person, initiative=call.series.initiative)
    html = send(desk, "move", date="2026-02-12", time="09:30", reason="A holiday.")
    assert "The date is moved." in html
    assert "It was planned for" in html
    call.refresh_from_db()
    assert (call.status, call.starts_at) == ("moved", datetime(2026, 2, 12, 14, 30, tzinfo=UTC))
    assert list(Notice.objects.values_list("person", "url")) == [
        (member.pk, "/events/call/2026-02-10/")
    ]
    entry = AuditEntry.objects.get(verb="occurrence.moved")
    assert (entry.actor, entry.reason) == (organizer, "A holiday.")


@pytest.mark.parametrize("do", ["preview", "move"])
@pytest.mark.parametrize(
    ("day", "hour", "said"),
    [
        ("2026-02-10", "11:00", "It is at this time already."),
        ("2026-02-01", "11:00", "This time is past: nobody could come."),
        ("2026-03-08", "02:30", "Clocks jump over this time that night: take 01:59 or 03:00."),
        ("2026-02-30", "11:00", "Enter a valid date."),
        ("9999-12-31", "23:59", "The calendar has no such year."),
        ("0001-01-01", "00:00", "The calendar has no such year."),
        ("2026-02-12", "25:00", "Enter a valid time."),
        ("", "", "This field is required."),
        ("x" * 10_000, "\U0001f600", "Enter a valid date."),
    ],
)
def test_what_can_not_be_is_said_beside_its_field(desk, call, do, day, hour, said):
    html = send(desk, do, date=day, time=hour)
    assert said in html
    assert "This needs correcting" in html
    call.refresh_from_db()
    assert call.changes == 0


def test_an_hour_that_clocks_show_twice_is_explained(desk, call):
    html = send(desk, "preview", date="2026-11-01", time="01:30")
    assert "Clocks show this hour twice that night. The first time is meant." in html
    assert "Clocks show" not in send(desk, "preview", date="2026-11-01", time="03:30")


def test_a_reason_is_a_sentence_not_a_book(desk, call):
    assert "at most 300 characters" in send(desk, "cancel", reason="x" * 301)
    call.refresh_from_db()
    assert call.status == "scheduled"


def test_cancelled_and_restored(desk, call):
    assert "The date is cancelled." in send(desk, "cancel", reason="No quorum.")
    html = text(desk.get(DESK))
    assert "They say: “No quorum.”" in html
    assert "Move it" not in html
    assert "The date takes place." in send(desk, "restore")
    call.refresh_from_db()
    assert (call.status, call.changes) == ("scheduled", 2)


def test_two_who_decide_at_once_are_told(desk, call):
    cancel_occurrence(occurrence=call, by=None)
    for do in ("move", "cancel"):
        html = send(desk, do, date="2026-02-12", time="09:30")
        assert "Somebody else cancelled this date a moment ago." in html
    send(desk, "restore")
    assert "This date is not cancelled any more." in send(desk, "restore")


def test_what_is_over_is_not_undone(desk, call, at):
    at(call.ends_at + timedelta(minutes=1))
    html = text(desk.get(DESK))
    assert "This date is past" in html
    assert 'value="cancel"' not in html
    for do in ("cancel", "restore", "move"):
        assert "what happened is not undone" in send(desk, do, date="2026-02-12", time="09:30")


def test_a_word_the_form_does_not_know_changes_nothing(desk, call):
    assert desk.post(DESK, {"do": "explode"}).status_code == 200
    call.refresh_from_db()
    assert call.changes == 0


def test_its_other_dates_and_other_days_do_not_exist(desk):
    assert desk.get("/desk/meetings/call/2026-02-11/").status_code == 404
    assert desk.get("/desk/meetings/nothing/2026-02-10/").status_code == 404


def guests(call) -> dict[str, Rsvp]:
    named = UserFactory(username="sign-in-name", email="address@example.org")
    Profile.objects.create(person=named, display_name="Zoë <i>")
    handled = UserFactory(username="other-sign-in", handle="bear-fan")
    call.series.capacity = None
    call.series.save()
    people = {"named": named, "handled": handled, "quiet": UserFactory(username="quiet-sign-in")}
    return {
        name: answer_date(occurrence=call, by=person, answer="yes")
        for name, person in people.items()
    }


def test_organizers_read_names_as_people_gave_them(desk, call):
    guests(call)
    html = text(desk.get(PEOPLE))
    assert html.index("A member") < html.index("bear-fan") < html.index("Zoë &lt;i&gt;")
    assert "sign-in" not in html
    assert "example.org" not in html


def test_of_the_list_of_names_nobody_else_learns(client, as_member, as_editor, call):
    answer_date(occurrence=call, by=UserFactory(), answer="yes")
    assert [one.get(PEOPLE).status_code for one in (as_member, as_editor, client)] == [
        404,
        404,
        302,
    ]
    assert as_editor.post(PEOPLE, {"reason": "x"}).status_code == 404


def test_a_superuser_says_why_before_the_names_are_shown(as_superuser, superuser, call):
    answer_date(occurrence=call, by=UserFactory(handle="guest"), answer="yes")
    assert "guest" not in text(as_superuser.get(PEOPLE))
    assert "guest" not in text(as_superuser.post(PEOPLE, {"reason": ""}))
    assert not AuditEntry.objects.filter(verb="roster.opened").exists()
    assert "guest" in text(as_superuser.post(PEOPLE, {"reason": "A report of harassment."}))
    entry = AuditEntry.objects.get(verb="roster.opened")
    assert (entry.actor, entry.reason) == (superuser, "A report of harassment.")


def test_nobody_is_ticked_before_it_begins(desk, call):
    rsvp = guests(call)["named"]
    assert 'name="came"' not in text(desk.get(PEOPLE))
    sent = {"shown": [rsvp.public_id], "came": [rsvp.public_id]}
    assert "It has not begun" in text(desk.post(PEOPLE, sent, follow=True))
    rsvp.refresh_from_db()
    assert rsvp.attended is None


def test_who_came_is_ticked_and_unticked(desk, call, at):
    seats = guests(call)
    at(call.starts_at + timedelta(minutes=5))
    shown = [one.public_id for one in seats.values()]
    sent = {"shown": shown, "came": [seats["named"].public_id]}
    html = text(desk.post(PEOPLE, sent, follow=True))
    assert "Saved who came." in html
    assert html.count(" checked>") == 1
    marks = {name: Rsvp.objects.get(pk=one.pk).attended for name, one in seats.items()}
    assert marks == {"named": True, "handled": False, "quiet": False}
    desk.post(PEOPLE, {"shown": shown})
    assert not Rsvp.objects.exclude(attended=False).exists()


@pytest.mark.parametrize("came", ["1", "not-a-uuid", "\U0001f600", "x" * 10_000])
def test_a_tampered_list_ticks_nobody(desk, call, at, came):
    rsvp = guests(call)["named"]
    at(call.starts_at)
    html = text(desk.post(PEOPLE, {"shown": [rsvp.public_id], "came": [came]}, follow=True))
    assert "This list could not be read." in html
    rsvp.refresh_from_db()
    assert rsvp.attended is None


def test_a_seat_of_another_date_is_not_ticked_here(desk, call, at):
    other = call.series.occurrences.get(original_date=date(2026, 2, 3))
    rsvp = answer_date(occurrence=other, by=UserFactory(), answer="yes")
    at(call.starts_at)
    desk.post(PEOPLE, {"shown": [rsvp.public_id], "came": [rsvp.public_id]})
    rsvp.refresh_from_db()
    assert rsvp.attended is None


@pytest.mark.parametrize("many", [1, 20])
def test_many_names_cost_what_one_costs(desk, call, many, django_assert_num_queries):
    call.series.capacity = None
    call.series.save()
    for number in range(many):
        person = UserFactory()
        Profile.objects.create(person=person, display_name=f"Guest {number}")
        answer_date(occurrence=call, by=person, answer="yes")
    desk.get(PEOPLE)
    with django_assert_num_queries(14):
        desk.get(PEOPLE)
