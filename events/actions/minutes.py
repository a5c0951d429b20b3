"""What was said, decided and taken on at one date, as its organizers write it down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from events.models import ActionItem, Decision, Minutes, Occurrence
from portal.kit import audit, clock
from portal.people.models import User

from .date_record import begun, note_held, tell_calendars
from .minutes_search import keep_findable
from .occurrence import hold_date


class SavedMeanwhile(Exception):
    """Somebody else saved after this text was opened; theirs is not written over unseen."""


@dataclass(frozen=True)
class ActionWords:
    """`key` is of one that is there already; without it the item is new."""

    text: str
    key: UUID | None = None
    person: User | None = None
    name: str = ""
    due_on: date | None = None


@transaction.atomic
def save_minutes(
    *,
    occurrence: Occurrence,
    by: User,
    seen: int,
    text: str,
    decisions: Sequence[str],
    actions: Sequence[ActionWords],
) -> Minutes:
    """`seen` is the version they began with, 0 for none. An item that is not among `actions` goes.
    What is published is public at once. Raises SavedMeanwhile, Replaced.
    """
    row = hold_date(occurrence)
    minutes = Minutes.objects.filter(occurrence=row).first() or Minutes(occurrence=row, version=0)
    if minutes.version != seen:
        raise SavedMeanwhile
    minutes.text, minutes.version = text, seen + 1
    minutes.saved_at, minutes.saved_by = clock.now(), by
    minutes.save()
    keep_decisions(minutes, decisions)
    keep_actions(minutes, actions)
    if minutes.published_at:
        keep_findable(minutes)
    audit.record(by=by, verb="minutes.saved", on=row)
    return minutes


def keep_decisions(minutes: Minutes, texts: Sequence[str]) -> None:
    minutes.decisions.all().delete()
    Decision.objects.bulk_create(
        Decision(minutes=minutes, text=text, position=position)
        for position, text in enumerate(texts, start=1)
    )


def keep_actions(minutes: Minutes, actions: Sequence[ActionWords]) -> None:
    """Those that are there already keep whether they are done."""
    there = {item.public_id: item for item in minutes.action_items.all()}
    for position, said in enumerate(actions, start=1):
        item = there.pop(said.key, None) if said.key else None
        item = item or ActionItem(minutes=minutes)
        item.text, item.person, item.name = said.text, said.person, said.name
        item.due_on, item.position = said.due_on, position
        item.save()
    ActionItem.objects.filter(pk__in=[item.pk for item in there.values()]).delete()


@transaction.atomic
def publish_minutes(*, occurrence: Occurrence, by: User) -> Minutes:
    """Page and calendars have them from now on; a date with minutes was held. Raises NotBegun,
    WasCancelled."""
    row = begun(occurrence)
    minutes = Minutes.objects.get(occurrence=row)
    if minutes.published_at is None:
        minutes.published_at = clock.now()
        minutes.save(update_fields=["published_at"])
        keep_findable(minutes)
        note_held(row)
        tell_calendars(row)
        audit.record(by=by, verb="minutes.published", on=row)
    return minutes


@transaction.atomic
def withdraw_minutes(*, occurrence: Occurrence, by: User) -> None:
    """A draft again; that the date was held stays."""
    row = hold_date(occurrence)
    minutes = Minutes.objects.filter(occurrence=row, published_at__isnull=False).first()
    if minutes:
        minutes.published_at = None
        minutes.save(update_fields=["published_at"])
        keep_findable(minutes)
        tell_calendars(row)
        audit.record(by=by, verb="minutes.withdrawn", on=row)


@transaction.atomic
def settle_action(*, item: ActionItem, by: User, is_done: bool) -> None:
    """By who took it, or by an organizer. Nothing where it is so already, or the item is gone.
    Raises Replaced."""
    row = hold_date(item.minutes.occurrence)
    settled = ActionItem.objects.filter(pk=item.pk, done_at__isnull=is_done)
    if settled.update(done_at=clock.now() if is_done else None):
        verb = "action.done" if is_done else "action.reopened"
        audit.record(by=by, verb=verb, on=row)
