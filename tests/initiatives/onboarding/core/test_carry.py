"""No sequence of editions takes away what somebody has done, or locks what was open to them."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.onboarding.core.carry import (
    Move,
    Outcome,
    Walked,
    carried,
    carried_along,
    move_of,
    outcomes,
    sent_back,
)
from initiatives.onboarding.core.check import check
from initiatives.onboarding.core.edition_diff import Change, Declared, Published
from initiatives.onboarding.core.progress import State, progress
from tests.initiatives.onboarding.core.plans import edition, histories

SUBSTANTIVE = Declared(Change.SUBSTANTIVE)


def walked(done: str = "", kept_open: str = "", covered: str = "", verified: str = "") -> Walked:
    return Walked(*(frozenset(words.split()) for words in (done, kept_open, covered, verified)))


def to_be_shown(on: Published, *keys: str) -> Published:
    return Published(
        tuple(replace(s, kind="evidence") if s.key in keys else s for s in on.plan), on.declared
    )


def standing(on: Published, who: Walked):
    return progress(on.plan, who.done, who.kept_open)


class TestCarried:
    def test_what_is_open_stays_open_although_others_now_come_first(self):
        old, new = edition("a", "b: a"), edition("a", "x", "b: a x")
        assert carried(walked("a"), old, new) == walked("a", kept_open="b")
        assert carried(walked(), old, new) == walked()

    def test_keeps_a_step_open_whose_way_in_is_no_longer_one(self):
        old = edition("a", "b", "c", "d: a | b & c")
        assert carried(walked("a c"), old, edition("b", "c", "d: b & c")) == (
            walked("a c", kept_open="d")
        )
        assert carried(walked("b c"), old, edition("b", "c", "d: b & c")) == walked("b c")
        both = edition("a", "b", "c", "x", "d: a | b & c x")
        assert carried(walked("a c"), old, both) == walked("a c", kept_open="d")

    def test_it_stays_open_in_all_later_editions_too(self):
        way = [edition("a", "b: a"), edition("a", "x", "b: a x"), edition("x", "y", "b: x y")]
        assert carried_along(walked("a"), way) == walked("a", kept_open="b")

    def test_a_mark_that_is_taken_back_later_locks_nothing(self):
        old, new = edition("a"), edition("x", "a: x")
        assert carried(walked("a"), old, new) == walked("a", kept_open="a")

    def test_what_opens_by_itself_needs_no_note(self):
        assert carried(walked("a", kept_open="b"), edition("a", "b: x"), edition("b: a")) == (
            walked("a")
        )

    def test_a_step_that_went_is_kept_when_it_was_done_and_forgotten_when_not(self):
        assert carried(walked("a", "b"), edition("a", "b: x", "x"), edition("x")) == walked("a")

    @pytest.mark.parametrize(
        ("done", "carries", "expected"),
        [
            ("a b", True, walked("a b ab")),
            ("a", True, walked("a", covered="ab")),
            ("a b", False, walked("a b", covered="ab")),
            ("", True, walked()),
        ],
    )
    def test_steps_made_one(self, done, carries, expected):
        new = edition("ab", ab=Declared(replaces=("a", "b"), carries=carries))
        assert carried(walked(done), edition("a", "b"), new) == expected

    def test_parts_of_an_open_step_are_open(self):
        said = Declared(replaces=("b",))
        new = edition("a", "x", "b1: x", "b2: b1", b1=said, b2=said)
        assert carried(walked("a"), edition("a", "b: a"), new) == walked("a", kept_open="b1 b2")

    def test_a_question_not_answered_yet_goes_along(self):
        said = Declared(replaces=("b",))
        old, new = edition("b"), edition("c", c=said)
        assert carried(walked("a", covered="b"), old, new) == walked("a", covered="c")
        assert carried(walked("a b", covered=""), old, old) == walked("a b")

    @pytest.mark.parametrize(
        ("who", "carries", "expected"),
        [
            (walked("a b", verified="a b"), True, walked("a b ab", verified="a b ab")),
            (walked("a b", verified="a"), True, walked("a b", verified="a")),
            (walked("a b"), True, walked("a b")),
            (walked("a b", verified="a b"), False, walked("a b", verified="a b", covered="ab")),
            (walked("a b", verified="a"), False, walked("a b", verified="a")),
            (walked("a", covered="b"), True, walked("a")),
        ],
    )
    def test_what_has_to_be_shown_is_done_only_where_all_of_it_was_found_to_count(
        self, who, carries, expected
    ):
        said = Declared(replaces=("a", "b"), carries=carries)
        new = to_be_shown(edition("ab", ab=said), "ab")
        assert carried(who, to_be_shown(edition("a", "b"), "a"), new) == expected

    def test_of_a_step_taken_apart_its_person_is_asked_once_through_all_that_comes(self):
        way = [
            to_be_shown(edition("a"), "a"),
            to_be_shown(edition("b", b=Declared(replaces=("a",))), "b"),
            to_be_shown(edition("c", c=Declared(replaces=("b",))), "c"),
        ]
        assert carried_along(walked("a", verified="a"), way) == (
            walked("a", covered="c", verified="a")
        )
        assert carried_along(walked("a"), way) == walked("a")

    def test_it_is_open_and_what_the_old_one_opened_stays_open(self):
        said = Declared(replaces=("a",), carries=True)
        old, new = edition("a", "b: a"), edition("x", "c: x", "b: c", c=said)
        after = carried(walked("a"), to_be_shown(old, "a"), to_be_shown(new, "c"))
        assert after == walked("a", kept_open="b c")

    def test_what_was_found_to_count_stays_found_in_a_step_anybody_may_mark(self):
        said = Declared(replaces=("a",), carries=True)
        old, new = to_be_shown(edition("a"), "a"), edition("b", b=said)
        assert carried(walked("a", verified="a"), old, new) == walked("a b", verified="a b")
        assert carried(walked("a"), old, new) == walked("a b")

    def test_a_step_that_comes_back_is_still_done(self):
        way = [edition("a", "b"), edition("b"), edition("a", "b", a=Declared(Change.RETURNED))]
        assert standing(way[-1], carried_along(walked("a"), way)).done == 1


class TestSentBack:
    def test_the_step_is_open_and_what_it_opened_stays_open(self):
        on = edition("a", "b: a", "c: b")
        assert sent_back(walked("a"), on.plan, "a") == walked(kept_open="b")

    def test_what_others_open_needs_no_note(self):
        on = edition("a", "b", "c: a | b")
        assert sent_back(walked("a b"), on.plan, "a") == walked("b")

    def test_work_of_before_is_open_although_its_turn_had_not_come(self):
        assert sent_back(walked("b"), edition("a", "b: a").plan, "b") == walked(kept_open="b")

    def test_a_step_that_is_no_longer_part_is_only_not_done(self):
        assert sent_back(walked("a b"), edition("b").plan, "a") == walked("b")


class TestMove:
    @pytest.mark.parametrize(
        ("done", "new", "move"),
        [
            ("a b", edition("a", "b", "c"), Move.FINAL),
            ("a b", edition("a", "b"), Move.FINAL),
            ("", edition("a", "b"), Move.SILENTLY),
            ("a", edition("a", "b"), Move.SILENTLY),
            ("", edition("a", "c"), Move.TOLD),
            ("a", edition("a", "c"), Move.ASKED),
        ],
    )
    def test_who_is_moved_and_who_is_asked(self, done, new, move):
        assert move_of(walked(done), [edition("a", "b"), new]) is move

    def test_who_was_sent_back_to_their_only_step_has_something_to_lose(self):
        way = [edition("a", "b: a"), edition("x", "a: x", "b: a")]
        assert move_of(walked(kept_open="b"), way) is Move.ASKED

    def test_words_after_a_real_change_do_not_make_it_silent(self):
        way = [edition("a"), edition("a", "b"), edition("a", "b")]
        assert move_of(walked(), way) is Move.TOLD
        assert move_of(walked(), way[1:]) is Move.SILENTLY


class TestOutcomes:
    def told(self, who: Walked, *way: Published) -> dict[str, Outcome]:
        return {one.key: one.outcome for one in outcomes(who, way)}

    def test_each_is_told_as_far_as_it_changes_something(self):
        old = edition("a", "b", "c", "d: a", "e: d", "f", "g", "h")
        new = edition(
            *("a", "b", "c", "x", "d: x", "e: x", "p", "q"),
            b=SUBSTANTIVE,
            c=SUBSTANTIVE,
            p=Declared(replaces=("f",), carries=True),
            q=Declared(replaces=("f",)),
        )
        new = Published(
            tuple(
                type(step)(**{**vars(step), "text": "new"}) if step.key in "bc" else step
                for step in new.plan
            ),
            new.declared,
        )
        assert self.told(walked("a b f g"), old, new) == {
            "b": Outcome.LOOK_AGAIN,
            "c": Outcome.CHANGED,
            "x": Outcome.NEW,
            "d": Outcome.STAYS_OPEN,
            "e": Outcome.REWIRED,
            "p": Outcome.CARRIED,
            "q": Outcome.COVERED,
            "f": Outcome.KEPT,
            "g": Outcome.KEPT,
            "h": Outcome.CLOSED,
        }

    def test_a_question_asked_before_is_not_told_as_news(self):
        way = [edition("a", "b"), edition("a", "b")]
        assert self.told(walked("z", covered="b"), *way) == {}


@st.composite
def people(draw) -> tuple[list[Published], list[Walked]]:
    """Somebody who walks a bit of each edition before it goes on with the next."""
    way = draw(histories())
    who, stands = Walked(), []
    for number, on in enumerate(way):
        if number:
            who = carried(who, way[number - 1], on)
        for _step in range(draw(st.integers(0, 4))):
            told = standing(on, who)
            may = [s.key for s, state in told.states if state in {State.OPEN, State.HERE}]
            if may:
                key = draw(st.sampled_from(may))
                who = Walked(who.done | {key}, who.kept_open, who.covered - {key})
            if who.done and draw(st.booleans()):
                who = sent_back(who, on.plan, draw(st.sampled_from(sorted(who.done))))
        stands.append(who)
    return way, stands


@given(people())
def test_no_edition_takes_away_what_is_done(told):
    way, stands = told
    for (old, new), who in zip(pairwise(way), stands, strict=False):
        after = carried(who, old, new)
        assert who.done <= after.done
        staying = {step.key for step in old.plan} & {step.key for step in new.plan}
        for step in new.plan:
            if step.key in staying and step.key in who.done:
                assert standing(new, after).state_of(step.key) is State.DONE


@given(people(), st.data())
def test_no_edition_marks_or_asks_about_what_has_to_be_shown_unless_it_was_found_to_count(
    told, data
):
    way, stands = told
    for (old, new), who in zip(pairwise(way), stands, strict=False):
        shown = data.draw(st.sets(st.sampled_from(sorted(new.by_key))))
        found = data.draw(st.sets(st.sampled_from(sorted(who.done)))) if who.done else set()
        before = replace(who, verified=frozenset(found))
        after = carried(before, to_be_shown(old, *shown), to_be_shown(new, *shown))
        earned = found | (who.covered & shown)
        for key in shown - old.by_key.keys() - who.done:
            assert (key in after.done) == (key in after.verified)
            if key in after.covered:
                assert earned.issuperset(new.said_of(key).replaces)
        assert found <= after.verified <= after.done


@given(people())
def test_sending_one_step_back_locks_nothing_and_undoes_no_other(told):
    for on, who in zip(*told, strict=True):
        for key in who.done:
            after = sent_back(who, on.plan, key)
            shown = standing(on, after)
            assert after.done == who.done - {key}
            assert shown.state_of(key) in {State.OPEN, State.HERE, None}
            for step, state in standing(on, who).states:
                assert (shown.state_of(step.key) is State.LOCKED) == (state is State.LOCKED)


@given(people())
def test_no_edition_locks_what_was_open_nor_what_takes_its_place(told):
    way, stands = told
    for (old, new), who in zip(pairwise(way), stands, strict=False):
        shown = standing(new, carried(who, old, new))
        for step, state in standing(old, who).states:
            if state is State.LOCKED:
                continue
            assert shown.state_of(step.key) is not State.LOCKED
            if state is not State.DONE:
                for heir in new.plan:
                    if step.key in new.said_of(heir.key).replaces and heir.key not in old.by_key:
                        assert shown.state_of(heir.key) is not State.LOCKED


@given(people())
def test_who_is_on_the_way_has_a_next_step_in_every_edition(told):
    way, stands = told
    for on, who in zip(way, stands, strict=True):
        if not check(on.plan):
            shown = standing(on, who)
            assert (shown.next is None) == shown.is_finished


@given(people())
def test_only_steps_of_the_edition_stay_open_or_wait_for_a_word(told):
    way, stands = told
    for on, who in zip(way, stands, strict=True):
        assert who.kept_open | who.covered <= on.by_key.keys()
        assert not who.covered & who.done


@given(people())
def test_what_is_told_before_is_what_happens_after(told):
    way, stands = told
    first, after = stands[0], carried_along(stands[0], way)
    shown = {one.key: one.outcome for one in outcomes(first, way)}
    assert {key for key, out in shown.items() if out is Outcome.CARRIED} == {
        key for key in way[-1].by_key.keys() - way[0].by_key.keys() if key in after.done
    }
    assert {key for key, out in shown.items() if out is Outcome.COVERED} == after.covered
    assert {key for key, out in shown.items() if out is Outcome.KEPT} == (
        first.done - way[-1].by_key.keys()
    )
