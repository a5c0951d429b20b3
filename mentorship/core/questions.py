"""The questions of a cohort, as those who run it wrote them, and what may be answered to them.

A question keeps its key whatever its words become, so answers outlive a better wording. A question
may be asked only if an earlier one was answered in some way; an answer to a question that is not
asked counts for nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

Said = Mapping[str, Any]

MOST_QUESTIONS, MOST_CHOICES = 40, 20
YES, NO = "yes", "no"


class Kind(StrEnum):
    SHORT = "short"
    LONG = "long"
    ONE = "one"
    MANY = "many"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    LINK = "link"


OF_CHOICES = (Kind.ONE, Kind.MANY)
CONDITIONS = (*OF_CHOICES, Kind.YES_NO)


class Problem(StrEnum):
    """Why a list of questions can't be asked."""

    FEW_CHOICES = "few_choices"
    NO_SUCH_QUESTION = "no_such_question"
    NO_SUCH_ANSWER = "no_such_answer"


@dataclass(frozen=True, kw_only=True)
class Question:
    """`only_if` is the key of an earlier question, `only_if_is` the answer to it; `is_sensitive`:
    read by those who run the program alone and forgotten with their decision."""

    key: str
    kind: Kind
    text: str
    help: str = ""
    choices: tuple[str, ...] = ()
    is_required: bool = False
    is_sensitive: bool = False
    only_if: str = ""
    only_if_is: str = ""

    @property
    def possible(self) -> tuple[str, ...]:
        """The answers a condition can name."""
        return (YES, NO) if self.kind is Kind.YES_NO else self.choices


def as_trees(questions: Sequence[Question]) -> list[dict[str, Any]]:
    return [{**asdict(one), "choices": list(one.choices)} for one in questions]


def questions_of(trees: Sequence[Mapping[str, Any]]) -> tuple[Question, ...]:
    """Of rows that `as_trees` has written."""
    return tuple(
        Question(**{**tree, "kind": Kind(tree["kind"]), "choices": tuple(tree["choices"])})
        for tree in trees
    )


def problems_of(questions: Sequence[Question]) -> list[tuple[Question, Problem]]:
    """Moving and removing may leave a condition without its question."""
    found: list[tuple[Question, Problem]] = []
    earlier: dict[str, Question] = {}
    for one in questions:
        asked = earlier.get(one.only_if)
        if one.kind in OF_CHOICES and len(one.choices) < 2:
            found.append((one, Problem.FEW_CHOICES))
        if one.only_if and (asked is None or asked.kind not in CONDITIONS):
            found.append((one, Problem.NO_SUCH_QUESTION))
        elif asked is not None and one.only_if_is not in asked.possible:
            found.append((one, Problem.NO_SUCH_ANSWER))
        earlier[one.key] = one
    return found


def asked_of(questions: Sequence[Question], said: Said) -> list[Question]:
    """Those that somebody who said this is asked; a hidden question hides what hangs on it."""
    asked: dict[str, Question] = {}
    for one in questions:
        if not one.only_if or (one.only_if in asked and says(said, one.only_if, one.only_if_is)):
            asked[one.key] = one
    return list(asked.values())


def says(said: Said, key: str, answer: str) -> bool:
    found = said.get(key)
    return answer in found if isinstance(found, list) else found == answer


def kept_answers(questions: Sequence[Question], said: Said) -> dict[str, Any]:
    """What counts of it: no empty answer, none to a question that is not asked."""
    return {one.key: said[one.key] for one in asked_of(questions, said) if is_said(said, one.key)}


def is_said(said: Said, key: str) -> bool:
    return said.get(key) not in (None, "", [])


def missing_of(questions: Sequence[Question], said: Said) -> list[str]:
    """Keys of what has to be answered and is not."""
    asked = asked_of(questions, said)
    return [one.key for one in asked if one.is_required and not is_said(said, one.key)]


def carried_over(questions: Sequence[Question], earlier: Said) -> dict[str, Any]:
    """Answers of another time that still answer a question of this key; nothing sensitive."""
    fitting = {
        one.key: earlier[one.key]
        for one in questions
        if is_said(earlier, one.key) and not one.is_sensitive and fits(one, earlier[one.key])
    }
    return kept_answers(questions, fitting)


def fits(question: Question, answer: Any) -> bool:
    """Whether it could have been given to this question."""
    if question.kind is Kind.MANY:
        return isinstance(answer, list) and set(answer) <= set(question.choices)
    if question.kind is Kind.NUMBER:
        return isinstance(answer, int)
    if not isinstance(answer, str):
        return False
    if question.kind in CONDITIONS:
        return answer in question.possible
    return question.kind is not Kind.DATE or is_day(answer)


def is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def without_sensitive(questions: Sequence[Question], said: Said) -> dict[str, Any]:
    hidden = {one.key for one in questions if one.is_sensitive}
    return {key: answer for key, answer in said.items() if key not in hidden}
