"""Feeds: right for every client that reads rules, and the same bytes until something changes."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache, caches
from django.db.models import F

from events.actions.horizon import roll_horizon
from events.actions.occurrence import (
    add_occurrence,
    cancel_occurrence,
    move_occurrence,
    restore_occurrence,
)
from events.actions.rsvp import answer_date
from events.core.expand import expand
from events.core.ics import read_calendar
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import UserFactory


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()
    caches["feeds"].clear()


@pytest.fixture
def bear(make_series):
    return make_series(
        slug="bear-wg",
        title="BEAR WG",
        initiative=InitiativeFactory(slug="bear", name="BEAR"),
        join_url="https://call.example.org/secret",
    )


def feed(client, address="/calendar/all.ics", **headers):
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return response


def dates(response, *, start, end):
    """What a calendar program makes of the feed, in UTC."""
    calendar = read_calendar(response.content)
    assert calendar.problems == ()
    return [
        (f"{one.start:%m-%d %H:%M}", one.status)
        for event in calendar.events
        for one in expand(event.schedule, start=start, end=end)
    ]


FEBRUARY = {"start": datetime(2026, 2, 1, tzinfo=UTC), "end": datetime(2026, 3, 1, tzinfo=UTC)}
MARCH = {"start": datetime(2026, 3, 1, tzinfo=UTC), "end": datetime(2026, 4, 1, tzinfo=UTC)}


def test_a_feed_is_a_public_calendar(client, bear):
    response = feed(client)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["Last-Modified"] == "Mon, 02 Feb 2026 09:00:00 GMT"
    assert not response["ETag"].startswith("W/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_the_rule_meets_its_hour_over_the_clock_change(client, bear):
    assert dates(feed(client), **MARCH) == [
        ("03-03 16:00", "confirmed"),
        ("03-10 15:00", "confirmed"),
        ("03-17 15:00", "confirmed"),
        ("03-24 15:00", "confirmed"),
        ("03-31 15:00", "confirmed"),
    ]


@pytest.mark.parametrize(
    ("tzid", "expected"),
    [
        ("Asia/Kolkata", ["03-03 05:30", "03-10 05:30"]),
        ("America/St_Johns", ["03-03 14:30", "03-10 13:30"]),
        ("Europe/Berlin", ["03-03 10:00", "03-10 10:00"]),
    ],
)
def test_feed_and_pages_agree_in_every_zone(client, make_series, tzid, expected):
    series = make_series(slots=[{"tzid": tzid}])
    window = {"start": MARCH["start"], "end": datetime(2026, 3, 14, tzinfo=UTC)}
    assert [start for start, _ in dates(feed(client), **window)] == expected
    rows = series.occurrences.filter(
        starts_at__gte=window["start"], starts_at__lt=window["end"]
    ).order_by("starts_at")
    assert [f"{row.starts_at:%m-%d %H:%M}" for row in rows] == expected


def test_a_cancelled_date_stays_in_the_feed_as_cancelled(client, bear):
    cancel_occurrence(occurrence=bear.occurrences.get(original_date=date(2026, 2, 10)), by=None)
    response = feed(client)
    assert b"STATUS:CANCELLED" in response.content
    assert b"RECURRENCE-ID;TZID=America/New_York:20260210T110000" in response.content
    assert ("02-10 16:00", "cancelled") in dates(response, **FEBRUARY)


def test_each_decision_about_a_date_has_a_higher_number(client, bear):
    date_of = bear.occurrences.get(original_date=date(2026, 2, 10))
    told = []
    for decide in (
        lambda: None,
        lambda: move_occurrence(occurrence=date_of, to=datetime(2026, 2, 12, 9), by=None),
        lambda: cancel_occurrence(occurrence=date_of, by=None),
        lambda: restore_occurrence(occurrence=date_of, by=None),
        lambda: move_occurrence(occurrence=date_of, to=datetime(2026, 2, 10, 11), by=None),
    ):
        decide()
        [event] = read_calendar(feed(client).content).events
        told.append((event.sequence, dates(feed(client), **FEBRUARY)[1]))
    assert told == [
        (0, ("02-10 16:00", "confirmed")),
        (1, ("02-12 14:00", "confirmed")),
        (2, ("02-12 14:00", "cancelled")),
        (3, ("02-12 14:00", "confirmed")),
        (4, ("02-10 16:00", "confirmed")),
    ]
    assert b"RECURRENCE-ID" not in feed(client).content


def test_who_comes_changes_no_byte(client, bear):
    before = feed(client)
    answer_date(
        occurrence=bear.occurrences.get(original_date=date(2026, 2, 10)),
        by=UserFactory(handle="canary"),
        answer="yes",
    )
    cache.clear()
    assert feed(client).content == before.content


def test_a_moved_date_is_where_it_was_moved_to(client, bear):
    move_occurrence(
        occurrence=bear.occurrences.get(original_date=date(2026, 2, 10)),
        to=datetime(2026, 2, 12, 9, 30),
        by=None,
    )
    assert [start for start, _ in dates(feed(client), **FEBRUARY)] == [
        "02-03 16:00",
        "02-12 14:30",
        "02-17 16:00",
        "02-24 16:00",
    ]


def test_a_last_day_is_the_last_day_in_every_zone(client, make_series):
    make_series(slots=[{"until_date": date(2026, 2, 10), "tzid": "Asia/Kolkata"}])
    assert [start for start, _ in dates(feed(client), **FEBRUARY)] == ["02-03 05:30", "02-10 05:30"]


def test_the_call_itself_is_in_no_feed(client, bear):
    content = feed(client).content
    assert b"call.example.org" not in content
    assert b"http://127.0.0.1:8000/meet/bear-wg/join" in content


def test_the_same_facts_are_the_same_bytes_whatever_the_day(client, bear, at):
    before = feed(client)
    later = datetime(2026, 4, 20, tzinfo=UTC)
    at(later)
    roll_horizon(now=later)
    after = feed(client)
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])


def test_a_client_that_has_it_gets_nothing_twice(client, bear):
    etag = feed(client)["ETag"]
    for headers in (
        {"if-none-match": etag},
        {"if-none-match": f'"other", W/{etag}'},
        {"if-modified-since": "Mon, 02 Feb 2026 09:00:00 GMT"},
    ):
        response = client.get("/calendar/all.ics", headers=headers)
        assert (response.status_code, response.content) == (304, b"")
        assert response["ETag"] == etag
        assert response["Cache-Control"] == "public, max-age=300"


def test_a_change_is_a_new_etag_and_a_newer_date(client, bear, at):
    etag = feed(client)["ETag"]
    at(datetime(2026, 2, 2, 10, tzinfo=UTC))
    cancel_occurrence(occurrence=bear.occurrences.get(original_date=date(2026, 2, 10)), by=None)
    response = feed(client, **{"if-none-match": etag})
    assert response["ETag"] != etag
    assert response["Last-Modified"] == "Mon, 02 Feb 2026 10:00:00 GMT"


def test_what_is_hidden_leaves_the_feed_even_for_who_only_sends_a_date(client, bear, now):
    since = feed(client)["Last-Modified"]
    bear.is_published = False
    bear.changed_at = now + timedelta(hours=1)
    bear.save()
    response = feed(client, **{"if-modified-since": since})
    assert b"BEGIN:VEVENT" not in response.content


def test_feeds_of_a_group_a_series_and_a_kind(client, bear, make_series):
    other = make_series(slug="tac-call", title="TAC call", kind="office-hours")
    other.also_for.add(bear.initiative)
    make_series(slug="third", title="Third")
    found = {
        address: sorted(
            event.summary for event in read_calendar(feed(client, address).content).events
        )
        for address in (
            "/calendar/initiatives/bear.ics",
            f"/calendar/series/{bear.public_id}.ics",
            "/calendar/kind/office-hours.ics",
            "/calendar/kind/election.ics",
        )
    }
    assert list(found.values()) == [["BEAR WG", "TAC call"], ["BEAR WG"], ["TAC call"], []]


def test_a_former_name_of_a_group_leads_to_its_feed(client, bear):
    bear.initiative.aliases.create(name="DEI", slug="dei")
    response = client.get("/calendar/initiatives/dei.ics")
    assert (response.status_code, response["Location"]) == (301, "/calendar/initiatives/bear.ics")


@pytest.mark.parametrize(
    "address",
    [
        "/calendar/initiatives/nobody.ics",
        "/calendar/kind/party.ics",
        "/calendar/series/00000000-0000-0000-0000-000000000000.ics",
    ],
)
def test_a_feed_of_nothing_is_not_found(client, db, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_a_feed_takes_four_queries_for_any_number_of_series_and_then_one(
    client, make_series, django_assert_num_queries, count
):
    for _ in range(count):
        make_series()
    with django_assert_num_queries(5):
        first = client.get("/calendar/all.ics")
    with django_assert_num_queries(1):
        assert client.get("/calendar/all.ics").content == first.content


def test_a_narrowed_feed_is_kept_too_by_what_narrows_it_and_apart_from_the_whole_ones(
    client, bear, django_assert_num_queries
):
    feed(client)
    first = feed(client, "/calendar/all.ics?kind=meeting")
    with django_assert_num_queries(1):
        again = client.get(
            "/calendar/all.ics?utm_source=mail&kind=meeting",
            headers={"if-none-match": first["ETag"]},
        )
    assert (again.status_code, again.content) == (304, b"")
    caches["feeds"].clear()
    with django_assert_num_queries(1):
        feed(client)


def test_a_cancelled_date_leaves_the_feed_sixty_days_after_and_never_comes_back_as_held(
    client, bear, at
):
    """Case 36: until then it is there as cancelled."""
    cancel_occurrence(occurrence=bear.occurrences.get(original_date=date(2026, 2, 10)), by=None)
    first = feed(client)
    at("2026-04-11T23:59Z")
    assert (feed(client).content, feed(client)["ETag"]) == (first.content, first["ETag"])
    assert ("02-10 16:00", "cancelled") in dates(feed(client), **FEBRUARY)
    at("2026-04-12T00:01Z")
    later = feed(client, **{"if-none-match": first["ETag"]})
    assert b"STATUS:CANCELLED" not in later.content
    assert dates(later, **FEBRUARY) == [
        ("02-03 16:00", "confirmed"),
        ("02-17 16:00", "confirmed"),
        ("02-24 16:00", "confirmed"),
    ]
    at("2026-07-12T00:01Z")
    assert feed(client)["ETag"] == later["ETag"]


def test_a_meeting_held_once_and_cancelled_leaves_as_a_whole(client, make_series, at):
    once = make_series(slots=[{"rrule": "", "start_date": date(2026, 2, 10)}])
    cancel_occurrence(occurrence=once.occurrences.get(), by=None)
    assert b"STATUS:CANCELLED" in feed(client).content
    at("2026-04-12T00:01Z")
    assert b"VEVENT" not in feed(client).content


def test_an_added_date_that_was_cancelled_leaves_too(client, bear, at):
    added = add_occurrence(series=bear, at=datetime(2026, 2, 12, 15), tzid="UTC", by=None)
    cancel_occurrence(occurrence=added, by=None)
    assert ("02-12 15:00", "cancelled") in dates(feed(client), **FEBRUARY)
    at("2026-04-14T00:01Z")
    assert [day for day, _status in dates(feed(client), **FEBRUARY)] == [
        "02-03 16:00",
        "02-10 16:00",
        "02-17 16:00",
        "02-24 16:00",
    ]


def test_a_feed_of_one_series_is_kept_once_whatever_its_address_asks(
    client, bear, django_assert_num_queries
):
    address = f"/calendar/series/{bear.public_id}.ics"
    first = feed(client, address)
    with django_assert_num_queries(2):
        assert feed(client, f"{address}?kind=meeting").content == first.content


def test_a_group_that_is_renamed_or_hidden_changes_the_bytes(client, bear):
    group = bear.initiative
    assert b"A meeting of BEAR." in feed(client).content
    group.name = "Bears"
    group.save()
    assert b"A meeting of Bears." in feed(client).content
    group.is_listed = False
    group.save()
    assert b"VEVENT" not in feed(client).content


def test_new_zone_data_makes_new_bytes_and_no_new_version(client, bear):
    """The rule is as it was: only the date of change tells calendars to read it again."""
    before = feed(client)
    hour = timedelta(hours=1)
    bear.occurrences.update(starts_at=F("starts_at") - hour, ends_at=F("ends_at") - hour)
    later = datetime(2026, 2, 3, 9, tzinfo=UTC)
    with time_machine.travel(later, tick=False):
        roll_horizon(now=later)
        after = feed(client)
    assert dates(after, **MARCH) == dates(before, **MARCH)
    assert after["ETag"] != before["ETag"]
    assert after["Last-Modified"] == "Tue, 03 Feb 2026 09:00:00 GMT"
    assert [each.sequence for each in read_calendar(after.content).events] == [
        each.sequence for each in read_calendar(before.content).events
    ]
