"""What machines read on the pages of meetings, and the ways into other people's calendars."""

import json
import re
from datetime import date, datetime

import pytest

from events.actions.occurrence import cancel_occurrence, move_occurrence
from tests.factories.initiatives import InitiativeFactory

DATE = "/events/call/2026-02-10/"


@pytest.fixture
def call(make_series):
    return make_series(
        slug="call",
        title="Call",
        join_url="https://call.example.org/secret",
        initiative=InitiativeFactory(slug="bear", name="BEAR"),
    )


def facts(client, address):
    html = client.get(address).content.decode()
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(text)


def test_a_date_says_when_where_and_by_whom(client, call):
    assert facts(client, DATE) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Call",
        "url": f"http://127.0.0.1:8000{DATE}",
        "startDate": "2026-02-10T11:00:00-05:00",
        "endDate": "2026-02-10T12:00:00-05:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
        "location": [
            {
                "@type": "VirtualLocation",
                "url": "http://127.0.0.1:8000/meet/call.2026-02-10/join",
            }
        ],
        "organizer": {
            "@type": "Organization",
            "name": "BEAR",
            "url": "http://127.0.0.1:8000/initiatives/bear/",
        },
        "superEvent": {
            "@type": "EventSeries",
            "name": "Call",
            "url": "http://127.0.0.1:8000/events/call/",
        },
    }


def test_a_moved_date_says_when_it_was_and_a_cancelled_one_that_it_is_not(client, call):
    row = call.occurrences.get(original_date=date(2026, 2, 10))
    move_occurrence(occurrence=row, to=datetime(2026, 2, 12, 9), by=None)
    found = facts(client, DATE)
    assert found["eventStatus"] == "https://schema.org/EventRescheduled"
    assert found["startDate"] == "2026-02-12T09:00:00-05:00"
    assert found["previousStartDate"] == "2026-02-10T11:00:00-05:00"
    cancel_occurrence(occurrence=row, by=None)
    assert facts(client, DATE)["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_series_says_its_rule(client, call):
    call.place = "Town hall"
    call.save()
    call.slots.update(dropped_dates=["2026-03-03"], until_date=date(2026, 12, 1))
    found = facts(client, "/events/call/")
    assert found["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert found["eventSchedule"] == [
        {
            "@type": "Schedule",
            "startDate": "2026-01-06",
            "startTime": "11:00:00",
            "duration": "PT60M",
            "scheduleTimezone": "America/New_York",
            "repeatFrequency": "P1W",
            "byDay": ["https://schema.org/Tuesday"],
            "endDate": "2026-12-01",
            "exceptDate": ["2026-03-03"],
        }
    ]


@pytest.mark.parametrize("address", [DATE, "/events/call/"])
def test_no_title_ends_the_element(client, call, address):
    call.title = "</script><script>alert(1)</script><!-- & \u2028"
    call.save()
    assert facts(client, address)["name"] == call.title
    assert "<script>alert" not in client.get(address).content.decode()


def test_one_date_goes_to_other_calendars_by_plain_links(client, call):
    call.title = "A & B\r\nBCC: x"
    call.save()
    html = client.get(DATE).content.decode()
    assert 'href="/calendar/dates/call.2026-02-10.ics"' in html
    assert "text=A+%26+B%0D%0ABCC%3A+x&amp;dates=20260210T160000Z%2F20260210T170000Z" in html
    assert "startdt=2026-02-10T16%3A00%3A00Z" in html
    assert "call.example.org" not in html
