"""Ranked choices become preferences of the matching, and its places bound who is matched."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mentorship.core.choices import Choice, chosen_for, preferences, shared_out

CHOICES = (
    Choice("oven", "Mend the oven", "/oven/", (1, 2)),
    Choice("bread", "Bake bread", "/bread/", (2, 9)),
)
MENTORS = {1: "ada", 2: "bob"}


def test_each_mentor_behind_a_choice_gets_its_rank_and_the_dearer_one_counts():
    wishes = {"mia": ["bread", "oven"], "noe": ["oven"]}
    assert preferences(wishes, CHOICES, MENTORS) == {
        ("mia", "bob"): 1,
        ("mia", "ada"): 2,
        ("noe", "ada"): 1,
        ("noe", "bob"): 1,
    }


def test_what_is_gone_counts_for_nothing_and_a_fourth_choice_is_none():
    assert preferences({"mia": ["gone", "oven"]}, CHOICES, MENTORS)["mia", "ada"] == 2
    assert preferences({"mia": ["a", "b", "c", "oven"]}, CHOICES, MENTORS) == {}


def test_places_are_shared_in_turn_nobody_more_than_their_own():
    own = {"ada": 1, "bob": 5}
    oven = replace(CHOICES[0], places=4)
    assert shared_out([oven], MENTORS, own, held={}, pinned={}, wanted={}) == {
        ("oven", "ada"): 1,
        ("oven", "bob"): 3,
    }


def test_who_gets_nothing_stands_there_with_none():
    shares = shared_out([CHOICES[0]], MENTORS, {"ada": 1, "bob": 1}, held={}, pinned={}, wanted={})
    assert dict(shares) == {("oven", "ada"): 1, ("oven", "bob"): 0}


def test_what_one_mentor_alone_can_fill_goes_first():
    shares = shared_out(CHOICES, MENTORS, {"ada": 1, "bob": 1}, held={}, pinned={}, wanted={})
    assert shares == {("oven", "ada"): 1, ("oven", "bob"): 0, ("bread", "bob"): 1}
    bread = replace(CHOICES[1], people=(2,))
    assert shared_out(
        [CHOICES[0], bread], MENTORS, {"ada": 1, "bob": 1}, held={}, pinned={}, wanted={}
    )["bread", "bob"]


def test_matches_that_stand_keep_their_place_and_pins_come_next():
    two = {"ada": 2, "bob": 2}
    stands = shared_out(
        [CHOICES[0]], MENTORS, two, held={("oven", "bob"): 1}, pinned={"ada": 1}, wanted={}
    )
    assert dict(stands) == {("oven", "ada"): 0, ("oven", "bob"): 1}
    pinned = shared_out([CHOICES[0]], MENTORS, two, held={}, pinned={"bob": 2}, wanted={})
    assert dict(pinned) == {("oven", "ada"): 0, ("oven", "bob"): 1}


def test_who_has_people_pinned_or_a_match_has_had_their_turn():
    two, oven = {"ada": 2, "bob": 2}, replace(CHOICES[0], places=2)
    one_each = {("oven", "ada"): 1, ("oven", "bob"): 1}
    held = {("oven", "ada"): 1}
    assert shared_out([oven], MENTORS, two, held={}, pinned={"ada": 1}, wanted={}) == one_each
    assert shared_out([oven], MENTORS, two, held=held, pinned={}, wanted={}) == one_each


def test_a_pair_is_for_the_dearest_that_has_a_place():
    free = {("oven", "bob"): 1, ("bread", "bob"): 1}
    wishes = {"mia": ["oven"], "noe": ["oven", "bread"], "zoe": ["oven"]}
    assert chosen_for([("noe", "bob"), ("mia", "bob")], wishes, free) == {
        ("mia", "bob"): "oven",
        ("noe", "bob"): "bread",
    }
    assert chosen_for([("mia", "bob"), ("zoe", "bob")], wishes, free) == {
        ("mia", "bob"): "oven",
        ("zoe", "bob"): "bread",
    }
    assert chosen_for([("ida", "bob")], wishes, free) == {}
    assert chosen_for([("ida", "bob"), ("mia", "ann")], wishes, {("oven", "bob"): 1}) == {
        ("ida", "bob"): "oven"
    }


ROWS = st.lists(
    st.builds(
        Choice,
        key=st.sampled_from("pqrs"),
        name=st.just(""),
        url=st.just(""),
        people=st.lists(st.integers(1, 4), unique=True, max_size=4).map(tuple),
        places=st.integers(1, 4),
    ),
    unique_by=lambda one: one.key,
)
MANY = dict(enumerate("abcd", start=1))


@given(ROWS, st.lists(st.integers(0, 3), min_size=4, max_size=4), st.data())
def test_no_project_has_more_people_than_places_and_nobody_more_than_their_own(choices, own, data):
    """Whoever is paired within the places that mentors have left."""
    own = dict(zip(MANY.values(), own, strict=True))
    pinned = {mentor: data.draw(st.integers(0, 2)) for mentor in own}
    wanted = {(one.key, mentor): data.draw(st.integers(0, 2)) for one in choices for mentor in own}
    shares = shared_out(choices, MANY, own, held={}, pinned=pinned, wanted=wanted)
    for choice in choices:
        behind = [own[MANY[one]] for one in choice.people]
        assert sum(shares[choice.key, mentor] for mentor in own) <= min(choice.places, sum(behind))
    total = {mentor: sum(shares[one.key, mentor] for one in choices) for mentor in own}
    assert all(total[mentor] <= own[mentor] for mentor in own)
    pairs = [(f"{mentor}{n}", mentor) for mentor in own for n in range(total[mentor])]
    keys = st.lists(st.sampled_from("pqrs"), unique=True, max_size=3)
    wishes = {mentee: data.draw(keys) for mentee, _mentor in pairs}
    told = Counter((key, mentor) for (_, mentor), key in chosen_for(pairs, wishes, shares).items())
    assert all(count <= shares[at] for at, count in told.items())


def test_whom_most_of_those_who_chose_it_can_work_with_goes_first():
    wanted = {("oven", "ada"): 1, ("oven", "bob"): 2}
    own = {"ada": 1, "bob": 1}
    shares = shared_out([CHOICES[0]], MENTORS, own, held={}, pinned={}, wanted=wanted)
    assert dict(shares) == {("oven", "ada"): 0, ("oven", "bob"): 1}
    pinned = {"ada": 1}
    shares = shared_out([CHOICES[0]], MENTORS, own, held={}, pinned=pinned, wanted=wanted)
    assert dict(shares) == {("oven", "ada"): 1, ("oven", "bob"): 0}
