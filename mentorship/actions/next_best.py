"""Who comes next when a match ends or a mentee comes later: one more run, in which every match that
stands is kept."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery

from mentorship.core.assignment import OutOfRange
from mentorship.core.dials import QuotaOutOfReach
from mentorship.core.phases import FINDS_PAIRS, phase_at
from mentorship.models import Cohort, Match, Run
from mentorship.queries.letters import new_pairs
from mentorship.queries.newcomers import newcomers
from portal.kit.locks import hold

from .run import AlreadyPublished, BeyondPlaces, NobodyToMatch, StaleRun, publish_run, start_run

A_DAY = timedelta(days=1)


def find_next_best(*, now: datetime) -> tuple[int, int]:
    """For every cohort in which a match has ended since its last run, or that has a mentee whom
    this run does not know. Returns how many runs were made, and how many of them were published:
    where the cohort wants that without a look."""
    found = (run_for(cohort, since, now) for cohort, since in wanted(now))
    made = [run for run in found if run]
    return len(made), sum(publish_by_itself(run, now) for run in made)


def wanted(now: datetime) -> list[tuple[Cohort, UUID]]:
    """After a result was published, and before the cohort is over, with the match that ended last
    or the mentee who came last. Three queries at most."""
    ended = Match.objects.filter(cohort=OuterRef("pk"), ended_at__isnull=False)
    ended = ended.order_by("-ended_at", "-pk")
    runs = Run.objects.filter(cohort=OuterRef("pk")).order_by("-made_at")
    rows = (
        Cohort.objects.select_related("program")
        .annotate(
            ended=Subquery(ended.values("public_id")[:1]),
            last_ending=Subquery(ended.values("ended_at")[:1]),
            last_run=Subquery(runs.values("made_at")[:1]),
        )
        .filter(
            Exists(runs.filter(published_at__isnull=False)),
            ends_on__gte=(now - A_DAY).date(),  # a day later it is over in every zone
        )
        .order_by("pk")
    )
    finding = [row for row in rows if phase_at(row.dates, now) in FINDS_PAIRS]
    came_free = {
        row.pk: row.ended for row in finding if row.ended and row.last_ending > row.last_run
    }
    since = newcomers(finding) | came_free
    return [(row, since[row.pk]) for row in finding if row.pk in since]


def run_for(cohort: Cohort, since: UUID, now: datetime) -> Run | None:
    """None where another tick is at it, or where no run can be made as things are."""
    key = f"next-best-{since}"
    if not is_first(cohort, key):
        return None
    try:
        return start_run(cohort=cohort, by=None, now=now)
    except (NobodyToMatch, OutOfRange, QuotaOutOfReach):
        return None
    except BaseException:
        cache.delete(key)
        raise


@transaction.atomic
def is_first(cohort: Cohort, key: str) -> bool:
    """Each end of a match, and each who comes, is looked at once a day, not by every tick. A cache
    that forgets costs another look."""
    hold(f"next-best:{cohort.pk}")
    return cache.add(key, True, A_DAY.total_seconds())


def publish_by_itself(run: Run, now: datetime) -> bool:
    """Nothing new is nothing to tell; what somebody has changed in this moment, or pinned beyond
    the places there are, somebody looks at."""
    if not run.cohort.fills_places or not new_pairs(run=run):
        return False
    try:
        publish_run(run=run, by=None, now=now)
    except (AlreadyPublished, BeyondPlaces, StaleRun):
        return False
    return True
