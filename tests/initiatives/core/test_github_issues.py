"""Issues as GitHub tells them; a broken one is named by its place and the others are read."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.core.github_issues import (
    Issue,
    NotIssues,
    is_repository,
    read_issues,
    read_text,
)

ISSUE = {
    "number": 7,
    "title": "Explain  the\nbadge",
    "state": "open",
    "repository_url": "https://api.github.com/repos/ossf/scorecard",
    "labels": [{"name": "good first issue"}, "docs", {"name": None}, 7],
    "assignees": [],
    "created_at": "2026-01-01T10:00:00Z",
    "updated_at": "2026-02-01T10:00:00+01:00",
}


def test_an_issue_is_read():
    [issue] = read_issues([ISSUE]).issues
    assert issue == Issue(
        repository="ossf/scorecard",
        number=7,
        title="Explain the badge",
        url="https://github.com/ossf/scorecard/issues/7",
        labels=("good first issue", "docs"),
        is_open=True,
        is_done=False,
        is_assigned=False,
        opened_at=datetime(2026, 1, 1, 10, tzinfo=UTC),
        changed_at=datetime(2026, 2, 1, 9, tzinfo=UTC),
    )


def test_its_address_is_made_of_its_number_never_taken_over():
    [issue] = read_issues([{**ISSUE, "html_url": "javascript:alert(1)"}]).issues
    assert issue.url == "https://github.com/ossf/scorecard/issues/7"


@pytest.mark.parametrize(
    ("facts", "is_open", "is_done"),
    [
        ({"state": "open"}, True, False),
        ({"state": "closed", "state_reason": "completed"}, False, True),
        ({"state": "closed", "state_reason": None}, False, True),
        ({"state": "closed", "state_reason": "not_planned"}, False, False),
    ],
)
def test_closed_is_done_unless_it_was_dropped(facts, is_open, is_done):
    [issue] = read_issues([ISSUE | facts]).issues
    assert (issue.is_open, issue.is_done) == (is_open, is_done)


@pytest.mark.parametrize(
    "facts", [{"assignee": {"login": "somebody"}}, {"assignees": [{"login": "somebody"}]}]
)
def test_who_is_assigned_is_not_kept_only_that_somebody_is(facts):
    [issue] = read_issues([ISSUE | facts]).issues
    assert issue.is_assigned
    assert "somebody" not in str(issue)


def test_pull_requests_are_counted_and_left_out():
    reading = read_issues([{**ISSUE, "pull_request": {"url": "…"}}, ISSUE])
    assert (len(reading.issues), reading.pull_requests) == (1, 1)


@pytest.mark.parametrize(
    ("row", "place"),
    [
        (7, "issue 1"),
        ({**ISSUE, "number": "7"}, "issue 1, number"),
        ({**ISSUE, "number": True}, "issue 1, number"),
        ({**ISSUE, "number": 2**31}, "issue 1 (#2147483648), number"),
        ({**ISSUE, "title": " "}, "issue 1 (#7), title"),
        ({**ISSUE, "title": "a\x00b"}, "issue 1 (#7), title"),
        ({**ISSUE, "title": "\ud800"}, "issue 1 (#7), title"),
        ({**ISSUE, "title": None}, "issue 1 (#7), title"),
        ({**ISSUE, "title": "x" * 5000}, "issue 1 (#7), title"),
        ({**ISSUE, "state": "ajar"}, "issue 1 (#7), state"),
        ({**ISSUE, "labels": "docs"}, "issue 1 (#7), labels"),
        ({**ISSUE, "created_at": "yesterday"}, "issue 1 (#7), created_at"),
        ({**ISSUE, "created_at": 7}, "issue 1 (#7), created_at"),
        ({**ISSUE, "created_at": "2026-01-01T10:00:00"}, "issue 1 (#7), created_at"),
        ({**ISSUE, "updated_at": "2026-02-01T10:00:00"}, "issue 1 (#7), updated_at"),
        ({**ISSUE, "updated_at": "9999-12-31T23:59:59Z"}, "issue 1 (#7), updated_at"),
        ({**ISSUE, "repository_url": "https://api.github.com/"}, "issue 1 (#7), repository_url"),
        ({**ISSUE, "repository_url": "http://[x"}, "issue 1 (#7), repository_url"),
    ],
)
def test_a_broken_one_is_named_and_the_next_is_read(row, place):
    reading = read_issues([row, {**ISSUE, "number": 8}])
    assert [problem.place for problem in reading.problems] == [place]
    assert [issue.number for issue in reading.issues] == [8]


def test_said_twice_the_later_word_counts():
    later = {**ISSUE, "title": "Later", "updated_at": "2026-02-02T10:00:00Z"}
    for rows in ([ISSUE, later], [later, ISSUE]):
        assert [issue.title for issue in read_issues(rows).issues] == ["Later"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Line 1, column 1"),
        (b"[\n{]", "Line 2, column 2"),
        (b"{}", "begins with"),
        (b"\xff", "Byte 1"),
        (b"[NaN]", "nested too deep or holds a number"),
        (b"[" * 100_000, "nested too deep"),
        (b"[1" + b"0" * 5000 + b"]", "nested too deep or holds a number"),
        (b"[" + b"1," * 20_000 + b"1]", "At most 20000"),
    ],
)
def test_what_is_no_list_of_issues_is_refused_by_its_place(content, words):
    with pytest.raises(NotIssues, match=words):
        read_text(content)


@pytest.mark.parametrize("name", ["ossf/scorecard", "a/b", "k8s/.github", "a-b/c_d.e"])
def test_names_of_repositories(name):
    assert is_repository(name)


@pytest.mark.parametrize(
    "name", ["", "a", "a/", "/b", "a/b/c", "-a/b", "a b/c", "a/..", "a/.", "../b", "a/b?x", "a/b\n"]
)
def test_no_names_of_repositories(name):
    assert not is_repository(name)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(sorted(ISSUE)), inner),
)


@given(st.lists(ANYTHING), st.sampled_from(["", "ossf/scorecard"]))
def test_no_list_breaks_it(rows, repository):
    reading = read_issues(rows, repository=repository)
    said = len(reading.issues) + len(reading.problems) + reading.pull_requests
    assert said <= len(rows)


@given(st.dictionaries(st.sampled_from(sorted(ISSUE)), ANYTHING))
def test_no_field_breaks_it(facts):
    reading = read_issues([ISSUE | facts])
    assert len(reading.issues) + len(reading.problems) == 1
