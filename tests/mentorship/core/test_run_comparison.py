"""What changed between two runs, and why somebody has another mentor."""

from dataclasses import replace
from datetime import date

import pytest

from mentorship.core.instance import (
    Config,
    Dials,
    Instance,
    Limits,
    Mentee,
    Mentor,
    Rules,
    Skill,
    Window,
)
from mentorship.core.instance_parts import Changes, changes, parts_of
from mentorship.core.matching import solve
from mentorship.core.result import result_tree
from mentorship.core.run_comparison import Move, moves

EVENINGS = (Window((0, 2), 18 * 60, 120),)


def mentee(name, **facts):
    shared = {"timezone": "UTC", "seniority": 1, "availability": EVENINGS, "languages": ("en",)}
    return Mentee(id=name, skills=(Skill("rust", 0, 3),), **shared | facts)


def mentor(name, level=4, **facts):
    shared = {"timezone": "UTC", "seniority": 5, "availability": EVENINGS, "languages": ("en",)}
    return Mentor(id=name, capacity=1, skills=(Skill("rust", level),), **shared | facts)


ANA, BO = mentee("ana"), mentee("bo", goals=("talk",))
MIA, NILS = mentor("mia", goals=("talk",)), mentor("nils")
SPRING = Instance(
    name="spring", start=date(2026, 4, 6), weeks=4, mentees=(ANA, BO), mentors=(MIA, NILS)
)


def compared(before: Instance, after: Instance) -> list[Move]:
    results = [result_tree(solve(each)) for each in (before, after)]
    return moves(*results, changes(parts_of(before), parts_of(after)))


def told(before: Instance, after: Instance) -> list[tuple]:
    return [(each.mentee, each.before, each.after, each.why) for each in compared(before, after)]


def test_equal_instances_differ_in_nothing():
    turned = replace(SPRING, mentees=(BO, ANA))
    assert changes(parts_of(SPRING), parts_of(turned)) == Changes()
    assert compared(SPRING, turned) == []


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ({"mentees": (ANA, BO, mentee("cleo"))}, {"came": ("cleo",)}),
        ({"mentors": (MIA,)}, {"left": ("nils",)}),
        ({"mentors": (MIA, mentor("nils", 5))}, {"changed": ("nils",)}),
        ({"locked": frozenset({("ana", "mia")})}, {"locked": (("ana", "mia"),)}),
        ({"vetoes": frozenset({("ana", "mia")})}, {"vetoes": (("ana", "mia"),)}),
        ({"apart": frozenset({("ana", "mia")})}, {}),
        ({"config": Config(rules=Rules(skill=False))}, {"weights": True}),
        ({"config": Config(limits=Limits(skill=2))}, {"weights": True}),
        ({"weeks": 5}, {"weights": True}),
        ({"config": Config(dials=Dials(worst_first=True))}, {"dials": True}),
    ],
)
def test_each_part_is_told_apart(now, found):
    after = replace(SPRING, **now)
    assert changes(parts_of(SPRING), parts_of(after)) == Changes(**found)


def test_what_is_lifted_is_told_too():
    held = replace(SPRING, locked=frozenset({("ana", "mia")}), vetoes=frozenset({("bo", "mia")}))
    assert changes(parts_of(held), parts_of(SPRING)) == Changes(
        unlocked=(("ana", "mia"),), allowed=(("bo", "mia"),)
    )


def test_of_a_person_nothing_but_a_digest_is_kept():
    assert "talk" not in str(parts_of(SPRING))
    assert set(parts_of(SPRING)["people"]) == {"ana", "bo", "mia", "nils"}


def test_a_pin_moves_one_by_itself_and_the_other_because_of_it():
    pinned = replace(SPRING, locked=frozenset({("ana", "mia")}))
    assert told(SPRING, pinned) == [
        ("ana", "nils", "mia", "pinned"),
        ("bo", "mia", "nils", "others_moved"),
    ]
    assert told(pinned, SPRING) == [
        ("ana", "mia", "nils", "unpinned"),
        ("bo", "nils", "mia", "others_moved"),
    ]


def test_the_part_of_the_score_that_differs_most_is_named_with_its_points():
    pinned = replace(SPRING, locked=frozenset({("ana", "mia")}))
    _, bo = compared(SPRING, pinned)
    assert bo.component is not None
    name, before, after = bo.component
    assert (name, after) == ("goals", 0)
    assert bo.score_before - bo.score_after == before


def test_pairs_of_one_worth_differ_in_no_part():
    alike = replace(SPRING, mentees=(ANA,), mentors=(mentor("mia"), mentor("nils")))
    [pair] = solve(alike).pairs
    kept_apart = replace(alike, vetoes=frozenset({(pair.mentee, pair.mentor)}))
    [only] = compared(alike, kept_apart)
    assert (only.why, only.component) == ("vetoed", None)
    [back] = compared(kept_apart, alike)
    assert back.why == "allowed"


def test_who_came_who_lost_a_mentor_and_who_got_a_new_one():
    alone = replace(SPRING, mentees=(BO,), mentors=(MIA,))
    assert told(alone, SPRING) == [("ana", None, "nils", "came")]
    without = replace(SPRING, mentors=(NILS,), mentees=(BO,))
    assert told(alone, without) == [("bo", "mia", "nils", "old_mentor_left")]
    nobody = replace(SPRING, mentees=(BO,), mentors=(replace(NILS, languages=("fi",)),))
    assert told(nobody, alone) == [("bo", None, "mia", "new_mentor_came")]
    [only] = compared(nobody, alone)
    assert (only.score_before, only.component) == (None, None)


def test_a_change_of_the_mentee_is_nearer_than_one_of_a_mentor():
    silent = replace(SPRING, mentees=(replace(BO, languages=("fi",)),), mentors=(MIA,))
    spoken = replace(SPRING, mentees=(BO,), mentors=(MIA,))
    assert told(spoken, silent) == [("bo", "mia", None, "changed")]
    finnish = replace(spoken, mentors=(replace(MIA, languages=("fi",)),))
    assert told(spoken, finnish) == [("bo", "mia", None, "old_mentor_changed")]
    assert told(finnish, spoken) == [("bo", None, "mia", "new_mentor_changed")]


def test_other_weights_and_other_dials_are_reasons_of_their_own():
    strict = replace(SPRING, mentees=(replace(BO, languages=("fi",)),), mentors=(MIA,))
    free = replace(strict, config=Config(rules=Rules(language=False)))
    assert told(strict, free) == [("bo", None, "mia", "weights")]
    one, other = (result_tree(solve(each)) for each in (strict, free))
    [only] = moves(one, other, Changes(dials=True))
    assert only.why == "dials"


def test_who_selects_and_what_mentors_rank_are_reasons_too():
    lists = {("ana", "nils"): 1, ("bo", "mia"): 1}
    ranked = replace(SPRING, mentor_preferences=lists)
    select = replace(ranked, config=Config(mentors_select=True))
    turned = replace(select, mentor_preferences={("ana", "mia"): 1, ("bo", "mia"): 2})
    assert told(select, turned) == [
        ("ana", "nils", "mia", "ranks"),
        ("bo", "mia", None, "ranks"),
    ]
    assert told(turned, SPRING) == [
        ("ana", "mia", "nils", "selection"),
        ("bo", None, "mia", "selection"),
    ]


def test_where_nothing_is_kept_of_what_a_run_was_made_of_no_reason_is_told():
    pinned = replace(SPRING, locked=frozenset({("ana", "mia")}))
    results = [result_tree(solve(each)) for each in (SPRING, pinned)]
    assert [each.why for each in moves(*results, None)] == ["unknown", "unknown"]
