from events.models import Rsvp
from portal.people.models import User


def meetings_attended(*, person: User, initiative_id: int) -> int:
    """Dates of a group at which whoever ran them ticked that this person was there. One query."""
    return Rsvp.objects.filter(
        person=person, attended=True, occurrence__series__initiative=initiative_id
    ).count()
