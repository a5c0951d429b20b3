from hypothesis import example, given
from hypothesis import strategies as st

from initiatives.onboarding.core.quiz import (
    Flaw,
    Question,
    flaws,
    is_passed,
    marked,
    read_quiz,
)

WRITTEN = """
Where do we talk first?
- By mail
* In the channel
> It is read every day.
> Mails wait.

Which are ours?
* The guide
* The site
- The moon
"""
TALK = Question(
    "Where do we talk first?",
    ("By mail", "In the channel"),
    frozenset({1}),
    "It is read every day. Mails wait.",
)
OURS = Question("Which are ours?", ("The guide", "The site", "The moon"), frozenset({0, 1}))


def test_a_quiz_is_read_from_its_lines():
    assert read_quiz(WRITTEN) == (TALK, OURS)
    assert [one.has_many for one in (TALK, OURS)] == [False, True]
    assert list(flaws((TALK, OURS))) == []


def test_what_comes_before_the_first_question_belongs_to_none():
    assert read_quiz("* So\n- Not so") == (Question("", ("So", "Not so"), frozenset({0})),)
    assert read_quiz("> So") == (Question("", (), frozenset(), "So"),)


def test_each_flaw_is_told_with_its_question():
    assert list(flaws(())) == [(Flaw.NO_QUESTION, "")]
    told = read_quiz("* a\n- b\nOne?\n* a\nTwo?\n- a\n- b\nThree?\n* a\n- a\nFour?\n* a\n-")
    assert list(flaws(told)) == [
        (Flaw.NO_QUESTION, ""),
        (Flaw.FEW_CHOICES, "One?"),
        (Flaw.NONE_RIGHT, "Two?"),
        (Flaw.CHOICE_TWICE, "Three?"),
        (Flaw.FEW_CHOICES, "Four?"),
    ]


def test_right_is_all_that_is_right_and_nothing_else():
    answers = [[{1}, {0, 1}], [{0}, {0}], [{1}, {0, 1, 2}], [set(), set()]]
    assert [marked((TALK, OURS), chosen) for chosen in answers] == [
        (True, True),
        (False, False),
        (True, False),
        (False, False),
    ]


def test_enough_are_all_unless_fewer_are_said():
    assert [is_passed(marks, None) for marks in ([True, True], [True, False])] == [True, False]
    assert [is_passed(marks, 1) for marks in ([True, False], [False, False])] == [True, False]


@given(st.text(alphabet="*-> ab?\n"))
@example(WRITTEN)
def test_whoever_answers_as_it_is_written_passes(text):
    questions = read_quiz(text)
    assert is_passed(marked(questions, [one.right for one in questions]), None)
    assert all(max(one.right, default=-1) < len(one.choices) for one in questions)
