import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.onboarding.core.check import check
from initiatives.onboarding.core.plan import PlanStep
from initiatives.onboarding.core.progress import State, progress
from tests.initiatives.onboarding.core.plans import KEYS, any_plans, plan, walkable_plans

some_done = st.sets(st.sampled_from(KEYS))
OPENNESS = {State.LOCKED: 0, State.OPEN: 1, State.HERE: 1, State.DONE: 2}


def states(told, done) -> str:
    """`dhol`: done, here, open, locked, in the plan's order."""
    return "".join(state[0] for _step, state in progress(told, done).states)


@pytest.mark.parametrize(
    ("steps", "done", "expected"),
    [
        (["a", "b", "c"], "", "hoo"),
        (["a", "b", "c"], "b", "hdo"),
        (["a", "b: a", "c: b"], "", "hll"),
        (["a", "b: a", "c: b"], "a", "dhl"),
        (["a", "b: a", "c: b"], "abc", "ddd"),
        (["a?", "b", "c?"], "", "oho"),
        (["a?", "b", "c?"], "b", "odo"),
        (["a?", "b?", "c: a | b", "d"], "", "holo"),
        (["a?", "b?", "c: a | b", "d"], "b", "odho"),
    ],
)
def test_where_one_stands(steps, done, expected):
    assert states(plan(*steps), done) == expected


def test_what_is_done_stays_done_whatever_it_needed():
    assert states(plan("a", "b: a", "c: b"), "b") == "hdo"


def test_counts_and_time_are_of_the_steps_that_are_required():
    told = progress(plan("a", "b?", "c"), "ab")
    assert (told.done, told.total, told.minutes_left, told.is_finished) == (1, 2, 10, False)
    assert progress(plan("a", "b?"), "a").is_finished


def test_a_step_without_minutes_makes_the_time_unknown_until_it_is_done():
    told = (PlanStep(key="a"), PlanStep(key="b", minutes=5))
    assert (progress(told, "").is_time_known, progress(told, "a").is_time_known) == (False, True)


def test_a_step_of_another_plan_has_no_state():
    assert progress(plan("a"), "").state_of("z") is None


def test_what_is_kept_open_is_open_and_may_be_next():
    told = plan("a", "b: x", "x: a", "c: b")
    assert [state[0] for _step, state in progress(told, "", "b").states] == list("holl")
    assert [state[0] for _step, state in progress(told, "ax", "b").states] == list("dhdl")
    assert progress(plan("b: x", "x?"), "", "b").next.key == "b"


@given(walkable_plans())
def test_the_plans_tried_below_are_walkable(steps):
    assert check(steps) == ()


@given(walkable_plans(), some_done)
def test_a_good_plan_has_a_next_step_until_it_is_finished(steps, done):
    told = progress(steps, done)
    assert (told.next is None) == told.is_finished


@given(walkable_plans(), some_done)
def test_who_takes_each_next_step_arrives(steps, done):
    for _step in range(len(steps) + 1):
        told = progress(steps, done)
        if told.next is None:
            break
        assert told.next.key not in done
        assert told.next.opens_with(done)
        done = done | {told.next.key}
    assert progress(steps, done).is_finished


@given(any_plans(), some_done, st.sampled_from(KEYS))
def test_doing_more_never_locks_what_was_open(steps, done, one_more):
    before, after = progress(steps, done), progress(steps, done | {one_more})
    for (_step, was), (_same, now) in zip(before.states, after.states, strict=True):
        assert OPENNESS[now] >= OPENNESS[was]


@given(any_plans(), st.lists(st.sampled_from(KEYS), unique=True))
def test_the_order_in_which_steps_were_done_does_not_matter(steps, done):
    assert progress(steps, done) == progress(steps, done[::-1]) == progress(steps, set(done))


@given(any_plans(), some_done)
def test_every_step_has_one_state_and_the_next_is_the_only_here(steps, done):
    told = progress(steps, done)
    assert [step for step, _state in told.states] == list(steps)
    here = [step for step, state in told.states if state is State.HERE]
    assert here == ([told.next] if told.next else [])
    assert all((state is State.DONE) == (step.key in done) for step, state in told.states)
