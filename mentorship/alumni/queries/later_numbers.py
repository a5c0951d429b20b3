"""How it went on with the graduates of a cohort, in numbers that are nobody's answer."""

from collections import Counter
from dataclasses import dataclass

from mentorship.alumni.core.later import FEWEST, MONTHS
from mentorship.alumni.models import Answer, Later
from mentorship.models import Cohort


@dataclass(frozen=True)
class LaterNumbers:
    """Of fewer than five answers only how many were asked is told: `is_told` is false and the
    counts are 0."""

    months: int
    asked: int
    answered: int
    here: int
    elsewhere: int
    not_now: int
    with_role: int
    is_told: bool


def later_numbers(*, cohort: Cohort) -> list[LaterNumbers]:
    """One query."""
    counted: Counter[tuple[int, str]] = Counter()
    rows = Later.objects.filter(graduation__application__cohort=cohort).order_by("pk")
    for months, answer, has_role in rows.values_list("months", "answer", "has_role"):
        counted[months, "asked"] += 1
        counted[months, answer] += 1
        counted[months, "role"] += has_role
    return [numbers_of(counted, months) for months in MONTHS if counted[months, "asked"]]


def numbers_of(counted: Counter[tuple[int, str]], months: int) -> LaterNumbers:
    asked = counted[months, "asked"]
    answered = asked - counted[months, ""]
    is_told = answered >= FEWEST

    def told(key: str) -> int:
        return counted[months, key] if is_told else 0

    return LaterNumbers(
        months=months,
        asked=asked,
        answered=answered if is_told else 0,
        here=told(Answer.HERE),
        elsewhere=told(Answer.ELSEWHERE),
        not_now=told(Answer.NOT_NOW),
        with_role=told("role"),
        is_told=is_told,
    )
