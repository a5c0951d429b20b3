"""Feeds by choice: narrowed, date by date, and one date alone; what stands beside an event."""

from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache, caches

from events.actions.occurrence import cancel_occurrence, move_occurrence
from events.core.expand import expand
from events.core.ics import read_calendar
from initiatives.models import Initiative, Topic
from tests.factories.initiatives import InitiativeFactory, TopicFactory


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
        for one in expand(event.schedule, start=start, end=end, status=event.status)
    ]


FEBRUARY = {"start": datetime(2026, 2, 1, tzinfo=UTC), "end": datetime(2026, 3, 1, tzinfo=UTC)}


# Narrowed


@pytest.fixture
def four(make_series, bear):
    """One meeting for each filter, and the bears' own that none of them is about."""
    topical = InitiativeFactory(slug="topical", topics=[TopicFactory(slug="supply-chain")])
    polyglot = InitiativeFactory(slug="polyglot", languages=["en", "ja"])
    make_series(title="Topical", initiative=topical)
    make_series(title="Polyglot", initiative=polyglot, kind="office-hours")
    make_series(title="Newcomers", initiative=polyglot, is_open_to_newcomers=True)


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("/calendar/all.ics?tag=supply-chain", ["Topical"]),
        ("/calendar/all.ics?lang=ja", ["Newcomers", "Polyglot"]),
        ("/calendar/all.ics?lang=ja&kind=office-hours", ["Polyglot"]),
        ("/calendar/all.ics?newcomers=on", ["Newcomers"]),
        ("/calendar/initiatives/polyglot.ics?newcomers=on", ["Newcomers"]),
        ("/calendar/kind/meeting.ics?lang=en", ["Newcomers"]),
        ("/calendar/all.ics?lang=de", []),
        ("/calendar/all.ics?utm_source=mail", ["BEAR WG", "Newcomers", "Polyglot", "Topical"]),
    ],
)
def test_a_feed_holds_what_its_address_asks_for(client, four, address, titles):
    events = read_calendar(feed(client, address).content).events
    assert sorted(event.summary for event in events) == titles


@pytest.mark.parametrize("query", ["tag=nobody", "lang=xx", "kind=party", "lang=de'--"])
def test_a_filter_nobody_knows_has_no_feed_rather_than_one_of_everything(client, four, query):
    assert client.get(f"/calendar/all.ics?{query}").status_code == 404


def test_a_former_name_keeps_the_filters(client, bear):
    bear.initiative.aliases.create(name="DEI", slug="dei")
    response = client.get("/calendar/initiatives/dei.ics?newcomers=on")
    assert response["Location"] == "/calendar/initiatives/bear.ics?newcomers=on"


def test_two_filters_never_share_their_bytes(client, four):
    for _ in range(2):
        assert b"Topical" in feed(client, "/calendar/all.ics?tag=supply-chain").content
        assert b"Topical" not in feed(client, "/calendar/all.ics?lang=ja").content


def test_a_group_that_changes_its_topic_changes_the_bytes_though_as_many_are_left(client, four):
    supply_chain = Topic.objects.get()
    assert b"Topical" in feed(client, "/calendar/all.ics?tag=supply-chain").content
    Initiative.objects.get(slug="topical").topics.clear()
    Initiative.objects.get(slug="bear").topics.add(supply_chain)
    assert b"Topical" not in feed(client, "/calendar/all.ics?tag=supply-chain").content


# What stands beside an event


def test_an_event_says_where_to_join_and_where_its_notes_are(client, make_series):
    make_series(
        slug="call",
        place="Room 7, Town hall",
        join_url="https://call.example.org/secret",
        notes_url="https://notes.example.org/1",
        recordings_url="https://video.example.org/1",
        initiative=InitiativeFactory(hue=7),
    )
    text = feed(client).content.decode().replace("\r\n ", "")
    told = {line.rpartition(":http")[0]: line for line in text.split("\r\n")}
    assert {
        'CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL="Join the call"',
        'LINK;VALUE=URI;LINKREL="https://schema.org/subjectOf";LABEL="Agenda and notes"',
        'LINK;VALUE=URI;LINKREL="https://schema.org/recordedIn";LABEL="Recordings"',
        "SOURCE;VALUE=URI",
    } <= set(told)
    assert 'LABEL="Join the call":http://127.0.0.1:8000/meet/call/join\r\n' in text
    assert "\r\nLOCATION:Room 7\\, Town hall\r\n" in text
    assert "\r\nCATEGORIES:Meeting\r\nCOLOR:darkcyan\r\n" in text
    assert "call.example.org" not in text


# For programs that know no rules


def test_expanded_each_date_is_an_event_of_its_own(client, bear):
    move_occurrence(
        occurrence=bear.occurrences.get(original_date=date(2026, 2, 10)),
        to=datetime(2026, 2, 12, 9, 30),
        by=None,
    )
    cancel_occurrence(occurrence=bear.occurrences.get(original_date=date(2026, 2, 17)), by=None)
    response = feed(client, "/calendar/all.ics?expand=1")
    assert b"FREQ=WEEKLY" not in response.content
    assert b"RECURRENCE-ID" not in response.content
    assert dates(response, **FEBRUARY) == [
        ("02-03 16:00", "confirmed"),
        ("02-12 14:30", "confirmed"),
        ("02-17 16:00", "cancelled"),
        ("02-24 16:00", "confirmed"),
    ]


def test_expanded_the_bytes_hold_all_month_and_then_move_on(client, bear, at):
    before = feed(client, "/calendar/all.ics?expand=1").content
    at(datetime(2026, 2, 27, tzinfo=UTC))
    cache.clear()
    assert feed(client, "/calendar/all.ics?expand=1").content == before
    at(datetime(2026, 3, 1, tzinfo=UTC))
    assert feed(client, "/calendar/all.ics?expand=1").content != before


# One date, to keep


def test_one_date_is_a_file_with_one_event(client, bear):
    response = feed(client, "/calendar/dates/bear-wg.2026-02-10.ics")
    assert response["Content-Disposition"] == 'attachment; filename="bear-wg-2026-02-10.ics"'
    assert dates(response, **FEBRUARY) == [("02-10 16:00", "confirmed")]
    assert b"METHOD:PUBLISH" in response.content
    assert b"FREQ=WEEKLY" not in response.content
    again = client.get(
        "/calendar/dates/bear-wg.2026-02-10.ics", headers={"if-none-match": response["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize("key", ["bear-wg", "bear-wg.2026-02-11", "other.2026-02-10"])
def test_a_date_that_is_none_has_no_file(client, bear, key):
    assert client.get(f"/calendar/dates/{key}.ics").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_expanded_a_feed_takes_two_queries_for_any_number_of_series(
    client, make_series, django_assert_num_queries, count
):
    for _ in range(count):
        make_series()
    with django_assert_num_queries(2):
        client.get("/calendar/all.ics?expand=1")
