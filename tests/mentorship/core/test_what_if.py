"""What would change is what does change when the whole is run again."""

from dataclasses import replace

import pytest

from bench.matching_instances import make_instance
from mentorship.core.dials import QuotaOutOfReach
from mentorship.core.instance import Dials, Quota
from mentorship.core.instance_reading import instance_of
from mentorship.core.matching import prepared, solve
from mentorship.core.optimum import optimum
from mentorship.core.turned import turned
from mentorship.core.what_if import Change, Move, what_if
from tests.quick import within

INSTANCE = instance_of(make_instance(200, 50))


def pairs_of(instance):
    result = solve(instance)
    return {pair.mentee: (pair.mentor, pair.score) for pair in result.pairs}


def difference(before, after):
    mentors = [{mentee: mentor for mentee, (mentor, _) in each.items()} for each in (before, after)]
    moves = [
        Move(mentee, mentors[0].get(mentee), mentors[1].get(mentee))
        for mentee in sorted({*before, *after})
        if mentors[0].get(mentee) != mentors[1].get(mentee)
    ]
    total = sum(score for _, score in after.values()) - sum(score for _, score in before.values())
    return Change(len(after) - len(before), total, tuple(moves))


BEFORE = pairs_of(INSTANCE)
READY = prepared(INSTANCE)
OPTIMUM = optimum(READY.pairs, READY.weighing)


@pytest.mark.parametrize("mentee", sorted(BEFORE)[:12])
def test_a_veto_changes_what_a_run_with_it_changes(mentee):
    veto = (mentee, BEFORE[mentee][0])
    after = pairs_of(replace(INSTANCE, vetoes=INSTANCE.vetoes | {veto}))
    change = what_if(READY, OPTIMUM, vetoes=[veto])
    assert change == difference(BEFORE, after)
    assert change.moves


@pytest.mark.parametrize("places", [0, 9])
@pytest.mark.parametrize("number", range(6))
def test_places_change_what_a_run_with_them_changes(number, places):
    mentor = INSTANCE.mentors[number].id
    others = tuple(
        replace(each, capacity=places) if each.id == mentor else each for each in INSTANCE.mentors
    )
    change = what_if(READY, OPTIMUM, places={mentor: places})
    assert change == difference(BEFORE, pairs_of(replace(INSTANCE, mentors=others)))


DIALLED = {
    "lifted": Dials(aim="equal"),
    "lowest": Dials(worst_first=True),
    "everybody": Dials(every_mentor=True),
    "kept": Dials(keep=5_000),
    "first": Dials(tiers=(frozenset(sorted(BEFORE)[:9]),)),
}


@pytest.mark.parametrize("name", DIALLED)
def test_dials_count_in_what_would_be_as_they_do_in_a_run(name):
    config = replace(INSTANCE.config, dials=DIALLED[name])
    kept = frozenset((mentee, mentor) for mentee, (mentor, _) in list(BEFORE.items())[::2])
    asked = replace(INSTANCE, config=config, published=kept)
    before = pairs_of(asked)
    mentee = min(before)
    veto, mentor = (mentee, before[mentee][0]), INSTANCE.mentors[0].id
    mentors = tuple(
        replace(one, capacity=0) if one.id == mentor else one for one in INSTANCE.mentors
    )
    ready = prepared(asked)
    found = turned(ready.board, ready.pairs, config.dials)
    vetoed = pairs_of(replace(asked, vetoes=asked.vetoes | {veto}))
    emptied = pairs_of(replace(asked, mentors=mentors))
    assert what_if(ready, found, vetoes=[veto]) == difference(before, vetoed)
    assert what_if(ready, found, places={mentor: 0}) == difference(before, emptied)


def test_what_would_break_a_quota_is_refused_as_a_run_would_be():
    mentees = tuple(replace(one, group="first") for one in INSTANCE.mentees)
    dials = Dials(quotas=(Quota("first", len(BEFORE)),))
    asked = replace(INSTANCE, mentees=mentees, config=replace(INSTANCE.config, dials=dials))
    ready = prepared(asked)
    found = turned(ready.board, ready.pairs, dials)
    with pytest.raises(QuotaOutOfReach):
        what_if(ready, found, places={one.id: 0 for one in asked.mentors})


def test_nothing_decided_changes_nothing():
    assert what_if(READY, OPTIMUM) == Change(0, 0, ())


def test_who_is_not_there_cannot_be_asked_about():
    with pytest.raises(KeyError):
        what_if(READY, OPTIMUM, places={"nobody": 1})


def test_the_answer_for_two_thousand_comes_while_somebody_waits():
    ready = prepared(instance_of(make_instance(2000, 500)))
    before = optimum(ready.pairs, ready.weighing)
    mentor = ready.board.mentors[0].id
    assert within(0.15, lambda: what_if(ready, before, places={mentor: 0}))
