"""Deadlines as real programs publish them, read, and kept by a cohort to the minute."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from events.core.schedule_text import read_schedule
from mentorship.core.deadline_text import Reading, read_deadline
from mentorship.core.phases import Dates, Phase, phase_at, steps

# The year each was published for, before its first day; three of the lines name none.
PUBLISHED = {
    number: date(year, 1, 1)
    for number, year in {53: 2025, 54: 2024, 55: 2023, 56: 2025, 57: 2026, 58: 2020}.items()
}
# In our words what the file says of each: the wrong letters, what they should be, the instants.
WARNED = {
    53: (
        "“PST” does not hold on 3 August 2025, when Los Angeles is on PDT: it is 07:59 PDT there.",
    ),
    56: (),
    57: (),
}
REFUSED = {
    54: "“PDT” does not hold on 24 January 2024, when Los Angeles is on PST: 8:00 AM is 15:00 UTC "
    "as written and 16:00 UTC by the clocks there. Which one is meant?",
    55: "“PST” does not hold on 23 August 2023, when Los Angeles is on PDT: 5:00 PM is 01:00 UTC on "
    "24 August 2023 as written and 00:00 UTC on 24 August 2023 by the clocks there. Which one is "
    "meant?",
    58: "16:00 UTC on 10 January 2020 is 08:00 in Los Angeles, not 09:00: they are 1 hour apart. "
    "Which one is right?",
}


@pytest.fixture(scope="session")
def cases(acceptance_data: Path) -> dict[int, dict]:
    published = (acceptance_data / "schedules/deadline-cases.yaml").read_text()
    return {case["id"]: case for case in yaml.safe_load(published)}


def read(case: dict) -> Reading:
    return read_deadline(case["text"], today=PUBLISHED[case["id"]])


def window(case: dict) -> list[datetime]:
    """Its end, and its beginning before it where the text tells one."""
    expected = case["expect"]
    return [*map(datetime.fromisoformat, expected.get("window", [expected.get("instant")]))]


def test_every_case_is_told_here(cases):
    told = {number: case["expect"]["ok"] for number, case in cases.items()}
    assert told == dict.fromkeys(WARNED, True) | dict.fromkeys(REFUSED, False)
    assert set(cases) == set(PUBLISHED)


@pytest.mark.parametrize("number", WARNED)
def test_a_clear_line_is_its_instants(cases, number):
    reading = read(cases[number])
    instants = [moment.at for moment in (reading.opens, reading.closes) if moment]
    assert instants == window(cases[number])
    assert (reading.warnings, reading.why) == (WARNED[number], "")
    assert bool(reading.warnings) is ("warn" in cases[number]["expect"])


@pytest.mark.parametrize("number", REFUSED)
def test_a_line_that_may_mean_two_instants_is_refused(cases, number):
    assert read(cases[number]) == Reading(why=REFUSED[number])


@pytest.mark.parametrize("number", WARNED)
def test_a_cohort_keeps_what_was_read_to_the_minute(cases, number):
    """53 and 57 end with their day, 56 at 11:00 in Los Angeles."""
    reading, (*opens, closes) = read(cases[number]), window(cases[number])
    first = reading.opens or reading.closes
    dates = applications(
        reading.closes.tz,
        opens_on=first.wall.date(),
        closes_on=reading.closes.wall.date(),
        closes_time=reading.closes.wall.time(),
    )
    [step] = [step for step in steps(dates) if step.phase is Phase.APPLICATIONS]
    assert step.last_minute == closes
    assert opens in ([], [step.starts_at])
    assert phase_at(dates, closes) is Phase.APPLICATIONS
    assert phase_at(dates, closes + timedelta(seconds=59)) is Phase.APPLICATIONS
    assert phase_at(dates, closes + timedelta(minutes=1)) is Phase.REVIEW


def applications(timezone: str, *, closes_on: date, **facts) -> Dates:
    """Nothing later matters here."""
    later = ("review_until", "results_on", "starts_on", "midterm_on", "ends_on")
    after = {name: closes_on + timedelta(weeks=n) for n, name in enumerate(later, 1)}
    return Dates(timezone=timezone, closes_on=closes_on, **facts, **after)


def test_no_deadline_is_taken_for_a_meeting(cases):
    read_as = {number: read_schedule(case["text"]) for number, case in cases.items()}
    assert {number: one.as_dict()["ok"] for number, one in read_as.items()} == dict.fromkeys(
        [53, 54, 55, 56, 57, 58], False
    )
