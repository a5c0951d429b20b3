"""52 weeks of one group's meetings, as a picture and as lists that say the same."""

from datetime import date, time

import pytest

from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db
YEAR = "/initiatives/bear/year/"


@pytest.fixture
def bear(now):
    return InitiativeFactory(slug="bear", name="BEAR")


@pytest.fixture
def call(bear, make_series):
    """Tuesdays at 11 in New York."""
    return make_series(slug="call", title="Bear call", initiative=bear)


def year(client):
    response = client.get(YEAR)
    assert response.status_code == 200
    return response.context["year"]


def test_a_weekly_meeting_fills_the_year(client, call):
    found = year(client)
    [meeting] = found.meetings
    assert (found.first, meeting.title, meeting.url) == (
        date(2026, 2, 2),
        "Bear call",
        "/events/call/",
    )
    assert (meeting.count, meeting.rest) == ("52 dates", "")
    assert {(week.on, week.off) for week in meeting.weeks} == {(1, 0)}


def test_weeks_in_which_clocks_change_are_named(client, call):
    found = year(client)
    told = {week.monday: week.clocks for week in found.weeks if week.clocks}
    assert told == {
        date(2026, 3, 2): "Clocks change: New York time",
        date(2026, 10, 26): "Clocks change: New York time",
    }
    assert found.marked == (4, 38)
    assert client.get(YEAR).text.count('class="heat-mark"') == 4  # and two in the key


def test_a_pause_and_a_cancelled_date_are_seen(client, call):
    call.occurrences.filter(
        original_date__gt=date(2026, 7, 1), original_date__lt=date(2026, 8, 1)
    ).delete()
    call.occurrences.filter(original_date=date(2026, 2, 10)).update(status="cancelled")
    [meeting] = year(client).meetings
    assert (meeting.count, meeting.rest) == (
        "47 dates",
        "longest pause 4 weeks, 6 July to 2 August 2026",
    )
    html = client.get(YEAR).text
    assert 'href="/events/call/2026-02-10/" class="is-off"' in html
    assert html.count("no meeting") == 4


def test_a_moved_date_stands_in_the_week_it_moved_to_on_its_own_day(client, bear, make_series):
    make_series(
        slug="late",
        initiative=bear,
        slots=[{"start_date": date(2026, 2, 8), "start_time": time(23), "rrule": ""}],
    )
    found = year(client)
    [first, *_] = found.weeks
    assert [(one.day, one.url) for one in first.dates] == [
        (date(2026, 2, 8), "/events/late/2026-02-08/")
    ]


def test_joint_meetings_of_others_are_in_it_and_drafts_are_not(client, bear, make_series):
    make_series(title="Joint").also_for.add(bear)
    make_series(title="Draft", initiative=bear, is_published=False)
    make_series(title="Of others")
    assert [one.title for one in year(client).meetings] == ["Joint"]


def test_a_group_nobody_knows_of_has_no_year(client, bear):
    bear.is_listed = False
    bear.save()
    assert client.get(YEAR).status_code == 404


def test_no_meeting_is_said(client, bear):
    assert "No meeting in the next 52 weeks" in client.get(YEAR).text


def test_a_long_list_is_cut_in_the_picture_only(client, bear, make_series):
    for number in range(31):
        make_series(
            title=f"Once {number:02}",
            initiative=bear,
            slots=[{"start_date": date(2026, 3, 3), "rrule": ""}],
        )
    found = year(client)
    assert (len(found.meetings), found.is_cut) == (30, True)
    assert len(found.weeks[4].dates) == 31


@pytest.mark.parametrize("number", [1, 6])
def test_its_queries_do_not_grow(client, bear, make_series, number, django_assert_num_queries):
    for _ in range(number):
        make_series(initiative=bear)
    client.get(YEAR)
    with django_assert_num_queries(2):
        client.get(YEAR)
