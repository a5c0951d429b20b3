"""What the people who run a program answer to an application."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from mentorship.actions.match import end_matches
from mentorship.models import SENT, Application, Cohort, Status
from mentorship.queries.letter_words import words_of
from portal.kit import audit
from portal.notices.actions.notice import send_notice, send_notices
from portal.people.models import User


class StaleApplication(Exception):
    """It was changed, or withdrawn, since the person who decides has read it."""


class NoReason(Exception):
    """Nobody is declined without being told why."""


class OwnApplication(Exception):
    """Nobody decides about themselves."""


@transaction.atomic
def accept_application(
    *, application: Application, by: User, seen: datetime | None, now: datetime
) -> Application:
    """Take somebody into the pool that is matched. `seen` is the `submitted_at` that was read, None
    where nobody can say.

    Raises StaleApplication or OwnApplication. Safe to repeat.
    """
    row = as_read(application, by, seen)
    if row.status == Status.ACCEPTED:
        return row
    return decide(row, by, now, Status.ACCEPTED, "")


@transaction.atomic
def decline_application(
    *, application: Application, by: User, reason: str, seen: datetime | None, now: datetime
) -> Application:
    """The reason is for the applicant's eyes. Who was accepted before leaves their match with it.

    Raises StaleApplication, OwnApplication, NoReason.
    """
    if not reason.strip():
        raise NoReason
    row = decide(as_read(application, by, seen), by, now, Status.DECLINED, reason.strip())
    end_matches(application=row, by=by, now=now)
    return row


def as_read(application: Application, by: User, seen: datetime | None) -> Application:
    row = (
        Application.objects.select_for_update(of=["self"])
        .select_related("cohort__program", "person")
        .get(pk=application.pk)
    )
    if row.person_id == by.pk:
        raise OwnApplication
    if row.status not in SENT or row.submitted_at != seen:
        raise StaleApplication
    return row


def decide(row: Application, by: User, now: datetime, status: Status, reason: str) -> Application:
    row.status = status
    row.decided_at = now
    row.decided_by = by
    row.decision_reason = reason
    row.save(update_fields=["status", "decided_at", "decided_by", "decision_reason", "updated_at"])
    audit.record(by=by, verb=f"application.{status}", on=row)
    send_notice(
        person=row.person,
        kind="application",
        key=f"application-{status}:{row.public_id}:{now.isoformat()}",
        template=f"mentorship/{'accept' if status == Status.ACCEPTED else 'decline'}_application",
        context={**words_of(cohort=row.cohort, role=row.role), "reason": reason},
        url=reverse("mentorship:mine"),
    )
    return row


@transaction.atomic
def accept_all_sent(*, cohort: Cohort, by: User, seen: datetime, now: datetime) -> int:
    """Everybody whose application was sent by `seen` and is not answered; returns how many.

    What came in, or was changed, after the page was read waits for eyes. Nobody accepts themselves.
    """
    waiting = list(
        Application.objects.select_for_update(of=["self"])
        .select_related("person")
        .filter(cohort=cohort, status=Status.SUBMITTED, submitted_at__lte=seen)
        .exclude(person=by)
    )
    for row in waiting:
        row.status, row.decided_at, row.decided_by = Status.ACCEPTED, now, by
        audit.record(by=by, verb="application.accepted", on=row)
    Application.objects.bulk_update(waiting, ["status", "decided_at", "decided_by"])
    send_notices(
        people=[row.person for row in waiting],
        kind="application",
        key=f"applications-accepted:{cohort.key}:{now.isoformat()}",
        template="mentorship/accept_application",
        context=words_of(cohort=cohort, role=""),
        url=reverse("mentorship:mine"),
    )
    return len(waiting)
