"""What somebody has said about their group, for their own eyes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mentorship.core.phases import Phase, phase_at
from mentorship.equity.models import EquityGroup
from mentorship.equity.models.answer import EquityAnswer
from mentorship.models import SENT, Application, Cohort, Role
from portal.people.models import User

from .answer_key import answer_key

MOST_COHORTS = 100


@dataclass(frozen=True)
class OwnAnswer:
    """`is_open`: it may be given or changed; taken back it may be as long as it is kept."""

    groups: tuple[EquityGroup, ...]
    group: EquityGroup | None
    is_open: bool


def own_answer(*, application: Application, now: datetime) -> OwnAnswer:
    """Two queries."""
    rows = EquityAnswer.objects.filter(key=answer_key(application.public_id))
    answer = rows.select_related("group").first()
    return OwnAnswer(
        groups=tuple(EquityGroup.objects.filter(cohort=application.cohort_id)),
        group=answer.group if answer else None,
        is_open=may_answer(application, now),
    )


def may_answer(application: Application, now: datetime) -> bool:
    """Who has sent an application, while others still may: afterwards places are given away."""
    return (
        application.status in SENT and phase_at(application.cohort.dates, now) is Phase.APPLICATIONS
    )


def answers_of_person(*, person: User) -> list[dict[str, Any]]:
    """For their own copy. Two queries."""
    rows = Application.objects.filter(person=person, role=Role.MENTEE).select_related("cohort")
    by_key = {answer_key(row.public_id): row.cohort.key for row in rows[:MOST_COHORTS]}
    found = EquityAnswer.objects.filter(key__in=by_key).select_related("group")
    return [
        {"cohort": by_key[row.key], "group": row.group.name}
        for row in sorted(found, key=lambda row: by_key[row.key])
    ]


def is_answered(cohort: Cohort) -> bool:
    return EquityAnswer.objects.filter(cohort=cohort).exists()
