"""Every slice's offers in one list, each told what only its group knows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import events.queries.offers
import initiatives.onboarding.queries.offers
import initiatives.queries.offers
import mentorship.queries.offers
from portal.core.fit import Offer, OfferKind

SLICES = (
    initiatives.queries.offers,
    initiatives.onboarding.queries.offers,
    events.queries.offers,
    mentorship.queries.offers,
)


def all_offers(*, now: datetime) -> list[Offer]:
    return joined(offer for each in SLICES for offer in each.offers(now=now))


def joined(offers: Iterable[Offer]) -> list[Offer]:
    """A meeting is about what its group is about; a group meets when its meetings are, and takes
    the skills that its paths and programs ask for."""
    offers = list(offers)
    groups = {offer.key: offer for offer in offers if offer.kind == OfferKind.INITIATIVE}
    starts: dict[str, list[datetime]] = defaultdict(list)
    longest: dict[str, int] = defaultdict(int)
    skills: dict[str, set[str]] = defaultdict(set)
    for offer in offers:
        if offer.kind == OfferKind.MEETING:
            starts[offer.group] += offer.starts
            longest[offer.group] = max(longest[offer.group], offer.minutes)
        elif offer.kind != OfferKind.INITIATIVE:
            skills[offer.group] |= offer.skills

    told_more = starts.keys() | skills.keys()

    def told(offer: Offer) -> Offer:
        group = groups.get(offer.group)
        if offer.kind == OfferKind.INITIATIVE and offer.key in told_more:
            return replace(
                offer,
                starts=tuple(sorted(starts[offer.key])),
                minutes=longest[offer.key] or offer.minutes,
                skills=offer.skills | skills[offer.key],
            )
        if offer.kind == OfferKind.MEETING and group:
            return replace(offer, topics=group.topics, skills=group.skills)
        return offer

    return [told(offer) for offer in offers]
