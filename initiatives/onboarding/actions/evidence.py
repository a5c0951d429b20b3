"""Showing something for a step: it counts at once, and somebody looks at it later.

What a person does here is not audited, like the rest of their walk; what others decide is.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from initiatives.core.link_health import NOT_FOR_ROBOTS
from initiatives.onboarding.core.evidence_link import canonical
from initiatives.onboarding.core.picture import Picture
from initiatives.onboarding.core.progress import State, progress
from initiatives.onboarding.models import Completion, Evidence, Journey, LinkFound, Source
from portal.kit import jobs
from portal.kit.fetch import Fetched, FetchFailed, FetchRefused, FetchTooLarge, fetch
from portal.kit.locks import hold

from .journey import JourneyLeft, NoSuchStep, StepLocked, lock_name, note_act
from .shown_picture import as_file

DEADLINE = 5.0
Read = Callable[..., Fetched]


class AlreadyDone(Exception):
    """It counts already, or waits for somebody to look: take that back first."""


@transaction.atomic
def hand_in(
    *,
    journey: Journey,
    key: str,
    link: str,
    words: str,
    picture: Picture | None = None,
    is_prior: bool = False,
    now: datetime,
) -> Evidence:
    """The step counts from now on. `is_prior` is work of before they came, for which no step before
    it has to be done. The address is looked at by a job, never here.

    Raises JourneyLeft, NoSuchStep, AlreadyDone or StepLocked.
    """
    hold(lock_name(journey.path_id, journey.person_id))
    journey.refresh_from_db()
    if journey.left_at is not None:
        raise JourneyLeft
    walked, plan = journey.walked, journey.edition.plan
    state = progress(plan, walked.done, walked.kept_open).state_of(key)
    if not any(step.is_shown for step in plan if step.key == key):
        raise NoSuchStep
    if state is State.DONE:
        raise AlreadyDone
    if state is State.LOCKED and not is_prior:
        raise StepLocked
    step = journey.edition.steps.get(key=key)
    evidence = Evidence.objects.create(
        journey=journey,
        step=step,
        key=key,
        link=link,
        fingerprint=hashlib.sha256(canonical(link).encode()).hexdigest() if link else "",
        words=words,
        picture=as_file(picture),
        handed_in_at=now,
    )
    Completion.objects.create(journey=journey, step=step, key=key, source=Source.SHOWN, at=now)
    note_act(journey)
    if link:
        jobs.enqueue("initiatives.onboarding.tasks.look_at_link", evidence.pk)
    return evidence


def look_at_link(*, pk: int, now: datetime, read: Read = fetch) -> None:
    """What stood at the address then, as far as everybody can read it; nobody is refused by it. Of
    what was taken back or decided meanwhile nothing is opened."""
    waiting = Evidence.objects.waiting().filter(pk=pk, found=LinkFound.UNREAD)
    evidence = waiting.exclude(link="").first()
    if evidence is not None:
        waiting.update(found=what_stands_at(evidence.link, read), found_at=now)


def what_stands_at(link: str, read: Read) -> LinkFound:
    try:
        answer = read(link, deadline=DEADLINE)
    except FetchRefused:
        return LinkFound.REFUSED
    except FetchTooLarge:
        return LinkFound.ANSWERS
    except FetchFailed:
        return LinkFound.SILENT
    if answer.is_ok:
        return LinkFound.ANSWERS
    return LinkFound.CLOSED if answer.status in NOT_FOR_ROBOTS else LinkFound.GONE
