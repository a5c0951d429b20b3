"""Our zone definitions as dateutil, a reader of another house, understands them."""

import io
from datetime import UTC, datetime, timedelta, tzinfo

import pytest
from dateutil.tz import tzical

from events.core.vtimezone import vtimezone
from portal.core import zones

FIRST, LAST = 2026, 2028
DEFINED = {"first_year": FIRST - 1, "last_year": LAST + 1}
SAMPLE = sorted(zones.known())[::15]
# dateutil reads UNTIL in wall time, where RFC 5545 (3.3.10) has it in UTC: of a rule that ends east
# of Greenwich it misses the last change.
MISSES_A_LAST_CHANGE = {
    "Asia/Gaza": [("2026-10-23T23", "2027-03-27T00")],
    "Asia/Hebron": [("2026-10-23T23", "2027-03-27T00")],
}


def elsewhere(tzid: str) -> tzinfo:
    text = vtimezone(tzid, **DEFINED).to_ical().decode()
    return tzical(io.StringIO(f"BEGIN:VCALENDAR\r\n{text}END:VCALENDAR\r\n")).get(tzid)


def differences(tzid: str) -> list[tuple[str, str]]:
    """Spans of hours, from and up to, in UTC, at which the same wall time is another instant."""
    here, there, hour = zones.zone(tzid), elsewhere(tzid), timedelta(hours=1)
    at, spans, since = datetime(FIRST, 1, 1, tzinfo=UTC), [], None
    while at.year <= LAST:
        differs = at.astimezone(here).replace(tzinfo=there).astimezone(UTC) != at
        if differs and since is None:
            since = at
        if since and not differs:
            spans.append((f"{since:%Y-%m-%dT%H}", f"{at:%Y-%m-%dT%H}"))
            since = None
        at += hour
    return spans + ([(f"{since:%Y-%m-%dT%H}", "")] if since else [])


@pytest.mark.parametrize("tzid", [*SAMPLE, *MISSES_A_LAST_CHANGE])
def test_another_reader_finds_the_same_instants(tzid):
    assert differences(tzid) == MISSES_A_LAST_CHANGE.get(tzid, [])


@pytest.mark.proof
@pytest.mark.parametrize("tzid", sorted(zones.known()))
def test_another_reader_finds_the_same_instants_in_every_zone(tzid):
    assert differences(tzid) == MISSES_A_LAST_CHANGE.get(tzid, [])
