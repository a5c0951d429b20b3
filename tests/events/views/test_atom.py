"""What is new in the calendar, in a feed reader: decisions about dates, new meetings, new times."""

from datetime import date, datetime
from xml.etree import ElementTree as ET

import pytest

from events.actions.occurrence import add_occurrence, cancel_occurrence, move_occurrence
from initiatives.models import Topic
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
ALL = "/feeds/events.atom"
PLANNED = "It was planned for Tue 17 Feb 2026, 11:00 New York time."


@pytest.fixture
def call(make_series):
    """Tuesdays at 11 in New York."""
    group = InitiativeFactory(slug="bear", name="BEAR WG")
    return make_series(
        slug="call", title="Bear call", initiative=group, join_url="https://call.example.org/secret"
    )


def entries(client, address=ALL):
    response = client.get(address)
    assert response.status_code == 200
    found = ET.fromstring(response.content).findall(f"{ATOM}entry")
    return [(one.findtext(f"{ATOM}title"), one.findtext(f"{ATOM}summary")) for one in found]


def on(series, day):
    return series.occurrences.get(original_date=date(2026, 2, day))


def test_a_meeting_is_one_entry_with_its_rhythm(client, call):
    assert entries(client) == [
        ("Bear call", "Meeting, BEAR WG. Every Tuesday at 11:00, New York time")
    ]


def test_decisions_come_first_in_the_time_of_the_group(client, call, lead, at):
    cancel_occurrence(occurrence=on(call, 10), by=lead, reason="Holiday.")
    at("2026-02-02T10:00Z")
    move_occurrence(occurrence=on(call, 17), to=datetime(2026, 2, 18, 12), by=lead)
    at("2026-02-02T11:00Z")
    add_occurrence(series=call, at=datetime(2026, 2, 20, 9), tzid="Europe/Berlin", by=lead)
    assert entries(client) == [
        ("Bear call: a date is added", "Fri 20 Feb 2026, 09:00–10:00 Berlin time."),
        (
            "Bear call: a date is moved",
            f"Wed 18 Feb 2026, 12:00–13:00 New York time. {PLANNED}",
        ),
        (
            "Bear call: a date is cancelled",
            "Tue 10 Feb 2026, 11:00–12:00 New York time. Holiday.",
        ),
    ]


def test_a_reason_is_words_for_a_reader_that_takes_summaries_for_html(client, call, lead):
    cancel_occurrence(occurrence=on(call, 10), by=lead, reason="<img src=x>")
    _title, summary = entries(client)[0]
    assert summary.endswith(" &lt;img src=x&gt;")


def test_the_same_bytes_until_something_changes(client, call, lead, at):
    first = client.get(ALL)
    at("2026-02-05T09:00Z")
    assert client.get(ALL).content == first.content
    kept = client.get(ALL, headers={"if-none-match": first["ETag"]})
    assert (kept.status_code, kept.content) == (304, b"")
    cancel_occurrence(occurrence=on(call, 10), by=lead)
    assert client.get(ALL, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_an_empty_feed_is_the_same_twice(client, now, at):
    first = client.get(ALL).content
    at("2026-02-05T09:00Z")
    assert client.get(ALL).content == first


def test_it_is_the_same_for_everybody_and_without_secrets(client, as_lead, call):
    mine, theirs = as_lead.get(ALL), client.get(ALL)
    assert mine.content == theirs.content
    assert "call.example.org" not in theirs.text
    assert (theirs["Content-Type"], theirs["Cache-Control"]) == (
        "application/atom+xml; charset=utf-8",
        "public, max-age=300",
    )
    assert not theirs.cookies


def test_what_is_hidden_is_gone(client, call, lead):
    cancel_occurrence(occurrence=on(call, 10), by=lead)
    call.is_published = False
    call.save()
    assert entries(client) == []


def test_a_group_has_its_own_joint_meetings_included(client, call, make_series):
    make_series(title="Others meet")
    make_series(title="Joint call").also_for.add(call.initiative)
    titles = {title for title, _ in entries(client, "/feeds/initiatives/bear/events.atom")}
    assert titles == {"Bear call", "Joint call"}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("newcomers=on", ["Welcome"]),
        ("kind=workshop", ["Welcome"]),
        ("tag=bears", ["Bear call"]),
        ("lang=fr", ["Welcome"]),
    ],
)
def test_it_is_narrowed_as_calendars_are(client, call, make_series, query, titles):
    call.initiative.topics.add(Topic.objects.create(slug="bears", name="Bears"))
    make_series(
        title="Welcome",
        kind="workshop",
        is_open_to_newcomers=True,
        initiative__languages=["fr"],
    )
    assert [title for title, _ in entries(client, f"{ALL}?{query}")] == titles


@pytest.mark.parametrize("query", ["kind=party", "tag=nothing", "lang=xx"])
def test_what_nobody_knows_has_no_feed(client, call, query):
    assert client.get(f"{ALL}?{query}").status_code == 404


def test_letters_that_xml_has_no_way_to_say_take_nothing_away(client, call):
    call.title = "Bear\x0bcall & <b>"
    call.save()
    assert entries(client)[0][0] == "Bear call & <b>"


@pytest.mark.parametrize("number", [1, 6])
def test_its_queries_do_not_grow(client, make_series, lead, number, django_assert_num_queries):
    for _ in range(number):
        series = make_series()
        make_series()
        cancel_occurrence(occurrence=on(series, 10), by=lead)
    client.get(ALL)
    with django_assert_num_queries(3):
        client.get(ALL)
