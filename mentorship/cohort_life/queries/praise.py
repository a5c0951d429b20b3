"""What a mentor may praise: steps their mentees did on paths they show them, of which no letter has
told. Nothing of pairs that rest or are over."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Max

from initiatives.onboarding.queries.reached import ReachedPath, fresh_marks, reached_since
from mentorship.cohort_life.core.praise import FRESH, is_due, told_from, told_until
from mentorship.cohort_life.core.rounds import Settled
from mentorship.cohort_life.models import PathShare, Pause, PraisedStep
from mentorship.models import Match
from mentorship.queries.pair_days import first_day_of
from portal.people.models import User

from .pair import day_in, last_day, running_matches, settled_by_match


@dataclass
class ToPraise:
    """One mentor: when they were last told, and every path of a mentee with what is untold."""

    mentor: User
    last: datetime | None
    paths: list[tuple[Match, ReachedPath]] = field(default_factory=list)

    def is_due(self, now: datetime) -> bool:
        untold = [step.at for _match, path in self.paths for step in path.steps]
        return is_due(untold, last=self.last, now=now)


def to_praise(*, now: datetime, mentor: int | None = None) -> list[ToPraise]:
    """Of every mentor, or of one. Eight queries for any number."""
    shares = shares_now(now, mentor)
    people = [share.match.mentee.person for share in shares]
    by_person: dict[int, list[ReachedPath]] = defaultdict(list)
    for path in reached_since(people=people, since=now - FRESH, now=told_until(now)):
        by_person[path.person].append(path)
    told, last = told_before(shares)
    found: dict[int, ToPraise] = {}
    for share in shares:
        match = share.match
        key = match.mentor.person_id
        own = found.setdefault(key, ToPraise(match.mentor.person, last.get(key)))
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
    """With a mentor, of pairs that work together today, whose mentee did something of late. Three
    queries."""
    matches = running_matches()
    if mentor:
        matches = matches.filter(mentor__person=mentor)
    did_something = fresh_marks(now - FRESH, now).values("journey__person")
    shares = (
        PathShare.objects.filter(to_mentor=True, match__in=matches)
        .filter(match__mentee__person__in=did_something)
        .select_related("match__cohort", "match__mentee__person__profile", "match__mentor__person")
        .order_by("pk")
    )
    rows = list(shares)
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
    shares: Sequence[PathShare],
) -> tuple[set[tuple[int, int, int, str]], dict[int, datetime]]:
    """(mentor, mentee, path, step) that was told, in whichever pair of the two; and of each mentor
    the last time, whatever it told. Two queries."""
    mentors = {share.match.mentor.person_id for share in shares}
    theirs = PraisedStep.objects.filter(match__mentor__person__in=mentors)
    of_these = theirs.filter(match__mentee__person__in={s.match.mentee.person_id for s in shares})
    told = of_these.values_list("match__mentor__person", "match__mentee__person", "path", "key")
    last = theirs.values_list("match__mentor__person").annotate(Max("told_at"))
    return set(told), dict(last)
