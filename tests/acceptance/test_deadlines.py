"""Deadlines as real programmes publish them, against the dates of a cohort, which are whole days."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from events.core.schedule_text import read_schedule
from mentorship.core.phases import Dates, Phase, phase_at, steps

# Case → the days of the text, and the place whose days they are.
WHOLE_DAYS = {
    53: ("Asia/Seoul", date(2025, 8, 3), date(2025, 8, 3)),
    57: ("UTC", date(2026, 8, 3), date(2026, 8, 18)),
}


@pytest.fixture
def cases(acceptance_data: Path) -> dict[int, dict]:
    published = (acceptance_data / "schedules/deadline-cases.yaml").read_text()
    return {case["id"]: case for case in yaml.safe_load(published)}


def applications(timezone: str, opens_on: date, closes_on: date) -> Dates:
    """Nothing later matters here."""
    later = ("review_until", "results_on", "starts_on", "midterm_on", "ends_on")
    after = {name: closes_on + timedelta(weeks=n) for n, name in enumerate(later, 1)}
    return Dates(timezone=timezone, opens_on=opens_on, closes_on=closes_on, **after)


@pytest.mark.parametrize("number", WHOLE_DAYS)
def test_a_published_end_of_a_day_is_ours_to_the_minute(cases, number):
    expected = cases[number]["expect"]
    dates = applications(*WHOLE_DAYS[number])
    [step] = [step for step in steps(dates) if step.phase is Phase.APPLICATIONS]
    *opens, closes = map(datetime.fromisoformat, expected.get("window", [expected.get("instant")]))
    assert step.last_minute == closes
    assert opens in ([], [step.starts_at])
    assert phase_at(dates, closes) is Phase.APPLICATIONS
    assert phase_at(dates, closes + timedelta(minutes=1)) is Phase.REVIEW


def test_no_deadline_is_taken_for_a_meeting(cases):
    read = {number: read_schedule(case["text"]) for number, case in cases.items()}
    assert {number: reading.as_dict()["ok"] for number, reading in read.items()} == dict.fromkeys(
        [53, 54, 55, 56, 57, 58], False
    )
