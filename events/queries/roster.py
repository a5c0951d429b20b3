"""Who comes to one date, by the names they go by here. For its organizers alone."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from events.models import Occurrence, Rsvp
from portal.people.models import User

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
    guests = [Guest(row.public_id, name_of(row.person), row.attended) for row in rows[:MOST]]
    return sorted(guests, key=lambda guest: (guest.name.casefold(), guest.public_id))


def name_of(person: User) -> str:
    """As they gave it. Neither the sign-in name nor the address ever stands in for it."""
    profile = getattr(person, "profile", None)
    return (profile and profile.display_name) or person.handle or _("A member")
