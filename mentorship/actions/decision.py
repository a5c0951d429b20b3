"""What the people who run a program answer to an application."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from mentorship.actions.looked_at import NotAsSeen
from mentorship.actions.match import end_matches
from mentorship.actions.sensitive import forget_sensitive
from mentorship.actions.status import MoveNotAllowed, move, note_move, note_moves
from mentorship.core.application_moves import DECIDED, Mover
from mentorship.models import SENT, Application, Cohort, Status
from mentorship.queries.answer_letter import LETTERS, is_news, seen_answer, told_of_answer
from mentorship.queries.desk import ready_of
from mentorship.queries.letter_preview import seen_as
from mentorship.queries.letter_words import told_to_accepted
from mentorship.queries.who_answers import for_others, in_conflict
from portal.kit import audit
from portal.notices.actions.notice import send_notice, send_notices
from portal.people.models import User

# Nobody is refused, or asked to talk, without words of a person.
NEED_WORDS = (Status.DECLINED, Status.INTERVIEW)
DECISION_FIELDS = ("status", "decided_at", "decided_by", "decision_reason", "said")


class StaleApplication(Exception):
    """It was changed, or withdrawn, since the person who decides has read it."""


class NoReason(Exception):
    """Nobody is declined without being told why."""


class OwnApplication(Exception):
    """Nobody decides about themselves."""


class InConflict(Exception):
    """Who should not judge an application of a mentee, by their own word or by what the portal
    knows, decides nothing about it."""


@transaction.atomic
def accept_application(
    *, application: Application, by: User, seen: datetime | None, now: datetime
) -> Application:
    """Take somebody into the pool that is matched. `seen` is the `submitted_at` that was read, None
    where nobody can say.

    Raises StaleApplication, OwnApplication or InConflict. Safe to repeat.
    """
    return answer_application(
        application=application, to=Status.ACCEPTED, reason="", by=by, seen=seen, now=now
    )


@transaction.atomic
def decline_application(
    *, application: Application, by: User, reason: str, seen: datetime | None, now: datetime
) -> Application:
    """The reason is for the applicant's eyes. Who was accepted before leaves their match with it.

    Raises StaleApplication, OwnApplication, InConflict, NoReason.
    """
    return answer_application(
        application=application, to=Status.DECLINED, reason=reason, by=by, seen=seen, now=now
    )


@transaction.atomic
def answer_application(
    *,
    application: Application,
    to: Status,
    reason: str,
    by: User,
    seen: datetime | None,
    now: datetime,
    is_told: bool = False,
) -> Application:
    """Accept, decline, put on the waiting list, ask to talk, or begin to read.

    Raises StaleApplication, OwnApplication, InConflict, NoReason or MoveNotAllowed. The same answer
    twice changes nothing, but for a refusal in other words. `is_told`: a letter of the caller says
    it.
    """
    words = words_for(to, reason)
    row = as_read(application, by, seen)
    answer(row, to=to, reason=words, by=by, now=now, is_told=is_told)
    return row


def words_for(to: Status, reason: str) -> str:
    words = reason.strip()
    if to in NEED_WORDS and not words:
        raise NoReason
    return words


def answer(
    row: Application, *, to: Status, reason: str, by: User, now: datetime, is_told: bool = False
) -> None:
    """Of a row that is held, and that this person may answer."""
    if row.status == to and not is_news(row, to=to, reason=reason):
        return
    was = to if row.status == to else move(row, to=to, mover=Mover.PROGRAM)
    decide(row, by, now, reason)
    note_move(row, was=was, mover=Mover.PROGRAM, by=by, now=now, reason=reason)
    if not is_told:
        tell(row, reason, now)
    if to == Status.DECLINED:
        end_matches(application=row, by=by, now=now)


def held(rows: QuerySet[Application]) -> QuerySet[Application]:
    """In one order, whoever answers many: else two of them wait for each other."""
    people = rows.select_related("cohort__program", "person", "edition")
    return people.select_for_update(of=["self"]).order_by("pk")


def as_read(application: Application, by: User, seen: datetime | None) -> Application:
    row = held(Application.objects.all()).get(pk=application.pk)
    if row.person_id == by.pk:
        raise OwnApplication
    if row.pk in in_conflict(cohort=row.cohort, person=by, only=row):
        raise InConflict
    if row.status not in SENT or row.submitted_at != seen:
        raise StaleApplication
    return row


def decide(row: Application, by: User, now: datetime, reason: str) -> None:
    is_decided = row.status in DECIDED
    row.decided_at = now if is_decided else None
    row.decided_by = by if is_decided else None
    row.decision_reason = reason
    forget_sensitive([row])
    row.save(update_fields=[*DECISION_FIELDS, "updated_at"])
    audit.record(by=by, verb=f"application.{row.status}", on=row)


def tell(row: Application, reason: str, now: datetime) -> None:
    if row.status not in LETTERS:
        return
    send_notice(
        person=row.person,
        key=f"application-{row.status}:{row.public_id}:{now.isoformat()}",
        **told_of_answer(cohort=row.cohort, role=row.role, to=Status(row.status), reason=reason),
    )


@transaction.atomic
def accept_all_sent(*, cohort: Cohort, by: User, seen: datetime, letter: str, now: datetime) -> int:
    """Everybody who was ready for it by `seen`; returns how many. `letter` is what was looked at.

    What came in, or was changed, after the page was read waits for eyes. Nobody accepts
    themselves, nor whom they should not judge. Raises NotAsSeen where dates have moved since.
    """
    if letter != seen_as(told_to_accepted(cohort)):
        raise NotAsSeen
    ready = ready_of(cohort=cohort).filter(submitted_at__lte=seen)
    waiting = list(held(ready.exclude(pk__in=for_others(cohort=cohort, person=by))))
    moved = [(row, move(row, to=Status.ACCEPTED, mover=Mover.PROGRAM)) for row in waiting]
    for row in waiting:
        row.decided_at, row.decided_by = now, by
        audit.record(by=by, verb="application.accepted", on=row)
    forget_sensitive(waiting)
    Application.objects.bulk_update(waiting, DECISION_FIELDS)
    note_moves(moved, mover=Mover.PROGRAM, by=by, now=now)
    send_notices(
        people=[row.person for row in waiting],
        key=f"applications-accepted:{cohort.key}:{now.isoformat()}",
        **told_to_accepted(cohort),
    )
    return len(waiting)


@dataclass(frozen=True)
class Answered:
    """What one press did to many; `left_out` says of how many it could not be done."""

    done: int
    left_out: int


@transaction.atomic
def answer_many(
    *,
    cohort: Cohort,
    public_ids: Iterable[UUID],
    to: Status,
    reason: str,
    by: User,
    seen: datetime,
    now: datetime,
    letter: str = "",
) -> Answered:
    """One answer for those who were looked at. Who changed their application since `seen`, moved
    meanwhile, is the one who decides or in conflict with them is left out. `letter` is what was
    looked at. Raises NoReason, and NotAsSeen where somebody would get another one."""
    words, wanted = words_for(to, reason), list(public_ids)
    rows = Application.objects.sent().filter(
        cohort=cohort, public_id__in=wanted, submitted_at__lte=seen
    )
    rows = rows.exclude(pk__in=for_others(cohort=cohort, person=by))
    found = list(held(rows))
    is_told = to in LETTERS and any(is_news(row, to=to, reason=words) for row in found)
    if is_told and letter != seen_answer(cohort=cohort, to=to, reason=words):
        raise NotAsSeen
    done = 0
    for row in found:
        with suppress(MoveNotAllowed):
            answer(row, to=to, reason=words, by=by, now=now)
            done += 1
    return Answered(done=done, left_out=len(wanted) - done)
