"""Questions of a step as they are written down, and whether they were answered right.

A question is a line of its own; its choices follow, the right ones behind `*`, the others behind
`-`, and behind `>` why it is so.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

RIGHT, WRONG, WHY = "*", "-", ">"
FEWEST_CHOICES = 2


@dataclass(frozen=True)
class Question:
    """`right` are places of choices, from nought. With several, all of them have to be found."""

    words: str
    choices: tuple[str, ...] = ()
    right: frozenset[int] = frozenset()
    why: str = ""

    @property
    def has_many(self) -> bool:
        return len(self.right) > 1


class Flaw(StrEnum):
    NO_QUESTION = "no_question"
    FEW_CHOICES = "few_choices"
    NONE_RIGHT = "none_right"
    CHOICE_TWICE = "choice_twice"


def read_quiz(text: str) -> tuple[Question, ...]:
    """What the text says, whatever is wrong with it; a choice before the first question belongs to
    one without words."""
    found: list[Question] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        mark, told = line[0], line[1:].strip()
        if mark not in {RIGHT, WRONG, WHY}:
            found.append(Question(line))
            continue
        last = found.pop() if found else Question("")
        if mark == WHY:
            found.append(
                Question(last.words, last.choices, last.right, f"{last.why} {told}".strip())
            )
        else:
            right = last.right | ({len(last.choices)} if mark == RIGHT else set())
            found.append(Question(last.words, (*last.choices, told), right, last.why))
    return tuple(found)


def flaws(questions: Sequence[Question]) -> Iterator[tuple[Flaw, str]]:
    """Each with the words of its question; without a question, that alone."""
    if not questions:
        yield Flaw.NO_QUESTION, ""
    for one in questions:
        if not one.words:
            yield Flaw.NO_QUESTION, ""
        elif len(one.choices) < FEWEST_CHOICES or not all(one.choices):
            yield Flaw.FEW_CHOICES, one.words
        elif len(set(one.choices)) < len(one.choices):
            yield Flaw.CHOICE_TWICE, one.words
        elif not one.right:
            yield Flaw.NONE_RIGHT, one.words


def marked(questions: Sequence[Question], chosen: Sequence[Collection[int]]) -> tuple[bool, ...]:
    """Which of them were answered right: all that is right was chosen, and nothing else."""
    return tuple(one.right == set(places) for one, places in zip(questions, chosen, strict=True))


def is_passed(marks: Sequence[bool], enough: int | None) -> bool:
    """`enough` right ones; all of them where nothing is said."""
    return sum(marks) >= (len(marks) if enough is None else enough)
