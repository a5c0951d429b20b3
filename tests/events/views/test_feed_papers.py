"""Minutes and recordings of past dates in feeds: a LINK at the date they are of."""

from datetime import date, timedelta

import pytest

from events.actions.date_record import set_recording
from events.actions.minutes import publish_minutes, save_minutes
from events.core.ics import read_calendar
from events.models import Occurrence
from portal.kit import clock

pytestmark = pytest.mark.django_db
WATCH = "https://example.org/watch"


@pytest.fixture
def series(make_series, at):
    series = make_series(slug="call")
    at("2026-05-30T12:00Z")
    return series


def write(occurrence, *, is_public=True) -> None:
    said = {"text": "We met.", "decisions": [], "actions": []}
    save_minutes(occurrence=occurrence, by=None, seen=0, **said)
    if is_public:
        publish_minutes(occurrence=occurrence, by=None)


def lines(client, address) -> list[str]:
    response = client.get(address)
    return response.content.decode().replace("\r\n ", "").splitlines()


def links_by_date(client, series) -> dict[str, list[str]]:
    found, day = {}, ""
    for line in lines(client, f"/calendar/series/{series.public_id}.ics"):
        name, _, value = line.partition(":")
        day = value if name.startswith("RECURRENCE-ID") else "" if name == "BEGIN" else day
        if day and name.startswith("LINK"):
            found.setdefault(day, []).append(line)
    return found


def test_a_date_links_to_its_minutes_and_its_recording(client, series):
    day = series.occurrences.get(original_date=date(2026, 2, 10))
    write(day)
    set_recording(occurrence=day, by=None, url=WATCH)
    write(series.occurrences.get(original_date=date(2026, 2, 17)), is_public=False)

    page = "http://127.0.0.1:8000/events/call/2026-02-10/#minutes"
    assert [
        (at, [line.partition("LINKREL=")[2] for line in told])
        for at, told in links_by_date(client, series).items()
    ] == [
        (
            "20260210T110000",
            [
                f'"https://schema.org/subjectOf";LABEL="Minutes":{page}',
                f'"https://schema.org/recordedIn";LABEL="Recording":{WATCH}',
            ],
        )
    ]


def test_the_date_alone_links_to_them_too(client, series):
    day = series.occurrences.get(original_date=date(2026, 2, 10))
    write(day)
    set_recording(occurrence=day, by=None, url=WATCH)

    told = [
        line.partition("LABEL=")[2]
        for line in lines(client, "/calendar/dates/call.2026-02-10.ics")
        if line.startswith("LINK")
    ]
    assert told == [
        '"Minutes":http://127.0.0.1:8000/events/call/2026-02-10/#minutes',
        f'"Recording":{WATCH}',
    ]


def test_a_feed_says_the_latest_and_has_an_end(client, series):
    dates = series.occurrences.filter(ends_at__lte=clock.now()).order_by("starts_at")
    dates.update(recording_url=WATCH)
    series.changed_at += timedelta(days=1)
    series.save()

    told = links_by_date(client, series)

    latest = [f"{row.original_date:%Y%m%d}T110000" for row in dates]
    assert list(told) == latest[-12:]


def test_papers_change_no_time(client, series):
    for row in series.occurrences.filter(ends_at__lte=clock.now()):
        write(row)
    feed = client.get(f"/calendar/series/{series.public_id}.ics").content

    [event] = read_calendar(feed).events
    assert len(event.schedule.overrides) == 12
    assert [one for one in event.schedule.overrides if one.start != one.recurrence_id] == []


@pytest.mark.parametrize("many", [1, 10])
def test_many_papers_cost_what_one_costs(client, series, django_assert_num_queries, many):
    for row in series.occurrences.filter(ends_at__lte=clock.now())[:many]:
        write(row)
    client.get("/calendar/all.ics")
    with django_assert_num_queries(1):
        client.get("/calendar/all.ics")
    with django_assert_num_queries(5):
        client.get("/calendar/kind/meeting.ics?tz=UTC")
    assert Occurrence.objects.filter(took_place=True).count() == many
