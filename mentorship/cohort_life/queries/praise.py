"""What a mentor may praise: steps their mentees did on paths they show them, of which no letter has
told. Nothing of pairs that rest or are over."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from initiatives.onboarding.models import Completion
from initiatives.onboarding.queries.reached import ReachedPath, fresh_marks, reached_since
from mentorship.cohort_life.core.praise import FRESH, rests_since, told_from, told_until
from mentorship.cohort_life.core.rounds import Settled
from mentorship.cohort_life.models import PathShare, Pause, PraisedStep
from mentorship.models import Match
from mentorship.queries.pair_days import first_day_of
from portal.people.models import User

from .pair import day_in, last_day, running_matches, settled_by_match


@dataclass
class ToPraise:
    """One mentor who is to be told now, and every path of a mentee with what is untold."""

    mentor: User
    paths: list[tuple[Match, ReachedPath]] = field(default_factory=list)


def to_praise(*, now: datetime, mentor: int | None = None) -> list[ToPraise]:
    """Of every mentor, or of one. Seven queries for any number, one where nothing is untold."""
    shares = shares_now(now, mentor)
    if not shares:
        return []
    people = [share.match.mentee.person for share in shares]
    by_person: dict[int, list[ReachedPath]] = defaultdict(list)
    for path in reached_since(people=people, since=now - FRESH, now=told_until(now)):
        by_person[path.person].append(path)
    told = told_before(shares)
    found: dict[int, ToPraise] = {}
    for share in shares:
        match = share.match
        key = match.mentor.person_id
        own = found.setdefault(key, ToPraise(match.mentor.person))
        since = told_from(now, shown_at=share.at)
        for path in by_person[match.mentee.person_id]:
            about = key, path.person, path.path.pk
            steps = tuple(
                step for step in path.steps if step.at >= since and (*about, step.key) not in told
            )
            told.update((*about, step.key) for step in steps)
            if steps:
                own.paths.append((match, replace(path, steps=steps)))
    return [own for own in found.values() if own.paths]


def shares_now(now: datetime, mentor: int | None) -> list[PathShare]:
    """With a mentor who had no letter of late, of pairs that work together today, whose mentee did
    something of which none told. Three queries, one where there are none."""
    matches = running_matches()
    if mentor:
        matches = matches.filter(mentor__person=mentor)
    rested = PraisedStep.objects.filter(told_at__gt=rests_since(now))
    shares = (
        PathShare.objects.filter(Exists(untold_marks(now)), to_mentor=True, match__in=matches)
        .exclude(match__mentor__person__in=rested.values("match__mentor__person"))
        .select_related("match__cohort", "match__mentee__person__profile", "match__mentor__person")
        .order_by("pk")
    )
    rows = list(shares)
    if not rows:
        return []
    settled = settled_by_match(match__in=[share.match_id for share in rows])
    rests: dict[int, list[Pause]] = defaultdict(list)
    for pause in Pause.objects.filter(match__in=[share.match_id for share in rows]):
        rests[pause.match_id].append(pause)
    return [
        share
        for share in rows
        if works_today(share.match, settled[share.match_id], rests[share.match_id], now)
    ]


def untold_marks(now: datetime) -> QuerySet[Completion]:
    """Of the mentee of a share, since it was shown; no letter to this mentor told of them."""
    told = PraisedStep.objects.filter(
        match__mentor__person=OuterRef(OuterRef("match__mentor__person")),
        match__mentee__person=OuterRef("journey__person"),
        path=OuterRef("journey__path"),
        key=OuterRef("key"),
    )
    marks = fresh_marks(now - FRESH, told_until(now))
    of_mentee = marks.filter(journey__person=OuterRef("match__mentee__person"))
    return of_mentee.filter(~Exists(told), at__gte=OuterRef("at"))


def works_today(match: Match, settled: Settled, rests: Sequence[Pause], now: datetime) -> bool:
    today = day_in(match.cohort, now)
    if not first_day_of(match) <= today <= last_day(match.cohort, settled):
        return False
    return not any(one.first_day <= today <= one.last_day for one in rests)


def told_before(shares: Sequence[PathShare]) -> set[tuple[int, int, int, str]]:
    """(mentor, mentee, path, step) that was told, in whichever pair of the two. One query."""
    told = PraisedStep.objects.filter(
        match__mentor__person__in={share.match.mentor.person_id for share in shares},
        match__mentee__person__in={share.match.mentee.person_id for share in shares},
    )
    about = ("match__mentor__person", "match__mentee__person", "path", "key")
    return set(told.values_list(*about))
