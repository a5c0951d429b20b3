"""Who comes to one date, by the names they go by here. For its organizers alone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from events.models import Answer, Occurrence, Place, Rsvp
from portal.people.queries.names import told_name

MOST = 500


@dataclass(frozen=True)
class Attendee:
    """`attended` is None until somebody ticked it; `until` ends an offer."""

    public_id: UUID
    name: str
    attended: bool | None
    organisation: str = ""
    is_guest: bool = False
    until: datetime | None = None


def roster_of(*, occurrence: Occurrence) -> list[Attendee]:
    """Who has a seat. One query; by name, of the first `MOST`."""
    rows = named(Rsvp.objects.seated().filter(occurrence=occurrence))
    return sorted(rows, key=lambda one: (one.name.casefold(), one.public_id))


def line_at(*, occurrence: Occurrence) -> list[Attendee]:
    """Who waits, in the order of their turns; a seat is held for those in front. One query."""
    rows = Rsvp.objects.filter(occurrence=occurrence, place__in=[Place.OFFERED, Place.WAITING])
    return named(rows.order_by(F("expires_at").asc(nulls_last=True), "answered_at", "pk"))


def maybes_at(*, occurrence: Occurrence) -> list[Attendee]:
    """One query."""
    rows = Rsvp.objects.filter(occurrence=occurrence, answer=Answer.MAYBE)
    return named(rows)


def named(rows: QuerySet[Rsvp]) -> list[Attendee]:
    return [
        Attendee(
            public_id=row.public_id,
            name=name_of(row),
            attended=row.attended,
            organisation=row.organisation,
            is_guest=row.person_id is None,
            until=row.expires_at,
        )
        for row in rows.select_related("person__profile")[:MOST]
    ]


def name_of(row: Rsvp) -> str:
    """A guest who is forgotten has a dash."""
    if row.person is None:
        return row.guest_name
    return told_name(row.person) or _("A member")
