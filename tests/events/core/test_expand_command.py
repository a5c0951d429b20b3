"""`python -m events.core.expand FILE.ics START END`, as scripts meet it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from events.core.expand import main
from tests.events.core.calendar_text import vcalendar, vevent
from tests.quick import within

ROOT = Path(__file__).resolve().parents[3]
WINDOW = ("2026-10-01T00:00Z", "2026-11-01T00:00:00+00:00")
WEEKLY = vevent(
    "DTSTART;TZID=America/New_York:20261020T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"
)
BROKEN = vevent("DTSTART:soon", uid="broken")


@pytest.fixture
def run(tmp_path, capsys):
    def run(raw: bytes, *window: str) -> tuple[int, list[dict], list[str]]:
        file = tmp_path / "calendar.ics"
        file.write_bytes(raw)
        code = main([str(file), *(window or WINDOW)])
        out, err = capsys.readouterr()
        return code, [json.loads(line) for line in out.splitlines()], err.splitlines()

    return run


def test_the_real_command_prints_json_lines_by_start(tmp_path):
    file = tmp_path / "calendar.ics"
    earlier = vevent("DTSTART:20261019T100000Z", "DURATION:PT30M", "STATUS:TENTATIVE", uid="two")
    file.write_bytes(vcalendar(WEEKLY, earlier))
    done = subprocess.run(
        [sys.executable, "-m", "events.core.expand", str(file), *WINDOW],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        '{"uid": "two", "recurrence_id": "2026-10-19T10:00", "start": "2026-10-19T10:00:00Z", "end": "2026-10-19T10:30:00Z", "status": "tentative"}',
        '{"uid": "one", "recurrence_id": "2026-10-20T09:00", "start": "2026-10-20T13:00:00Z", "end": "2026-10-20T14:00:00Z", "status": "confirmed"}',
        '{"uid": "one", "recurrence_id": "2026-10-27T09:00", "start": "2026-10-27T13:00:00Z", "end": "2026-10-27T14:00:00Z", "status": "confirmed"}',
    ]


def test_an_occurrence_is_printed_when_it_overlaps(run):
    window = ("2026-10-20T13:59:59Z", "2026-10-27T13:00:00Z")
    assert [row["recurrence_id"] for row in run(vcalendar(WEEKLY), *window)[1]] == [
        "2026-10-20T09:00"
    ]


def test_seconds_of_a_wall_time_are_kept(run):
    rows = run(vcalendar(vevent("DTSTART:20261019T100005Z", "DURATION:PT30M")))[1]
    assert rows[0]["recurrence_id"] == "2026-10-19T10:00:05"


def test_a_broken_event_is_told_and_the_rest_is_printed(run):
    code, rows, errors = run(vcalendar(WEEKLY, BROKEN))
    assert (code, len(rows)) == (0, 2)
    assert errors == ["refused: broken (line 10): DTSTART “soon” is not a date."]


def test_a_file_of_which_nothing_can_be_used_is_refused(run):
    assert run(vcalendar(BROKEN))[:2] == (1, [])


def test_a_calendar_of_no_events_is_fine(run):
    assert run(vcalendar()) == (0, [], [])


@pytest.mark.parametrize("raw", [b"", b"<html>", vcalendar(WEEKLY)[:-30]])
def test_what_is_no_calendar_is_refused_in_a_line(run, raw):
    code, rows, errors = run(raw)
    assert (code, rows, len(errors)) == (1, [], 1)


def test_a_file_that_is_not_there_is_refused_in_a_line(capsys):
    assert main(["/nowhere/calendar.ics", *WINDOW]) == 1
    assert capsys.readouterr().err == "/nowhere/calendar.ics: No such file or directory\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["a.ics"],
        ["a.ics", WINDOW[0]],
        ["a.ics", *WINDOW, "more"],
        ["a.ics", "yesterday", WINDOW[1]],
        ["a.ics", "2026-10-01T00:00", WINDOW[1]],
        ["a.ics", "0001-01-01T00:00+14:00", WINDOW[1]],
    ],
)
def test_wrong_usage_is_told_how_to_do_it(capsys, arguments):
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert (out, err.split(":")[0]) == ("", "usage")


def test_too_many_dates_are_refused_for_that_event_alone(run):
    daily = vevent("DTSTART:19000101T100000Z", "RRULE:FREQ=DAILY", "DURATION:PT1H", uid="daily")
    code, rows, errors = run(vcalendar(daily, WEEKLY), "1900-01-01T00:00Z", "2027-01-01T00:00Z")
    assert (code, {row["uid"] for row in rows}) == (0, {"one"})
    assert errors == ["refused: daily: More than 2,000 dates in one window: ask for a shorter one."]
    assert run(vcalendar(daily), "1900-01-01T00:00Z", "2027-01-01T00:00Z")[0] == 1


def test_a_reader_that_stops_listening_causes_no_traceback(tmp_path):
    file = tmp_path / "calendar.ics"
    file.write_bytes(vcalendar(WEEKLY))
    done = subprocess.run(
        f"'{sys.executable}' -m events.core.expand '{file}' 2026-01-01T00:00Z 2030-01-01T00:00Z | head -1",
        shell=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (len(done.stdout.splitlines()), done.stderr) == (1, "")


def test_a_year_of_a_file_full_of_bombs_is_done_in_seconds(run):
    bombs = [
        vevent("DTSTART:19000101T000000Z", "RRULE:FREQ=DAILY;BYDAY=MO;BYSETPOS=2", uid=str(number))
        for number in range(1000)
    ]
    assert within(10, lambda: run(vcalendar(*bombs)))
    assert run(vcalendar(*bombs))[:2] == (0, [])
