"""What waits at the desk for somebody's word."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from initiatives.ladder.models import Holding, Promotion, PromotionState
from initiatives.models import Initiative
from initiatives.onboarding.queries.verifiers import seats, works_for_the_foundation
from portal.people.models import User
from portal.people.queries.names import called

from .parts import Part, parts_of, with_all_that_is_told

MOST = 200


@dataclass(frozen=True)
class Waits:
    """`part` is what the reader may do about it."""

    promotion: Promotion
    part: Part
    is_over: bool

    @property
    def who(self) -> str:
        return called(self.promotion.person)

    @property
    def rung(self) -> str:
        return self.promotion.asked_rung.title

    @property
    def group(self) -> str:
        return self.promotion.initiative.name

    @property
    def may_sponsor(self) -> bool:
        is_asked = self.promotion.asked_rung.sponsors.count > 0
        return is_asked and self.part.stands and not self.part.has_sponsored

    @property
    def is_to_decide(self) -> bool:
        return self.is_over and self.part.decides

    @property
    def url(self) -> str:
        return reverse("ladder:desk_promotion", args=[self.promotion.public_id])


def waiting_for(*, person: User, now: datetime) -> list[Waits]:
    """What is theirs to decide first, then who asked first. Eight queries, however much waits."""
    on = now.date()
    asked = with_all_that_is_told().filter(
        state=PromotionState.OPEN, initiative__is_listed=True, person__is_active=True
    )
    if not works_for_the_foundation(person):
        held = Holding.objects.current().filter(person=person)
        led = seats(on).filter(person=person)
        asked = asked.filter(
            Q(initiative__in=held.values("initiative")) | Q(initiative__in=led.values("initiative"))
        )
    rows = list(asked.exclude(person=person)[:MOST])
    parts = parts_of(person=person, promotions=rows, on=on)
    found = [Waits(one, parts[one.pk], one.is_over(now)) for one in rows if parts[one.pk].is_any]
    return sorted(found, key=lambda one: (not one.is_to_decide, one.promotion.asked_at))


def groups_with_a_ladder_to_keep(*, person: User, now: datetime) -> list[Initiative]:
    """Which they lead. One query."""
    led = seats(now.date()).filter(person=person).values("initiative")
    return list(Initiative.objects.filter(pk__in=led, is_listed=True).order_by("name", "pk"))
