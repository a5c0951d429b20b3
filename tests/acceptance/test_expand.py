"""The expansion cases, malformed calendars and corpora, all through the real command."""

import csv
import json
import subprocess
import sys
import tracemalloc
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from events.core.content_lines import read_components
from events.core.expand import expand as expand_schedule
from events.core.expand import main
from events.core.ics import CalendarRefused, read_calendar, write_calendar
from events.core.tzid import read_tzid
from events.core.vtimezone_reading import zone_like
from portal.core.zones import resolve_wall, zone
from tests.quick import within

ROOT = Path(__file__).resolve().parents[2]
MOST_MEMORY = 50_000_000


def expand(path: Path, start: str, end: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "events.core.expand", str(path), start, end],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )


def compact(wall: str) -> str:
    return f"{datetime.fromisoformat(wall):%Y%m%dT%H%M%S}"


def as_ics(case: dict, *, with_end: bool) -> str:
    """The case as a file; its length either as DTEND or as DURATION."""
    zone_of = "" if case["tzid"] == "UTC" else f";TZID={case['tzid']}"
    mark = "Z" if case["tzid"] == "UTC" else ""
    minutes = case["duration_minutes"]

    def lasting(start: str) -> str:
        end = (datetime.fromisoformat(start) + timedelta(minutes=minutes)).isoformat()
        return f"DTEND{zone_of}:{compact(end)}{mark}" if with_end else f"DURATION:PT{minutes}M"

    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", "BEGIN:VEVENT"]
    lines += [f"UID:{case['id']}", "DTSTAMP:20260101T000000Z", f"SUMMARY:{case['title']}"]
    lines += [f"DTSTART{zone_of}:{compact(case['dtstart'])}{mark}", lasting(case["dtstart"])]
    if case["rrule"]:
        lines.append(f"RRULE:{case['rrule']}")
    for name in ("exdate", "rdate"):
        lines += [f"{name.upper()}{zone_of}:{compact(each)}" for each in case.get(f"{name}s", [])]
    lines.append("END:VEVENT")
    for override in case.get("overrides", []):
        start = override.get("start", override["recurrence_id"])
        lines += ["BEGIN:VEVENT", f"UID:{case['id']}", "DTSTAMP:20260101T000000Z"]
        lines += [f"RECURRENCE-ID{zone_of}:{compact(override['recurrence_id'])}"]
        lines += [f"DTSTART{zone_of}:{compact(start)}", lasting(start)]
        lines += ["STATUS:CANCELLED"] if override.get("cancelled") else []
        lines.append("END:VEVENT")
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def cases(acceptance_data: Path) -> list[dict]:
    return json.loads((acceptance_data / "ics/cases.json").read_text())["cases"]


def rows_of(output: str) -> list[list[str]]:
    rows = [json.loads(line) for line in output.splitlines()]
    return [
        [row["recurrence_id"], row["start"][:16] + "Z", row["end"][:16] + "Z", row["status"]]
        for row in rows
    ]


def test_every_case_gives_exactly_its_rows(acceptance_data, tmp_path):
    for case in cases(acceptance_data):
        file = tmp_path / f"{case['id']}.ics"
        file.write_bytes(as_ics(case, with_end=True).encode())
        done = expand(file, *case["window"])
        assert (case["id"], rows_of(done.stdout)) == (case["id"], case["expect"])
        assert (done.returncode, done.stderr) == (0, "")


def test_a_length_said_as_a_duration_gives_the_same_rows(acceptance_data, tmp_path, capsys):
    for case in cases(acceptance_data):
        file = tmp_path / f"{case['id']}.ics"
        file.write_bytes(as_ics(case, with_end=False).encode())
        assert main([str(file), *case["window"]]) == 0
        assert (case["id"], rows_of(capsys.readouterr().out)) == (case["id"], case["expect"])


MALFORMED = {
    "empty": (1, []),
    "html-login-page": (1, []),
    "truncated": (1, []),
    "bom": (0, ["good"]),
    "lf-only": (0, ["good"]),
    "cr-only": (0, ["good"]),
    "unfolded-continuation": (0, ["u"]),
    "bad-dtstart-one-of-two": (0, ["good"]),
    "no-dtstart": (0, ["good"]),
    "bad-freq": (0, ["good"]),
    "count-and-until": (0, ["u", "u"]),
    "dtend-before-dtstart": (1, []),
    "windows-tzid": (0, ["u"]),
    "two-vcalendars": (0, ["good", "v"]),
    "bomb-secondly": (1, []),
    "bomb-interval-0": (1, []),
    "bomb-count-1e9": (1, []),
}
REPORTED = {"unfolded-continuation", "bad-dtstart-one-of-two", "no-dtstart", "bad-freq"}


def test_the_list_of_malformed_files_is_whole(acceptance_data):
    expected = json.loads((acceptance_data / "ics/malformed/expected.json").read_text())
    assert set(MALFORMED) == set(expected)


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_file_costs_only_what_is_broken(acceptance_data, name):
    done = expand(
        acceptance_data / f"ics/malformed/{name}.ics", "2026-10-01T00:00Z", "2027-01-01T00:00Z"
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, [row["uid"] for row in rows]) == MALFORMED[name]
    assert "Traceback" not in done.stderr
    if done.returncode or name in REPORTED | {"count-and-until"}:
        assert len(done.stderr.splitlines()) == 1
    if name in REPORTED:
        assert " u (line 4)" in done.stderr
    if name == "windows-tzid":
        assert rows[0]["start"] == "2026-10-20T07:00:00Z"


@pytest.mark.parametrize("name", ["bomb-secondly", "bomb-interval-0", "bomb-count-1e9"])
def test_a_bomb_is_refused_before_it_ticks(acceptance_data, name):
    raw = (acceptance_data / f"ics/malformed/{name}.ics").read_bytes()
    calendar = read_calendar(raw)
    assert within(0.05, lambda: read_calendar(raw))
    assert ([*calendar.events], [each.kind for each in calendar.problems]) == ([], ["refused"])


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_broken_takes_little_memory(acceptance_data, name):
    raw = (acceptance_data / f"ics/malformed/{name}.ics").read_bytes()
    tracemalloc.start()
    try:
        with suppress(CalendarRefused):
            read_calendar(raw)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MOST_MEMORY


def corpus(acceptance_data: Path) -> list[Path]:
    return sorted((acceptance_data / "ics").rglob("*.ics"))


def test_no_real_file_breaks_the_reader(acceptance_data):
    """Read, expand and write everything; what is written reads back as the same events."""
    window = (
        datetime.fromisoformat("2000-01-01T00:00Z"),
        datetime.fromisoformat("2030-01-01T00:00Z"),
    )
    files = corpus(acceptance_data)
    assert len(files) > 100
    for path in files:
        try:
            calendar = read_calendar(path.read_bytes())
        except CalendarRefused:
            continue
        for problem in calendar.problems:
            assert str(problem)
        writable = [each for each in calendar.events if can_be_written(each)]
        again = read_calendar(write_calendar("again", writable))
        assert dates(again.events, window) == dates(writable, window), path.name


def can_be_written(event) -> bool:
    following = any(each.is_for_following for each in event.schedule.overrides)
    return event.last_modified is not None and not following


def dates(events, window):
    """Days belong to no zone in a file, so all-day events are compared by their dates alone."""
    start, end = window
    return {
        (event.uid, each.recurrence_id, each.status)
        + (() if event.schedule.is_all_day else (each.start, each.end))
        for event in events
        for each in expand_schedule(event.schedule, start=start, end=end, status=event.status)
    }


def test_published_instants_around_clock_changes(acceptance_data):
    """Forty home times seen in fourteen zones, computed by hand of another program."""
    with (acceptance_data / "schedules/dst-vectors.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 40
    for row in rows:
        wall = datetime.fromisoformat(f"{row['date_in_home_zone']}T{row['home_time']}")
        at = resolve_wall(wall, zone(row["home_zone"])).at
        for name in list(row)[4:]:
            assert f"{at.astimezone(zone(name)):%a %Y-%m-%d %H:%M}" == row[name], (row, name)


def test_zone_definitions_of_another_publisher_are_the_places_they_name(acceptance_data):
    for path in sorted((acceptance_data / "ics/vtimezone-ical4j").glob("*.ics")):
        [calendar] = read_components(path.read_bytes())
        [definition] = calendar.named("VTIMEZONE")
        named = zone(read_tzid(definition.first("TZID").value))
        like = zone(zone_like(definition, year=2024))
        days = [datetime(2024, 1, 1, 12, tzinfo=UTC) + timedelta(days=n) for n in range(700)]
        assert [day.astimezone(like).utcoffset() for day in days] == [
            day.astimezone(named).utcoffset() for day in days
        ], path.name
