from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from initiatives.models import Initiative, Kind, Opening, Stage, StageRecord, Topic, address
from portal.core.fit import Offer, OfferKind

from .openings import SKILLS, shown_openings

MOST_OFFERS = 200
# One is elected or appointed to these; their meetings may be open all the same.
NOT_JOINED = (Kind.BOARD, Kind.COUNCIL, Kind.COMMITTEE)


def offers(*, now: datetime) -> list[Offer]:
    """Groups anybody can join, for who looks for a place; of too many, those that ask for people.

    Four queries, five where there are openings.
    """
    archived = StageRecord.objects.current(now.date()).filter(stage=Stage.ARCHIVED)
    asking = shown_openings(on=now.date())
    groups = list(
        Initiative.objects.listed()
        .exclude(kind__in=NOT_JOINED)
        .exclude(pk__in=archived.values("initiative"))
        .annotate(asks=Exists(asking.filter(initiative=OuterRef("pk"))))
        .order_by("-asks", "name")
        .only("slug", "name", "summary", "languages")[:MOST_OFFERS]
    )
    openings: dict[int, list[Opening]] = defaultdict(list)
    for opening in asking.filter(initiative__in=[one.pk for one in groups]).prefetch_related(
        SKILLS
    ):
        openings[opening.initiative_id].append(opening)
    topics = by_owner(Initiative.topics.through.objects.values_list("initiative_id", "topic__slug"))
    skills = by_owner(Topic.skills.through.objects.values_list("topic__slug", "skill__slug"))
    return [
        offer(
            group,
            openings[group.pk],
            topics=frozenset(topics[group.pk]),
            skills=frozenset().union(*(skills[topic] for topic in topics[group.pk])),
        )
        for group in groups
    ]


def offer(
    group: Initiative,
    openings: Sequence[Opening],
    *,
    topics: frozenset[str],
    skills: frozenset[str],
) -> Offer:
    """A group with openings offers what all of them together ask for."""
    url = address(group.slug)
    asked = {one.skill.slug for opening in openings for one in opening.skills.all()}
    spoken = {code for opening in openings for code in opening.languages}
    return Offer(
        kind=OfferKind.INITIATIVE,
        key=group.slug,
        title=group.name,
        url=url,
        action=_("See what it looks for") if openings else _("Open the group"),
        action_url=f"{url}#openings" if openings else url,
        group=group.slug,
        group_name=group.name,
        summary=group.summary,
        topics=topics,
        skills=skills | asked,
        roles=frozenset(opening.role for opening in openings),
        languages=frozenset(spoken | set(group.languages)),
        hours=hours(openings),
        is_open_to_newcomers=any(opening.is_for_newcomers for opening in openings),
        is_asking=bool(openings),
    )


def hours(openings: Sequence[Opening]) -> tuple[int, int | None] | None:
    """From the least any of them takes to the most; one that says nothing might take less."""
    if not openings or any(opening.hours_min is None for opening in openings):
        return None
    most = [opening.hours_max for opening in openings]
    least = min(opening.hours_min for opening in openings if opening.hours_min)
    return least, None if None in most else max(hours for hours in most if hours)


def by_owner(pairs: Iterable[tuple[Any, str]]) -> dict[Any, set[str]]:
    found: dict[Any, set[str]] = defaultdict(set)
    for owner, value in pairs:
        found[owner].add(value)
    return found
