"""Whom several mentors wanted, and what decided it."""

from dataclasses import replace
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from mentorship.core.instance import Config, Instance, Mentee, Mentor, Skill, Window
from mentorship.core.matching import solve
from mentorship.selection.core.contests import By, Claim, contests

MONDAY = (Window((0,), 18 * 60, 120),)


def term(*, ranks, choices=None, places=1, locked=frozenset()):
    said = {"timezone": "UTC", "availability": MONDAY, "languages": ("en",)}
    return Instance(
        name="term",
        start=date(2026, 2, 23),
        weeks=12,
        mentees=tuple(
            Mentee(id=key, seniority=1, skills=(Skill("rust", 0),), **said)
            for key in ("cy", "dee", "eve")
        ),
        mentors=tuple(
            Mentor(id=key, seniority=5, skills=(Skill("rust", 4),), capacity=places, **said)
            for key in ("ada", "bo")
        ),
        mentor_preferences=ranks,
        mentee_preferences=choices or {},
        locked=locked,
        config=Config(mentors_select=True),
    )


def contests_of(instance, possible=None):
    pairs = [(pair.mentee, pair.mentor) for pair in solve(instance).pairs]
    known = set(instance.mentor_preferences) if possible is None else possible
    return contests(instance, pairs, known)


BOTH = {("cy", "ada"): 1, ("cy", "bo"): 1}


def test_a_choice_that_decided_is_told_with_both_sides():
    told = contests_of(term(ranks=BOTH, choices={("cy", "bo"): 1, ("cy", "ada"): 2}))
    [one] = told
    assert (one.mentee, one.by) == ("cy", By.CHOICE)
    assert one.winner == Claim("bo", 1, 1)
    assert one.losers == (Claim("ada", 1, 2),)


def test_where_neither_was_chosen_the_score_decided():
    [one] = contests_of(term(ranks=BOTH))
    assert one.by is By.SCORE


def test_a_mentor_who_has_somebody_dearer_lost_nothing():
    ranks = BOTH | {("dee", "ada"): 1, ("cy", "ada"): 2}
    assert contests_of(term(ranks=ranks, choices={("cy", "bo"): 1})) == []


def test_a_mentor_full_of_people_held_together_lost_nothing():
    ranks = BOTH | {("dee", "ada"): 2}
    locked = frozenset({("eve", "ada")})
    assert contests_of(term(ranks=ranks, choices={("cy", "bo"): 1}, locked=locked)) == []


def test_who_is_held_together_was_not_decided_about():
    assert contests_of(term(ranks=BOTH, locked=frozenset({("cy", "ada")}))) == []


def test_a_pair_that_could_not_be_lost_nothing():
    instance = term(ranks=BOTH, choices={("cy", "bo"): 1, ("cy", "ada"): 2})
    assert contests_of(instance, possible={("cy", "bo")}) == []


def test_who_is_dearer_to_the_mentee_and_had_no_place_lost_to_another_mentee():
    ranks = {("cy", "ada"): 2, ("dee", "ada"): 1, ("cy", "bo"): 1}
    choices = {("cy", "ada"): 1, ("cy", "bo"): 2}
    assert contests_of(term(ranks=ranks, choices=choices)) == []


PAIRS = [(mentee, mentor) for mentee in ("cy", "dee", "eve") for mentor in ("ada", "bo")]


@given(
    st.dictionaries(st.sampled_from(PAIRS), st.integers(1, 5)),
    st.dictionaries(st.sampled_from(PAIRS), st.integers(1, 3)),
    st.integers(1, 2),
)
@example(BOTH, {("cy", "bo"): 1}, 1)
@example(BOTH, {("cy", "ada"): 1, ("cy", "bo"): 1}, 2)
def test_whoever_lost_ranked_the_mentee_and_was_not_wanted_more(ranks, choices, places):
    instance = term(ranks=ranks, choices=choices, places=places)
    for one in contests_of(instance):
        own = choices.get((one.mentee, one.winner.mentor), 99)
        for claim in one.losers:
            assert ranks[one.mentee, claim.mentor] == claim.rank
            theirs = choices.get((one.mentee, claim.mentor), 99)
            assert own <= theirs
            assert one.by is By.SCORE or own < theirs


def test_a_mentor_who_left_meanwhile_claims_nothing():
    instance = term(ranks=BOTH)
    gone = replace(instance, mentors=instance.mentors[1:])
    assert contests(gone, [("cy", "bo")], {("cy", "bo")}) == []
