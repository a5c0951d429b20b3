"""Schedules as real groups publish them, read or asked about."""

import csv
import json
from pathlib import Path

import yaml

from events.core.schedule_text import read_schedule

# Meetings of the catalogue whose published text can be read; every other one needs an answer.
READABLE = {
    "Occurs every 2 weeks, 8:00a PT/11:00a ET (2024 minutes header); minutes fall on Tuesdays",
    "Every 2 weeks, Tuesday 11am EST",
    "Every two weeks, Tuesday 7:00a PT/10:00a ET/1600 CET",
    "every other Wednesday, alternating between EMEA (13:00 UTC) and APAC-friendly times (22:00 UTC)",
    "every other Friday at 16:00 GMT from Nov 17",
    "every other Wednesday at 9 AM Pacific",
    "Last Thursday monthly 3:00p PT/6:00p ET/2200 UTC",
    "first Friday of every month at 12 PM eastern time",
    "Every 2 weeks, Thursday 1:00p PT/4:00p ET/2200 CET",
    "Every 4 Mondays at 7:00-8:00 AM Pacific (ossf/scorecard PR #3739, 2024-01)",
    "Every other Wednesday 16:00 UTC",
    "Every other Tuesday @ 12:00pm PST",
    "Meetings on the first Thursdays are for EMEA/EST timezones, hosted at 10am EST",
    "third Thursdays are for APAC/PST timezones, hosted at 3pm PST",
    "first Wednesday of each month at 1:00pm PT",
    "Every 2 weeks, Wednesday 6:00a PT/9:00a ET/1500 CET (WG); every other Wednesday @ 09:00am EST (SIG)",
    "Every 2 weeks, Wednesday 6:00a PT/9:00a ET/1500 CET",
}


def read(text: str) -> dict:
    return read_schedule(text).as_dict()


def test_published_cases_read_as_expected(acceptance_data: Path):
    cases = yaml.safe_load((acceptance_data / "schedules/meeting-schedule-cases.yaml").read_text())
    wrong = {}
    for case in cases:
        expected = dict(case["expect"])
        expected.pop("why", None)
        warns = bool(expected.pop("warnings", None))
        answer = read(case["text"])
        series = expected.pop("series", [])
        if (
            any(answer.get(key) != value for key, value in expected.items())
            or (warns and not answer["warnings"])
            or len(series) != len(answer.get("series", []))
            or any(
                told[key] != value
                for slot, told in zip(series, answer.get("series", []), strict=True)
                for key, value in slot.items()
            )
        ):
            wrong[case["id"]] = answer
    assert wrong == {}
    assert len(cases) >= 30


def kubernetes_text(row: dict[str, str]) -> str:
    columns = ("day_as_published", "time_as_published", "tz_as_published", "frequency_as_published")
    return " ".join(row[column] for column in columns)


def expected_of(row: dict[str, str]) -> dict | None:
    """What the normalised columns say; None when their own issues say it cannot be computed."""
    if "ambiguous" in row["issues"] or "monthly without which week" in row["issues"]:
        return None
    day = row["day"][:2].upper()
    rule = f"FREQ={row['rrule_core']};BYDAY={row['nth']}{day}"
    if "not expressible" in row["issues"]:
        rule = "FREQ=MONTHLY;BYDAY=WE;BYMONTHDAY=23,24,25,26,27,28,29"
    undated = "biweekly without a start date" in row["issues"]
    return {
        "ok": True,
        "rrule": rule,
        "time": row["time_24h"],
        "tz": row["iana_tz_inferred"],
        "anchored": bool(row["start_as_published"]),
        "need_anchor": undated or "every four weeks" in row["frequency_as_published"],
    }


def test_kubernetes_rows_read_as_their_normalised_columns(acceptance_data: Path):
    with (acceptance_data / "schedules/kubernetes-meetings.csv").open() as file:
        rows = list(csv.DictReader(file))
    wrong = []
    for row in rows:
        answer, expected = read(kubernetes_text(row)), expected_of(row)
        told = {"ok": answer["ok"]} if expected is None else answer
        told["anchored"] = bool(told.pop("anchor", None))
        if expected is None and told["ok"]:
            wrong.append((kubernetes_text(row), answer))
        if expected is not None and {key: told.get(key) for key in expected} != expected:
            wrong.append((kubernetes_text(row), answer))
    assert wrong == []
    assert len(rows) == 70


def test_kubernetes_calendar_export_is_read_without_a_question(acceptance_data: Path):
    meetings = json.loads((acceptance_data / "ics/kubernetes-meetings.json").read_text())
    asked = [
        m for m in meetings if not read(f"{m['day']} {m['time']} {m['tz']} {m['frequency']}")["ok"]
    ]
    assert asked == []
    assert len(meetings) == 36


def test_every_kubernetes_group_meeting_is_read_or_asked_for_a_reason(acceptance_data: Path):
    def meetings(node: object) -> list[str]:
        if isinstance(node, list):
            return [text for value in node for text in meetings(value)]
        if not isinstance(node, dict):
            return []
        if "frequency" in node:
            return [" ".join(str(node[key]) for key in ("day", "time", "tz", "frequency"))]
        return meetings(list(node.values()))

    texts = meetings(yaml.safe_load((acceptance_data / "catalog/kubernetes-sigs.yaml").read_text()))
    asked = [text for text in texts if not read(text)["ok"]]
    assert sorted(asked) == [
        "Thursday 14:00 IST biweekly",
        "Thursday 8:00 PT (Pacific Time) monthly",
        "Tuesday 12:00 UTC monthly 2020 start date: Jan. 7th",
    ]
    assert len(texts) == 102


def test_openssf_meetings_are_read_only_where_the_text_is_clear(acceptance_data: Path):
    catalogue = yaml.safe_load((acceptance_data / "catalog/openssf-initiatives.yaml").read_text())
    meetings = [m for i in catalogue["initiatives"] for m in i.get("meetings", [])]
    readable = {m["as_published"] for m in meetings if read(m["as_published"])["ok"]}
    assert readable == READABLE
    assert len(meetings) == 39


def test_openssf_statements_in_their_readmes(acceptance_data: Path):
    with (acceptance_data / "ics/ossf-meeting-statements.tsv").open() as file:
        texts = [row["as published"] for row in csv.DictReader(file, delimiter="\t")]
    assert [read(text)["ok"] for text in texts] == [
        False,  # every 2nd Wednesday: two meanings
        True,
        False,  # CET with EDT
        True,
        True,
        True,
        True,
        True,
    ]
