"""A member's own meetings, in their own time."""

from datetime import date, time, timedelta

import pytest

from events.actions.minutes import ActionWords, publish_minutes, save_minutes
from events.actions.occurrence import cancel_occurrence
from events.actions.rsvp import answer_date, mark_attendance
from events.models import ActionItem
from initiatives.models import Follow
from tests.conftest import signed_in
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return UserFactory(username="reader", timezone="Asia/Kathmandu")


def html(person) -> str:
    response = signed_in(person).get("/me/meetings/")
    assert response.status_code == 200
    return response.content.decode()


def on(series, day):
    return series.occurrences.get(original_date=day)


def test_seats_and_followed_groups_stand_apart_in_the_readers_time(make_series, reader):
    seated, followed, _other = (make_series(slug=slug) for slug in ("seated", "followed", "other"))
    answer_date(occurrence=on(seated, date(2026, 2, 10)), by=reader, answer="yes")
    Follow.objects.create(person=reader, initiative=followed.initiative)
    page = html(reader)
    mine, also = page.split("Also in the groups you follow")
    assert "/events/seated/2026-02-10/" in mine
    assert "/events/seated/2026-02-03/" not in page
    assert [f"/events/followed/2026-02-{day}/" in also for day in ("03", "10", "17", "24")] == [
        True
    ] * 4
    assert "/events/followed/2026-03-03/" not in page
    assert "/events/other/" not in page
    assert "21:45" in mine


def test_a_date_far_ahead_with_a_seat_is_shown(make_series, reader):
    answer_date(occurrence=on(make_series(slug="far"), date(2026, 12, 1)), by=reader, answer="yes")
    assert "/events/far/2026-12-01/" in html(reader)


def test_a_cancelled_date_stays_and_says_so(make_series, reader):
    occurrence = on(make_series(slug="off"), date(2026, 2, 10))
    answer_date(occurrence=occurrence, by=reader, answer="yes")
    cancel_occurrence(occurrence=occurrence, by=None)
    assert "Cancelled" in html(reader)


def test_what_is_hidden_by_now_is_not_shown(make_series, reader):
    series = make_series(slug="gone", title="CANARY")
    answer_date(occurrence=on(series, date(2026, 2, 10)), by=reader, answer="yes")
    series.is_published = False
    series.save()
    assert "CANARY" not in html(reader)


def test_past_dates_say_where_one_was(make_series, reader, lead, at):
    occurrence = on(make_series(slug="was"), date(2026, 2, 3))
    rsvp = answer_date(occurrence=occurrence, by=reader, answer="yes")
    at(occurrence.ends_at + timedelta(minutes=1))
    page = html(reader)
    assert "/events/was/2026-02-03/" in page
    assert "You were there" not in page
    seats = [rsvp.public_id]
    mark_attendance(occurrence=occurrence, shown=seats, came=seats, by=lead)
    assert "You were there" in html(reader)


def test_whole_days_have_no_hour_here_and_on_the_start_page(make_series, reader, at):
    days = {"start_time": time(), "start_date": date(2026, 2, 10), "rrule": ""}
    slots = [days | {"tzid": "America/New_York"}]
    summit = make_series(slug="summit", slots=slots, is_all_day=True, duration_minutes=2880)
    row = on(summit, date(2026, 2, 10))
    answer_date(occurrence=row, by=reader, answer="yes")
    said = "<b>Tue 10 Feb – Wed 11 Feb 2026</b>"
    assert said in html(reader)
    first = signed_in(reader).get("/me/").text.split('class="start-mark"')[1]
    assert said in first.split("</section>")[0]
    at(row.ends_at + timedelta(minutes=1))
    assert said in html(reader).split("Past</h2>")[1]


def test_the_way_to_the_call_is_shown_to_who_has_a_seat(make_series, reader):
    call = make_series(slug="call", capacity=1, join_url="https://call.example.org/x")
    row, other = on(call, date(2026, 2, 10)), UserFactory()
    for person in (other, reader):
        answer_date(occurrence=row, by=person, answer="yes")
    door = "/meet/call.2026-02-10/join"
    assert [door in html(person) for person in (other, reader)] == [True, False]


def test_who_has_nothing_reads_what_to_do(reader, now):
    page = html(reader)
    assert "You have no seat anywhere" in page
    assert "Nothing else in the next four weeks." in page


def test_who_is_signed_out_signs_in_first(client, db):
    response = client.get("/me/meetings/")
    assert response["Location"] == "/accounts/login/?next=/me/meetings/"


@pytest.mark.parametrize("many", [1, 12])
def test_many_meetings_cost_what_one_costs(
    make_series, reader, many, at, django_assert_num_queries
):
    for number in range(many):
        series = make_series(slug=f"m-{number}")
        for day in (date(2026, 2, 3), date(2026, 2, 10)):
            answer_date(occurrence=on(series, day), by=reader, answer="yes")
        Follow.objects.create(person=reader, initiative=series.initiative)
    at("2026-02-03T20:00Z")
    browser = signed_in(reader)
    browser.get("/me/meetings/")
    with django_assert_num_queries(11):
        browser.get("/me/meetings/")


def test_what_somebody_took_on_is_theirs_to_tick_off(make_series, member, as_member, at):
    call = make_series(slug="call", title="Bear call").occurrences.get(
        original_date=date(2026, 2, 10)
    )
    at(call.ends_at)
    told = [ActionWords("Ask the board", person=member, due_on=date(2026, 3, 1))]
    save_minutes(occurrence=call, by=None, seen=0, text="", decisions=[], actions=told)
    item = ActionItem.objects.get()
    assert "Ask the board" not in as_member.get("/me/meetings/").content.decode()
    assert as_member.post(f"/me/meetings/actions/{item.public_id}/").status_code == 404

    publish_minutes(occurrence=call, by=None)

    html = as_member.get("/me/meetings/").content.decode()
    assert "Ask the board" in html
    assert "until 1 March 2026" in html
    assert "Bear call, 10 February 2026" in html
    assert "Ask the board" in as_member.get("/me/").content.decode()
    as_member.post(f"/me/meetings/actions/{item.public_id}/", {"do": "done"})
    assert "Ask the board" not in as_member.get("/me/").content.decode()
