"""One promotion and all that helps who has a say in it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from initiatives.ladder.models import Promotion, Sponsorship
from initiatives.models import RoleHolding
from portal.people.models import User
from portal.people.queries.names import called

from .parts import Part, standing_in_words
from .told import Told, told


@dataclass(frozen=True)
class PromotionPage:
    told: Told
    part: Part
    known_organisation: str

    @property
    def promotion(self) -> Promotion:
        return self.told.promotion

    @property
    def who(self) -> str:
        return called(self.promotion.person)

    @property
    def may_sponsor(self) -> bool:
        is_asked = self.promotion.asked_rung.sponsors.count > 0
        return self.promotion.is_open and is_asked and self.part.stands and not self.has_sponsored

    @property
    def has_sponsored(self) -> bool:
        return self.part.has_sponsored

    @property
    def may_object(self) -> bool:
        return self.promotion.is_open and self.part.stands and not self.part.has_objected

    @property
    def may_decide(self) -> bool:
        return self.promotion.is_open and self.part.decides

    @property
    def decided_by(self) -> str:
        """A name, or what is left of somebody who erased their account."""
        by = self.promotion.decided_by
        return called(by) if by else _("a former member")

    @property
    def decided_as(self) -> str:
        return standing_in_words(self.promotion.decided_as, self.promotion.edition.ladder)


def promotion_page(
    *, promotion: Promotion, part: Part, reader: User, now: datetime
) -> PromotionPage:
    """Two queries for what the reader is known by, and those of what is counted."""
    return PromotionPage(
        told=told(promotion, now=now),
        part=part,
        known_organisation=organisation_of(reader, now) if part.stands else "",
    )


def organisation_of(reader: User, now: datetime) -> str:
    """What they said of themselves last, else what is published with a seat of theirs: for them to
    mend, nobody is asked to type what the portal knows."""
    said = Sponsorship.objects.filter(person=reader).last()
    if said is not None:
        return said.organisation
    seats = RoleHolding.objects.current(now.date()).filter(person=reader).exclude(affiliation="")
    seat = seats.first()
    return seat.affiliation if seat else ""
