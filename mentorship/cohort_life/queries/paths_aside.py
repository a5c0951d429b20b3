"""The paths of several mentees side by side, of each as far as they show them to the reader and as
long as their pair goes on. Who shows none does not stand here."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.onboarding.core.progress import State
from initiatives.onboarding.core.waiting import Wait, Whom
from initiatives.onboarding.queries.side_by_side import WalkAside, walks_aside
from mentorship.cohort_life.models import PathShare
from mentorship.models import Cohort, Match
from mentorship.queries.desk_names import name_of
from mentorship.queries.match_detail import shown_name
from portal.people.models import User

from .addresses import desk_pair_url, pair_url
from .pair import day_in, last_day, own, running_matches, settled_by_match

STATE_WORDS = {
    State.DONE: gettext_lazy("done"),
    State.HERE: gettext_lazy("next"),
    State.OPEN: gettext_lazy("open"),
    State.LOCKED: gettext_lazy("later"),
}
Words = Mapping[Whom, object]
DESK_WORDS: dict[Whom, object] = {
    Whom.MENTOR: gettext_lazy("their mentor"),
    Whom.VERIFIER: gettext_lazy("a look"),
    Whom.WALKER: gettext_lazy("the mentee"),
    Whom.MEETING: gettext_lazy("a meeting"),
}
MENTOR_WORDS: Words = DESK_WORDS | {Whom.MENTOR: gettext_lazy("you")}


@dataclass(frozen=True)
class WaitRow:
    whom: Whom
    words: str
    step: str
    since: datetime
    is_long: bool


@dataclass(frozen=True)
class PathAside:
    """`waits` is None where the mentee shows how far they are, and not who waits for whom."""

    title: str
    done: int
    total: int
    next: str
    is_finished: bool
    marks: tuple[tuple[str, bool], ...]
    steps: tuple[tuple[str, str], ...]
    waits: tuple[WaitRow, ...] | None


@dataclass(frozen=True)
class MenteeAside:
    name: str
    beside: str
    url: str
    paths: tuple[PathAside, ...]

    @property
    def waits(self) -> tuple[WaitRow, ...]:
        return tuple(wait for path in self.paths for wait in path.waits or ())


def mentored_by(*, person: User) -> list[Match]:
    """Pairs that work together, as their mentor. One query."""
    return list(running_matches().filter(mentor__person=person))


def mentors_now(*, person: User) -> bool:
    """One query."""
    return running_matches().filter(mentor__person=person).exists()


def aside_for_mentor(*, matches: Sequence[Match], now: datetime) -> list[MenteeAside]:
    """Six queries, however many mentees; two where nobody shows any."""
    shares = PathShare.objects.filter(match__in=matches, to_mentor=True)
    return in_order(
        MenteeAside(
            name=shown_name(match.mentee.person, is_mentor=False),
            beside=f"{match.cohort.program.name}, {match.cohort.name}",
            url=pair_url(match),
            paths=paths,
        )
        for match, paths in paths_shown(matches, shares, MENTOR_WORDS, now)
    )


def aside_for_program(*, cohort: Cohort, reader: User, now: datetime) -> list[MenteeAside]:
    """Not of a pair of their own: of that they read what its other one shows them there. Seven
    queries."""
    matches = list(running_matches().filter(cohort=cohort).exclude(own("", reader)))
    shares = PathShare.objects.filter(match__in=matches, to_program=True)
    return in_order(
        MenteeAside(
            name=name_of(match.mentee.person),
            beside=_("with %(mentor)s") % {"mentor": name_of(match.mentor.person)},
            url=desk_pair_url(match),
            paths=paths,
        )
        for match, paths in paths_shown(matches, shares, DESK_WORDS, now)
    )


def paths_shown(
    matches: Sequence[Match], shares: QuerySet[PathShare], words: Words, now: datetime
) -> Iterator[tuple[Match, tuple[PathAside, ...]]]:
    settled = settled_by_match(match__in=matches)
    running = {
        match.pk: match
        for match in matches
        if day_in(match.cohort, now) <= last_day(match.cohort, settled[match.pk])
    }
    shown = {share.match_id: share for share in shares if share.match_id in running}
    walks = walks_aside(people=[running[key].mentee.person for key in shown])
    for key, share in shown.items():
        match = running[key]
        walked = walks.get(match.mentee.person_id, [])
        yield match, tuple(path_aside(one, share, words, now) for one in walked)


def path_aside(one: WalkAside, share: PathShare, words: Words, now: datetime) -> PathAside:
    walk, stands = one.walk, one.walk.progress
    return PathAside(
        title=walk.path.title,
        done=stands.done,
        total=stands.total,
        next=stands.next.title if stands.next else "",
        is_finished=stands.is_finished,
        marks=walk.marks_shown,
        steps=tuple((step.title, str(STATE_WORDS[state])) for step, state in stands.states),
        waits=tuple(wait_row(wait, words, now) for wait in one.waits) if share.with_waits else None,
    )


def wait_row(wait: Wait, words: Words, now: datetime) -> WaitRow:
    return WaitRow(
        whom=wait.whom,
        words=str(words[wait.whom]),
        step=wait.step.title,
        since=wait.since,
        is_long=wait.is_long(now),
    )


def in_order(rows: Iterator[MenteeAside]) -> list[MenteeAside]:
    """Who waits for their mentor first, then who waits longest, then who waits for nothing."""
    return sorted(rows, key=urgency)


def urgency(row: MenteeAside) -> tuple[bool, bool, float, str]:
    waits = row.waits
    since = min((wait.since.timestamp() for wait in waits), default=0.0)
    for_mentor = any(wait.whom is Whom.MENTOR for wait in waits)
    return not for_mentor, not waits, since, row.name


def told_apart(rows: Sequence[MenteeAside]) -> list[tuple[str, int]]:
    """For whom they wait, and how many steps of all."""
    counts = Counter(wait.words for row in rows for wait in row.waits)
    return counts.most_common()
