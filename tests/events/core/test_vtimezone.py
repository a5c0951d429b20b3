from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from events.core.content_lines import read_components
from events.core.vtimezone import onsets, vtimezone
from events.core.vtimezone_reading import zone_changes
from portal.core import zones

FIRST, LAST = 2025, 2029
SAMPLE = (
    "America/New_York",
    "Europe/Berlin",
    "Europe/Dublin",
    "Africa/Casablanca",
    "Africa/Cairo",
    "America/Vancouver",
    "America/Havana",
    "America/Nuuk",
    "America/Santiago",
    "America/St_Johns",
    "Asia/Gaza",
    "Asia/Jerusalem",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Easter",
)


def as_an_rfc_reader_sees_it(tzid: str) -> list[tuple[datetime, timedelta, timedelta]]:
    text = vtimezone(tzid, first_year=FIRST, last_year=LAST).to_ical()
    raw = b"BEGIN:VCALENDAR\r\n" + text + b"END:VCALENDAR\r\n"
    [definition] = read_components(raw)[0].named("VTIMEZONE")
    return sorted(zone_changes(definition, datetime(LAST + 1, 1, 1, tzinfo=UTC)))


def wrong_hours(tzid: str) -> list[datetime]:
    changes = as_an_rfc_reader_sees_it(tzid)
    instants = [at for at, _, _ in changes]
    zone = zones.zone(tzid)
    at, wrong = datetime(FIRST, 1, 1, tzinfo=UTC), []
    while at.year <= LAST:
        stated = changes[bisect_right(instants, at) - 1][2]
        if at.astimezone(zone).utcoffset() != stated:
            wrong.append(at)
        at += timedelta(hours=1)
    return wrong


@pytest.mark.parametrize("tzid", SAMPLE)
def test_a_reader_of_the_definition_sees_the_same_clocks_in_every_hour(tzid):
    assert wrong_hours(tzid) == []


@pytest.mark.proof
@pytest.mark.parametrize("tzid", sorted(zones.known()))
def test_all_zones_of_the_world_are_written_right(tzid):
    assert wrong_hours(tzid) == []


def test_an_onset_is_written_in_the_time_before_it():
    """Spring comes at two o'clock: three is what clocks show after it."""
    text = vtimezone("America/New_York", first_year=2025, last_year=2040).to_ical().decode()
    assert text.replace("\r\n", "\n") == (
        "BEGIN:VTIMEZONE\n"
        "TZID:America/New_York\n"
        "BEGIN:STANDARD\n"
        "DTSTART:20241231T000000\n"
        "TZNAME:EST\n"
        "TZOFFSETFROM:-0500\n"
        "TZOFFSETTO:-0500\n"
        "END:STANDARD\n"
        "BEGIN:DAYLIGHT\n"
        "DTSTART:20250309T020000\n"
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\n"
        "TZNAME:EDT\n"
        "TZOFFSETFROM:-0500\n"
        "TZOFFSETTO:-0400\n"
        "END:DAYLIGHT\n"
        "BEGIN:STANDARD\n"
        "DTSTART:20251102T020000\n"
        "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\n"
        "TZNAME:EST\n"
        "TZOFFSETFROM:-0400\n"
        "TZOFFSETTO:-0500\n"
        "END:STANDARD\n"
        "END:VTIMEZONE\n"
    )


def test_a_rule_that_stopped_says_when_and_odd_dates_are_listed():
    vancouver = vtimezone("America/Vancouver", first_year=2024, last_year=2030).to_ical()
    assert b"UNTIL=20260308T100000Z" in vancouver
    casablanca = vtimezone("Africa/Casablanca", first_year=2025, last_year=2030).to_ical()
    assert b"RDATE:" in casablanca
    assert b"RRULE" not in casablanca


def test_onsets_are_exact_and_in_order():
    found = [*onsets("America/New_York", first_year=2026, last_year=2027)]
    assert [each.wall for each in found] == [
        datetime(2026, 3, 8, 2),
        datetime(2026, 11, 1, 2),
        datetime(2027, 3, 14, 2),
        datetime(2027, 11, 7, 2),
    ]
    assert all(one.after == other.before for one, other in pairwise(found))


def test_a_definition_is_computed_once():
    years = {"first_year": 2025, "last_year": 2030}
    assert vtimezone("Europe/Oslo", **years) is vtimezone("Europe/Oslo", **years)


def test_an_unknown_zone_has_none():
    with pytest.raises(zones.UnknownZone):
        vtimezone("Mars/Olympus", first_year=2025, last_year=2030)
