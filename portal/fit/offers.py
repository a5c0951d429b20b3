"""Every slice's offers in one list, each told what only its group knows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Any

import events.queries.offers
import initiatives.onboarding.queries.offers
import initiatives.queries.offers
import initiatives.queries.task_offers
import mentorship.queries.offers
from portal.core.fit import Offer, OfferKind, Section
from portal.people.models import User

SLICES = (
    initiatives.queries.offers,
    initiatives.onboarding.queries.offers,
    events.queries.offers,
    mentorship.queries.offers,
)


def all_offers(*, now: datetime, person: User | None = None) -> list[Offer]:
    """Without a person what is offered to everybody."""
    tasks = initiatives.queries.task_offers.offers(now=now, person=person)
    return joined(chain(tasks, *(each.offers(now=now) for each in SLICES)))


def joined(offers: Iterable[Offer]) -> list[Offer]:
    """A meeting or a task is about what its group is about; a group, an opening and a task have
    the meetings of the group; a group takes the skills that its paths and programs ask for."""
    offers = list(offers)
    groups = {offer.key: offer for offer in offers if offer.kind == OfferKind.INITIATIVE}
    starts: dict[str, list[datetime]] = defaultdict(list)
    longest: dict[str, int] = defaultdict(int)
    skills: dict[str, set[str]] = defaultdict(set)
    for offer in offers:
        if offer.kind == OfferKind.MEETING:
            starts[offer.group] += offer.starts
            longest[offer.group] = max(longest[offer.group], offer.minutes)
        elif offer.kind in (OfferKind.PATH, OfferKind.PROGRAM):
            skills[offer.group] |= offer.skills
    meetings = {
        group: {"starts": tuple(sorted(starts[group])), "minutes": longest[group]}
        for group in starts
    }

    def told(offer: Offer) -> Offer:
        group = groups.get(offer.group)
        more: dict[str, Any] = {}
        if offer.kind == OfferKind.INITIATIVE or offer.section != Section.PLACES:
            more |= meetings.get(offer.group, {})
        if offer.kind == OfferKind.INITIATIVE and offer.group in skills:
            more["skills"] = offer.skills | skills[offer.group]
        if offer.kind in (OfferKind.MEETING, OfferKind.TASK) and group:
            more["topics"] = group.topics
        if offer.kind == OfferKind.MEETING and group:
            more["skills"] = group.skills
        return replace(offer, **more) if more else offer

    return [told(offer) for offer in offers]
