"""Questions of a cohort: which are asked, which answers count, what is carried to the next time."""

import pytest

from mentorship.core.questions import (
    Kind,
    Problem,
    Question,
    as_trees,
    asked_of,
    carried_over,
    kept_answers,
    missing_of,
    problems_of,
    questions_of,
    without_sensitive,
)

ADULT = Question(key="adult", kind=Kind.YES_NO, text="Are you 18 or older?", is_required=True)
TOOLS = Question(key="tools", kind=Kind.MANY, text="Which tools?", choices=("git", "make"))
BRANCH = Question(
    key="branch",
    kind=Kind.SHORT,
    text="Your favourite branch name?",
    is_required=True,
    only_if="tools",
    only_if_is="git",
)
WHY = Question(
    key="why",
    kind=Kind.LONG,
    text="Why that one?",
    is_sensitive=True,
    only_if="branch",
    only_if_is="main",
)
ALL = (ADULT, TOOLS, BRANCH, WHY)


def keys(questions) -> list[str]:
    return [one.key for one in questions]


def test_a_list_is_read_as_it_was_written():
    assert questions_of(as_trees(ALL)) == ALL


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({}, ["adult", "tools"]),
        ({"tools": ["make"]}, ["adult", "tools"]),
        ({"tools": ["git", "make"]}, ["adult", "tools", "branch"]),
        ({"tools": ["git"], "branch": "main"}, ["adult", "tools", "branch", "why"]),
        ({"tools": ["make"], "branch": "main"}, ["adult", "tools"]),
    ],
)
def test_what_is_asked_follows_from_what_was_said(said, asked):
    assert keys(asked_of(ALL, said)) == asked


def test_an_answer_to_what_is_not_asked_counts_for_nothing():
    said = {"adult": "yes", "tools": ["make"], "branch": "main", "why": "", "other": "?"}
    assert kept_answers(ALL, said) == {"adult": "yes", "tools": ["make"]}


def test_only_what_is_asked_can_be_missing():
    assert missing_of(ALL, {"tools": ["make"]}) == ["adult"]
    assert missing_of(ALL, {"tools": ["git"], "adult": "no"}) == ["branch"]


@pytest.mark.parametrize(
    ("questions", "problems"),
    [
        (ALL, []),
        ((ADULT, BRANCH), [("branch", Problem.NO_SUCH_QUESTION)]),
        ((BRANCH, TOOLS), [("branch", Problem.NO_SUCH_QUESTION)]),
        (
            (Question(key="tools", kind=Kind.ONE, text="?", choices=("make",)), BRANCH),
            [("tools", Problem.FEW_CHOICES), ("branch", Problem.NO_SUCH_ANSWER)],
        ),
    ],
)
def test_a_condition_needs_its_question_above_it(questions, problems):
    """A condition on free text, as in `why`, can't be built at the desk."""
    found = [(one.key, why) for one, why in problems_of(questions) if one.key != "why"]
    assert found == problems


@pytest.mark.parametrize(
    ("kind", "answer", "fits"),
    [
        (Kind.SHORT, "a word", True),
        (Kind.LINK, "https://example.org/", True),
        (Kind.SHORT, ["a", "list"], False),
        (Kind.YES_NO, "no", True),
        (Kind.YES_NO, "perhaps", False),
        (Kind.ONE, "git", True),
        (Kind.ONE, "svn", False),
        (Kind.MANY, ["git"], True),
        (Kind.MANY, ["git", "svn"], False),
        (Kind.MANY, "git", False),
        (Kind.NUMBER, 3, True),
        (Kind.NUMBER, "3", False),
        (Kind.DATE, "2026-02-10", True),
        (Kind.DATE, "soon", False),
    ],
)
def test_an_answer_is_carried_over_where_it_could_be_given_again(kind, answer, fits):
    question = Question(key="it", kind=kind, text="?", choices=("git", "make"))
    assert carried_over((question,), {"it": answer}) == ({"it": answer} if fits else {})


def test_nothing_sensitive_is_carried_over_or_kept_past_the_decision():
    health = Question(key="health", kind=Kind.LONG, text="What do you need?", is_sensitive=True)
    said = {"health": "a ramp", "adult": "yes"}
    assert carried_over((health, ADULT), said) == {"adult": "yes"}
    assert without_sensitive((health, ADULT), said) == {"adult": "yes"}
