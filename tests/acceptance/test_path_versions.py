"""One path through four editions with the people on it, and plans that must not be published.

`ana` has arrived and `chen` is on the way with a step open; `ben` has begun and `dina` has not.
"""

from dataclasses import replace
from itertools import pairwise

import pytest
import yaml

from initiatives.onboarding.core.carry import (
    Move,
    Outcome,
    Walked,
    carried_along,
    move_of,
    outcomes,
)
from initiatives.onboarding.core.check import Surroundings, Trouble, check
from initiatives.onboarding.core.edition_diff import (
    Change,
    Declared,
    Published,
    compare,
    refusals,
)
from initiatives.onboarding.core.plan import PlanStep
from initiatives.onboarding.core.progress import State, progress

REFUSED = {
    "cycle": (Trouble.LOOP, ("a", "b", "c", "a")),
    "self": (Trouble.LOOP, ("a", "a")),
    "unknown key": (Trouble.NEEDS_UNKNOWN, ("a", "zzz")),
    "requires a draft or retired step": (Trouble.NEEDS_RETIRED, ("b", "a")),
    "nothing is available at the start": (Trouble.LOOP, ("a", "b", "a")),
    "unreachable any-of": (Trouble.ONE_OF_NONE, ("a",)),
    "step that nobody can verify": (Trouble.NOBODY_THERE, ("a", "ghost")),
}


@pytest.fixture(scope="module")
def told(acceptance_data):
    return yaml.safe_load((acceptance_data / "onboarding/path_versions.yaml").read_text())


def step(told: dict) -> PlanStep:
    verify = told.get("verify", {})
    return PlanStep(
        key=told["key"],
        kind=told.get("kind", "do"),
        title=told.get("title", told["key"]),
        needs=tuple(told.get("requires", told.get("requires_any", ()))),
        one_is_enough="requires_any" in told,
        meeting="docs-meeting" if verify.get("by") == "attendance" else "",
        with_whom=verify.get("role", ""),
    )


@pytest.fixture
def way(told):
    """The four editions as their editor would have published them."""
    one, two, three, four = told["versions"]
    assert two["change"] == {"guide": "editorial"}
    first = Published(tuple(step(each) for each in one["steps"]))
    second = reworded(first, "guide", "Read the style guide.", Change.EDITORIAL)
    assert three["change"] == {"guide": "substantive", "hello": "removed", "call": "added"}
    rewire = three["rewire"]
    third = reworded(second, "guide", "The guide, written anew.", Change.SUBSTANTIVE)
    third = Published(
        (
            *(
                replace(one, needs=tuple(rewire.get(one.key, {}).get("requires", one.needs)))
                for one in third.plan
                if one.key != "hello"
            ),
            *(step(each) for each in three["steps_added"]),
        ),
        third.declared,
    )
    assert four["change"] == {"first": "split", "into": ["first-small", "first-page"]}
    return [first, second, third, split(third)]


def reworded(edition: Published, key: str, text: str, said: Change) -> Published:
    plan = tuple(replace(one, text=text) if one.key == key else one for one in edition.plan)
    return Published(plan, {key: Declared(said)})


def split(edition: Published, *, carries: tuple[str, ...] = ()) -> Published:
    parts = ("first-small", "first-page")
    whole = edition.by_key["first"]
    plan: list[PlanStep] = []
    for one in edition.plan:
        if one.key == "first":
            plan += [replace(whole, key=part, title=part) for part in parts]
        else:
            needs = [n for key in one.needs for n in (parts if key == "first" else (key,))]
            plan.append(replace(one, needs=tuple(needs)))
    return Published(
        tuple(plan), {part: Declared("", ("first",), part in carries) for part in parts}
    )


@pytest.fixture
def people(told):
    """What had to be shown was found to count: a hook of the repository said so."""
    shown = {one["key"] for one in told["versions"][0]["steps"] if one["kind"] == "evidence"}
    return {
        one["who"]: Walked(
            frozenset(one["done"]), verified=frozenset(shown.intersection(one["done"]))
        )
        for one in told["people"]
    }


def states(edition: Published, who: Walked) -> dict[str, State]:
    shown = progress(edition.plan, who.done, who.kept_open).states
    return {each.key: state for each, state in shown}


def told_to(who: Walked, way: list[Published]) -> dict[str, Outcome]:
    return {each.key: each.outcome for each in outcomes(who, way)}


def test_the_editor_says_nothing_that_is_not_so(way):
    for old, new in pairwise(way):
        assert refusals(old, new) == ()
        assert check(new.plan) == ()


def test_a_typo_moves_who_is_on_the_way_silently_and_no_step_changes(way, people):
    old, new = way[:2]
    assert [one.change for one in compare(old, new) if one.change is not Change.SAME] == [
        Change.EDITORIAL
    ]
    for name in ("ben", "chen", "dina"):
        assert move_of(people[name], way[:2]) is Move.SILENTLY
    for who in people.values():
        assert carried_along(who, way[:2]) == who
        assert states(old, who) == states(new, who)


def test_who_has_arrived_stays_where_they_arrived(way, people):
    for count in (2, 3, 4):
        assert move_of(people["ana"], way[:count]) is Move.FINAL


def test_who_has_begun_is_asked_and_told_what_would_be(way, people):
    ben = people["ben"]
    assert move_of(ben, way[:3]) is Move.ASKED
    assert told_to(ben, way[:3]) == {
        "guide": Outcome.LOOK_AGAIN,
        "call": Outcome.NEW,
        "second": Outcome.REWIRED,
        "hello": Outcome.KEPT,
    }
    after = carried_along(ben, way[:3])
    assert after.done == ben.done
    assert states(way[2], after)["cla"] is State.HERE


def test_what_was_begun_is_not_locked_by_what_came_after(way, people):
    chen = people["chen"]
    assert move_of(chen, way[:3]) is Move.ASKED
    after = carried_along(chen, way[:3])
    assert told_to(chen, way[:3])["second"] is Outcome.STAYS_OPEN
    assert states(way[2], after) == {
        "guide": State.DONE,
        "cla": State.DONE,
        "first": State.DONE,
        "second": State.HERE,
        "call": State.OPEN,
    }


def test_who_has_done_nothing_is_moved_at_once(way, people):
    assert move_of(people["dina"], way[:3]) is Move.TOLD


def test_a_step_taken_apart_asks_once_where_its_editor_says_nothing(way, people):
    chen = people["chen"]
    assert told_to(chen, way)["first"] is Outcome.KEPT
    after = carried_along(chen, way)
    assert after.covered == {"first-small", "first-page"}
    assert after.done == chen.done

    mapped = [*way[:3], split(way[2], carries=("first-small",))]
    after = carried_along(chen, mapped)
    assert after.covered == {"first-page"}
    assert after.done == chen.done | {"first-small"}


def test_each_plan_nobody_could_walk_is_refused_by_name(told):
    found = {}
    for bad in told["invalid_versions"]:
        in_use = [one for one in bad["steps"] if "state" not in one]
        around = Surroundings(
            retired={one["key"] for one in bad["steps"] if one.get("state") == "retired"},
            empty_seats={"ghost"},
        )
        [problem] = check(tuple(step(one) for one in in_use), around)
        found[bad["why"]] = (problem.trouble, problem.keys)
    assert found == REFUSED
