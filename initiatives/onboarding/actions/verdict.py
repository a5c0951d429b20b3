"""Looking at what somebody showed: half an hour for one person, and one decision."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from initiatives.core.link_health import FINE_AGAIN
from initiatives.onboarding.core.carry import sent_back
from initiatives.onboarding.models import (
    Completion,
    Evidence,
    EvidenceState,
    Journey,
    Source,
)
from initiatives.onboarding.queries.kin import walks_of_kin
from initiatives.onboarding.queries.verifiers import standing_of
from initiatives.onboarding.rules import may_look_at
from portal.core.record_chain import mark
from portal.kit import audit, jobs
from portal.kit.locks import hold
from portal.notices.actions.notice import send_notice
from portal.notices.models import Kind
from portal.people.models import User
from portal.record.actions.entry import append_entry

from .journey import lock_name

LEASE = timedelta(minutes=30)
MOST_HELD = 4


class NotWaiting(Exception):
    """It was decided, or taken back by who showed it, or they have left the path."""


class HeldByAnother(Exception):
    """Somebody else looks at it at the moment."""


class HoldsEnough(Exception):
    """They look at as many as one person can."""


class MayNotLook(Exception):
    """It is their own, or they may no longer look at what is shown to this group."""


@transaction.atomic
def take_evidence(*, evidence: Evidence, by: User, now: datetime) -> None:
    """For half an hour nobody else decides; whoever has it may begin that anew.

    Raises NotWaiting, MayNotLook, HeldByAnother or HoldsEnough.
    """
    look_again(evidence, by, now)
    hold(f"verifier:{by.pk}")
    held = Evidence.objects.waiting().filter(held_by=by, held_until__gt=now)
    if held.exclude(pk=evidence.pk).count() >= MOST_HELD:
        raise HoldsEnough
    if evidence.holder(now) is None:
        evidence.held_by, evidence.held_since = by, now
    evidence.held_until = now + LEASE
    evidence.save(update_fields=["held_by", "held_since", "held_until"])


@transaction.atomic
def give_back(*, evidence: Evidence, by: User) -> None:
    """For others to look at. Nothing happens where it is not theirs any more."""
    Evidence.objects.waiting().filter(pk=evidence.pk, held_by=by).update(
        held_by=None, held_since=None, held_until=None
    )


@transaction.atomic
def decide(
    *, evidence: Evidence, verdict: EvidenceState, answer: str, by: User, now: datetime
) -> None:
    """Once and for all; its person hears of it. Also after the half hour, if nobody else has it.
    However long they waited for it, their own quiet begins with the answer.

    Raises NotWaiting, MayNotLook or HeldByAnother.
    """
    look_again(evidence, by, now)
    journey = evidence.journey
    evidence.state = verdict
    evidence.answer = answer
    evidence.decided_by, evidence.decided_at = by, now
    evidence.decided_as = standing_of(person=by, initiative=journey.path.initiative, on=now.date())
    decided = ["state", "answer", "decided_by", "decided_at", "decided_as"]
    if verdict == EvidenceState.ACCEPTED:
        evidence.look_again_at = now + FINE_AGAIN
        decided.append("look_again_at")
    # What stands at the address is written by a job that does not wait for the walk.
    evidence.save(update_fields=decided)
    if verdict == EvidenceState.ACCEPTED:
        verify(evidence)
        is_settled = True
    else:
        is_settled = not send_back(journey, evidence.key)
    journey.acted_at = now
    journey.save(update_fields=["acted_at"])
    audit.record(by=by, verb=f"evidence.{verdict}", on=evidence, is_on_pages=False)
    say_for_good(evidence, by=by, at=now)
    tell(evidence, is_settled=is_settled)
    other_walks = walks_of_kin(person=journey.person, path=journey.path)
    if verdict == EvidenceState.ACCEPTED and other_walks.exists():
        jobs.enqueue("initiatives.onboarding.tasks.cover_in_kin", evidence.pk)


def look_again(evidence: Evidence, by: User, now: datetime) -> None:
    """As it is now, and from here on nobody else changes it or the walk it belongs to."""
    journey = evidence.journey
    hold(lock_name(journey.path_id, journey.person_id))
    try:
        evidence.refresh_from_db()
    except Evidence.DoesNotExist as error:
        raise NotWaiting from error
    if not evidence.is_waiting or evidence.is_nobodys:
        raise NotWaiting
    if not may_look_at(by, evidence):
        raise MayNotLook
    if evidence.holder(now) not in {None, by}:
        raise HeldByAnother


def verify(evidence: Evidence) -> None:
    Completion.objects.update_or_create(
        journey=evidence.journey,
        key=evidence.key,
        defaults={"source": Source.VERIFIED},
        create_defaults={
            "step": evidence.step,
            "source": Source.VERIFIED,
            "at": evidence.handed_in_at,
        },
    )


def send_back(journey: Journey, key: str) -> bool:
    """The step is to be done once more, and whatever it opened stays open. What a meeting says of
    it meanwhile stays. Whether their path asks for it again: it may have gone with an edition."""
    before, plan = journey.walked, journey.edition.plan
    shown, _by_model = journey.completions.filter(key=key, source=Source.SHOWN).delete()
    if shown:
        after = sent_back(before, plan, key)
        journey.kept_open = sorted(after.kept_open)
        journey.save(update_fields=["kept_open"])
    return bool(shown) and any(step.key == key for step in plan)


def say_for_good(evidence: Evidence, *, by: User, at: datetime) -> None:
    """In the record, which everybody may read: that there was a decision. Which one, of what and of
    whom is known to who has the id of what was shown."""
    append_entry(
        kind="evidence.decided",
        facts={
            "evidence": mark(evidence.public_id),
            "says": mark(evidence.public_id, evidence.key, evidence.state),
        },
        people={"holder": evidence.journey.person, "by": by},
        at=at,
    )


def tell(evidence: Evidence, *, is_settled: bool) -> None:
    path = evidence.journey.path
    send_notice(
        person=evidence.journey.person,
        kind=Kind.PATH,
        key=f"evidence:{evidence.public_id}",
        template=f"onboarding/evidence_{evidence.state}",
        context={
            "title": path.title,
            "step": evidence.step.title,
            "answer": evidence.answer,
            "is_settled": is_settled,
        },
        url=reverse("onboarding:journey", args=[path.slug]),
    )
