"""What a mentor may praise: steps their mentees did on paths they show them, of which no letter has
told. Nothing of pairs that rest or are over."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

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
    """Of every mentor who had no letter of late, or of one. Nine queries for any number; three
    where nothing is untold, one where nobody did anything."""
    news = news_of(now, mentor)
    shares = shares_now(now, news.shares)
    people = [share.match.mentee.person for share in shares]
    by_person: dict[int, list[ReachedPath]] = defaultdict(list)
    for path in reached_since(people=people, since=now - FRESH, now=told_until(now)):
        by_person[path.person].append(path)
    told = set(news.told)
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


@dataclass(frozen=True)
class News:
    """Keys of shares whose mentee did something of which their mentor was not told; and what was
    told, as (mentor, mentee, path, step), in whichever pair of the two."""

    shares: Collection[int] = ()
    told: frozenset[tuple[int, int, int, str]] = frozenset()


def news_of(now: datetime, mentor: int | None) -> News:
    """From the bare marks, so that no walk is built each minute of which all was told. Three
    queries, one where nobody did anything."""
    of_mentor = {"match__mentor__person": mentor} if mentor else {}
    marks = fresh_marks(now - FRESH, told_until(now))
    rested = PraisedStep.objects.filter(told_at__gt=rests_since(now))
    shares = (
        PathShare.objects.filter(to_mentor=True, **of_mentor)
        .filter(match__mentee__person__in=marks.values("journey__person"))
        .exclude(match__mentor__person__in=rested.values("match__mentor__person"))
        .values_list("pk", "at", "match__mentor__person", "match__mentee__person")
    )
    rows = list(shares)
    if not rows:
        return News()
    mentees = {mentee for _pk, _at, _mentor, mentee in rows}
    done: dict[int, list[tuple[int, str, datetime]]] = defaultdict(list)
    of_mentees = marks.filter(journey__person__in=mentees).order_by()
    facts = of_mentees.values_list("journey__person", "journey__path", "key", "at")
    for mentee, path, key, at in facts:
        done[mentee].append((path, key, at))
    told = told_before({mentor for _pk, _at, mentor, _mentee in rows}, mentees)
    return News(
        [
            pk
            for pk, shown_at, by, mentee in rows
            if any(
                at >= shown_at and (by, mentee, path, key) not in told
                for path, key, at in done[mentee]
            )
        ],
        told,
    )


def shares_now(now: datetime, keys: Collection[int]) -> list[PathShare]:
    """Those of pairs that work together today. Three queries, none for no keys."""
    if not keys:
        return []
    rows = list(
        PathShare.objects.filter(pk__in=keys, match__in=running_matches())
        .select_related("match__cohort", "match__mentee__person__profile", "match__mentor__person")
        .order_by("pk")
    )
    settled = settled_by_match(match__in=[share.match_id for share in rows])
    rests: dict[int, list[Pause]] = defaultdict(list)
    for pause in Pause.objects.filter(match__in=[share.match_id for share in rows]):
        rests[pause.match_id].append(pause)
    return [
        share
        for share in rows
        if works_today(share.match, settled[share.match_id], rests[share.match_id], now)
    ]


def works_today(match: Match, settled: Settled, rests: Sequence[Pause], now: datetime) -> bool:
    today = day_in(match.cohort, now)
    if not first_day_of(match) <= today <= last_day(match.cohort, settled):
        return False
    return not any(one.first_day <= today <= one.last_day for one in rests)


def told_before(
    mentors: Collection[int], mentees: Collection[int]
) -> frozenset[tuple[int, int, int, str]]:
    """One query."""
    told = PraisedStep.objects.filter(
        match__mentor__person__in=mentors, match__mentee__person__in=mentees
    )
    about = ("match__mentor__person", "match__mentee__person", "path", "key")
    return frozenset(told.values_list(*about))
