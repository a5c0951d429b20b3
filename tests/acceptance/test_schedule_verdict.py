"""What groups really publish, judged: what is wrong, what to ask, and the line to publish."""

import csv
import json
from datetime import date
from pathlib import Path

import yaml

from events.core.schedule_text import read_schedule
from events.core.schedule_verdict import NO_WEEKS, TWO_WAYS, Finding, Verdict, judge

TODAY = date(2026, 11, 26)
MOST_QUESTIONS = 4


def published(folder: Path) -> list[str]:
    cases = yaml.safe_load((folder / "schedules/meeting-schedule-cases.yaml").read_text())
    with (folder / "schedules/kubernetes-meetings.csv").open() as file:
        rows = list(csv.DictReader(file))
    meetings = json.loads((folder / "ics/kubernetes-meetings.json").read_text())
    return [
        *(case["text"] for case in cases),
        *(
            f"{row['day_as_published']} {row['time_as_published']} {row['tz_as_published']} "
            f"{row['frequency_as_published']}"
            for row in rows
        ),
        *(f"{one['day']} {one['time']} {one['tz']} {one['frequency']}" for one in meetings),
        *statements(folder),
    ]


def statements(folder: Path) -> list[str]:
    with (folder / "ics/ossf-meeting-statements.tsv").open() as file:
        return [row["as published"] for row in csv.DictReader(file, delimiter="\t")]


def test_openssf_statements_are_told_what_is_wrong(acceptance_data: Path):
    found = [judge(text, today=TODAY) for text in statements(acceptance_data)]
    assert [verdict.sentence for verdict in found] == [
        TWO_WAYS,
        (
            "“2200 UTC” is right only for part of the year: from 1 November to 7 March it is 23:00 "
            "there (as in 2026)."
        ),
        "“3 p.m. CET / 9 a.m. EDT” is never true: 3 p.m. CET is 10:00 EDT.",
        NO_WEEKS,
        NO_WEEKS,
        NO_WEEKS,
        NO_WEEKS,
        "It tells of several meetings, and nobody can tell in which weeks they fall.",
    ]
    assert found[0].question == (
        "Does “every second Wednesday” mean every other week, or the second Wednesday of the month?"
    )
    assert found[3].more == (
        (
            "“EST” is New York time only for part of the year: from 8 March to 31 October clocks "
            "there show another (as in 2026). It is read as New York time all year."
        ),
    )
    assert found[4].more[0] == (
        "“1600 CET” is right only for part of the year: from 8 March to 28 March and from 25 "
        "October to 31 October it is 15:00 there (as in 2026)."
    )


def settled(text: str) -> Verdict:
    """Takes the first answer as long as there is one to take."""
    found = judge(text, today=TODAY)
    for _ in range(MOST_QUESTIONS):
        if not found.choices:
            return found
        choice = found.choices[0]
        found = judge(choice.line, today=TODAY, first=choice.first)
    raise AssertionError(f"No end of questions about {text!r}.")


def test_every_line_we_offer_is_right_all_year_and_read_back_as_meant(acceptance_data: Path):
    wrong, checked = {}, 0
    for text in published(acceptance_data):
        found = settled(text)
        for line in found.lines:
            (slot,) = read_schedule(line.text).slots
            again = judge(line.text, today=TODAY)
            checked += 1
            if (
                again.finding is Finding.OPEN
                or (slot.rule, slot.time, slot.tz)
                != (line.schedule.rule, line.schedule.start.time(), line.schedule.tzid)
                or [one.text for one in again.lines] != [line.text]
            ):
                wrong[text] = line.text
    assert wrong == {}
    assert checked > 130


def test_whatever_is_open_has_a_question(acceptance_data: Path):
    for text in published(acceptance_data):
        found = judge(text, today=TODAY)
        assert (found.finding is Finding.OPEN) == bool(found.question), text
        assert bool(found.lines) != bool(found.question), text
