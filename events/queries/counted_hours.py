"""Whose free hours a group may count, and which groups somebody lets count theirs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from events.core.time_finder import Attendee
from events.models import HoursConsent
from initiatives.models import Initiative, RoleHolding
from portal.core.availability import cells_of
from portal.people.models import Audience, Disclosure, Part, Profile, User
from portal.people.queries.availability import windows_of_people

FEWEST = 5  # of fewer people the picture would be a picture of somebody


@dataclass(frozen=True)
class Counted:
    """`name` is what their profile shows to every member together with their time zone, or empty:
    then nobody learns who it is."""

    attendee: Attendee
    name: str = ""


def own_groups(*, person: User, on: date) -> QuerySet[Initiative]:
    """Groups somebody follows or has a seat in."""
    seats = RoleHolding.objects.current(on).filter(person=person).values("initiative")
    listed = Initiative.objects.listed()
    return listed.filter(Q(followers__person=person) | Q(pk__in=seats)).distinct()


def shared_with(*, person: User) -> frozenset[int]:
    """Ids of the groups that may count."""
    consents = HoursConsent.objects.filter(person=person)
    return frozenset(consents.values_list("initiative", flat=True))


def counted_people(*, initiative: Initiative, on: date) -> list[Counted]:
    """Empty below the fewest; without free hours when fewer than these gave them. Four queries,
    whoever they are.

    Who left the group or took the word back is not counted, nor who never said where they are.
    """
    seats = RoleHolding.objects.current(on).filter(initiative=initiative).values("person")
    people = User.objects.filter(hours_consents__initiative=initiative, is_active=True)
    people = people.filter(Q(follows__initiative=initiative) | Q(pk__in=seats))
    zones = dict(people.exclude(timezone="").order_by("timezone").values_list("pk", "timezone"))
    if len(zones) < FEWEST:
        return []
    given = windows_of_people(ids=zones.keys())
    free = {pk: cells_of(windows) for pk, windows in given.items() if windows}
    if len(free) < FEWEST:
        free = {}
    names = shown_names(zones.keys())
    return [Counted(Attendee(tzid, free.get(pk)), names.get(pk, "")) for pk, tzid in zones.items()]


def shown_names(ids: Collection[int]) -> dict[int, str]:
    """Names that every member may read beside the time zone. Two queries."""
    wide = Disclosure.objects.filter(profile__in=ids, audience__in=Audience.values)
    shown = set(wide.filter(part=Part.TIMEZONE).values_list("profile", flat=True))
    shown &= set(wide.filter(part=Part.NAME).values_list("profile", flat=True))
    profiles = Profile.objects.filter(person__in=shown).exclude(display_name="")
    return dict(profiles.values_list("person", "display_name"))
