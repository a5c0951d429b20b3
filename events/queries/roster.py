"""Who comes to one date, by the names they go by here. For its organizers alone."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from events.models import Occurrence, Rsvp
from portal.people.queries.names import told_name

MOST = 500


@dataclass(frozen=True)
class Guest:
    """`attended` is None until somebody ticked it."""

    public_id: UUID
    name: str
    attended: bool | None


def roster_of(*, occurrence: Occurrence) -> list[Guest]:
    """One query; by name, of the first `MOST`."""
    rows = Rsvp.objects.filter(occurrence=occurrence).select_related("person__profile")
    guests = [
        Guest(row.public_id, told_name(row.person) or _("A member"), row.attended)
        for row in rows[:MOST]
    ]
    return sorted(guests, key=lambda guest: (guest.name.casefold(), guest.public_id))
