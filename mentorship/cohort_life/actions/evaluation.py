"""How both sides say it goes, and what those who run the program make of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from mentorship.cohort_life.core.rounds import OPEN_FOR, Round, RoundName, Settled
from mentorship.cohort_life.core.silence import Side
from mentorship.cohort_life.models import Evaluation, Outcome, Verdict
from mentorship.cohort_life.models.evaluation import MENTEES_WORDS, MENTORS_WORDS
from mentorship.cohort_life.queries.pair import (
    agreed,
    day_in,
    last_day,
    rounds_of,
    running_matches,
    settled_by_match,
    side_of,
)
from mentorship.models import Cohort, Ending, Match
from portal.kit import audit
from portal.notices.actions.notice import send_notices
from portal.notices.queries.notices import who_heard
from portal.people.models import User

from .letter import about
from .pair import PairOver, both, hold_match, hold_pair, note_sign

WORDS = {Side.MENTOR: MENTORS_WORDS, Side.MENTEE: MENTEES_WORDS}
MOST_WEEKS_MORE = 12
A_DAY = timedelta(days=1)


class RoundNotOpen(Exception):
    """Before its first day, after its last, or once the other could read it."""


class NotYourWord(Exception):
    """A mentor recommends, a mentee says what they want: each has words of their own."""


class LastRoundBegan(Exception):
    """A later end that is given at half time would move what both are answering: it is for the last
    round to give."""


class WrongEnd(Exception):
    """An extension is for one to twelve weeks beyond the end of the cohort, later than the end the
    pair has, and not given again at that later end."""


class NoReason(Exception):
    """Nobody's pair is ended for them without being told why."""


class OwnPair(Exception):
    """Nobody judges a pair they are part of."""


class AlreadySettled(Exception):
    """Somebody has decided this round before."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What one person answers in a round."""

    meets: str
    progress: int
    recommends: str
    helps: str = ""
    to_admins: str = ""


@transaction.atomic
def give_evaluation(*, match: Match, by: User, name: str, said: Said, now: datetime) -> Evaluation:
    """Changed as often as one likes while the round is open and the other has not given theirs.

    Raises NotTheirs, PairOver, RoundNotOpen, NotYourWord.
    """
    row = hold_pair(match, by, now)
    side = side_of(row, by)
    one = round_named(name, row.cohort, settled_by_match(match=row)[row.pk])
    given = Evaluation.objects.filter(match=row, round=name)
    if one is None or not one.is_open(day_in(row.cohort, now)) or given.count() > 1:
        raise RoundNotOpen
    if side is None or said.recommends not in WORDS[side]:
        raise NotYourWord
    evaluation, _is_new = Evaluation.objects.update_or_create(
        match=row, round=name, author=by, defaults={**vars(said), "given_at": now}
    )
    note_sign(row, [by], now)
    return evaluation


@transaction.atomic
def settle_round(
    *,
    match: Match,
    by: User,
    name: str,
    verdict: str,
    now: datetime,
    weeks: int = 0,
    reason: str = "",
) -> Outcome:
    """Pass, extend by weeks beyond the end of the cohort, or end. Both are told, with the reason as
    it stands.

    Raises PairOver, RoundNotOpen, OwnPair, AlreadySettled, LastRoundBegan, WrongEnd, NoReason.
    """
    row = hold_match(match)
    if not row.is_agreed:
        raise PairOver
    settled = settled_by_match(match=row)[row.pk]
    one = round_named(name, row.cohort, settled)
    if one is None or day_in(row.cohort, now) < one.opens_on:
        raise RoundNotOpen
    if side_of(row, by) is not None:
        raise OwnPair
    if name in settled:
        raise AlreadySettled
    if verdict == Verdict.EXTEND and name == RoundName.MIDTERM:
        final = round_named(RoundName.FINAL, row.cohort, settled)
        if final is None or final.opens_on <= day_in(row.cohort, now):
            raise LastRoundBegan
    ends_on = later_end(row.cohort, settled, name, weeks) if verdict == Verdict.EXTEND else None
    if verdict == Verdict.END and not reason:
        raise NoReason
    outcome = Outcome.objects.create(
        match=row,
        round=name,
        verdict=Verdict(verdict),
        ends_on=ends_on,
        reason=reason,
        decided_by=by,
        decided_at=now,
    )
    if verdict == Verdict.END:
        row.ended_at, row.ending = now, Ending.STOPPED
        row.save(update_fields=["ended_at", "ending"])
    audit.record(by=by, verb=f"pair.{verdict}", on=row)
    send_notices(
        people=both(row),
        kind="match",
        key=f"round-settled:{row.public_id}:{name}",
        template="cohort_life/settle_round",
        **about(
            row,
            verdict=verdict,
            ends_on=ends_on.isoformat() if ends_on else "",
            reason=reason,
        ),
    )
    return outcome


def round_named(name: str, cohort: Cohort, settled: Settled) -> Round | None:
    return next((one for one in rounds_of(cohort, settled) if one.name == name), None)


def later_end(cohort: Cohort, settled: Settled, name: str, weeks: int) -> date:
    ends_on = cohort.ends_on + timedelta(weeks=weeks)
    too_far = name == RoundName.LONGER or weeks > MOST_WEEKS_MORE
    if too_far or ends_on <= last_day(cohort, settled):
        raise WrongEnd
    return ends_on


def ask_for_evaluations(*, now: datetime) -> int:
    """When a round opens, and twice before it closes, who has said nothing is asked, unless it is
    decided already. Safe to repeat; returns how many people that were."""
    longest = timedelta(weeks=MOST_WEEKS_MORE) + OPEN_FOR
    cohorts = Cohort.objects.filter(
        midterm_on__lte=now.date() + A_DAY, ends_on__gte=now.date() - longest - A_DAY
    ).select_related("program")
    told = 0
    for cohort in cohorts.order_by("pk"):
        today = day_in(cohort, now)
        for one, people in silent_in_rounds(cohort, today).items():
            told += ask_round(cohort, one, people.values(), today)
    return told


def silent_in_rounds(cohort: Cohort, today: date) -> dict[Round, dict[int, User]]:
    """Who has said nothing of a pair in a round that is open and not decided. Three queries."""
    said = Evaluation.objects.filter(match__cohort=cohort)
    given = set(said.values_list("match", "author", "round"))
    settled = settled_by_match(match__cohort=cohort)
    silent: dict[Round, dict[int, User]] = defaultdict(dict)
    for match in running_matches().filter(cohort=cohort):
        for one in rounds_of(cohort, settled[match.pk]):
            if one.is_open(today) and one.name not in settled[match.pk]:
                for person in both(match):
                    if (match.pk, person.pk, one.name) not in given:
                        silent[one][person.pk] = person
    return silent


@transaction.atomic
def ask_round(cohort: Cohort, one: Round, people: Iterable[User], today: date) -> int:
    """One letter for all pairs of a person, and one more where another pair has begun since."""
    nth = one.reminder_on(today)
    own_days = "" if one in rounds_of(cohort) else f":{one.last_day.isoformat()}"
    told = 0
    for pairs, asked in by_pairs(cohort, people).items():
        key = f"round:{cohort.key}:{one.name}{own_days}:{nth}" + (f":{pairs}" if pairs > 1 else "")
        heard = who_heard(key=key)
        told += send_notices(
            people=[person for person in asked if person.pk not in heard],
            kind="match",
            key=key,
            template="cohort_life/remind_round" if nth else "cohort_life/open_round",
            context={
                "program": cohort.program.name,
                "cohort": cohort.name,
                "last_day": one.last_day.isoformat(),
            },
            url="/me/mentorship/",
        )
    return told


def by_pairs(cohort: Cohort, people: Iterable[User]) -> dict[int, list[User]]:
    """By how many pairs of the cohort somebody was ever in: none that ends makes it fewer. One
    query."""
    sides = agreed(cohort.matches.all()).values_list("mentee__person", "mentor__person")
    pairs = Counter(key for both_keys in sides for key in both_keys)
    found: dict[int, list[User]] = defaultdict(list)
    for person in people:
        found[pairs[person.pk]].append(person)
    return found
