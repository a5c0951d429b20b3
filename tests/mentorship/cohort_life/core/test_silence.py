"""The ladder, day by day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from mentorship.cohort_life.core.silence import (
    Break,
    Due,
    Ladder,
    LadderOutOfOrder,
    Letter,
    Pair,
    Reader,
    Rung,
    Side,
    Silence,
    due_on,
    readers_of,
    silence_of,
)

FIRST = date(2026, 4, 6)
LAST = FIRST + timedelta(days=500)
USUAL = Ladder()


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def pair(mentee: int | None = None, mentor: int | None = None, **facts) -> Pair:
    """Signs by the number of their day; silent from the first one where there is none."""
    return Pair(
        **{
            "begins_on": FIRST,
            "ends_on": LAST,
            "mentee_sign": None if mentee is None else day(mentee),
            "mentor_sign": None if mentor is None else day(mentor),
        }
        | facts
    )


def walked(one: Pair, days, ladder: Ladder = USUAL) -> dict[int, tuple[Letter, ...]]:
    """Everything told, by the day, when the ladder is looked at on these days."""
    told, letters = [], {}
    for number in days:
        due = due_on(one, ladder, day(number), told)
        told += due.steps
        if due.letters:
            letters[number] = due.letters
    return letters


def test_both_silent_are_nudged_asked_told_of_and_offered_an_end():
    both = {rung: (Letter(Reader.MENTEE, rung), Letter(Reader.MENTOR, rung)) for rung in Rung}
    assert walked(pair(), range(401)) == {
        7: both[Rung.NUDGE],
        14: both[Rung.ASK],
        21: (*both[Rung.TELL], Letter(Reader.ADMINS, Rung.TELL)),
        28: both[Rung.PROPOSE],
    }


def test_only_the_silent_side_is_nudged_and_told_of():
    told = walked(pair(mentor=400), range(29))
    assert told == {
        7: (Letter(Reader.MENTEE, Rung.NUDGE),),
        14: (Letter(Reader.MENTEE, Rung.ASK), Letter(Reader.MENTOR, Rung.ASK)),
        21: (Letter(Reader.MENTEE, Rung.TELL), Letter(Reader.ADMINS, Rung.TELL)),
        28: (Letter(Reader.MENTEE, Rung.PROPOSE), Letter(Reader.MENTOR, Rung.PROPOSE)),
    }


def test_a_run_that_was_missed_sends_one_letter():
    assert walked(pair(mentor=400), [5, 25, 26]) == {
        25: (Letter(Reader.MENTEE, Rung.TELL), Letter(Reader.ADMINS, Rung.TELL))
    }


def test_looking_twice_a_day_tells_nothing_twice():
    once = walked(pair(mentor=3), range(401))
    assert walked(pair(mentor=3), sorted([*range(401), *range(401)])) == once


def test_who_has_just_heard_it_because_of_the_other_does_not_hear_it_again():
    told = walked(pair(mentee=0, mentor=3), range(20))
    assert told == {
        7: (Letter(Reader.MENTEE, Rung.NUDGE),),
        10: (Letter(Reader.MENTOR, Rung.NUDGE),),
        14: (Letter(Reader.MENTEE, Rung.ASK), Letter(Reader.MENTOR, Rung.ASK)),
    }


def test_a_sign_begins_a_new_silence():
    told = list(due_on(pair(mentor=400), USUAL, day(21), []).steps)
    back = pair(mentee=22, mentor=400)
    assert silence_of(back, Side.MENTEE, USUAL, day(25)) == Silence(
        Side.MENTEE, day(22), 3, Rung.QUIET
    )
    assert due_on(back, USUAL, day(28), told) == Due()
    assert due_on(back, USUAL, day(29), told).letters == (Letter(Reader.MENTEE, Rung.NUDGE),)


def test_days_of_a_pause_count_for_nobody_and_nothing_is_told_on_them():
    rests = pair(breaks=(Break(day(5), day(14)), Break(day(10), day(16))))
    told = walked(rests, range(401))
    assert list(told) == [7 + 12, 14 + 12, 21 + 12, 28 + 12]
    assert due_on(pair(breaks=(Break(day(9), day(9)),)), USUAL, day(9), []) == Due()


def test_nothing_is_told_before_the_start_and_after_the_end():
    assert walked(pair(), range(-50, 0)) == {}
    assert walked(pair(ends_on=day(13)), range(401)) == {
        7: (Letter(Reader.MENTEE, Rung.NUDGE), Letter(Reader.MENTOR, Rung.NUDGE))
    }
    assert silence_of(pair(ends_on=day(13)), Side.MENTEE, USUAL, day(90)).days == 13


@pytest.mark.parametrize("ladder", [USUAL, Ladder(nudge=1, ask=2, tell=3, propose=4)])
@pytest.mark.parametrize("gap", [1, 3, 30])
@pytest.mark.parametrize("mentor", [None, 0, 6, 90, 400])
@pytest.mark.parametrize("paused", [(), (Break(day(6), day(40)),)])
def test_on_every_day_of_four_hundred_it_knows_what_to_do(ladder, gap, mentor, paused):
    """Whatever the two do and however often somebody looks: no reader gets two letters on a day,
    the same or a lesser one within a nudge, or more than one of each rung about one silence."""
    one = pair(mentor=mentor, breaks=paused)
    told = walked(one, range(0, 401, gap), ladder)
    by_reader: dict[Reader, list[tuple[int, Rung]]] = {}
    for number, letters in told.items():
        assert len({letter.reader for letter in letters}) == len(letters)
        assert not one.rests_on(day(number))
        for letter in letters:
            by_reader.setdefault(letter.reader, []).append((number, letter.rung))
    for heard in by_reader.values():
        assert len(heard) <= 8
        assert all(
            later - earlier >= ladder.nudge or rung > before
            for (earlier, before), (later, rung) in pairwise(heard)
        )
    for number in range(401):
        days = [silence_of(one, side, ladder, day(number)).days for side in Side]
        assert all(0 <= silent <= number for silent in days)


def test_a_quiet_side_has_nothing_to_tell():
    assert readers_of(Side.MENTEE, Rung.QUIET) == ()


@pytest.mark.parametrize(
    "days",
    [(0, 1, 2, 3), (7, 7, 21, 28), (7, 14, 14, 28), (7, 14, 28, 21), (7, 14, 21, 401)],
)
def test_rungs_come_one_after_the_other(days):
    with pytest.raises(LadderOutOfOrder):
        Ladder(**dict(zip(("nudge", "ask", "tell", "propose"), days, strict=True)))
