"""How far a mentee is on their paths, as far as they show it and as long as the pair goes on."""

from dataclasses import dataclass
from datetime import date

from initiatives.onboarding.queries.walk import walks_of
from mentorship.cohort_life.models import PathShare
from mentorship.models import Match

from .pair import Life


@dataclass(frozen=True)
class SharedPath:
    title: str
    done: int
    total: int
    next: str


def share_of(match: Match) -> PathShare | None:
    """One query."""
    return PathShare.objects.filter(match=match).first()


def is_over(life: Life, today: date) -> bool:
    return life.match.ended_at is not None or today > life.pair.ends_on


def paths_of_mentee(match: Match) -> tuple[SharedPath, ...]:
    """For whom they are shown to, which the caller has asked. Titles, how far, and the next step:
    not when, and nothing of paths that were left."""
    return tuple(
        SharedPath(
            title=walk.path.title,
            done=walk.progress.done,
            total=walk.progress.total,
            next=walk.progress.next.title if walk.progress.next else "",
        )
        for walk in walks_of(person=match.mentee.person)
        if not walk.is_left and walk.path.is_published
    )
