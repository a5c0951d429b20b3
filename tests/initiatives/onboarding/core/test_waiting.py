from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.onboarding.core.progress import progress
from initiatives.onboarding.core.waiting import LONG, Clocks, Wait, Whom, waits, whom_of
from tests.initiatives.onboarding.core.plans import KEYS, plan, step, walkable_plans

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
WEDNESDAY = MONDAY + timedelta(days=2)
A_B = plan("a", "b: a")


def clocks(**told) -> Clocks:
    return Clocks(**({"quiet_since": WEDNESDAY, "looks": {}} | told))


def told(done, **clock) -> list[tuple[str, str, datetime]]:
    found = waits(progress(A_B, done), clocks(**clock))
    return [(wait.whom.value, wait.step.key, wait.since) for wait in found]


def test_the_next_step_waits_for_who_walks_since_they_did_something():
    assert told("") == [("walker", "a", WEDNESDAY)]


def test_what_was_shown_waits_for_a_look_while_its_person_goes_on():
    assert told("a", looks={"a": MONDAY}) == [
        ("verifier", "a", MONDAY),
        ("walker", "b", WEDNESDAY),
    ]


def test_who_rests_waits_only_for_a_look():
    assert told("a", looks={"a": MONDAY}, rests=True) == [("verifier", "a", MONDAY)]


def test_who_has_arrived_waits_for_nobody():
    assert told("ab") == []


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ({}, Whom.WALKER),
        ({"with_whom": "lead"}, Whom.WALKER),
        ({"with_whom": "mentor"}, Whom.MENTOR),
        ({"kind": "attend"}, Whom.MEETING),
        ({"kind": "attend", "with_whom": "mentor"}, Whom.MENTOR),
    ],
)
def test_for_whom_a_step_waits(words, whom):
    assert whom_of(replace(step("a"), **words)) is whom


def test_two_weeks_are_long():
    wait = Wait(Whom.WALKER, step("a"), MONDAY)
    assert wait.is_long(MONDAY + LONG)
    assert not wait.is_long(MONDAY + LONG - timedelta(seconds=1))


@given(walkable_plans(), st.sets(st.sampled_from(KEYS)), st.sets(st.sampled_from(KEYS)))
def test_nobody_who_is_on_the_way_waits_for_nothing(steps, done, shown):
    stands = progress(steps, done)
    found = waits(stands, clocks(looks=dict.fromkeys(shown, MONDAY)))
    mine = [wait.step for wait in found if wait.whom is not Whom.VERIFIER]
    assert mine == ([stands.next] if stands.next else [])
    keys = {one.key for one in steps}
    assert {w.step.key for w in found if w.whom is Whom.VERIFIER} == shown & keys
