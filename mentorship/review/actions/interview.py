"""Talks with applicants: when and where, and what was noted."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from mentorship.actions.decision import answer_application, as_read
from mentorship.actions.status import MoveNotAllowed
from mentorship.models import Application, Status
from mentorship.queries.letter_words import words_of
from mentorship.review.models import Interview, InterviewNote
from portal.kit import audit
from portal.notices.actions.notice import send_notice
from portal.people.models import User


class AlreadyPast(Exception):
    """Nobody can come to a time that is over."""


@transaction.atomic
def propose_interview(
    *,
    application: Application,
    starts_at: datetime,
    minutes: int,
    where: str,
    words: str,
    by: User,
    seen: datetime | None,
    now: datetime,
) -> Interview:
    """For the first time or at another one. One letter says why and when, in the applicant's time.
    Safe to repeat.

    Raises AlreadyPast, and what answering an application raises.
    """
    if starts_at <= now:
        raise AlreadyPast
    told = {"starts_at": starts_at, "minutes": minutes, "where": where}
    if as_read(application, by, seen).status == Status.INTERVIEW:
        kept = Interview.objects.filter(application=application, **told).first()
        if kept:
            return kept
    answer_application(
        application=application,
        to=Status.INTERVIEW,
        reason=words,
        by=by,
        seen=seen,
        now=now,
        is_told=True,
    )
    talk, _is_new = Interview.objects.update_or_create(
        application=application,
        defaults=told | {"proposed_at": now},
    )
    audit.record(by=by, verb="application.interview_proposed", on=application, is_on_pages=False)
    send_notice(
        person=application.person,
        kind="application",
        key=f"interview:{application.public_id}:{now.isoformat()}",
        template="review/propose_interview",
        context={
            **words_of(cohort=application.cohort, role=application.role),
            "starts": starts_at.isoformat(),
            "minutes": minutes,
            "where": where,
            "reason": words,
        },
        url=reverse("mentorship:mine"),
    )
    return talk


@transaction.atomic
def write_interview_note(
    *, application: Application, text: str, by: User, now: datetime
) -> InterviewNote | None:
    """One each, written on as the talk goes; empty takes it away.

    Raises MoveNotAllowed where nobody talks.
    """
    if not Interview.objects.filter(application=application).exists():
        raise MoveNotAllowed
    if not text.strip():
        InterviewNote.objects.filter(application=application, author=by).delete()
        return None
    note, _is_new = InterviewNote.objects.update_or_create(
        application=application,
        author=by,
        defaults={"text": text.strip(), "written_at": now},
    )
    return note
