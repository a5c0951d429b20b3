"""Who has a say in a promotion: those who stand high enough sponsor and object, those who lead the
group decide, and where none of them is left, who works for the foundation. Nobody of their own, and
nobody decides what they have sponsored."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from initiatives.ladder.core.rungs import Ladder
from initiatives.ladder.core.standing import stands_high_enough
from initiatives.ladder.models import Holding, Promotion
from initiatives.models import Initiative
from initiatives.onboarding.queries.verifiers import seats, works_for_the_foundation
from initiatives.queries.initiative_detail import role_words
from portal.people.models import User

STAFF = "staff"


@dataclass(frozen=True)
class Part:
    """What one person may do about one promotion; nothing at all is no part."""

    stands: bool = False
    decides: bool = False
    has_sponsored: bool = False
    has_objected: bool = False

    @property
    def is_any(self) -> bool:
        return self.stands or self.decides or self.has_sponsored or self.has_objected


NONE = Part()


def parts_of(*, person: User, promotions: Sequence[Promotion], on: date) -> dict[int, Part]:
    """Two queries for whatever many that were fetched with sponsorships and objections."""
    if not person.is_active or not promotions:
        return {}
    groups = {one.initiative_id for one in promotions}
    leads = leads_of(groups, on)
    held = dict(
        Holding.objects.current()
        .filter(person=person, initiative__in=groups)
        .values_list("initiative", "rung")
    )
    is_staff = works_for_the_foundation(person)
    return {
        one.pk: part(one, person, leads[one.initiative_id], held.get(one.initiative_id), is_staff)
        for one in promotions
    }


def part(
    promotion: Promotion, person: User, leads: set[int], held: str | None, is_staff: bool
) -> Part:
    if promotion.person_id == person.pk:
        return NONE
    ladder, rung = promotion.edition.ladder, promotion.asked_rung
    sponsors = {one.person_id for one in promotion.sponsorships.all()}
    may_decide = leads - sponsors - {promotion.person_id}
    place = place_of(ladder, held or "", leads=person.pk in leads)
    return Part(
        stands=stands_high_enough(ladder, rung, place),
        decides=person.pk in may_decide
        or (is_staff and not may_decide and person.pk not in sponsors),
        has_sponsored=person.pk in sponsors,
        has_objected=any(one.person_id == person.pk for one in promotion.objections.all()),
    )


def place_of(ladder: Ladder, held: str, *, leads: bool) -> int | None:
    """Whoever leads the group stands at the top of its ladder, named on it or not."""
    return ladder.top if leads else ladder.place_of(held)


def leads_of(groups: Iterable[int], on: date) -> dict[int, set[int]]:
    """One query."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = seats(on).filter(initiative__in=groups).exclude(person=None)
    for group, person in rows.values_list("initiative", "person"):
        if person is not None:
            found[group].add(person)
    return found


def who_has_a_say(*, promotion: Promotion, on: date) -> list[User]:
    """All who stand high enough to sponsor it or to object. Two queries."""
    ladder = promotion.edition.ladder
    lowest = ladder.lowest_to_sponsor(promotion.asked_rung)
    holding = Holding.objects.current().filter(
        initiative=promotion.initiative, rung__in=ladder.keys[lowest:]
    )
    leading = leads_of([promotion.initiative_id], on)[promotion.initiative_id]
    people = User.objects.filter(Q(pk__in=holding.values("person")) | Q(pk__in=leading))
    return list(people.filter(is_active=True).exclude(pk=promotion.person_id).order_by("pk"))


def who_decides(*, promotion: Promotion, on: date) -> list[User]:
    """Of the group; nobody where the foundation has to. Three queries."""
    leading = leads_of([promotion.initiative_id], on)[promotion.initiative_id]
    leading -= set(promotion.sponsorships.values_list("person", flat=True))
    leading -= {promotion.person_id}
    return list(User.objects.filter(pk__in=leading).order_by("pk"))


def decides_as(*, person: User, initiative: Initiative, on: date) -> list[str]:
    """What makes them the one who may, to be kept with what they decide. One query."""
    roles = seats(on).filter(initiative=initiative, person=person).values_list("role", flat=True)
    return sorted(set(roles)) or [STAFF]


def stands_as(*, person: User, initiative: Initiative, on: date) -> list[str]:
    """The rung they stand on and the seats from which they lead, to be kept with what they say."""
    held = Holding.objects.current().filter(initiative=initiative, person=person)
    roles = seats(on).filter(initiative=initiative, person=person).values_list("role", flat=True)
    return [*held.values_list("rung", flat=True), *sorted(set(roles))]


def standing_in_words(held: list[str], ladder: Ladder) -> str:
    titles = {rung.key: rung.title for rung in ladder.rungs} | {
        STAFF: _("works for the foundation")
    }
    return ", ".join(titles.get(one) or role_words(one) for one in held)


def with_all_that_is_told() -> QuerySet[Promotion]:
    return Promotion.objects.select_related(
        "edition", "initiative", "person__profile", "decided_by__profile"
    ).prefetch_related("work", "sponsorships__person__profile", "objections__person__profile")
