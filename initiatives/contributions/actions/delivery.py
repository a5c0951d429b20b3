"""A message of GitHub, once its signature was found to be good. Of the message nothing is kept but
what it says of people who connected their account, and that there was one."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from initiatives.contributions.core.delivery import EVENTS, Told, Unreadable, read_delivery
from initiatives.contributions.models import Outcome, Tally

from .contribution import keep_facts
from .counting import count_steps_of
from .repository import note_delivery, note_word
from .revert import keep_reverts


@transaction.atomic
def take_delivery(*, event: str, body: bytes, now: datetime) -> Outcome:
    outcome = outcome_of(event, body, now)
    count_delivery(outcome=outcome, on=now.date())
    return outcome


def outcome_of(event: str, body: bytes, now: datetime) -> Outcome:
    if event not in EVENTS:
        return Outcome.IGNORED
    try:
        told = read_delivery(event, body, received_at=now)
    except Unreadable:
        return Outcome.UNREADABLE
    outcome = take_word(told, now)
    note_delivery(github_id=told.repository, now=now)
    return outcome


def take_word(told: Told, now: datetime) -> Outcome:
    """Whoever began to speak: what GitHub sent, and what it answered when it was asked."""
    meant = note_word(github_id=told.repository, name=told.name, facts=told.facts, now=now)
    if not meant:
        return Outcome.IGNORED
    people = keep_facts(facts=told.facts)
    is_new = keep_reverts(reverts=told.reverts) > 0
    count_steps_of(people=people)
    if told.implausible:
        return Outcome.IMPLAUSIBLE
    return Outcome.TAKEN if people or is_new else Outcome.KNOWN


def count_delivery(*, outcome: Outcome, on: date) -> None:
    tally, _is_first = Tally.objects.get_or_create(day=on, outcome=outcome)
    Tally.objects.filter(pk=tally.pk).update(count=F("count") + 1)
