from typing import Any

from events.models import Rsvp
from portal.people.models import User


def seats_of(*, person: User) -> list[dict[str, Any]]:
    """Everything kept about where a person said they come, for their own export. One query."""
    held = Rsvp.objects.filter(person=person).select_related("occurrence__series")
    return [
        {
            "meeting": rsvp.occurrence.series.slug,
            "date": rsvp.occurrence.original_date,
            "said_on": rsvp.answered_at,
            "answer": rsvp.answer,
            "place": rsvp.place,
            "attended": rsvp.attended,
        }
        for rsvp in held
    ]
