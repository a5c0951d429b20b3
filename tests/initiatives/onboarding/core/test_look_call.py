"""Who is called on which of the first sixty days, with runs that are missed and runs that repeat."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.onboarding.core.look_call import (
    APART,
    BORDERS,
    Letter,
    Line,
    Lookers,
    Rung,
    Shown,
    Waits,
    call_of,
)

BEGAN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
A_DAY = timedelta(days=1)
EVERY_DAY = range(61)
WALKER, LEAD, NAMED, CLERK, ROOT = range(1, 6)
WHO = Lookers({"bear": {LEAD}}, {"bear": {NAMED}}, {CLERK, ROOT}, 2)


def shown(day=0, group="bear", walker=WALKER) -> Shown:
    return Shown(group, walker, BEGAN + day * A_DAY)


WAITS = Waits([shown()], WHO)


def rung_of(one: Shown, person: int, who: Lookers = WHO) -> Rung | None:
    """As a person would say it, of one thing that waits."""
    if person == one.walker:
        return None
    leading = set(who.leading.get(one.group, ())) - {one.walker}
    named = set(who.named.get(one.group, ())) - {one.walker}
    if person in leading | named:
        return Rung.LOOK
    if person in who.foundation:
        return Rung.FOUNDATION if leading or len(named) >= who.least else Rung.LOOK
    return None


def looked_through(person, waiting, who, letters, now) -> tuple[Line, ...]:
    """The same, each thing that waits looked at for each person."""
    if any(now - letter.at < APART for letter in letters):
        return ()
    by_line: dict[tuple[str, Rung], list[datetime]] = {}
    for one in waiting:
        if rung := rung_of(one, person, who):
            by_line.setdefault((one.group, rung), []).append(one.since)

    def is_new(line, since):
        reached = since + BORDERS[line[1]]
        told = any(line in letter.told and reached <= letter.at for letter in letters)
        return reached <= now and not told

    if not any(is_new(line, since) for line in by_line for since in by_line[line]):
        return ()
    lines = [
        Line(group, rung, len(since), min(since))
        for (group, rung), since in by_line.items()
        if min(since) + BORDERS[rung] <= now
    ]
    return tuple(sorted(lines, key=lambda x: (x.since, x.group, x.rung != Rung.LOOK)))


def called_on(days, person, *waiting, who=WHO) -> dict[int, list[tuple[str, str, int, int]]]:
    """By the days on which the job runs: group, rung, how many and for how many days."""
    letters: list[Letter] = []
    told = {}
    for day in days:
        now = BEGAN + day * A_DAY
        handed_in = [one for one in waiting if one.since <= now]
        if lines := call_of(person, Waits(handed_in, who), letters, now):
            letters.append(Letter(now, [(line.group, line.rung) for line in lines]))
            told[day] = [(x.group, x.rung.value, x.count, (now - x.since).days) for x in lines]
    return told


@pytest.mark.parametrize(
    ("person", "told"),
    [
        (WALKER, {}),
        (LEAD, {3: [("bear", "look", 1, 3)]}),
        (NAMED, {3: [("bear", "look", 1, 3)]}),
        (CLERK, {14: [("bear", "foundation", 1, 14)]}),
        (99, {}),
    ],
)
def test_every_day_of_a_wait_has_its_answer(person, told):
    assert called_on(EVERY_DAY, person, shown()) == told


@pytest.mark.parametrize("day", EVERY_DAY)
def test_a_run_that_was_missed_is_caught_up_with_by_one(day):
    for person, border in ((LEAD, 3), (CLERK, 14)):
        first = called_on([day, day], person, shown())
        assert list(first) == [day] * (day >= border)
        assert len(called_on([day, *EVERY_DAY[day:]], person, shown())) == 1


def test_a_border_is_a_moment():
    [one] = called_on([3], LEAD, shown())[3]
    assert one == ("bear", "look", 1, 3)
    assert call_of(LEAD, WAITS, [], BEGAN + 3 * A_DAY - timedelta(seconds=1)) == ()
    assert call_of(LEAD, WAITS, [], BEGAN + 3 * A_DAY) == (Line("bear", Rung.LOOK, 1, BEGAN),)


@pytest.mark.parametrize("person", [CLERK, ROOT])
def test_the_foundation_looks_at_paths_of_everybody_and_is_told_of_them_once(person):
    assert called_on(EVERY_DAY, person, shown(group="")) == {3: [("", "look", 1, 3)]}


def test_it_looks_where_the_group_has_nobody_but_who_walks():
    alone = Lookers({"bear": {WALKER}}, {}, {CLERK}, 2)
    assert called_on(EVERY_DAY, WALKER, shown(), who=alone) == {}
    assert called_on(EVERY_DAY, CLERK, shown(), who=alone) == {3: [("bear", "look", 1, 3)]}
    assert called_on(EVERY_DAY, CLERK, shown(walker=CLERK), who=alone) == {}


@pytest.mark.parametrize(
    ("leading", "named", "least", "looks"),
    [
        ({LEAD}, set(), 2, False),
        (set(), set(), 2, True),
        (set(), {NAMED}, 2, True),
        ({WALKER}, {NAMED}, 2, True),
        (set(), {NAMED, WALKER}, 2, True),
        (set(), {NAMED, LEAD}, 2, False),
        (set(), {NAMED}, 1, False),
        (set(), {NAMED, LEAD}, 3, True),
    ],
)
def test_it_looks_beside_those_named_while_nobody_else_leads_and_they_are_too_few(
    leading, named, least, looks
):
    who = Lookers({"bear": leading}, {"bear": named}, {CLERK}, least)
    rung, day = ("look", 3) if looks else ("foundation", 14)
    assert called_on(EVERY_DAY, CLERK, shown(), who=who) == {day: [("bear", rung, 1, day)]}


def test_of_what_comes_later_they_hear_a_week_after_the_last_and_of_all_that_waits_with_it():
    assert called_on(EVERY_DAY, LEAD, shown(), shown(1), shown(30), shown(walker=LEAD)) == {
        3: [("bear", "look", 2, 3)],
        10: [("bear", "look", 2, 10)],
        33: [("bear", "look", 3, 33)],
    }


def test_groups_stand_by_who_waits_longest():
    both = Lookers({"bear": {LEAD}, "owl": {LEAD}}, {}, set(), 2)
    waiting = shown(1), shown(0, "owl"), shown(2, "owl")
    assert called_on([5], LEAD, *waiting, who=both) == {
        5: [("owl", "look", 2, 5), ("bear", "look", 1, 4)]
    }


def test_what_is_too_young_for_its_border_is_no_line_of_a_letter_about_others():
    assert called_on([3], CLERK, shown(group=""), shown()) == {3: [("", "look", 1, 3)]}


def test_who_is_named_later_hears_of_what_waits_already():
    letters = [Letter(BEGAN + 20 * A_DAY, [("owl", Rung.LOOK)])]
    assert call_of(NAMED, WAITS, letters, BEGAN + 26 * A_DAY) == ()
    assert call_of(NAMED, WAITS, letters, BEGAN + 27 * A_DAY) == (
        Line("bear", Rung.LOOK, 1, BEGAN),
    )


def test_all_who_may_be_called():
    assert WHO.everybody == {LEAD, NAMED, CLERK, ROOT}


@given(
    st.sets(st.integers(0, 60)),
    st.lists(st.tuples(st.integers(0, 50), st.sampled_from(["", "bear"])), max_size=6),
    st.sampled_from([LEAD, CLERK]),
)
def test_with_any_runs_missed_letters_are_a_week_apart_and_each_has_something_new(
    days, waits, person
):
    waiting = [shown(day, group) for day, group in waits]
    told = called_on(sorted(days), person, *waiting)
    assert all(later - day >= APART.days for day, later in zip(told, list(told)[1:], strict=False))
    reached = {
        one.since + BORDERS[rung] for one in waiting if (rung := rung_of(one, person)) is not None
    }
    assert len(told) <= len(reached)


SLUGS = st.sampled_from(["", "bear", "owl", "elk"])
PEOPLE = st.integers(1, 5)
LINES = st.tuples(SLUGS, st.sampled_from(list(Rung)))


@given(
    st.integers(0, 40),
    st.lists(st.tuples(st.integers(0, 40), SLUGS, PEOPLE), max_size=12),
    st.dictionaries(SLUGS.filter(bool), st.sets(PEOPLE, max_size=3)),
    st.dictionaries(SLUGS.filter(bool), st.sets(PEOPLE, max_size=3)),
    st.sets(PEOPLE, max_size=3),
    st.integers(1, 3),
    st.lists(st.tuples(st.integers(0, 40), st.sets(LINES, max_size=4)), max_size=3),
)
def test_piles_say_the_same_as_looking_through_all_that_waits_for_each(
    day, waits, leading, named, foundation, least, sent
):
    now, who = BEGAN + day * A_DAY, Lookers(leading, named, foundation, least)
    waiting = [shown(*one) for one in waits]
    letters = [Letter(BEGAN + day * A_DAY, told) for day, told in sent]
    piles = Waits(waiting, who)
    for person in range(1, 6):
        assert call_of(person, piles, letters, now) == looked_through(
            person, waiting, who, letters, now
        )


def test_who_looks_for_two_groups_and_works_for_the_foundation_is_called_once_for_each():
    who = Lookers({"bear": {CLERK}, "owl": {WALKER}}, {}, {CLERK}, 2)
    waiting = shown(), shown(1, walker=CLERK), shown(2, "owl"), shown(3, "owl", LEAD)
    letters = [Letter(BEGAN + 4 * A_DAY, [("bear", Rung.LOOK)])]
    assert call_of(CLERK, Waits(waiting, who), letters, BEGAN + 20 * A_DAY) == (
        Line("bear", Rung.LOOK, 1, BEGAN),
        Line("owl", Rung.LOOK, 1, BEGAN + 2 * A_DAY),
        Line("owl", Rung.FOUNDATION, 1, BEGAN + 3 * A_DAY),
    )
