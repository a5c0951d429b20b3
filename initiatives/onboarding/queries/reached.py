"""What people did on their paths since some moment, for those to whom each of them shows theirs:
which the caller has asked, of every one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from initiatives.onboarding.models import Completion, Journey, Path, Source
from portal.people.models import User

from .walk import Walk, walk_of, with_steps

# Done before they came, or in an edition before: nothing they did now.
NOTHING_NEW = (Source.PRIOR, Source.CARRIED)


@dataclass(frozen=True)
class ReachedStep:
    key: str
    title: str
    is_optional: bool
    at: datetime


@dataclass(frozen=True)
class ReachedPath:
    person: int
    path: Path
    steps: tuple[ReachedStep, ...]
    is_finished: bool


def reached_since(*, people: Collection[User], since: datetime, now: datetime) -> list[ReachedPath]:
    """Of open walks of public paths, in their plan's order. Steps that are no part of the plan any
    more are not told. Three queries for any number of people, none for nobody."""
    if not people:
        return []
    done = fresh_marks(since, now)
    journeys = Journey.objects.open().filter(
        person__in=people, path__in=Path.objects.published(), pk__in=done.values("journey")
    )
    walks = (walk_of(journey) for journey in with_steps(journeys))
    return [reached for walk in walks if (reached := reached_path(walk, since, now)).steps]


def fresh_marks(since: datetime, now: datetime) -> QuerySet[Completion]:
    marks = Completion.objects.filter(at__gte=since, at__lte=now)
    return marks.exclude(source__in=NOTHING_NEW)


def reached_path(walk: Walk, since: datetime, now: datetime) -> ReachedPath:
    return ReachedPath(
        person=walk.journey.person_id,
        path=walk.path,
        steps=tuple(
            ReachedStep(step.key, step.title, step.is_optional, mark.at)
            for step, _state in walk.progress.states
            if (mark := walk.marks.get(step.key))
            and since <= mark.at <= now
            and mark.source not in NOTHING_NEW
        ),
        is_finished=walk.progress.is_finished
        and all(mark.at <= now for mark in walk.marks.values()),
    )
