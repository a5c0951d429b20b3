"""Scorecard, badge and Security Insights as their sources publish them."""

import json
from datetime import date
from textwrap import dedent

import pytest

from initiatives.core.catalog_report import FileRefused
from initiatives.core.signal_reading import Part, Reading, read_signals

SCORECARD = {
    "date": "2026-05-22T00:00:00Z",
    "repo": {"name": "github.com/example/bread", "commit": "410bdd3"},
    "scorecard": {"version": "v5.3.0", "commit": "028fa93"},
    "score": 6.8,
    "checks": [
        {
            "name": "Maintained",
            "score": 8,
            "reason": "4 commits out of 30",
            "details": None,
            "documentation": {"short": "…", "url": "https://example.org/checks#maintained"},
        },
        {"name": "Packaging", "score": -1, "reason": "no publishing workflow", "details": None},
    ],
    "metadata": None,
}
BADGE = {
    "id": 74,
    "name": "Bread",
    "repo_url": "https://github.com/example/bread.git",
    "badge_level": "passing",
    "badge_percentage_0": 100,
    "badge_percentage_1": 61,
    "badge_percentage_2": 20,
    "updated_at": "2026-04-01T09:00:00.000Z",
    "description_good_status": "Met",
}
INSIGHTS_2 = """
    header:
      schema-version: 2.0.0
      last-updated: '2026-03-01'
      last-reviewed: '2026-03-02'
      url: https://example.org/security-insights.yml
    project:
      name: Bread
      administrators:
        - name: Nobody We Keep
          email: nobody@example.org
          primary: true
      vulnerability-reporting:
        reports-accepted: true
        policy: https://example.org/SECURITY.md
        contact: {name: Security, email: security@example.org}
    repository:
      url: https://github.com/example/bread
      status: active
      security:
        assessments:
          self: {comment: Not done yet.}
          third-party:
            - {name: Audit of 2025, evidence: 'https://example.org/audit', comment: Long.}
"""
INSIGHTS_1 = """
    header:
      schema-version: 1.0.0
      expiration-date: '2026-12-31T00:00:00.000Z'
      last-updated: '2025-12-31'
      project-url: https://github.com/example/bread
    vulnerability-reporting:
      accepts-vulnerability-reports: true
      security-policy: https://example.org/SECURITY.md
"""


def read(told) -> tuple[Reading, ...]:
    raw = dedent(told) if isinstance(told, str) else json.dumps(told)
    return read_signals(raw.encode(), where="signal")


def test_a_scorecard():
    assert read(SCORECARD) == (
        Reading(
            kind="scorecard",
            subject="github.com/example/bread",
            value="6.8 of 10",
            source_url="https://scorecard.dev/viewer/?uri=github.com/example/bread",
            observed_on=date(2026, 5, 22),
            parts=(
                Part(
                    name="Maintained",
                    value="8 of 10",
                    reason="4 commits out of 30",
                    url="https://example.org/checks#maintained",
                ),
                Part(name="Packaging", value="unknown", reason="no publishing workflow"),
            ),
        ),
    )


def test_a_badge_without_a_baseline():
    assert read(BADGE) == (
        Reading(
            kind="best-practices",
            subject="github.com/example/bread",
            value="passing",
            source_url="https://www.bestpractices.dev/projects/74",
            observed_on=date(2026, 4, 1),
            parts=(
                Part(name="Passing", value="100 %"),
                Part(name="Silver", value="61 %"),
                Part(name="Gold", value="20 %"),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("levels", "value"),
    [
        ((100, 100, 40), "level 2"),
        ((100, 40, 100), "level 1"),
        ((99, 100, 100), "in progress"),
        ((100, 100, 100), "level 3"),
    ],
)
def test_a_baseline_level_counts_with_all_below_it(levels, value):
    told = {f"badge_percentage_baseline_{n}": done for n, done in enumerate(levels, 1)}
    [_badge, baseline] = read(BADGE | told)

    assert (baseline.kind, baseline.value) == ("baseline", value)
    assert [part.value for part in baseline.parts] == [f"{done} %" for done in levels]


def test_security_insights_of_both_versions():
    [two] = read(INSIGHTS_2)
    assert two == Reading(
        kind="security-insights",
        subject="github.com/example/bread",
        value="published, schema 2.0.0",
        source_url="https://example.org/security-insights.yml",
        observed_on=date(2026, 3, 1),
        parts=(
            Part(
                name="Takes reports of vulnerabilities",
                value="yes",
                url="https://example.org/SECURITY.md",
            ),
            Part(name="Self-assessment", value="no"),
            Part(name="Audit of 2025", value="published", url="https://example.org/audit"),
            Part(name="Status", value="active"),
        ),
    )
    [one] = read(INSIGHTS_1)
    assert (one.value, one.observed_on) == ("published, schema 1.0.0", date(2025, 12, 31))
    assert [(part.name, part.value) for part in one.parts] == [
        ("Takes reports of vulnerabilities", "yes"),
        ("Expires", "2026-12-31"),
    ]


def test_no_person_and_no_mailbox_is_taken():
    assert "Nobody" not in repr(read(INSIGHTS_2))
    assert "@" not in repr(read(INSIGHTS_2))


@pytest.mark.parametrize(
    ("told", "field", "message"),
    [
        ({"hello": 1}, "", "This is no Scorecard result, no Best Practices badge and no security-insights.yml."),
        ([], "", "Expected a mapping of keys and values."),
        (SCORECARD | {"score": 11}, "score", "'11' is not a score from 0 to 10."),
        (SCORECARD | {"score": "nan"}, "score", "'nan' is not a score from 0 to 10."),
        (SCORECARD | {"repo": None}, "repo", "This is needed."),
        (SCORECARD | {"date": "yesterday"}, "date", "'yesterday' is not a date; write it like 2026-03-05."),
        (BADGE | {"badge_level": "platinum"}, "badge_level", "'platinum' is not one of: gold, in_progress, passing, silver."),
        (BADGE | {"badge_percentage_0": 101}, "badge_percentage_0", "Expected a whole number from 0 to 100."),
        ("header: {schema-version: 2.0.0, last-updated: soon}", "last-updated", "'soon' is not a date; write it like 2026-03-05."),
        ("header: {url: 'https://example.org'}", "schema-version", "This is needed."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_field(told, field, message):
    with pytest.raises(FileRefused) as refusal:
        read(told)
    assert [(error.field, error.message) for error in refusal.value.errors] == [(field, message)]


@pytest.mark.parametrize("raw", [b"", b"\x00", b"{", b"\xff\xfe", b"[" * 20_000, b"<html>"])
def test_no_bytes_end_in_a_traceback(raw):
    with pytest.raises(FileRefused):
        read_signals(raw, where="signal")


def test_a_score_that_could_not_be_decided_is_unknown():
    [told] = read(SCORECARD | {"score": -1})
    assert told.value == "unknown"


@pytest.mark.parametrize("told", [SCORECARD | {"score": "good"}, "header: null"])
def test_what_is_no_score_and_no_header_is_refused(told):
    with pytest.raises(FileRefused):
        read(told)


def test_a_project_without_assessments_says_nothing_of_them():
    [told] = read(
        "header: {schema-version: 2.0.0}\nrepository: {status: active, security: {tools: []}}"
    )
    assert [part.name for part in told.parts] == ["Status"]
