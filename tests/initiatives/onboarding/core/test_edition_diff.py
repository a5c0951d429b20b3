"""What an editor says of a change is held against the steps themselves."""

from dataclasses import replace

import pytest
from hypothesis import given

from initiatives.onboarding.core.edition_diff import (
    Change,
    Declared,
    Lie,
    Published,
    Refusal,
    StepChange,
    asks_the_same,
    compare,
    is_silent,
    refusals,
)
from initiatives.onboarding.core.plan import PlanStep
from tests.initiatives.onboarding.core.plans import edition, histories, plan

NOTHING = Declared()
EDITORIAL = Declared(Change.EDITORIAL)
SUBSTANTIVE = Declared(Change.SUBSTANTIVE)
RETURNED = Declared(Change.RETURNED)


@pytest.mark.parametrize(
    ("fields", "is_so"),
    [
        ({}, True),
        ({"why": "W", "minutes": 9, "with_whom": "lead", "is_optional": True}, True),
        ({"needs": ("b",), "one_is_enough": True, "also_needs": ("c",)}, True),
        ({"title": "B"}, False),
        ({"text": "X"}, False),
        ({"link": "https://a.example/"}, False),
        ({"kind": "verify"}, False),
        ({"counts": "merged", "repository": "ossf/demo"}, False),
        ({"how_many": 2}, False),
        ({"questions": "Who?"}, False),
    ],
)
def test_what_a_step_asks_is_all_but_why_when_and_with_whom(fields, is_so):
    step = PlanStep(key="a", title="A", minutes=5)
    assert asks_the_same(step, replace(step, **fields)) is is_so


def changed(said: Declared = NOTHING, **fields) -> tuple[Published, Published]:
    was = PlanStep(key="a", title="A", minutes=5)
    return Published((was,)), Published((replace(was, **fields),), {"a": said})


@pytest.mark.parametrize(
    ("fields", "said", "change"),
    [
        ({}, NOTHING, Change.SAME),
        ({}, SUBSTANTIVE, Change.SAME),
        ({"title": "B"}, NOTHING, Change.EDITORIAL),
        ({"why": "W", "text": "X", "minutes": 9}, NOTHING, Change.EDITORIAL),
        ({"text": "X"}, SUBSTANTIVE, Change.SUBSTANTIVE),
        ({"link": "https://a.example/"}, NOTHING, Change.SUBSTANTIVE),
        ({"link": "https://a.example/"}, EDITORIAL, Change.EDITORIAL),
        ({"needs": ("b",)}, NOTHING, Change.REWIRED),
        ({"one_is_enough": True}, SUBSTANTIVE, Change.REWIRED),
        ({"also_needs": ("b",)}, SUBSTANTIVE, Change.REWIRED),
        ({"needs": ("b",), "title": "B"}, NOTHING, Change.SUBSTANTIVE),
        ({"is_optional": True}, EDITORIAL, Change.SUBSTANTIVE),
        ({"questions": "Why?"}, EDITORIAL, Change.SUBSTANTIVE),
        ({"enough_right": 2}, NOTHING, Change.SUBSTANTIVE),
        ({"kind": "read"}, NOTHING, Change.SUBSTANTIVE),
    ],
)
def test_a_step_that_stays(fields, said, change):
    told = compare(*changed(said, **fields))
    assert told == (StepChange("a", change, tuple(f for f in vars(PlanStep("a")) if f in fields)),)


def test_a_choice_told_another_way_is_a_change_of_what_comes_first():
    old, new = edition("a", "b", "c", "d: a | b & c"), edition("a", "b", "c", "d: a b c")
    told = [one for one in compare(old, new) if one.change is not Change.SAME]
    assert told == [StepChange("d", Change.REWIRED, ("needs", "one_is_enough", "also_needs"))]


def test_in_which_order_it_names_the_steps_before_it_means_nothing():
    old, new = edition("a", "b", "c: a b"), edition("a", "b", "c: b a")
    assert {one.change for one in compare(old, new)} == {Change.SAME}


def test_steps_that_come_and_go():
    old = edition("a", "b", "c", "d", "e")
    new = edition(
        *("a", "new", "back", "b1", "b2", "cd", "f"),
        back=RETURNED,
        b1=Declared(replaces=("b",)),
        b2=Declared(replaces=("b",), carries=True),
        cd=Declared(replaces=("c", "d")),
        f=Declared(replaces=("e",)),
    )
    assert compare(old, new) == (
        StepChange("a", Change.SAME),
        StepChange("new", Change.ADDED),
        StepChange("back", Change.RETURNED),
        StepChange("b1", Change.SPLIT, (), ("b",)),
        StepChange("b2", Change.SPLIT, (), ("b",)),
        StepChange("cd", Change.MERGED, (), ("c", "d")),
        StepChange("f", Change.RENAMED, (), ("e",)),
        StepChange("b", Change.REMOVED, (), ("b1", "b2")),
        StepChange("c", Change.REMOVED, (), ("cd",)),
        StepChange("d", Change.REMOVED, (), ("cd",)),
        StepChange("e", Change.REMOVED, (), ("f",)),
    )


def test_silent_is_what_changes_words_or_nothing():
    assert is_silent(compare(*changed(title="B")))
    assert not is_silent(compare(*changed(SUBSTANTIVE, title="B")))
    assert not is_silent(compare(edition("a"), edition("a", "b")))


@pytest.mark.parametrize(
    ("fields", "said", "refused"),
    [
        ({"needs": ("b",)}, EDITORIAL, (Lie.NOT_EDITORIAL, ("needs",))),
        (
            {"title": "B", "is_optional": True, "needs": ("b",)},
            EDITORIAL,
            (Lie.NOT_EDITORIAL, ("is_optional", "needs")),
        ),
        ({"kind": "read", "title": "B"}, SUBSTANTIVE, (Lie.ANOTHER_KIND, ("do", "read"))),
        ({}, Declared(replaces=("z",)), (Lie.NOT_NEW, ())),
    ],
)
def test_what_is_not_so_is_refused_with_its_step_and_fields(fields, said, refused):
    lie, told = refused
    assert refusals(*changed(said, **fields)) == (Refusal(lie, "a", told),)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, EDITORIAL),
        ({"link": "https://a.example/"}, EDITORIAL),
        ({"needs": ("b",)}, Declared()),
        ({"needs": ("b",)}, SUBSTANTIVE),
        ({"text": "X"}, RETURNED),
    ],
)
def test_what_is_so_passes(fields, said):
    assert refusals(*changed(said, **fields)) == ()


def test_what_was_said_when_it_came_out_may_stay_written_there():
    said = {"b": Declared(replaces=("a",))}
    assert refusals(Published(plan("b"), said), Published(plan("b", "c"), said)) == ()


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        (NOTHING, [Refusal(Lie.USED_BEFORE, "old")]),
        (EDITORIAL, [Refusal(Lie.USED_BEFORE, "old")]),
        (RETURNED, []),
    ],
)
def test_a_key_used_before_comes_back_only_as_the_same_step(said, refused):
    earlier = {"old": PlanStep(key="old")}
    assert list(refusals(edition("a"), edition("a", "old", old=said), earlier)) == refused


def test_it_is_not_the_same_step_when_it_is_of_another_kind():
    earlier = {"old": PlanStep(key="old", kind="read")}
    assert refusals(edition("a"), edition("a", "old", old=RETURNED), earlier) == (
        Refusal(Lie.ANOTHER_KIND, "old", ("read", "do")),
    )


def test_nothing_returns_that_was_never_there():
    assert refusals(edition("a"), edition("a", "b", b=RETURNED)) == (
        Refusal(Lie.NEVER_THERE, "b", ("b",)),
    )


def test_a_step_takes_the_place_of_one_that_went():
    old, earlier = edition("a", "b"), {"c": PlanStep(key="c")}
    said = Declared(replaces=("a", "b", "c", "z"))
    assert refusals(old, edition("a", "new", new=said), earlier) == (
        Refusal(Lie.STILL_THERE, "new", ("a",)),
        Refusal(Lie.NEVER_THERE, "new", ("z",)),
    )


@given(histories(most=1))
def test_every_step_of_either_edition_is_told_once(way):
    old, new = way
    told = [one.key for one in compare(old, new)]
    assert len(told) == len(set(told))
    assert set(told) == old.by_key.keys() | new.by_key.keys()


@given(histories(most=1))
def test_nothing_changes_between_an_edition_and_itself(way):
    assert {one.change for one in compare(way[-1], way[-1])} == {Change.SAME}
    assert refusals(way[-1], way[-1]) == ()
