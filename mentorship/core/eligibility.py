"""Who may apply: rules as data, judged at once, so that nobody waits weeks for what a rule says."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from .questions import Kind, Question, Said, says

MOST_RULES = 20
MINUTES = 60


class RuleKind(StrEnum):
    ANSWER = "answer"
    AT_LEAST = "at_least"
    HOURS = "hours"
    EMAIL = "email"
    NEW_MENTEE = "new_mentee"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """`key` and `answer` of a question, or the `least` that a number or the weekly hours reach."""

    kind: RuleKind
    key: str = ""
    answer: str = ""
    least: int = 0


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of an applicant the moment they send."""

    said: Said
    free_minutes: int
    has_proved_email: bool
    was_mentee: bool


def rules_as_trees(rules: Sequence[Rule]) -> list[dict[str, Any]]:
    return [asdict(rule) for rule in rules]


def rules_of(trees: Sequence[Mapping[str, Any]]) -> tuple[Rule, ...]:
    return tuple(Rule(**{**tree, "kind": RuleKind(tree["kind"])}) for tree in trees)


def broken(rules: Sequence[Rule], questions: Sequence[Question]) -> tuple[Rule, ...]:
    """Rules nobody could ever meet: about a question that is gone, or asks something else now."""
    by_key = {one.key: one for one in questions}
    return tuple(rule for rule in rules if rule.key and not is_about(rule, by_key.get(rule.key)))


def is_about(rule: Rule, question: Question | None) -> bool:
    if question is None:
        return False
    if rule.kind is RuleKind.AT_LEAST:
        return question.kind is Kind.NUMBER
    return rule.answer in question.possible


def unmet(rules: Sequence[Rule], known: Known) -> tuple[Rule, ...]:
    """Every rule that is not met, not the first alone: one answer names all there is to change."""
    return tuple(rule for rule in rules if not is_met(rule, known))


def is_met(rule: Rule, known: Known) -> bool:
    match rule.kind:
        case RuleKind.ANSWER:
            return says(known.said, rule.key, rule.answer)
        case RuleKind.AT_LEAST:
            number = known.said.get(rule.key)
            return isinstance(number, int) and number >= rule.least
        case RuleKind.HOURS:
            return known.free_minutes >= rule.least * MINUTES
        case RuleKind.EMAIL:
            return known.has_proved_email
        case RuleKind.NEW_MENTEE:
            return not known.was_mentee


def minutes_a_week(availability: Sequence[Mapping[str, Any]]) -> int:
    """Of the windows of the matching file."""
    return sum(len(entry["days"]) * entry["minutes"] for entry in availability)
