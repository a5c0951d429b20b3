"""Ladders that real communities publish, said in ours: what has a place in it, and what has none."""

import pytest
import yaml

from initiatives.core.catalog_report import FileRefused
from initiatives.ladder.core.ladder_text import read_ladder
from initiatives.ladder.core.rungs import AskKind

# Their kinds of requirements; the others are the person's own word.
COUNTED = {
    "tenure_in_role": AskKind.MONTHS_BELOW,
    "tenure": AskKind.MONTHS_WITH_US,
    "contributions": AskKind.WORK,
    "primary_reviewer_prs": AskKind.WORK,
    "reviewed_or_merged_prs": AskKind.WORK,
}


@pytest.fixture(scope="module")
def published(acceptance_data):
    told = yaml.safe_load((acceptance_data / "onboarding/contributor_ladders.yaml").read_text())
    return {ladder["id"]: ladder for ladder in told["ladders"]}


def in_ours(ladder: dict) -> str:
    """As its lead would write it: blanks of a template are left out, as the project fills them."""
    roles = ladder["roles"]
    return yaml.safe_dump({"rungs": [rung(role) for role in roles]}, sort_keys=False)


def rung(role: dict) -> dict:
    said = {"key": role["id"].replace("_", "-"), "title": role["id"]}
    if asks := [one for one in map(ask, role.get("requires", [])) if one]:
        said["asks"] = asks
    asked = role.get("sponsors") or role.get("approvals")
    if isinstance(asked, dict) and isinstance(asked.get("count"), int):
        differ = asked.get("distinct_organisations") or asked.get("at_least_one_other_employer")
        said["sponsors"] = {"count": asked["count"], "organisations": 2 if differ else 1}
        if "min_role" in asked:
            said["sponsors"]["rung"] = asked["min_role"].replace("_", "-")
    return said


def ask(told: dict) -> dict | None:
    kind = COUNTED.get(told["kind"], AskKind.SAID)
    if kind is AskKind.SAID:
        return {"said": " ".join(str(word) for word in told.values())}
    least = told.get("min", told.get("months"))
    if least is None:
        return None
    return {str(kind): least} | ({"what": told["kind"]} if kind is AskKind.WORK else {})


def test_a_large_project_asks_for_sponsors_of_two_organisations(published):
    ladder = read_ladder(in_ours(published["kubernetes"]))
    assert ladder.keys == ["contributor", "member", "reviewer", "approver", "subproject-owner"]
    member, reviewer, approver = ladder.rungs[1:4]
    assert (member.sponsors.count, member.sponsors.organisations) == (2, 2)
    assert ladder.lowest_to_sponsor(member) == ladder.place_of("reviewer")
    assert [(one.kind, one.least) for one in reviewer.asks] == [
        (AskKind.MONTHS_BELOW, 3),
        (AskKind.WORK, 5),
        (AskKind.WORK, 20),
    ]
    assert ladder.lowest_to_sponsor(approver) == ladder.place_of("subproject-owner")


def test_a_template_that_asks_a_role_it_does_not_have_is_told_so(published):
    text = in_ours(published["cncf-template"])
    with pytest.raises(FileRefused, match="'approver' is no rung of this ladder"):
        read_ladder(text)
    assert len(read_ladder(text.replace("rung: approver", "rung: maintainer")).rungs) == 5


@pytest.mark.parametrize(("name", "rungs"), [("hot-tasking-manager", 2), ("debian", 1)])
def test_others_are_ladders_too(published, name, rungs):
    assert len(read_ladder(in_ours(published[name])).rungs) == rungs


def test_what_says_no_roles_is_no_ladder_of_people(published):
    without = [name for name, ladder in published.items() if "roles" not in ladder]
    assert without == ["wikimedia-mentorship", "exercism-mentoring"]
