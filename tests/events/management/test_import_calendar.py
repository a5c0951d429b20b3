"""The command: its report, its exit codes, and nothing written where it says so."""

import json

import pytest
from django.core.management import CommandError, call_command

from events.models import CalendarSource, Series
from tests.events.core.calendar_text import vcalendar, vevent
from tests.factories.initiatives import InitiativeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
CALL = vevent("DTSTART:20260303T100000Z", "DURATION:PT1H", "SUMMARY:Call", uid="call")
BROKEN = vevent("SUMMARY:Broken", uid="broken")
FLOATING = vevent("DTSTART:20260303T100000", "SUMMARY:Somewhere", uid="floating")
SECONDLY = vevent("DTSTART:20260303T100000Z", "RRULE:FREQ=SECONDLY", uid="bomb")


@pytest.fixture
def run(tmp_path, capsys):
    InitiativeFactory(slug="led")
    file = tmp_path / "calls.ics"

    def run(content: bytes, *more: str) -> tuple[int, str]:
        file.write_bytes(content)
        code = 0
        try:
            call_command("import_calendar", str(file), "--initiative", "led", *more)
        except SystemExit as left:
            code = left.code
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def test_its_report_has_the_shape_of_all_imports(run):
    code, said = run(vcalendar(CALL, BROKEN, FLOATING), "--report", "json")
    assert (code, json.loads(said)) == (
        0,
        {
            "created": 1,
            "updated": 0,
            "unchanged": 0,
            "skipped": 0,
            "questions": [
                {
                    "where": "calls.ics, line 14: floating",
                    "text": "Somewhere",
                    "ask": "Its start has no time zone. Which place's time is it?",
                }
            ],
            "conflicts": [],
            "errors": [
                {
                    "where": "calls.ics",
                    "line": 10,
                    "field": "Broken (broken)",
                    "message": "It has no start.",
                }
            ],
            "vanished": 0,
            "warnings": [],
        },
    )


def test_in_words_for_people(run):
    assert run(vcalendar(CALL)) == (
        0,
        (
            "1 created, 0 updated, 0 unchanged, 0 over or cancelled, 0 no longer in the calendar,"
            " 0 questions, 0 left out.\n"
        ),
    )


def test_a_dry_run_writes_nothing(run):
    code, said = run(vcalendar(CALL), "--dry-run")
    assert (code, said.startswith("Would be: 1 created"), CalendarSource.objects.count()) == (
        0,
        True,
        0,
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "calls.ics: This is not a calendar."),
        (vcalendar(CALL)[:-28], "calls.ics: The calendar is cut off: its end is missing."),
        (vcalendar(SECONDLY), "calls.ics, line 4, bomb: A meeting repeats"),
    ],
)
def test_what_cannot_be_used_at_all_is_refused(run, content, why):
    code, said = run(content)
    assert (code, said.startswith(why), said.endswith("Nothing was written.\n")) == (1, True, True)
    assert Series.objects.count() == 0


def test_a_file_that_is_not_there_is_refused(run):
    with pytest.raises(SystemExit):
        call_command("import_calendar", "/nowhere/at.ics", "--initiative", "led")


def test_of_an_address_only_the_host_is_written_down(capsys):
    InitiativeFactory(slug="led")
    with pytest.raises(SystemExit):
        call_command("import_calendar", "https://127.0.0.1/SECRETKEY123", "--initiative", "led")
    said = capsys.readouterr()
    assert ("SECRETKEY123" in said.out + said.err, "127.0.0.1: " in said.err) == (False, True)


def test_a_group_nobody_knows_is_wrong_usage(db):
    with pytest.raises(CommandError) as refused:
        call_command("import_calendar", "calls.ics", "--initiative", "nobody")
    assert refused.value.returncode == 2
