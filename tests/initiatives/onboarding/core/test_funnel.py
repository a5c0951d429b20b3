from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.onboarding.core.funnel import (
    ALL_PATHS,
    Count,
    Shown,
    Stage,
    Walked,
    counts_of,
    funnel,
    median_days,
    nine_in_ten_days,
    percent,
    told_of_former,
)
from initiatives.onboarding.core.progress import progress
from portal.core.small_counts import SMALL
from tests.initiatives.onboarding.core.plans import KEYS, plan, walkable_plans

NOW = datetime(2026, 3, 31, tzinfo=UTC)
DAY = timedelta(days=1)
A_TO_C = plan("a", "b: a", "c: b")
ONE_TO_SHOW = (replace(A_TO_C[0], kind="evidence"), *A_TO_C[1:])


def walk(done="", person=0, steps=A_TO_C, **told) -> Walked:
    return Walked(path="p", person=person, stands=progress(steps, done), **told)


def stages(one: Walked, steps=A_TO_C) -> set[str]:
    return {
        f"{count.stage} {count.step}".strip()
        for count in counts_of(one, steps, NOW)
        if count.path != ALL_PATHS
    }


def test_who_began_stands_at_the_first_step():
    assert stages(walk()) == {"started", "step_reached a"}


def test_who_did_something_has_reached_what_it_opened():
    assert stages(walk("a", quiet_since=NOW - 13 * DAY)) == {
        *("started", "first_step", "on_the_way"),
        *("step_reached a", "step_done a", "step_reached b"),
    }


def test_who_is_quiet_for_two_weeks_is_quiet_for_long():
    quiet = walk("a", quiet_since=NOW - 14 * DAY)
    assert {"on_the_way", "quiet_for_long"} <= stages(quiet)


def test_who_did_another_step_a_week_later_came_again():
    first = NOW - 30 * DAY
    assert "again_after_a_week" in stages(walk("ab", did_at=(first, first + 7 * DAY)))
    assert "again_after_a_week" not in stages(walk("ab", did_at=(first, first + 6 * DAY)))


def test_who_did_a_step_ninety_days_after_they_began_is_still_there():
    began = NOW - 200 * DAY
    told = {"begun_at": began, "did_at": (began + 90 * DAY,)}
    assert "still_there_after_90_days" in stages(walk("a", **told))
    assert "still_there_after_90_days" not in stages(walk("a", **told | {"did_at": (began,)}))


def test_who_took_a_role_on_a_later_day_than_they_began_took_it_after_it():
    began = NOW - 200 * DAY
    later = walk(begun_at=began, role_since=(began + DAY).date())
    assert "took_a_role" in stages(later)
    assert "took_a_role" not in stages(replace(later, role_since=began.date()))
    assert "took_a_role" not in stages(replace(later, role_since=None))


@pytest.mark.parametrize(("others", "told"), [(4, None), (5, 6)])
def test_of_those_who_took_a_role_as_many_must_not_walk(others, told):
    began = NOW - 200 * DAY
    walks = [
        replace(walk(begun_at=began, role_since=NOW.date() if n < 6 else None), person=n)
        for n in range(12)
    ]
    took = frozenset(range(6)) | frozenset(range(100, 100 + others))
    found = funnel(walks, {"p": A_TO_C}, NOW, took).numbers
    assert found.get(Count("p", Stage.ROLE)) == told


def test_who_did_all_has_arrived():
    assert "finished" in stages(walk("abc"))


def test_work_of_before_reaches_its_step_and_no_other():
    assert stages(walk("c")) == {"started", "first_step", "step_reached a", "step_reached c"} | {
        "step_done c"
    }


def test_what_was_shown_waits_for_a_look():
    shown = (Shown(at=NOW - 15 * DAY),)
    waits = walk("a", steps=ONE_TO_SHOW, shown=shown)
    assert {"first_shown", "waits_for_a_look", "waits_long_for_a_look"} <= stages(
        waits, ONE_TO_SHOW
    )
    assert "waits_for_a_look" not in stages(replace(waits, has_left=True), ONE_TO_SHOW)
    assert "left" in stages(replace(waits, has_left=True), ONE_TO_SHOW)


def test_what_was_answered_counts_once_it_was_found_to_count():
    shown = (Shown(at=NOW - 3 * DAY, taken_at=NOW - 2 * DAY, answered_at=NOW - DAY),)
    answered = walk("a", steps=ONE_TO_SHOW, shown=shown, verified=frozenset("a"))
    assert {"answered", "answered_after_being_taken", "first_verified", "step_verified a"} <= (
        stages(answered, ONE_TO_SHOW)
    )
    assert "step_verified a" not in stages(replace(answered, verified=frozenset()), ONE_TO_SHOW)


def test_a_step_that_is_gone_from_their_edition_is_not_reached():
    older = plan("a")
    assert "step_reached b" not in stages(walk("a", steps=older))


def test_numbers_and_days_of_many_walks():
    shown = (Shown(at=NOW - 4 * DAY, taken_at=NOW - DAY, answered_at=NOW),)
    walks = [walk(person=n, quiet_since=NOW - n * DAY) for n in range(6)]
    walks += [
        walk("a", n + 6, steps=ONE_TO_SHOW, shown=shown, verified=frozenset("a")) for n in range(5)
    ]
    told = funnel(walks, {"p": ONE_TO_SHOW}, NOW)
    assert told.numbers[Count("p", Stage.STARTED)] == 11
    assert told.numbers[Count("p", Stage.ANSWERED)] == 5
    assert told.numbers[Count("p", Stage.COUNTS, "a")] == 5
    assert told.numbers[Count("p", Stage.ON_THE_WAY)] == 6
    assert Count("p", Stage.FINISHED) not in told.numbers
    assert told.days[Count("p", Stage.ANSWERED)] == 4.0
    assert told.days[Count("p", Stage.TAKEN)] == 1.0
    assert told.days[Count("p", Stage.ON_THE_WAY)] == 2.5
    assert Count("p", Stage.LOOKED_FOR) not in told.days


def test_days_of_what_still_waits_run_until_now():
    walks = [walk(person=n, shown=(Shown(at=NOW - 9 * DAY),)) for n in range(5)]
    told = funnel(walks, {"p": A_TO_C}, NOW)
    assert told.days[Count("p", Stage.LOOKED_FOR)] == 9.0


def test_one_path_that_is_hidden_hides_the_sum_of_all():
    walks = [walk(person=n) for n in range(9)]
    walks += [replace(walk(person=n + 9), path="q") for n in range(3)]
    told = funnel(walks, {"p": A_TO_C, "q": A_TO_C}, NOW)
    started = {count for count in told.numbers if count.stage is Stage.STARTED}
    assert started == {Count("p", Stage.STARTED)}


def test_half_waited_at_most():
    assert median_days([DAY, 3 * DAY, 4 * DAY]) == 3.0
    assert median_days([timedelta(hours=1), timedelta(hours=2)]) == 0.1


def test_nine_in_ten_waited_at_most():
    assert nine_in_ten_days([DAY]) == 1.0
    assert nine_in_ten_days(n * DAY for n in range(1, 11)) == 9.0
    assert nine_in_ten_days(n * DAY for n in range(1, 12)) == 10.0


@pytest.mark.parametrize(("people", "told"), [(49, None), (50, 44.0)])
def test_what_nine_in_ten_waited_is_told_of_fifty_people_and_more(people, told):
    walks = [walk(person=n, quiet_since=NOW - n * DAY) for n in range(people)]
    found = funnel(walks, {"p": A_TO_C}, NOW)
    assert found.most_days.get(Count("p", Stage.ON_THE_WAY)) == told


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(1, 8, 13), (None, 8, None), (1, None, None), (0, 0, None)]
)
def test_a_share_is_hidden_with_its_numbers(part, whole, share):
    assert percent(part, whole) == share


@st.composite
def walks_of_paths(draw):
    """A few kinds of walks, each walked by several; somebody may walk more than one."""
    plans = {name: draw(walkable_plans()) for name in "pq"[: draw(st.integers(1, 2))]}
    plans = {name: tuple(shown_at_a(one) for one in steps) for name, steps in plans.items()}
    kinds = draw(st.lists(any_walks(plans), min_size=1, max_size=5))
    people = st.lists(st.tuples(st.sampled_from(kinds), st.integers(0, 30)), max_size=30)
    return plans, [replace(kind, person=person) for kind, person in draw(people)]


def shown_at_a(one):
    return replace(one, kind="evidence") if one.key == "a" else one


@st.composite
def any_walks(draw, plans):
    path = draw(st.sampled_from(sorted(plans)))
    done = draw(st.sets(st.sampled_from([*KEYS, "z"])))
    return Walked(
        path=path,
        person=0,
        stands=progress(plans[path], done),
        verified=frozenset("a") & done if draw(st.booleans()) else frozenset(),
        shown=draw(st.sampled_from([(), (Shown(at=NOW - 20 * DAY),), ANSWERED])),
        quiet_since=draw(st.sampled_from([None, NOW, NOW - 20 * DAY])),
        begun_at=NOW - 200 * DAY,
        role_since=draw(st.sampled_from([None, (NOW - 300 * DAY).date(), NOW.date()])),
        did_at=draw(st.sampled_from([(), (NOW - 190 * DAY,), (NOW - 190 * DAY, NOW)])),
        has_left=draw(st.booleans()),
    )


ANSWERED = (Shown(at=NOW - 3 * DAY, taken_at=NOW - DAY, answered_at=NOW),)
HOLDS = [
    *((Stage.STARTED, stage) for stage in Stage if not stage.startswith("step_")),
    (Stage.FIRST, Stage.FINISHED),
    (Stage.SHOWN, Stage.VERIFIED),
    (Stage.SHOWN, Stage.ANSWERED),
    (Stage.SHOWN, Stage.LOOKED_FOR),
    (Stage.ANSWERED, Stage.TAKEN),
    (Stage.LOOKED_FOR, Stage.LOOKED_FOR_LONG),
    (Stage.ON_THE_WAY, Stage.QUIET),
    (Stage.REACHED, Stage.DONE),
    (Stage.DONE, Stage.COUNTS),
]


@given(walks_of_paths())
def test_a_stage_holds_what_its_definition_says(told):
    plans, walks = told
    for one in {id(walk.stands): walk for walk in walks}.values():
        found = set(counts_of(one, plans[one.path], NOW))
        for holder, held in HOLDS:
            holders = {replace(count, stage=holder) for count in found if count.stage is held}
            assert holders <= found
        assert Count(one.path, Stage.STARTED) in found


def tally(plans, walks) -> Counter:
    kinds = {id(one.stands): frozenset(counts_of(one, plans[one.path], NOW)) for one in walks}
    return Counter(count for one in walks for count in kinds[id(one.stands)])


def alike(walks, inside, like) -> list[Walked]:
    """Everybody of these walks as one of them: they stay the people they are."""
    return [replace(like, person=one.person) if n in inside else one for n, one in enumerate(walks)]


WHO_WALK_NOT = frozenset(range(-5, 0))


@given(walks_of_paths())
def test_no_number_that_is_hidden_can_be_worked_out(told):
    """For each there are two other lots of walks, possible by every rule for single walks, of which
    all that is shown says exactly the same, and which are as far apart in it as five."""
    plans, walks = told
    shown = funnel(walks, plans, NOW, WHO_WALK_NOT).numbers
    of_walk = [frozenset(counts_of(one, plans[one.path], NOW)) for one in walks]
    part_of = [frozenset(found & shown.keys()) for found in of_walk]
    for hidden in set().union(*of_walk) - shown.keys():
        within = [n for n, found in enumerate(of_walk) if hidden in found]
        cut = [n for n in within if part_of[n]]
        pairs = (
            (n, other)
            for n in cut
            for other in range(len(walks))
            if part_of[other] == part_of[n] and hidden not in of_walk[other]
        )
        if pair := next(pairs, None):
            one, other = pair
            part = [n for n in range(len(walks)) if part_of[n] == part_of[one]]
            worlds = [alike(walks, part, walks[one]), alike(walks, part, walks[other])]
        else:
            [fresh, *_rest] = [n for n in within if not part_of[n]]
            worlds = [walks, walks + [walks[fresh]] * SMALL]
        numbers = [tally(plans, world) for world in worlds]
        for found in numbers:
            assert {count: found[count] for count in shown} == shown
        assert abs(numbers[0][hidden] - numbers[1][hidden]) >= SMALL


def former(began, first, ended) -> dict[Stage, int]:
    return {Stage.STARTED: began, Stage.FIRST: first, Stage.FINISHED: ended}


def test_who_erased_their_account_is_told_of_in_fives():
    assert told_of_former(former(17, 12, 5)) == former(15, 10, 5)
    assert told_of_former({Stage.STARTED: 5}) == {Stage.STARTED: 5}


def test_of_a_few_who_erased_their_account_nothing_is_told():
    assert told_of_former(former(4, 4, 4)) == {}
    assert told_of_former(former(9, 5, 4)) == {Stage.STARTED: 5, Stage.FIRST: 5}
