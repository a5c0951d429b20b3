import hashlib
import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from initiatives.onboarding.core.plan import PlanStep, digest
from tests.initiatives.onboarding.core.plans import KEYS, any_plans, plan


def test_a_step_opens_when_all_it_needs_is_done_or_one_where_one_is_enough():
    both, either = plan("c: a b", "d: a | b")
    assert [both.opens_with(done) for done in ("", "a", "ab")] == [False, False, True]
    assert [either.opens_with(done) for done in ("", "a", "ab")] == [False, True, True]
    assert PlanStep(key="a").opens_with(())


def test_a_step_may_wait_for_some_in_any_case_and_for_one_of_others():
    [mixed] = plan("d: a | b & c")
    assert [mixed.opens_with(done) for done in ("c", "ab", "ac", "bc")] == [
        False,
        False,
        True,
        True,
    ]
    assert mixed.still_needed("") == ("c", "a", "b")
    assert mixed.still_needed("a") == ("c",)
    assert mixed.still_needed("c") == ("a", "b")
    [every] = plan("d: a b & b c")
    assert (every.all_of, every.any_of) == (("b", "c", "a"), ())


def test_what_is_shown_is_evidence_or_looked_at():
    shown = [
        kind
        for kind in ("read", "do", "evidence", "verify")
        if PlanStep(key="a", kind=kind).is_shown
    ]
    assert shown == ["evidence", "verify"]


def test_the_digest_is_of_everything_a_walker_sees():
    told = plan("a", "b: a")
    fields = {
        "key": "z",
        "kind": "read",
        "title": "T",
        "why": "W",
        "text": "X",
        "link": "https://a.example/",
        "with_whom": "lead",
        "minutes": 11,
        "is_optional": True,
        "needs": ("b",),
        "one_is_enough": True,
        "meeting": "call",
        "rsvp_is_enough": True,
        "counts": "merged",
        "repository": "ossf/demo",
        "how_many": 2,
        "also_needs": ("b",),
        "questions": "Why?",
        "enough_right": 1,
        "paths": "docs/",
    }
    changed = {
        digest((replace(told[0], **{name: value}), told[1])) for name, value in fields.items()
    }
    assert len(changed | {digest(told)}) == len(fields) + 1
    assert set(fields) == set(vars(told[0]))
    assert digest(told[::-1]) != digest(told)


def test_editions_of_before_work_was_counted_keep_their_digest():
    step = {"key": "a", "kind": "do", "title": "", "why": "", "text": "", "link": ""}
    step |= {"with_whom": "", "minutes": None, "is_optional": False, "needs": []}
    step |= {"one_is_enough": False, "meeting": "", "rsvp_is_enough": False}
    told = json.dumps([step], sort_keys=True)
    assert digest((PlanStep(key="a"),)) == hashlib.sha256(told.encode()).hexdigest()


@given(any_plans(), st.sets(st.sampled_from(KEYS)), st.sampled_from(KEYS))
def test_doing_more_never_shuts_a_step(steps, done, one_more):
    for step in steps:
        assert step.opens_with(done | {one_more}) or not step.opens_with(done)
