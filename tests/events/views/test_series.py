"""A series and its dates as pages."""

import re
from datetime import date, datetime

import pytest

from events.actions.occurrence import cancel_occurrence, move_occurrence
from tests.factories.initiatives import InitiativeFactory


@pytest.fixture
def bear(make_series):
    return make_series(
        slug="bear-wg",
        title="BEAR WG",
        initiative=InitiativeFactory(slug="bear", name="BEAR"),
        join_url="https://call.example.org/secret",
    )


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def one_date(series, day):
    return series.occurrences.get(original_date=day)


def test_a_series_says_its_rule_in_words_and_its_next_dates(client, bear):
    html = page(client, "/events/bear-wg/")
    assert "Every Tuesday at 11:00, New York time" in html
    assert '<a href="/events/bear-wg/2026-02-03/">' in html
    assert 'href="/initiatives/bear/"' in html


def test_the_link_to_the_call_itself_stands_on_no_page(client, bear):
    for address in ("/events/bear-wg/", "/events/bear-wg/2026-02-03/", "/events/"):
        assert "call.example.org" not in page(client, address)
    assert 'href="/meet/bear-wg/join"' in page(client, "/events/bear-wg/")
    assert 'href="/meet/bear-wg.2026-02-03/join"' in page(client, "/events/bear-wg/2026-02-03/")


def test_weeks_in_which_only_one_place_changes_its_clocks(client, bear):
    """New York changes on 8 March and 1 November 2026, Berlin on 29 March and 25 October."""
    html = page(client, "/events/bear-wg/?tz=Europe/Berlin")
    row = r'<th scope="row">(.+?)</th>\s*<td class="num">(.+?)</td>\s*<td class="num">(.+?)</td>'
    assert re.findall(row, html) == [
        ("3 Feb 2026 – 3 Mar 2026", "17:00", "11:00"),
        ("10 Mar 2026 – 24 Mar 2026", "16:00", "11:00"),
        ("31 Mar 2026 – 20 Oct 2026", "17:00", "11:00"),
        ("27 Oct 2026", "16:00", "11:00"),
        ("3 Nov 2026 – 2 Mar 2027", "17:00", "11:00"),
    ]


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        ("Asia/Kolkata", "21:30–22:30", "20:30–21:30"),
        ("America/St_Johns", "12:30–13:30", "12:30–13:30"),
        ("Europe/Berlin", "17:00–18:00", "16:00–17:00"),
    ],
)
def test_a_date_over_the_american_clock_change(client, bear, zone, before, after):
    assert f"<b>{before}</b>" in page(client, f"/events/bear-wg/2026-03-03/?tz={zone}")
    assert f"<b>{after}</b>" in page(client, f"/events/bear-wg/2026-03-10/?tz={zone}")


def test_the_first_date_on_another_clock_says_so(client, bear):
    html = page(client, "/events/bear-wg/2026-03-10/?tz=Europe/Berlin")
    assert "1 hour earlier than the date before: clocks change" in html


def test_a_cancelled_date_says_so_and_offers_no_call(client, bear):
    cancel_occurrence(occurrence=one_date(bear, date(2026, 2, 3)), by=None)
    html = page(client, "/events/bear-wg/2026-02-03/")
    assert "This date does not take place." in html
    assert "/meet/bear-wg.2026-02-03/join" not in html
    assert "/events/bear-wg/2026-02-10/" in html


def test_a_moved_date_keeps_its_address_and_tells_both_times(client, bear):
    move_occurrence(
        occurrence=one_date(bear, date(2026, 2, 3)), to=datetime(2026, 2, 5, 9, 30), by=None
    )
    html = page(client, "/events/bear-wg/2026-02-03/")
    assert "It was planned for" in html
    assert 'datetime="2026-02-03T16:00:00Z"' in html
    assert 'datetime="2026-02-05T14:30:00Z"' in html
    assert client.get("/events/bear-wg/2026-02-05/").status_code == 404


def test_a_past_date_leads_to_the_next_one(client, bear):
    html = page(client, "/events/bear-wg/2026-01-27/")
    assert "This date is past." in html
    assert "/events/bear-wg/2026-02-03/" in html


@pytest.mark.parametrize(
    "address",
    [
        "/events/nothing/",
        "/events/bear-wg/2026-02-04/",
        "/events/bear-wg/2026-02-30/",
        "/events/bear-wg/0000-00-00/",
        "/events/bear-wg/9999-12-31/",
    ],
)
def test_what_does_not_exist_is_not_found(client, bear, address):
    assert client.get(address).status_code == 404


def test_a_hidden_series_exists_nowhere(client, as_superuser, bear):
    bear.is_published = False
    bear.save()
    for address in (
        "/events/bear-wg/",
        "/events/bear-wg/2026-02-03/",
        "/meet/bear-wg/join",
        "/meet/bear-wg.2026-02-03/join",
        f"/calendar/series/{bear.public_id}.ics",
        "/api/v1/events/bear-wg/",
    ):
        assert client.get(address).status_code == 404
        assert as_superuser.get(address).status_code == 404
    assert "BEAR WG" not in page(client, "/events/")
    assert "BEAR WG" not in page(client, "/events/month/2026-02/")
    assert "BEAR WG" not in page(client, "/calendar/all.ics")
    assert "bear-wg" not in page(client, "/api/v1/events/")
    assert "bear-wg" not in page(client, "/api/v1/occurrences/")


def test_a_series_whose_dates_are_over_says_so(client, make_series):
    make_series(slug="once", slots=[{"start_date": date(2026, 1, 20), "rrule": ""}])
    assert "No date ahead" in page(client, "/events/once/")


@pytest.mark.parametrize("address", ["/events/bear-wg/", "/events/bear-wg/2026-02-03/"])
def test_a_page_stays_within_its_queries(client, bear, django_assert_max_num_queries, address):
    client.get(address)
    with django_assert_max_num_queries(12):
        client.get(address)
