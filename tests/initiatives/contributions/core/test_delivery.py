"""What a message of GitHub says about somebody's work, and what is made of a strange one."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.contributions.core.delivery import Told, Unreadable, read_delivery
from initiatives.contributions.core.fact import Fact, Kind
from tests.initiatives.contributions.deliveries import (
    ANA,
    MO,
    REPOSITORY,
    body_of,
    merged,
    pull_request,
    review,
)

NOW = datetime(2026, 3, 12, 8, tzinfo=UTC)
OPENED = Fact(9001, Kind.OPENED, 100001, datetime(2026, 3, 1, 10, tzinfo=UTC), 501, 1)
MERGED = Fact(9001, Kind.MERGED, 100001, datetime(2026, 3, 2, 9, tzinfo=UTC), 501, 1)


def read(told, event="pull_request") -> Told:
    return read_delivery(event, body_of(told), received_at=NOW)


def kinds(told) -> list[str]:
    return [fact.kind for fact in read(told).facts]


def test_a_merged_pull_request_tells_when_it_was_opened_and_merged():
    assert read(merged()) == Told(9001, "ossf/demo", (OPENED, MERGED))


def test_the_name_of_a_repository_is_read_in_small_letters():
    assert read(merged(repository={**REPOSITORY, "full_name": "OSSF/Demo"})).name == "ossf/demo"


@pytest.mark.parametrize(
    ("told", "facts"),
    [
        (pull_request("opened"), ["opened"]),
        (pull_request("opened", created_at=None), ["opened"]),
        (pull_request("reopened", state="open"), ["opened", "reopened"]),
        (pull_request("closed", closed_at="2026-03-02T09:00:00Z"), ["opened", "closed"]),
        (pull_request("closed", created_at=None), ["closed"]),
        (pull_request("labeled", created_at=None, state="closed"), []),
        (pull_request("labeled", created_at=None, state="open"), []),
        (pull_request("reopened", created_at=None, updated_at=None, state="open"), []),
        (merged(created_at=None), ["merged"]),
    ],
)
def test_each_message_says_all_it_knows_of_where_the_pull_request_stands(told, facts):
    assert kinds(told) == facts


@pytest.mark.parametrize(
    "labels", [[{"name": "Documentation"}], [{"name": "bug"}, {"name": "docs"}]]
)
def test_a_label_says_that_it_is_about_docs(labels):
    assert read(merged(labels=labels)).facts[-1].is_docs


@pytest.mark.parametrize("labels", [[], None, "docs", [None], [{"name": 1}], [{"name": "bug"}]])
def test_other_labels_say_nothing(labels):
    assert not read(merged(labels=labels)).facts[-1].is_docs


@pytest.mark.parametrize(
    ("by", "is_own"), [(MO, False), (ANA, True), ({**ANA, "login": "renamed"}, True), (None, True)]
)
def test_who_merged_it_is_told_by_number_and_nobody_known_is_no_other(by, is_own):
    assert read(merged(merged_by=by)).facts[-1].is_own_merge is is_own


@pytest.mark.parametrize(
    "user",
    [
        {"id": 2, "login": "renovate[bot]", "type": "Bot"},
        {"id": 2, "login": "renovate[bot]", "type": "User"},
        {"id": 2, "login": "renovate"} | {"type": "Mannequin"},
        None,
    ],
)
def test_machines_and_deleted_accounts_have_done_nothing(user):
    assert read(merged(user=user)).facts == ()
    assert read(review(user=user), "pull_request_review").facts == ()


def test_a_pull_request_into_a_fork_is_not_one_of_the_repository():
    assert read(merged(base={"repo": {"id": 7001}})).facts == ()


def test_a_review_of_somebody_elses_pull_request_is_told():
    at = datetime(2026, 3, 4, 9, tzinfo=UTC)
    assert read(review(), "pull_request_review").facts == (
        Fact(9001, Kind.REVIEWED, 7001, at, 501, 8),
    )


@pytest.mark.parametrize(
    "told",
    [
        *(review("edited"), review("dismissed"), review(of=ANA), review(submitted_at=None)),
        *(review(state="commented"), review(state=None)),
    ],
)
def test_a_review_of_ones_own_or_one_that_is_not_handed_in_says_nothing(told):
    assert read(told, "pull_request_review").facts == ()


@pytest.mark.parametrize(
    "at", ["2036-01-01T00:00:00Z", "2026-03-12T09:00:01Z", "1999-12-31T00:00:00Z"]
)
def test_a_date_that_nobody_can_believe_is_left_out_and_counted(at):
    told = read(merged(at))
    assert ([fact.kind for fact in told.facts], told.implausible) == (["opened"], 1)


def test_clocks_may_differ_by_an_hour():
    assert kinds(merged("2026-03-12T09:00:00Z")) == ["opened", "merged"]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ([], "repository"),
        ({"repository": "ossf/demo"}, "repository"),
        (merged(repository={**REPOSITORY, "id": True}), "id"),
        (merged(repository={**REPOSITORY, "id": 2**63}), "id"),
        (merged(repository={**REPOSITORY, "full_name": "ossf/demo/more"}), "full_name"),
        (merged(repository={**REPOSITORY, "full_name": None}), "full_name"),
        ({"repository": REPOSITORY}, "pull_request"),
        (merged(user="ana"), "user"),
        (merged(user={"login": "ana", "type": "User"}), "id"),
        (merged(base=None), "base"),
        (merged(number=0), "number"),
        (merged(id="100001"), "id"),
        (merged("yesterday"), "merged_at"),
        (merged("2026-03-02T09:00:00"), "merged_at"),
        (merged("0001-01-01T00:00:00+23:00"), "merged_at"),
        (merged(created_at=5), "created_at"),
    ],
)
def test_a_strange_message_is_refused_by_the_name_of_the_field(told, field):
    with pytest.raises(Unreadable, match=f"^{field}$"):
        read(told)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000, b'{"a": ' + b"9" * 5000]
)
def test_what_is_no_json_is_refused(body):
    with pytest.raises(Unreadable, match=r"^no JSON$"):
        read_delivery("pull_request", body, received_at=NOW)


def test_an_event_nobody_asked_for_is_refused():
    with pytest.raises(Unreadable, match=r"^event$"):
        read(merged(), "push")


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(
                ["id", "user", "base", "repo", "number", "merged_at", "labels", "state"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(anything, st.sampled_from(["pull_request", "pull_request_review"]), st.booleans())
def test_whatever_stands_in_it_it_is_read_or_refused(inside, event, is_whole):
    told = {**merged(), "review": inside, "action": "submitted", "pull_request": inside}
    try:
        read(told if is_whole else inside, event)
    except Unreadable:
        return
