"""A plan is refused exactly when somebody could be locked out; tried against every walk there is."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given

from initiatives.onboarding.core.check import (
    Looking,
    Problem,
    Surroundings,
    Trouble,
    check,
    reachable,
)
from initiatives.onboarding.core.plan import Plan, PlanStep
from tests.initiatives.onboarding.core.plans import any_plans, plan, walkable_plans


def problems(*steps: str) -> list[tuple]:
    return [(problem.trouble, *problem.keys) for problem in check(plan(*steps))]


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ([], [("no_step",)]),
        (["a", "b: a", "c?: b", "d: a b"], []),
        (["a", "b"], []),
        (["a?", "b?: a"], [("nothing_required",)]),
        (["a", "a"], [("key_twice", "a")]),
        (["a: x"], [("needs_unknown", "a", "x")]),
        (["a: a"], [("loop", "a", "a")]),
        (["a: b", "b: a"], [("loop", "a", "b", "a")]),
        (["a: b", "b: c", "c: a"], [("loop", "a", "b", "c", "a")]),
        (["x", "a: x b", "b: c", "c: b"], [("loop", "b", "c", "b")]),
        (["a: b", "b: a", "c: d", "d: c"], [("loop", "a", "b", "a"), ("loop", "c", "d", "c")]),
        (["a?", "b: a"], [("needs_optional", "b", "a")]),
        (["a?", "b?", "c: a | b"], []),
        (["a?", "b: a |"], [("needs_optional", "b", "a")]),
        (["a: b | c", "b: a", "c"], []),
    ],
)
def test_what_is_wrong_is_named(steps, found):
    assert problems(*steps) == found


def test_a_step_that_is_a_meeting_says_which():
    assert check((PlanStep(key="a", kind="attend"),)) == (Problem(Trouble.NO_MEETING, ("a",)),)
    assert check((PlanStep(key="a", kind="attend", meeting="call"),)) == ()


COUNTED = PlanStep(key="a", counts="merged", repository="ossf/demo")
TASK = PlanStep(key="a", counts="task")


@pytest.mark.parametrize("kind", ["do", "evidence"])
def test_work_elsewhere_completes_what_somebody_does_or_shows(kind):
    assert check((replace(COUNTED, kind=kind),)) == ()


@pytest.mark.parametrize("kind", ["do", "meet"])
@pytest.mark.parametrize("counts", ["task", "met"])
def test_a_task_and_a_meeting_of_a_pair_complete_what_somebody_does_or_talks_about(kind, counts):
    assert check((replace(TASK, kind=kind, counts=counts),)) == ()


@pytest.mark.parametrize(
    ("step", "trouble"),
    [
        (replace(COUNTED, kind="read"), Trouble.CANNOT_BE_COUNTED),
        (replace(COUNTED, kind="verify"), Trouble.CANNOT_BE_COUNTED),
        (replace(COUNTED, repository=""), Trouble.NO_REPOSITORY),
        (replace(COUNTED, repository="ossf demo"), Trouble.NO_REPOSITORY),
        (replace(COUNTED, counts=""), Trouble.COUNTS_NOTHING),
        (replace(COUNTED, counts="task"), Trouble.NO_REPOSITORY_HERE),
        (replace(TASK, kind="read"), Trouble.CANNOT_BE_COUNTED_HERE),
        (replace(TASK, kind="evidence"), Trouble.CANNOT_BE_COUNTED_HERE),
    ],
)
def test_a_rule_that_could_count_nothing_is_told(step, trouble):
    assert check((step,)) == (Problem(trouble, ("a",)),)


def test_a_pattern_that_means_no_files_is_told_by_its_line():
    docs = replace(COUNTED, counts="docs")
    assert check((replace(docs, paths="docs/\n*.md"),)) == ()
    assert check((replace(docs, paths="docs/\n/src\n**"),)) == (
        Problem(Trouble.ODD_PATTERN, ("a", "2")),
        Problem(Trouble.ODD_PATTERN, ("a", "3")),
    )


def test_patterns_say_nothing_where_no_docs_are_counted():
    step = replace(COUNTED, paths="docs/")
    assert check((step,)) == (Problem(Trouble.PATTERNS_ELSEWHERE, ("a",)),)


@pytest.mark.parametrize("kind", ["evidence", "verify"])
def test_a_meeting_shows_nothing(kind):
    assert check((PlanStep(key="a", kind=kind, meeting="call"),)) == (
        Problem(Trouble.MEETING_SHOWS_NOTHING, ("a",)),
    )
    assert check((PlanStep(key="a", kind="read", meeting="call"),)) == ()


ASKED = PlanStep(key="a", kind="quiz", questions="Why?\n* So\n- Not so")


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"questions": ""}, Problem(Trouble.NO_QUESTION, ("a", ""))),
        ({"questions": "* So\n- Not"}, Problem(Trouble.NO_QUESTION, ("a", ""))),
        ({"questions": "Why?\n* So"}, Problem(Trouble.FEW_CHOICES, ("a", "Why?"))),
        ({"questions": "Why?\n* So\n-"}, Problem(Trouble.FEW_CHOICES, ("a", "Why?"))),
        ({"questions": "Why?\n* So\n- So"}, Problem(Trouble.CHOICE_TWICE, ("a", "Why?"))),
        ({"questions": "Why?\n- So\n- Not"}, Problem(Trouble.NONE_RIGHT, ("a", "Why?"))),
        ({"enough_right": 0}, Problem(Trouble.NEVER_ENOUGH, ("a",))),
        ({"enough_right": 2}, Problem(Trouble.NEVER_ENOUGH, ("a",))),
        ({"kind": "read"}, Problem(Trouble.QUESTIONS_ELSEWHERE, ("a",))),
        ({"meeting": "call"}, Problem(Trouble.MEETING_ANSWERS_NOTHING, ("a",))),
    ],
)
def test_questions_nobody_could_answer_are_told(told, problem):
    assert check((ASKED,)) == ()
    assert check((replace(ASKED, **told),)) == (problem,)


def test_one_of_none_is_never_enough():
    assert check((PlanStep(key="a", one_is_enough=True),)) == (
        Problem(Trouble.ONE_OF_NONE, ("a",)),
    )


def test_a_choice_beside_a_step_needed_in_any_case_is_checked_on_both_sides():
    assert check(plan("a", "b?", "c", "d: a | b & c")) == ()
    assert check(plan("a", "b", "c?", "d: a | b & c")) == (
        Problem(Trouble.NEEDS_OPTIONAL, ("d", "c")),
    )
    assert check(plan("a", "b", "d: a | b & z")) == (Problem(Trouble.NEEDS_UNKNOWN, ("d", "z")),)
    assert check(plan("a", "b: d", "d: a | b & c", "c: d")) == (
        Problem(Trouble.LOOP, ("d", "c", "d")),
    )
    one_of_none = PlanStep(key="b", one_is_enough=True, also_needs=("a",))
    assert check((*plan("a"), one_of_none)) == (Problem(Trouble.ONE_OF_NONE, ("b",)),)


def test_a_step_not_ready_or_long_gone_is_named_as_that():
    around = Surroundings(drafts={"x"}, retired={"y"})
    assert check(plan("a: x y z"), around) == (
        Problem(Trouble.NEEDS_DRAFT, ("a", "x")),
        Problem(Trouble.NEEDS_RETIRED, ("a", "y")),
        Problem(Trouble.NEEDS_UNKNOWN, ("a", "z")),
    )


@pytest.mark.parametrize(
    ("kind", "with_whom", "is_refused"),
    [
        ("evidence", "lead", True),
        ("meet", "lead", True),
        ("evidence", "maintainer", False),
        ("evidence", "", False),
        ("read", "lead", False),
    ],
)
def test_a_step_waits_for_nobody_who_is_not_there(kind, with_whom, is_refused):
    step = PlanStep(key="a", kind=kind, with_whom=with_whom)
    found = check((step,), Surroundings(empty_seats={"lead"}))
    assert found == ((Problem(Trouble.NOBODY_THERE, ("a", "lead")),) if is_refused else ())


@pytest.mark.parametrize(
    ("kind", "people", "wanted", "told"),
    [
        ("evidence", 0, 1, ("a", "group", "0", "1")),
        ("verify", 1, 2, ("a", "group", "1", "2")),
        ("verify", 2, 2, None),
        ("meet", 0, 2, None),
        ("do", 0, 2, None),
    ],
)
def test_a_step_to_be_looked_at_has_enough_people_who_can(kind, people, wanted, told):
    around = Surroundings(looking=Looking(people, wanted, is_group=True))
    found = check((PlanStep(key="a", kind=kind),), around)
    assert found == ((Problem(Trouble.FEW_LOOK, told),) if told else ())


def test_one_that_was_looked_at_in_the_edition_before_is_not_held_up():
    few = Looking(0, 1, is_group=False)
    plan = PlanStep(key="a", kind="verify"), PlanStep(key="b", kind="verify")
    assert check(plan, Surroundings(looking=few, shown_before={"a"})) == (
        Problem(Trouble.FEW_LOOK, ("b", "foundation", "0", "1")),
    )
    assert check(plan, Surroundings()) == ()


def ever_done(steps: Plan, *, without_optional: bool = False) -> set[str]:
    """By trying: all sets of steps that somebody could have done, one step after the other."""
    may = [step for step in steps if not (without_optional and step.is_optional)]
    sets, fresh = {frozenset()}, {frozenset()}
    while fresh:
        fresh = {done | {s.key} for done in fresh for s in may if s.opens_with(done)} - sets
        sets |= fresh
    return set().union(*sets)


@given(any_plans())
def test_reachable_is_what_some_walk_reaches(steps):
    assert reachable(steps) == ever_done(steps)


@given(any_plans() | walkable_plans())
def test_a_plan_without_problems_can_be_walked_to_its_last_step(steps):
    if not check(steps):
        assert ever_done(steps) == {step.key for step in steps}
        assert any(not step.is_optional for step in steps)


@given(any_plans())
def test_a_step_nobody_can_reach_is_always_reported(steps):
    if ever_done(steps) != {step.key for step in steps}:
        assert {p.trouble for p in check(steps)} & {Trouble.LOOP, Trouble.NEEDS_UNKNOWN}


@given(any_plans())
def test_a_loop_that_is_told_is_one(steps):
    by_key = {step.key: step for step in steps}
    reached = ever_done(steps)
    for problem in check(steps):
        if problem.trouble is Trouble.LOOP:
            assert problem.keys[0] == problem.keys[-1]
            assert all(needed in by_key[key].before for key, needed in pairwise(problem.keys))
            assert reached.isdisjoint(problem.keys)


@given(any_plans())
def test_each_loop_is_told_once(steps):
    told = [set(p.keys) for p in check(steps) if p.trouble is Trouble.LOOP]
    assert all(one.isdisjoint(other) for one, other in combinations(told, 2))
