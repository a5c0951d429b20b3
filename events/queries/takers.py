"""Who may be written down for an action item: people its organizers know of here."""

from django.db.models import Q

from events.models import ActionItem, Occurrence, Rsvp
from initiatives.models import RoleHolding
from portal.people.models import User
from portal.people.queries.names import told_name

MOST = 300


def takers(*, occurrence: Occurrence) -> dict[int, User]:
    """Who has a seat at the date or in the group, and who has taken something already. One
    query."""
    seats = Rsvp.objects.seated().filter(occurrence=occurrence)
    roles = RoleHolding.objects.current(occurrence.starts_at.date()).filter(
        initiative=occurrence.series.initiative_id
    )
    taken = ActionItem.objects.filter(minutes__occurrence=occurrence)
    known = User.objects.filter(
        Q(pk__in=seats.values("person"))
        | Q(pk__in=roles.values("person"))
        | Q(pk__in=taken.values("person")),
        is_active=True,
    )
    return {one.pk: one for one in known.select_related("profile").order_by("pk")[:MOST]}


def names_of(people: dict[int, User]) -> list[tuple[int, str]]:
    """By name; who has given none can't be told apart and is left out."""
    named = [(key, name) for key, person in people.items() if (name := told_name(person))]
    return sorted(named, key=lambda one: one[1].casefold())
