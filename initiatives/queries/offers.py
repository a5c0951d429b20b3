from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from initiatives.models import Initiative, Kind, Stage, StageRecord, Topic, address
from portal.core.fit import Offer, OfferKind

MOST_OFFERS = 200
# One is elected or appointed to these; their meetings may be open all the same.
NOT_JOINED = (Kind.BOARD, Kind.COUNCIL, Kind.COMMITTEE)


def offers(*, now: datetime) -> list[Offer]:
    """Groups anybody can join, for who looks for a place. Three queries."""
    archived = StageRecord.objects.current(now.date()).filter(stage=Stage.ARCHIVED)
    groups = (
        Initiative.objects.listed()
        .exclude(kind__in=NOT_JOINED)
        .exclude(pk__in=archived.values("initiative"))
        .values_list("pk", "slug", "name", "summary")
    )[:MOST_OFFERS]
    topics = by_owner(Initiative.topics.through.objects.values_list("initiative_id", "topic__slug"))
    skills = by_owner(Topic.skills.through.objects.values_list("topic__slug", "skill__slug"))
    return [
        Offer(
            kind=OfferKind.INITIATIVE,
            key=slug,
            title=name,
            url=address(slug),
            action=_("Open the group"),
            action_url=address(slug),
            group=slug,
            group_name=name,
            summary=summary,
            topics=frozenset(topics[pk]),
            skills=frozenset().union(*(skills[topic] for topic in topics[pk])),
        )
        for pk, slug, name, summary in groups
    ]


def by_owner(pairs: Iterable[tuple[Any, str]]) -> dict[Any, set[str]]:
    found: dict[Any, set[str]] = defaultdict(set)
    for owner, value in pairs:
        found[owner].add(value)
    return found
