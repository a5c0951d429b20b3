"""The walks of several people side by side, for those to whom each of them shows theirs: which the
caller has asked, of every one."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from initiatives.onboarding.core.waiting import Clocks, Wait, waits
from initiatives.onboarding.models import Evidence, EvidenceState, Journey, Path
from portal.kit import clock
from portal.people.models import User

from .walk import Walk, walk_of, with_steps


@dataclass(frozen=True)
class WalkAside:
    walk: Walk
    waits: tuple[Wait, ...]


@dataclass(frozen=True)
class Tried:
    """Of something that was shown only that it was, and when: not what."""

    state: str
    handed_in_at: datetime


def walks_aside(*, people: Collection[User]) -> dict[int, list[WalkAside]]:
    """By the key of their person, the open ones first, each by the newest. Paths they have left and
    paths that are not public are told to nobody. A path is walked once at a time, so there are
    never more than paths for each. Four queries for any number of people, none for nobody."""
    if not people:
        return {}
    journeys = Journey.objects.open().filter(person__in=people, path__in=Path.objects.published())
    rows = list(with_steps(journeys))
    tries = last_tries(rows)
    found: dict[int, list[WalkAside]] = defaultdict(list)
    for journey in rows:
        walk = walk_of(journey)
        found[journey.person_id].append(WalkAside(walk, waits_of(walk, tries[journey.pk])))
    for walks in found.values():
        walks.sort(key=lambda one: one.walk.progress.is_finished)
    return dict(found)


def waits_of(walk: Walk, tries: dict[str, Tried]) -> tuple[Wait, ...]:
    clocks = Clocks(
        quiet_since=walk.journey.quiet.since,
        looks={k: t.handed_in_at for k, t in tries.items() if t.state == EvidenceState.WAITING},
        rests=walk.journey.rests(clock.now()),
    )
    return waits(walk.progress, clocks)


def last_tries(journeys: Collection[Journey]) -> dict[int, dict[str, Tried]]:
    """By walk and step. One query."""
    rows = Evidence.objects.filter(journey__in=journeys).exclude(state=EvidenceState.WITHDRAWN)
    found: dict[int, dict[str, Tried]] = defaultdict(dict)
    told = rows.order_by("handed_in_at", "pk").values_list(
        "journey", "key", "state", "handed_in_at"
    )
    for journey, key, state, handed_in_at in told:
        found[journey][key] = Tried(state, handed_in_at)
    return found
