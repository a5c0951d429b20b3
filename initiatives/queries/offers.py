from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from initiatives.models import (
    Initiative,
    Kind,
    Opening,
    OpeningSkill,
    SkillNeed,
    Topic,
    address,
)
from portal.core.fit import Offer, OfferKind

from .archived_groups import archived_groups
from .openings import shown_openings

# One is elected or appointed to these; their meetings may be open all the same.
NOT_JOINED = (Kind.BOARD, Kind.COUNCIL, Kind.COMMITTEE)


def offers(*, now: datetime) -> list[Offer]:
    """Every group that anybody can join and every opening, for who looks for a place. Three
    queries.

    None is left out before the answers are known: the one that fits best may ask for nobody and
    stand last by name. Of ten thousand groups that takes about half a second.
    """
    asking = shown_openings(on=now.date())
    groups = list(
        Initiative.objects.listed()
        .exclude(kind__in=NOT_JOINED)
        .exclude(pk__in=archived_groups(now.date()))
        .order_by("slug")
        .only("slug", "name", "summary", "languages")
    )
    openings: dict[int, list[Opening]] = defaultdict(list)
    for opening in asking.select_related("initiative"):
        openings[opening.initiative_id].append(opening)
    words = words_of_offers(asking)
    # In the reader's language once, not once a group.
    actions = (_("Open the group"), _("See what it looks for"))
    wanted = _("See the opening")
    return [
        *(offer(group, openings.get(group.pk, ()), words, actions) for group in groups),
        *(opening_offer(one, words, wanted) for of_group in openings.values() for one in of_group),
    ]


def words_of_offers(asking: QuerySet[Opening]) -> dict[tuple[str, str], set[str]]:
    """Topics of groups, skills of topics, skills of openings by how they are needed, each by what
    it belongs to. One query."""
    topics = Initiative.topics.through.objects.values_list(
        Value("topics"), Cast("initiative_id", CharField()), "topic__slug"
    )
    skills = Topic.skills.through.objects.values_list(Value("skills"), "topic__slug", "skill__slug")
    asked = OpeningSkill.objects.filter(opening__in=asking).values_list(
        "need", Cast("opening_id", CharField()), "skill__slug"
    )
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, owner, word in topics.order_by().union(skills.order_by(), asked.order_by(), all=True):
        found[kind, owner].add(word)
    return found


def asked_by(opening: Opening, words: Mapping[tuple[str, str], set[str]]) -> set[str]:
    return {skill for need in SkillNeed for skill in words[need, str(opening.pk)]}


def offer(
    group: Initiative,
    openings: Sequence[Opening],
    words: Mapping[tuple[str, str], set[str]],
    actions: tuple[str, str],
) -> Offer:
    """A group with openings offers what all of them together ask for."""
    url = address(group.slug)
    topics = words["topics", str(group.pk)]
    skills = {skill for topic in topics for skill in words["skills", topic]}
    skills |= {skill for one in openings for skill in asked_by(one, words)}
    spoken = {code for opening in openings for code in opening.languages}
    return Offer(
        kind=OfferKind.INITIATIVE,
        key=group.slug,
        title=group.name,
        url=url,
        action=actions[bool(openings)],
        action_url=f"{url}#openings" if openings else url,
        group=group.slug,
        group_name=group.name,
        summary=group.summary,
        topics=frozenset(topics),
        skills=frozenset(skills),
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


def opening_offer(
    opening: Opening, words: Mapping[tuple[str, str], set[str]], action: str
) -> Offer:
    """That it looks for somebody needs no saying. When its group meets stands on the meetings:
    `portal.fit` adds it."""
    group = opening.initiative
    url = f"{address(group.slug)}openings/{opening.key}/"
    return Offer(
        kind=OfferKind.OPENING,
        key=str(opening.key),
        title=opening.title,
        url=url,
        action=action,
        action_url=url,
        group=group.slug,
        group_name=group.name,
        summary=opening.summary,
        skills=frozenset(asked_by(opening, words)),
        needed=frozenset(words[SkillNeed.MUST, str(opening.pk)]),
        taught=frozenset(words[SkillNeed.WILL_TEACH, str(opening.pk)]),
        topics=frozenset(words["topics", str(group.pk)]),
        roles=frozenset({opening.role}),
        languages=frozenset(opening.languages or group.languages),
        hours=hours([opening]),
        is_open_to_newcomers=opening.is_for_newcomers,
        cared_for=opening.fresh_until,
    )
