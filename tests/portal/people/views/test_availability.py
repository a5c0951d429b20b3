import pytest
from django.urls import reverse

from portal.core.availability import CELLS, WEEK, Window
from portal.people.actions.availability import set_availability
from portal.people.queries.availability import windows_of_person

URL = "/me/availability/"
BERLIN = {"timezone": "Europe/Berlin"}
ALL_WEEK = [Window(0, 0, WEEK)]


@pytest.fixture(autouse=True)
def winter(now):
    """The next change of clocks in Berlin is on 29 March 2026."""


def ticked(*cells) -> dict:
    return {f"t{cell}": "on" for cell in cells}


def page(client, **posted) -> str:
    response = client.post(URL, posted) if posted else client.get(URL)
    assert response.status_code == 200
    return response.content.decode()


def test_the_address():
    assert reverse("people:availability") == URL


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).url == f"/accounts/login/?next={URL}"


def test_nothing_is_chosen_at_first(as_member):
    html = page(as_member)

    assert html.count("<input type=checkbox") == CELLS
    assert html.count(" checked>") == 0
    assert "No time yet" in html
    assert "Say your time zone:" in html


def test_the_chosen_half_hours_are_kept_and_said_in_words(as_member, member):
    response = as_member.post(URL, BERLIN | ticked(36, 37, 334, 335, 0), follow=True)

    assert windows_of_person(person=member) == [Window(0, 1080, 60), Window(6, 1380, 90)]
    html = response.content.decode()
    words = "Mondays 18:00–19:00; Sunday 23:00 until Monday 00:30"
    assert f"Saved: {words}, Berlin time." in html
    assert f"<b data-week-words>{words}</b>" in html
    assert html.count(" checked>") == 5
    member.refresh_from_db()
    assert member.timezone == "Europe/Berlin"


def test_all_half_hours_are_the_whole_week(as_member, member):
    as_member.post(URL, BERLIN | ticked(*range(CELLS)))

    assert windows_of_person(person=member) == ALL_WEEK


def test_an_empty_sheet_takes_all_hours_back(as_member, member):
    set_availability(person=member, windows=ALL_WEEK, by=member)
    as_member.post(URL, BERLIN)

    assert windows_of_person(person=member) == []


@pytest.mark.parametrize("cell", ["336", "-1", "1.5", "x", "\x00", "9" * 500, "٣", "01"])
def test_what_is_no_half_hour_was_not_ticked(cell, as_member, member):
    as_member.post(URL, BERLIN | ticked(cell, 2))

    assert windows_of_person(person=member) == [Window(0, 60, 30)]


@pytest.mark.parametrize("zone", ["", "Berlin", "EST", "../etc/passwd", "x" * 65, "Eur\x00pe"])
def test_without_a_zone_nothing_is_kept_and_nothing_is_lost(zone, as_member, member):
    html = page(as_member, timezone=zone, **ticked(36))

    assert "This needs correcting" in html
    assert html.count(" checked>") == 1
    assert windows_of_person(person=member) == []


def test_monday_is_copied_without_a_script(as_member, member):
    html = page(as_member, timezone="Europe/Berlin", **ticked(36, 84, 90, 300), do="copy")

    assert "Monday to Friday 18:00–18:30; Sundays 06:00–06:30" in html
    assert "<span data-week-unsaved>" in html
    assert windows_of_person(person=member) == []


def test_the_sheet_is_cleared_without_a_script(as_member, member):
    set_availability(person=member, windows=ALL_WEEK, by=member)
    html = page(as_member, timezone="", **ticked(36), do="clear")

    assert html.count(" checked>") == 0
    assert "This needs correcting" not in html
    assert windows_of_person(person=member) == ALL_WEEK


def test_nights_are_folded_unless_something_is_chosen_in_them(as_member, member):
    set_availability(person=member, windows=[Window(0, 1380, 30)], by=member)

    assert page(as_member).count("<details open>") == 1


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/Berlin", "On 29 March 2026 at 02:00 clocks in Berlin go forward by 60 minutes."),
        ("America/Santiago", "On 5 April 2026 at 00:00 clocks in Santiago go back by 60 minutes."),
        ("Asia/Kolkata", "Clocks in Kolkata do not change."),
    ],
)
def test_the_next_change_of_clocks_is_told(zone, words, as_member, member):
    set_availability(person=member, windows=[], timezone=zone, by=member)

    assert words in page(as_member)


def test_the_page_fits_a_slow_line(as_member, member):
    """Half the boxes ticked: more than anybody has time for."""
    half = [Window(day, 7 * 60, 12 * 60) for day in range(7)]
    set_availability(person=member, windows=half, timezone="Europe/Berlin", by=member)

    assert len(page(as_member).encode()) <= 30_000


def test_the_page_asks_little(as_member, member, django_assert_num_queries):
    """Session, account, its rights (two), unread notices; hours."""
    set_availability(person=member, windows=ALL_WEEK, by=member)
    page(as_member)
    with django_assert_num_queries(6):
        page(as_member)


def test_many_windows_ask_no_more(as_member, member, django_assert_num_queries):
    many = [Window(day, hour * 60, 30) for day in range(7) for hour in range(0, 24, 2)]
    set_availability(person=member, windows=many, by=member)
    page(as_member)
    with django_assert_num_queries(6):
        page(as_member)
