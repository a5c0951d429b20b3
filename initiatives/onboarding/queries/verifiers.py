"""Who may look at what somebody showed: for a group who leads it or was named by it; for a path of
everybody, and while nobody else leads a group and it named too few, who works for the foundation.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from initiatives.core.lead_roles import ORGANIZING_ROLES
from initiatives.models import Initiative, RoleHolding
from initiatives.onboarding.core.rings import rings
from initiatives.onboarding.models import Evidence, EvidenceState, Journey, Verifier, named, seats
from initiatives.queries.initiative_detail import role_words
from portal.people.models import User
from portal.people.queries.names import called, told_name

MOST_NAMED = 100
LATELY = timedelta(days=90)
NAMED, STAFF = "named", "staff"


def may_be_looked_at_by(*, person: User, on: date) -> QuerySet[Evidence]:
    """Whatever its state; nobody looks at their own, whoever they are."""
    if not person.is_active:
        return Evidence.objects.none()
    theirs = Q(journey__path__initiative__in=seats(on).filter(person=person).values("initiative"))
    theirs |= Q(journey__path__initiative__in=named().filter(person=person).values("initiative"))
    if works_for_the_foundation(person):
        group, walker = OuterRef("journey__path__initiative"), OuterRef("journey__person")
        alone = Exists(others_leading(group, walker, on)) | Exists(enough_named(group, walker))
        theirs |= Q(journey__path__initiative=None) | ~alone
    return Evidence.objects.filter(theirs).exclude(journey__person=person)


def others_leading(
    group: OuterRef | int, walker: OuterRef | int, on: date
) -> QuerySet[RoleHolding]:
    return seats(on).filter(initiative=group).exclude(person=walker)


def enough_named(group: OuterRef | int, walker: OuterRef | int) -> QuerySet[Verifier]:
    """The last of as many others as are enough, and any beyond; nobody where they are fewer."""
    others = named().filter(initiative=group).exclude(person=walker)
    return others[settings.LEAST_VERIFIERS - 1 :]


def is_for_its_group(*, journey: Journey, on: date) -> bool:
    """Whether the group alone looks at what is shown on this walk; else who works for the
    foundation does too. Two queries, one where somebody leads, none on a path of everybody."""
    group, walker = journey.path.initiative_id, journey.person_id
    return group is not None and (
        others_leading(group, walker, on).exists() or enough_named(group, walker).exists()
    )


def works_for_the_foundation(person: User) -> bool:
    return person.has_perm("initiatives.change_initiative")


def standing_of(*, person: User, initiative: Initiative | None, on: date) -> list[str]:
    """What makes them somebody who may look, to be kept with what they decide."""
    held: list[str] = []
    if initiative is not None:
        own = seats(on).filter(initiative=initiative, person=person)
        held += sorted(set(own.values_list("role", flat=True)))
        if named().filter(initiative=initiative, person=person).exists():
            held.append(NAMED)
    return held or [STAFF]


def standing_in_words(held: list[str]) -> str:
    known = {NAMED: _("named by the group"), STAFF: _("works for the foundation")}
    return ", ".join(known.get(one) or role_words(one) for one in held)


@dataclass(frozen=True)
class NamedVerifier:
    key: str
    name: str
    since: datetime


def who_looks(*, initiative: Initiative) -> list[NamedVerifier]:
    """Whom the group named, for who keeps its page: the address where they gave no name. One
    query."""
    rows = initiative.verifiers.select_related("person__profile")[:MOST_NAMED]
    return [
        NamedVerifier(str(one.pk), told_name(one.person) or one.person.email, one.named_at)
        for one in rows
    ]


def who_looked(*, initiative: Initiative, now: datetime) -> list[tuple[str, int]]:
    """What was decided in ninety days, by whom, the most first; of those who lead too. Two
    queries."""
    decided = Evidence.objects.filter(
        journey__path__initiative=initiative,
        decided_by__isnull=False,
        decided_at__gte=now - LATELY,
    )
    counts = dict(decided.order_by().values_list("decided_by").annotate(n=Count("pk")))
    people = User.objects.select_related("profile").in_bulk(counts)
    looked = [(called(person), counts[key]) for key, person in people.items()]
    return sorted(looked, key=lambda one: (-one[1], one[0]))[:MOST_NAMED]


def who_accepted_each_other(*, initiative: Initiative) -> list[tuple[str, ...]]:
    """Two or more who said of each other's steps that they count, also around a ring: allowed, and
    for who keeps the group's page to know. Two queries, one where there are none."""
    accepted = Evidence.objects.filter(
        state=EvidenceState.ACCEPTED,
        journey__path__initiative=initiative,
        journey__person__isnull=False,
        decided_by__isnull=False,
    )
    found = rings(accepted.order_by().values_list("decided_by", "journey__person").distinct())
    if not found:
        return []
    people = User.objects.select_related("profile").in_bulk({key for ring in found for key in ring})
    return [tuple(called(people[key]) for key in sorted(ring)) for ring in found[:MOST_NAMED]]


def groups_led_by(*, person: User, on: date) -> list[Initiative]:
    """Whose verifiers they may name. One query."""
    led = seats(on).filter(person=person).values("initiative")
    return list(Initiative.objects.filter(pk__in=led, is_listed=True).order_by("name", "pk"))


def groups_arranged_by(*, person: User, on: date) -> list[Initiative]:
    """Whose numbers they read: as who leads, or arranges its meetings. One query."""
    seated = organizing_seats(on).filter(person=person)
    groups = Initiative.objects.filter(pk__in=seated.values("initiative"), is_listed=True)
    return list(groups.order_by("name", "pk"))


def organizing_seats(on: date) -> QuerySet[RoleHolding]:
    return RoleHolding.objects.current(on).filter(role__in=ORGANIZING_ROLES)
