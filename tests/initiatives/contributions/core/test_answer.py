"""What GitHub's API answers, read into the facts a delivery would have told."""

import json
from datetime import UTC, datetime

import pytest

from initiatives.contributions.core.answer import (
    Page,
    next_page,
    read_files,
    read_page,
    read_pull,
    read_repository,
    read_reviews,
)
from initiatives.contributions.core.delivery import Unreadable, read_delivery
from initiatives.contributions.core.fact import Fact, Kind
from initiatives.contributions.core.revert import Revert
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
API = "https://api.github.com"


def page_of(*rows) -> Page:
    return read_page(json.dumps(rows).encode(), repository=9001)


def listed(**told) -> dict:
    row = merged(**told)["pull_request"]
    del row["merged_by"]
    return row


def test_one_pull_request_tells_what_its_delivery_tells():
    told = merged()
    delivered = read_delivery("pull_request", body_of(told), received_at=NOW).facts
    assert read_pull(body_of(told["pull_request"]), repository=9001) == delivered


def test_a_list_tells_of_a_merge_and_nothing_of_who_merged():
    page = page_of(listed())
    [pull] = page.pulls
    assert (pull.number, pull.author, pull.is_merged) == (1, 501, True)
    assert [fact.is_own_merge for fact in pull.facts] == [False, False]
    assert pull.touched_at == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert page.called == "ossf/demo"


def test_a_list_tells_what_was_taken_back_as_its_deliveries_do():
    told = merged(number=5, body="Reverts ossf/demo#1")
    [pull] = page_of(told["pull_request"]).pulls
    assert pull.reverts == (Revert(9001, 1, 5, datetime(2026, 3, 2, 9, tzinfo=UTC)),)
    assert read_delivery("pull_request", body_of(told), received_at=NOW).reverts == pull.reverts
    odd = {**REPOSITORY, "full_name": None}
    for other in ({"body": 7}, {"merged_at": None}, {"base": {"repo": {**REPOSITORY, "id": 7}}}):
        assert (
            page_of(listed(**{"body": "Reverts #1", "number": 5, **other})).pulls[0].reverts == ()
        )
    unnamed = listed(number=5, body="Reverts #1")
    unnamed["base"] = {"repo": odd}
    assert page_of(unnamed, listed()).unreadable == 1


def test_one_of_a_list_that_cannot_be_read_hides_no_other():
    rows = [None, {}, listed(updated_at=None), listed(user="ana"), listed()]
    page = page_of(*rows)
    assert ([pull.number for pull in page.pulls], page.unreadable) == ([1], 4)


def test_an_empty_list_tells_nothing_not_even_the_name():
    assert page_of() == Page(())


def test_pull_requests_of_machines_and_into_forks_are_listed_without_facts():
    bot = {"id": 2, "login": "renovate[bot]", "type": "Bot"}
    fork = {"repo": {"id": 7001, "full_name": "ana/demo"}}
    page = page_of(listed(user=bot), listed(base=fork), pull_request("opened")["pull_request"])
    assert [len(pull.facts) for pull in page.pulls] == [0, 0, 1]


@pytest.mark.parametrize(
    ("body", "why"), [(b"{", "no JSON"), (b"{}", "no list"), (b"[{}]", "pull_request")]
)
def test_what_is_no_list_of_pull_requests_is_refused(body, why):
    with pytest.raises(Unreadable, match=f"^{why}$"):
        read_page(body, repository=9001)


def test_reviews_tell_what_their_deliveries_tell_and_odd_ones_hide_no_other():
    [pull] = page_of(listed(id=100008, number=8, user=MO)).pulls
    reviews = [
        review()["review"],
        review(id=7002, state="PENDING", submitted_at=None)["review"],
        review(id=7003, user=MO)["review"],
        review(id=None)["review"],
        None,
    ]
    at = datetime(2026, 3, 4, 9, tzinfo=UTC)
    found = read_reviews(json.dumps(reviews).encode(), pull=pull, repository=9001)
    assert found == (Fact(9001, Kind.REVIEWED, 7001, at, 501, 8),)


def test_reviews_of_ones_own_pull_request_say_nothing():
    [pull] = page_of(listed(user=ANA)).pulls
    assert read_reviews(json.dumps([review()["review"]]).encode(), pull=pull, repository=9001) == ()


def test_a_repository_is_its_number_and_its_name():
    assert read_repository(body_of({**REPOSITORY, "full_name": "OSSF/Demo"})) == (9001, "ossf/demo")


@pytest.mark.parametrize(
    ("link", "onward"),
    [
        (f'<{API}/a?page=1>; rel="prev", <{API}/a?page=3>; rel="next"', f"{API}/a?page=3"),
        (f'<{API}/a?page=1>; rel="first"', ""),
        ('<https://api.github.com.example.org/a>; rel="next"', ""),
        ("", ""),
    ],
)
def test_a_list_goes_on_only_at_the_same_place(link, onward):
    assert next_page(link, within=API) == onward


def test_the_files_of_a_pull_request_are_named_also_as_they_were_called_before():
    rows = [{"filename": "docs/a.md"}, {"filename": "b.md", "previous_filename": "docs/b.md"}]
    assert read_files(json.dumps(rows).encode()) == ("docs/a.md", "b.md", "docs/b.md")


@pytest.mark.parametrize(
    "row", [None, {}, {"filename": 1}, {"filename": "a", "previous_filename": 1}]
)
def test_one_file_that_cannot_be_read_leaves_all_unknown(row):
    with pytest.raises(Unreadable, match=r"^filename$"):
        read_files(json.dumps([{"filename": "docs/a.md"}, row]).encode())
