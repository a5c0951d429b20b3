"""Who erases their account is forgotten; that somebody walked as far as they did still counts."""

from datetime import UTC, datetime

from django.db.models import F

from initiatives.onboarding.core.funnel import OF_FORMER, Stage, Walked, stages_of
from initiatives.onboarding.core.progress import progress
from initiatives.onboarding.models import FormerWalkers, Journey
from portal.people.models import User


def count_former_walker(*, person: User, now: datetime) -> None:
    """Call it where accounts are erased one at a time, before their rows go."""
    walks = person.journeys.prefetch_related("completions", "edition__steps")
    reached = {
        (walk.path_id, walk.started_at.astimezone(UTC).year, stage)
        for walk in walks
        for stage in reached_on(walk, now)
    }
    for path, year, stage in sorted(reached):
        FormerWalkers.objects.get_or_create(path_id=path, year=year, stage=stage)
        FormerWalkers.objects.filter(path=path, year=year, stage=stage).update(
            people=F("people") + 1
        )


def reached_on(walk: Journey, now: datetime) -> set[Stage]:
    keys = [mark.key for mark in walk.completions.all()]
    stands = progress(walk.edition.plan, keys, walk.kept_open)
    walked = Walked(path=str(walk.path_id), person=walk.person_id, stands=stands)
    return set(OF_FORMER) & set(stages_of(walked, now))
