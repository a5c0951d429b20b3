"""What has to be done before an application is complete: asked at the desk, shown, looked at."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from mentorship.actions.status import move, note_move, note_moves
from mentorship.core.application_moves import Mover
from mentorship.models import (
    WAITING,
    Application,
    Cohort,
    Prerequisite,
    Proof,
    ProofState,
    Status,
)
from mentorship.queries.letter_words import words_of
from portal.kit import audit
from portal.kit.locks import hold
from portal.notices.actions.notice import send_notice
from portal.people.models import User

MOST_PREREQUISITES = 10
SETTLED = (Status.SUBMITTED, Status.COMPLETE)  # of these the portal alone says which


class TooManyFirst(Exception):
    """Nobody does more than this before somebody has looked at them."""


class AskedAlready(Exception):
    """The same thing is not asked twice."""


class NotWaiting(Exception):
    """Only an application that is sent and not decided can be completed."""


class NoWord(Exception):
    """Nothing is sent back without saying why."""


class StaleProof(Exception):
    """Something else was shown since the person who looks at it has read it."""


class OwnProof(Exception):
    """Nobody looks at what they have done themselves."""


@transaction.atomic
def add_prerequisite(
    *, cohort: Cohort, role: str, title: str, text: str, by: User | None, now: datetime
) -> Prerequisite:
    """Applications that were complete are so no longer. Raises TooManyFirst or AskedAlready."""
    hold(f"prerequisites:{cohort.pk}:{role}")
    there = Prerequisite.objects.filter(cohort=cohort, role=role)
    if there.filter(title=title).exists():
        raise AskedAlready
    if there.count() >= MOST_PREREQUISITES:
        raise TooManyFirst
    row = Prerequisite.objects.create(cohort=cohort, role=role, title=title, text=text)
    audit.record(by=by, verb="prerequisite.added", on=row, is_on_pages=False)
    settle_all(cohort, role, now)
    return row


@transaction.atomic
def remove_prerequisite(*, prerequisite: Prerequisite, by: User | None, now: datetime) -> None:
    """What was shown for it goes with it."""
    hold(f"prerequisites:{prerequisite.cohort_id}:{prerequisite.role}")
    audit.record(by=by, verb="prerequisite.removed", on=prerequisite, is_on_pages=False)
    cohort, role = prerequisite.cohort, prerequisite.role
    prerequisite.delete()
    settle_all(cohort, role, now)


@transaction.atomic
def give_proof(
    *, application: Application, prerequisite: Prerequisite, text: str, link: str, now: datetime
) -> Proof:
    """Shown anew, it waits to be looked at anew. Raises NotWaiting."""
    row = locked(application)
    if row.status not in WAITING:
        raise NotWaiting
    proof, _ = Proof.objects.update_or_create(
        application=row,
        prerequisite=prerequisite,
        defaults={
            "text": text,
            "link": link,
            "state": ProofState.GIVEN,
            "word": "",
            "given_at": now,
            "judged_at": None,
            "judged_by": None,
        },
    )
    audit.record(by=row.person, verb="proof.given", on=proof, is_on_pages=False)
    settle(row, now)
    return proof


@transaction.atomic
def judge_proof(
    *, proof: Proof, is_done: bool, word: str, by: User, seen: datetime | None, now: datetime
) -> Proof:
    """Once everything is done the application is complete. `seen` is the `given_at` that was read.

    Raises NoWord, OwnProof, NotWaiting or StaleProof.
    """
    if not is_done and not word.strip():
        raise NoWord
    application = locked(proof.application)
    if application.person_id == by.pk:
        raise OwnProof
    if application.status not in WAITING:
        raise NotWaiting
    row = Proof.objects.select_for_update().get(pk=proof.pk)
    if row.given_at != seen:
        raise StaleProof
    row.state = ProofState.ACCEPTED if is_done else ProofState.RETURNED
    row.word, row.judged_at, row.judged_by = word.strip(), now, by
    row.save()
    audit.record(by=by, verb=f"proof.{row.state}", on=row, is_on_pages=False)
    settle(application, now)
    if not is_done:
        send_notice(
            person=application.person,
            kind="application",
            key=f"proof-returned:{row.pk}:{now.isoformat()}",
            template="mentorship/return_proof",
            context={
                **words_of(cohort=application.cohort, role=application.role),
                "title": row.prerequisite.title,
                "reason": row.word,
            },
            url=reverse("mentorship:first", args=[application.cohort.key, application.role]),
        )
    return row


def locked(application: Application) -> Application:
    return (
        Application.objects.select_for_update(of=["self"])
        .select_related("cohort__program", "person")
        .get(pk=application.pk)
    )


def settle_all(cohort: Cohort, role: str, now: datetime) -> None:
    """As few queries for many who have applied as for one."""
    rows = Application.objects.select_for_update().filter(
        cohort=cohort, role=role, status__in=SETTLED
    )
    held = list(rows.order_by("pk"))
    proofs = Proof.objects.filter(
        application__cohort=cohort, application__role=role, state=ProofState.ACCEPTED
    )
    done = Counter(proofs.values_list("application", flat=True))
    asked = Prerequisite.objects.filter(cohort=cohort, role=role).count()
    moved = [
        (row, move(row, to=to, mover=Mover.PORTAL))
        for row in held
        if row.status != (to := standing(asked, done[row.pk]))
    ]
    for row, _was in moved:
        row.updated_at = now
    Application.objects.bulk_update([row for row, _was in moved], ["status", "updated_at"])
    note_moves(moved, mover=Mover.PORTAL, by=None, now=now)


def settle(application: Application, now: datetime) -> None:
    """Of a locked row that is sent: complete once all that is asked is done, and only then. A
    cohort that asks for nothing has no such thing as complete."""
    asked = Prerequisite.objects.filter(cohort=application.cohort_id, role=application.role).count()
    done = Proof.objects.filter(application=application, state=ProofState.ACCEPTED).count()
    to = standing(asked, done)
    if application.status not in SETTLED or application.status == to:
        return
    was = move(application, to=to, mover=Mover.PORTAL)
    application.save(update_fields=["status", "updated_at"])
    note_move(application, was=was, mover=Mover.PORTAL, by=None, now=now)


def standing(asked: int, done: int) -> Status:
    return Status.COMPLETE if 0 < asked <= done else Status.SUBMITTED
