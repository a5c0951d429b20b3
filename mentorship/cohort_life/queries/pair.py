"""A pair as the rules of the silence and of the rounds see it: its days, its signs, its rests."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mentorship.cohort_life.core.rounds import Round, Settled, rounds
from mentorship.cohort_life.core.silence import (
    Break,
    Due,
    Ladder,
    Pair,
    Rung,
    Side,
    Silence,
    Told,
    due_on,
    silence_of,
)
from mentorship.cohort_life.models import LadderSetting, Outcome, Pause, Sign, ToldRung, Verdict
from mentorship.models import Answer, Application, Cohort, Match
from mentorship.queries.pair_days import day_in, first_day_of
from portal.people.models import User

# After the last day there is still something to look back on and to say.
OPEN_AFTER = timedelta(days=28)


@dataclass(frozen=True)
class Life:
    """A match with what the rules need of it; `words` are for the people who run the program, and
    `settled` the rounds they have decided, with the later end each of them gave."""

    match: Match
    pair: Pair
    told: tuple[Told, ...]
    ladder: Ladder
    words: dict[Side, str]
    settled: Settled

    def silence(self, side: Side, today: date) -> Silence:
        return silence_of(self.pair, side, self.ladder, today)

    def flag(self, side: Side, today: date) -> Silence | None:
        """What those who run the program see of one side; gone with the next sign."""
        silence = self.silence(side, today)
        rests = self.pair.rests_on(today) or not self.pair.goes_on(today)
        return silence if silence.rung >= Rung.TELL and not rests else None


def side_of(match: Match, person: User) -> Side | None:
    for side in Side:
        if getattr(match, side.value).person_id == person.pk:
            return side
    return None


def own(prefix: str, person: User) -> Q:
    """The matches of somebody, from a table that leads to them by `prefix`. Who runs a program
    reads of these no more than the other one does."""
    return Q((f"{prefix}mentee__person", person)) | Q((f"{prefix}mentor__person", person))


def application_of(match: Match, side: Side) -> Application:
    return match.mentee if side is Side.MENTEE else match.mentor


def other_side(side: Side) -> Side:
    return Side.MENTOR if side is Side.MENTEE else Side.MENTEE


def rounds_of(cohort: Cohort, settled: Settled = MappingProxyType({})) -> tuple[Round, ...]:
    """Of a pair for which so much was decided, or as the cohort has them."""
    return rounds(midterm_on=cohort.midterm_on, ends_on=cohort.ends_on, settled=settled)


def last_day(cohort: Cohort, settled: Settled) -> date:
    return max(filter(None, settled.values()), default=cohort.ends_on)


def settled_by_match(**within: Any) -> dict[int, dict[str, date | None]]:
    """What was decided of rounds. One query."""
    settled: dict[int, dict[str, date | None]] = defaultdict(dict)
    decided = Outcome.objects.filter(**within).values_list("match", "round", "ends_on")
    for key, name, ends_on in decided:
        settled[key][name] = ends_on
    return settled


def agreed(matches: QuerySet[Match]) -> QuerySet[Match]:
    """Those that both said yes to; they may have ended since."""
    return matches.filter(mentee_answer=Answer.ACCEPTED, mentor_answer=Answer.ACCEPTED)


def running_matches(*, person: User | None = None) -> QuerySet[Match]:
    """Agreed and not ended, with their people."""
    matches = Match.objects.open().of(person) if person else Match.objects.open()
    people = ("cohort__program", "mentee__person__profile", "mentor__person__profile")
    return agreed(matches).select_related(*people).order_by("pk")


def going_on(day: date) -> QuerySet[Match]:
    """Open matches whose cohort, or whose own longer term, is not over before this day."""
    longer = Outcome.objects.filter(match=OuterRef("pk"), verdict=Verdict.EXTEND)
    last_day = Coalesce(
        Subquery(longer.order_by("-ends_on").values("ends_on")[:1]), "cohort__ends_on"
    )
    return Match.objects.open().alias(last_day=last_day).filter(last_day__gte=day)


def lives_of(*, cohort: Cohort) -> list[Life]:
    """Every pair that works together. Six queries, however many there are."""
    return lives(list(running_matches().filter(cohort=cohort)), cohort)


def life_of(*, match: Match) -> Life:
    """Five queries."""
    [life] = lives([match], match.cohort)
    return life


def lives(matches: Sequence[Match], cohort: Cohort) -> list[Life]:
    """Of one cohort. Four queries, one more for the ladder where it did not come with it."""
    within: dict[str, Any] = {"match__cohort": cohort}
    if len(matches) == 1:
        within = {"match": matches[0]}
    ladder = ladder_of(cohort)
    signs: dict[tuple[int, int], Sign] = {
        (sign.match_id, sign.person_id): sign for sign in Sign.objects.filter(**within)
    }
    breaks: dict[int, list[Break]] = defaultdict(list)
    rests = Pause.objects.filter(**within).values_list("match", "first_day", "last_day")
    for key, first, last in rests:
        breaks[key].append(Break(first, last))
    told: dict[int, list[Told]] = defaultdict(list)
    rungs = ToldRung.objects.filter(**within)
    for rung in rungs:
        step = Told(Side(rung.side), rung.since, Rung(rung.rung), rung.told_on)
        told[rung.match_id].append(step)
    settled = settled_by_match(**within)
    found = []
    for match in matches:
        mentee = signs.get((match.pk, match.mentee.person_id))
        mentor = signs.get((match.pk, match.mentor.person_id))
        pair = Pair(
            begins_on=first_day_of(match),
            ends_on=last_day(cohort, settled[match.pk]),
            mentee_sign=day_in(cohort, mentee.at) if mentee else None,
            mentor_sign=day_in(cohort, mentor.at) if mentor else None,
            breaks=tuple(breaks[match.pk]),
        )
        words = {
            Side.MENTEE: mentee.word if mentee else "",
            Side.MENTOR: mentor.word if mentor else "",
        }
        found.append(Life(match, pair, tuple(told[match.pk]), ladder, words, settled[match.pk]))
    return found


def due_of(life: Life, today: date) -> Due:
    return due_on(life.pair, life.ladder, today, life.told)


def ladder_of(cohort: Cohort) -> Ladder:
    """One query, none where the cohort came with it."""
    try:
        setting: LadderSetting = cohort.ladder_setting
    except LadderSetting.DoesNotExist:
        return Ladder()
    return setting.ladder
