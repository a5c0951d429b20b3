"""Who came to a date and is on no list of answers, as its organizers write it down."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from events.models import Occurrence, Visitor
from portal.kit import audit
from portal.people.models import User

from .date_record import begun, note_held

MOST = 500


class TooManyVisitors(Exception):
    """Count the others instead."""


@transaction.atomic
def add_visitor(*, occurrence: Occurrence, by: User, name: str, organisation: str) -> Visitor:
    """Raises NotBegun, WasCancelled, TooManyVisitors."""
    row = begun(occurrence)
    if Visitor.objects.filter(occurrence=row).count() >= MOST:
        raise TooManyVisitors
    visitor = Visitor.objects.create(occurrence=row, name=name, organisation=organisation)
    note_held(row)
    audit.record(by=by, verb="visitor.added", on=row)
    return visitor


@transaction.atomic
def remove_visitor(*, occurrence: Occurrence, by: User, key: UUID) -> None:
    """Written down by mistake."""
    Visitor.objects.filter(occurrence=occurrence, public_id=key).delete()
    audit.record(by=by, verb="visitor.removed", on=occurrence)


@transaction.atomic
def count_others(*, occurrence: Occurrence, by: User, number: int) -> None:
    """People nobody has a name of. Raises NotBegun, WasCancelled."""
    row = begun(occurrence)
    row.others_came = number
    row.save(update_fields=["others_came"])
    if number:
        note_held(row)
    audit.record(by=by, verb="attendance.counted", on=row)


@transaction.atomic
def forget_past_visitors(*, now: datetime) -> int:
    """As long after a date as its guests: the organisation stays, and that somebody came."""
    over = now - timedelta(days=settings.GUEST_DATA_DAYS)
    named = Visitor.objects.filter(occurrence__ends_at__lt=over).exclude(name="")
    forgotten = 0
    for visitor in named.select_related("occurrence"):
        if visitor.organisation:
            visitor.name = ""
            visitor.save(update_fields=["name"])
        else:
            count_nameless(visitor.occurrence_id, 1)
            visitor.delete()
        forgotten += 1
    return forgotten


def count_nameless(occurrence_id: int, number: int) -> None:
    """Who came stays counted, by no name."""
    Occurrence.objects.filter(pk=occurrence_id).update(others_came=F("others_came") + number)
