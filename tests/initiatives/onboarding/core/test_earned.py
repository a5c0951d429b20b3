from dataclasses import replace

from initiatives.onboarding.core.earned import is_earned
from initiatives.onboarding.core.progress import progress
from tests.initiatives.onboarding.core.plans import plan

READ, SEND, MORE = plan("a", "b: a", "c")
SHOWN = (READ, replace(SEND, kind="evidence"), replace(MORE, is_optional=True, kind="evidence"))


def earned(done: str, found: str, steps=SHOWN) -> bool:
    return is_earned(steps, progress(steps, done), found)


def test_what_was_shown_has_to_be_found_to_count():
    assert earned("ab", "b")
    assert not earned("ab", "")


def test_every_step_that_is_not_optional_is_done():
    assert not earned("b", "b")


def test_an_optional_step_that_was_shown_too_need_not_be_looked_at():
    assert earned("abc", "b")


def test_of_ones_own_word_alone_nothing_is_earned():
    assert not earned("ab", "", (READ, SEND))
    assert earned("ab", "a", (READ, SEND))
    assert not earned("ab", "z", (READ, SEND))
