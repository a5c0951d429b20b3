"""Another library reads every calendar we have; where it finds other dates, RFC 5545 says why."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from events.core.expand import expand
from events.core.ics import CalendarRefused, read_calendar
from portal.core.zones import zone
from tests.acceptance.test_expand import as_ics, cases, corpus
from tests.other_programs import ORACLE, run

FLOATING = "Europe/Berlin"
READ = f"""
import json, signal, sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo
import icalendar, recurring_ical_events

def said(at):
    if not isinstance(at, datetime):
        return f"{{at}}"
    at = at if at.tzinfo else at.replace(tzinfo=ZoneInfo("{FLOATING}"))
    return f"{{at.astimezone(UTC):%Y-%m-%dT%H:%M}}"

def stop(*_):
    raise TimeoutError

signal.signal(signal.SIGALRM, stop)
for line in sys.stdin:
    path, start, end = json.loads(line)
    signal.setitimer(signal.ITIMER_REAL, 3)
    try:
        rows = []
        for calendar in icalendar.Calendar.from_ical(open(path, "rb").read(), multiple=True):
            dates = recurring_ical_events.of(calendar, skip_bad_series=True)
            for one in dates.between(datetime.fromisoformat(start), datetime.fromisoformat(end)):
                rows.append([str(one.get("UID", "")), said(one["DTSTART"].dt), said(one["DTEND"].dt)])
        print(json.dumps(rows))
    except Exception as refused:
        print(json.dumps(type(refused).__name__))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
"""


@dataclass(frozen=True)
class Other:
    """How many dates only we find, how many only the library, and the sentence that decides.

    Instead of dates the library may have an error for the whole file.
    """

    ours: int
    theirs: int | str
    because: str


SKIPPED = "3.3.10: an instance at a local time that does not exist is ignored and not counted."
BEFORE_THE_GAP = "3.3.5: a local time that does not occur has the UTC offset before the gap, and its end is later than its start."
EXACT = (
    "3.8.5.3: with DTEND all instances have the same exact duration, on days of clock changes too."
)
ENDLESS = "3.3.10: without an end a rule goes on for ever; ours ask of no machine what no meeting can mean."
ONLY_ONE = (
    "3.6.1: DTSTART is required of each VEVENT: one without it is wrong, not the others beside it."
)
LAST_DAY = "3.3.10: UNTIL is in UTC where DTSTART has a zone; a local midnight is read as the day it names."
DIFFERENCES = {
    "dst-us-gap": Other(1, 1, SKIPPED),
    "apia-skipped-day": Other(0, 1, SKIPPED),
    "single-in-gap": Other(1, 1, BEFORE_THE_GAP),
    "dst-us-fold": Other(1, 1, EXACT),
    "overnight-fallback": Other(1, 1, EXACT),
    "malformed/bomb-count-1e9.ics": Other(0, 478, ENDLESS),
    "malformed/bomb-interval-0.ics": Other(0, "TimeoutError", ENDLESS),
    "malformed/bomb-secondly.ics": Other(0, "TimeoutError", ENDLESS),
    "malformed/no-dtstart.ics": Other(1, "KeyError", ONLY_ONE),
    "icalendar-7.3.0/created_calendar_with_unicode_fields.ics": Other(2, "KeyError", ONLY_ONE),
    "malformed/dtend-before-dtstart.ics": Other(
        0, 1, "3.8.2.2: DTEND is later than DTSTART; of two times in the wrong order one is wrong."
    ),
    "malformed/cr-only.ics": Other(
        1, 0, "3.1: lines end with CRLF; a lone CR is a broken line end and no part of a value."
    ),
    "icalendar-7.3.0/issue_104_broken_calendar.ics": Other(
        1, "ValueError", "3.1: “X” is no content line; the lines around it are."
    ),
    "icalendar-7.3.0/parsing_error.ics": Other(
        20, 0, "3.8.5.1: EXDATE lists dates to leave out; an empty one leaves none out."
    ),
    "icalendar-7.3.0/america_new_york_forward_reference.ics": Other(
        1, "AttributeError", "3.6.1: DTSTART occurs once in a VEVENT; of two the first is read."
    ),
    "recurring-ical-events-3.8.2/issue_27_t1.ics": Other(1, 0, LAST_DAY),
}


def calendars(acceptance_data: Path, folder: Path) -> dict[str, tuple[Path, datetime, datetime]]:
    """Each case and each file with the window to ask for."""
    asked = {}
    for case in cases(acceptance_data):
        file = folder / f"{case['id']}.ics"
        file.write_bytes(as_ics(case, with_end=True).encode())
        asked[case["id"]] = (file, *map(datetime.fromisoformat, case["window"]))
    for file in corpus(acceptance_data):
        name = f"{file.relative_to(acceptance_data / 'ics')}"
        first = min(firsts(file), default=datetime(2026, 10, 1))
        start = first.replace(tzinfo=UTC) - timedelta(days=2)
        asked[name] = (file, start, start + timedelta(days=500))
    return asked


def firsts(file: Path) -> list[datetime]:
    try:
        calendar = read_calendar(file.read_bytes(), default_zone=FLOATING)
    except CalendarRefused:
        return []
    return [event.schedule.start for event in calendar.events]


def ours(file: Path, start: datetime, end: datetime) -> list[tuple[str, str, str]]:
    try:
        calendar = read_calendar(file.read_bytes(), default_zone=FLOATING)
    except CalendarRefused:
        return []
    return [
        (event.uid if not event.uid.startswith("without-uid-") else "", *span)
        for event in calendar.events
        for one in expand(event.schedule, start=start, end=end, status=event.status)
        for span in [said(one, event.schedule)]
    ]


def said(one, schedule) -> tuple[str, str]:
    if schedule.is_all_day:
        first, end = (at.astimezone(zone(schedule.tzid)).date() for at in (one.start, one.end))
        return f"{first}", f"{end}"
    return f"{one.start:%Y-%m-%dT%H:%M}", f"{one.end:%Y-%m-%dT%H:%M}"


def well_inside(rows, start: datetime, end: datetime) -> Counter:
    """Without what begins at the edges: days and floating times have none in common there."""
    margin = timedelta(days=1)
    first, last = f"{start + margin:%Y-%m-%d}", f"{end - margin:%Y-%m-%d}"
    return Counter(row for row in map(tuple, rows) if first <= row[1] < last)


@pytest.fixture(scope="session")
def differences(acceptance_data, tmp_path_factory) -> dict[str, tuple[int, int | str]]:
    asked = calendars(acceptance_data, tmp_path_factory.mktemp("cases"))
    lines = [json.dumps([f"{file}", f"{a}", f"{b}"]) for file, a, b in asked.values()]
    answers = run(ORACLE, "python", "-W", "ignore", "-c", READ, given="\n".join(lines))
    found = {}
    for (name, (file, start, end)), answer in zip(asked.items(), answers, strict=True):
        theirs, mine = json.loads(answer), well_inside(ours(file, start, end), start, end)
        if isinstance(theirs, str):
            if mine or theirs == "TimeoutError":  # who finds nothing may say so as they like
                found[name] = (mine.total(), theirs)
        elif (other := well_inside(theirs, start, end)) != mine:
            found[name] = ((mine - other).total(), (other - mine).total())
    return found


def test_where_another_library_finds_other_dates_the_standard_says_why(differences):
    known = {name: (one.ours, one.theirs) for name, one in DIFFERENCES.items()}
    assert differences == known
