"""What was said last of each pair, for who decides what becomes of its mentee."""

from collections import defaultdict
from typing import Any

from mentorship.cohort_life.core.rounds import RoundName
from mentorship.cohort_life.core.silence import Side
from mentorship.cohort_life.models import Evaluation, Outcome, Verdict
from mentorship.cohort_life.models.evaluation import ROUND_NAMES
from mentorship.core.last_words import LastWords
from mentorship.models import Cohort

LAST_ROUNDS = (RoundName.FINAL, RoundName.LONGER)


def in_turn(row: Evaluation | Outcome) -> int:
    return ROUND_NAMES.index(row.round)


def last_words(*, cohort: Cohort) -> dict[str, LastWords]:
    """By public id of the match; a pair of which nothing was said is left out. Two queries."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    ends: dict[str, Any] = {}
    rows = Evaluation.objects.filter(match__cohort=cohort, round__in=LAST_ROUNDS)
    for row in sorted(rows.select_related("match__mentee"), key=in_turn):
        side = Side.MENTEE if row.match.mentee.person_id == row.author_id else Side.MENTOR
        said[str(row.match.public_id)][side.value] = row.recommends
    outcomes = Outcome.objects.filter(match__cohort=cohort).select_related("match")
    for outcome in sorted(outcomes, key=in_turn):
        key = str(outcome.match.public_id)
        if outcome.round in LAST_ROUNDS:
            said[key]["verdict"] = outcome.verdict
        if outcome.verdict == Verdict.EXTEND:
            ends[key] = outcome.ends_on
    return {key: LastWords(**said[key], ends_on=ends.get(key)) for key in {*said, *ends}}
