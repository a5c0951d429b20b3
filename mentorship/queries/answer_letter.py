"""What people hear of an answer: asked by what sends it and by what shows it before it does."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from mentorship.core.application_moves import Mover, may_move
from mentorship.models import Application, Cohort, Status
from mentorship.queries.letter_preview import Preview, preview_of, seen_as
from mentorship.queries.letter_words import words_of
from portal.people.models import User

# Moves somebody hears of by mail; that it is being read stands on their page.
LETTERS = {
    Status.ACCEPTED: "mentorship/accept_application",
    Status.DECLINED: "mentorship/decline_application",
    Status.WAITLISTED: "mentorship/waitlist_application",
    Status.INTERVIEW: "mentorship/interview_application",
}


def told_of_answer(*, cohort: Cohort, role: str, to: Status, reason: str) -> dict[str, Any]:
    """Of an answer that is in LETTERS."""
    return {
        "kind": "application",
        "template": LETTERS[to],
        "context": {**words_of(cohort=cohort, role=role), "reason": reason},
        "url": reverse("mentorship:mine"),
    }


def seen_answer(*, cohort: Cohort, to: Status, reason: str) -> str:
    """Of an answer that is in LETTERS."""
    return seen_as(told_of_answer(cohort=cohort, role="", to=to, reason=reason))


def is_news(row: Application, *, to: Status, reason: str) -> bool:
    """The same answer twice is none, but for a refusal in other words."""
    if row.status == to:
        return to == Status.DECLINED and reason != row.decision_reason
    return may_move(Mover.PROGRAM, row.status, to)


def letter_of_answer(
    *, cohort: Cohort, rows: Iterable[Application], to: Status, reason: str, reader: User
) -> Preview:
    """To those of the rows for whom it would be news."""
    told = [row for row in rows if is_news(row, to=to, reason=reason)]
    role = told[0].role if told else ""
    return preview_of(
        people=len(told),
        reader=reader,
        told=told_of_answer(cohort=cohort, role=role, to=to, reason=reason),
        seen=seen_answer(cohort=cohort, to=to, reason=reason),
    )
