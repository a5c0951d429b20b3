"""One screen of a cohort: who needs somebody first, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mentorship.cohort_life.core.attention import (
    GRAVE,
    PairFacts,
    Reason,
    Why,
    reasons_of,
    urgency,
)
from mentorship.cohort_life.core.silence import Rung, Side, Silence
from mentorship.cohort_life.core.weeks import week_on
from mentorship.cohort_life.models import (
    CheckIn,
    Evaluation,
    KickoffMark,
    Recommends,
    Word,
)
from mentorship.models import Answer, Cohort, Match
from mentorship.queries.desk_matches import mentees_alone, person_url
from mentorship.queries.desk_names import applicant_name, name_of
from portal.people.models import User

from .addresses import desk_pair_url
from .pair import Life, day_in, lives, own, rounds_of

FILTERS = {
    Why.END: gettext_lazy("Want to end"),
    Why.HELP: gettext_lazy("Want help"),
    Why.PROPOSED: gettext_lazy("Offered an end"),
    Why.FREE: gettext_lazy("Free again"),
    Why.TOLD: gettext_lazy("Silent"),
    Why.UNANSWERED: gettext_lazy("Not answered"),
    Why.UNREACHED: gettext_lazy("Could not reach"),
    Why.DIFFER: gettext_lazy("Tell differently"),
    Why.LATE: gettext_lazy("Evaluation missing"),
    Why.ASKED: gettext_lazy("Quiet"),
    Why.NO_KICKOFF: gettext_lazy("No kickoff"),
    Why.ALONE: gettext_lazy("No mentor"),
}
MOST_WEEKS_READ = 6
Urgency = tuple[tuple[int, int], ...]
Matches = Mapping[Match, bool]


@dataclass(frozen=True)
class AttentionRow:
    """A pair, a match that waits for an answer, or a mentee without `mentor`. `urgency` is to sort
    by; `word` is what one of the two wrote to those who run the program, with who it was."""

    urgency: Urgency
    mentee: str
    mentor: str
    reasons: tuple[str, ...]
    codes: tuple[str, ...]
    url: str
    met: int | None = None
    word: str = ""
    rests_until: date | None = None
    last_sign: date | None = None

    @property
    def is_calm(self) -> bool:
        return not self.codes


def life_screen(*, cohort: Cohort, reader: User, now: datetime) -> list[AttentionRow]:
    """Pairs that work together, matches that wait for an answer, and mentees without a mentor, but
    the reader's own, the most urgent first. Eight queries, however many; one more for the ladder
    where it is not at hand."""
    matches, today = open_matches(cohort, reader), day_in(cohort, now)
    rows = list(pair_rows(matches, cohort, today))
    if today <= cohort.ends_on:
        rows += [*unanswered_rows(matches, today), *alone_rows(cohort, reader, today)]
    return in_order(rows)


def attention(*, cohort: Cohort, reader: User, now: datetime) -> list[AttentionRow]:
    """Every pair that works together but the reader's own, the most urgent first. Seven queries,
    however many; one more for the ladder where it is not at hand."""
    return in_order(pair_rows(open_matches(cohort, reader), cohort, day_in(cohort, now)))


def in_order(rows: Iterable[AttentionRow]) -> list[AttentionRow]:
    return sorted(rows, key=lambda row: row.urgency)


def open_matches(cohort: Cohort, reader: User) -> Matches:
    """With whether its kickoff has begun. One query."""
    people = ("mentee__person__profile", "mentor__person__profile")
    rows = Match.objects.open().filter(cohort=cohort).exclude(own("", reader)).order_by("pk")
    marks = KickoffMark.objects.filter(match=OuterRef("pk"))
    rows = rows.select_related("cohort__program", *people)
    return {match: match.has_begun for match in rows.annotate(has_begun=Exists(marks))}


def pair_rows(matches: Matches, cohort: Cohort, today: date) -> Iterator[AttentionRow]:
    said = check_ins_of(cohort, today)
    given = evaluations_of(match__cohort=cohort)
    for life in lives([match for match in matches if match.is_agreed], cohort):
        key = life.match.pk
        facts = facts_of(life, said[key], given[key], today, has_begun=matches[life.match])
        yield row_of(life, reasons_of(facts), said[key], today)


def unanswered_rows(matches: Iterable[Match], today: date) -> Iterator[AttentionRow]:
    for match in matches:
        silent = [
            words
            for answer, words in (
                (match.mentee_answer, _("the mentee")),
                (match.mentor_answer, _("the mentor")),
            )
            if answer == Answer.AWAITED
        ]
        if silent:
            days = (today - day_in(match.cohort, match.published_at)).days
            who = silent[0] if len(silent) == 1 else _("both")
            words = ngettext(
                "No answer to the match for %(n)s day: %(who)s",
                "No answer to the match for %(n)s days: %(who)s",
                days,
            ) % {"n": days, "who": who}
            yield AttentionRow(
                urgency=urgency((Reason(Why.UNANSWERED, days),)),
                mentee=applicant_name(match.mentee),
                mentor=applicant_name(match.mentor),
                reasons=(words,),
                codes=(Why.UNANSWERED.value,),
                url=person_url(match.cohort, match.mentee),
            )


def alone_rows(cohort: Cohort, reader: User, today: date) -> Iterator[AttentionRow]:
    """Mentees of the matching, from the first result on that was published since they are in it;
    nobody whom the desk left out. One query."""
    published = cohort.runs.filter(published_at__gte=OuterRef("decided_at"))
    published = published.order_by("published_at")
    rows = (
        mentees_alone(cohort)
        .filter(left_out=None)
        .exclude(person=reader)
        .annotate(
            told_at=Subquery(published.values("published_at")[:1]),
            ended_at=Max("matches_as_mentee__ended_at"),
        )
        .filter(told_at__isnull=False)
        .select_related("person__profile")
        .order_by("pk")
    )
    for row in rows:
        why = Why.FREE if row.ended_at else Why.ALONE
        days = (today - day_in(cohort, row.ended_at or row.told_at)).days
        words = (
            ngettext(
                "Free again, without a mentor for %(n)s day",
                "Free again, without a mentor for %(n)s days",
                days,
            )
            if row.ended_at
            else ngettext("Without a mentor for %(n)s day", "Without a mentor for %(n)s days", days)
        )
        yield AttentionRow(
            urgency=urgency((Reason(why, days),)),
            mentee=applicant_name(row),
            mentor="",
            reasons=(words % {"n": days},),
            codes=(why.value,),
            url=person_url(cohort, row),
        )


def grave_of(matches: Sequence[Match], cohort: Cohort, now: datetime) -> int:
    """How many of these pairs want more than a look now and then. Six queries."""
    given = evaluations_of(match__in=matches)
    today = day_in(cohort, now)
    facts = (
        facts_of(life, [], given[life.match.pk], today, has_begun=True)
        for life in lives(matches, cohort)
    )
    return sum(not GRAVE.isdisjoint(one.why for one in reasons_of(each)) for each in facts)


def evaluations_of(**within: Any) -> dict[int, list[Evaluation]]:
    """By match, the latest last. One query."""
    given: dict[int, list[Evaluation]] = defaultdict(list)
    for evaluation in Evaluation.objects.filter(**within):
        given[evaluation.match_id].append(evaluation)
    return given


def check_ins_of(cohort: Cohort, today: date) -> dict[int, list[CheckIn]]:
    """Of the last weeks. One query."""
    found: dict[int, list[CheckIn]] = defaultdict(list)
    this = week_on(min(today, cohort.ends_on), starts_on=cohort.starts_on, ends_on=cohort.ends_on)
    recent = CheckIn.objects.filter(match__cohort=cohort, week__gt=(this or 0) - MOST_WEEKS_READ)
    for said in recent:
        found[said.match_id].append(said)
    return found


def facts_of(
    life: Life,
    said: list[CheckIn],
    given: list[Evaluation],
    today: date,
    *,
    has_begun: bool,
) -> PairFacts:
    mentee, mentor = (life.silence(side, today) for side in Side)
    begins_on = life.pair.begins_on
    missed = [
        one
        for one in rounds_of(life.match.cohort, life.settled)
        if one.name not in life.settled and one.is_over(today) and begins_on <= one.last_day
    ]
    latest = {one.author_id: one for one in given}.values()
    asked = {one.recommends for one in latest if one.round not in life.settled}
    return PairFacts(
        mentee_rung=rung_shown(life, mentee, today),
        mentee_days=mentee.days,
        mentor_rung=rung_shown(life, mentor, today),
        mentor_days=mentor.days,
        unreached=unreached(said),
        differ=sum(differs(said, week) for week in {one.week for one in said}),
        says_end=bool({Recommends.END, Recommends.STOP} & asked),
        wants_help=Recommends.HELP in asked,
        missing=sum(2 - len([g for g in given if g.round == one.name]) for one in missed),
        age=max(0, (today - begins_on).days),
        kickoff_begun=has_begun,
        rests=life.pair.rests_on(today),
    )


def rung_shown(life: Life, silence: Silence, today: date) -> Rung:
    return silence.rung if life.pair.goes_on(today) else Rung.QUIET


def unreached(said: list[CheckIn]) -> int:
    """The last weeks in a row about which nobody says that they met and one says why not."""
    count = 0
    for week in sorted({one.week for one in said}, reverse=True):
        words = {one.word for one in said if one.week == week}
        if Word.MET in words or Word.UNREACHED not in words:
            break
        count += 1
    return count


def differs(said: list[CheckIn], week: int) -> bool:
    return len({one.word == Word.MET for one in said if one.week == week}) > 1


def row_of(
    life: Life,
    reasons: tuple[Reason, ...],
    said: list[CheckIn],
    today: date,
) -> AttentionRow:
    match = life.match
    signs = [sign for sign in (life.pair.mentee_sign, life.pair.mentor_sign) if sign]
    told = [
        f"{label}: {life.words[side]}"
        for label, side in ((_("Mentee"), Side.MENTEE), (_("Mentor"), Side.MENTOR))
        if life.words[side]
    ]
    return AttentionRow(
        urgency=urgency(reasons),
        mentee=name_of(match.mentee.person),
        mentor=name_of(match.mentor.person),
        reasons=tuple(in_words(reason, life, today) for reason in reasons),
        codes=tuple(reason.why.value for reason in reasons),
        met=len({one.week for one in said if one.word == Word.MET}),
        word=" · ".join(told),
        rests_until=max((b.last for b in life.pair.breaks if b.holds(today)), default=None),
        last_sign=max(signs, default=None),
        url=desk_pair_url(match),
    )


def in_words(reason: Reason, life: Life, today: date) -> str:
    """Only the words that are asked for: a thousand pairs have some each."""
    n = reason.count
    match reason.why:
        case Why.END:
            return _("One of them would end it")
        case Why.HELP:
            return _("The mentee asks for help")
        case Why.UNREACHED:
            return _("Could not reach the other for %(n)s weeks") % {"n": n}
        case Why.DIFFER:
            return ngettext(
                "Tell differently about %(n)s week", "Tell differently about %(n)s weeks", n
            ) % {"n": n}
        case Why.LATE:
            return ngettext("%(n)s evaluation is missing", "%(n)s evaluations are missing", n) % {
                "n": n
            }
        case Why.NO_KICKOFF:
            return _("Nothing of the kickoff after %(n)s days") % {"n": n}
    return silent_words(life, today)


def silent_words(life: Life, today: date) -> str:
    mentee, mentor = (life.silence(side, today) for side in Side)
    days = {"mentee": mentee.days, "mentor": mentor.days}
    if mentee.rung >= Rung.ASK and mentor.rung >= Rung.ASK:
        return _("Both silent: the mentee for %(mentee)s days, the mentor for %(mentor)s") % days
    if mentee.rung >= Rung.ASK:
        return _("The mentee is silent for %(mentee)s days") % days
    return _("The mentor is silent for %(mentor)s days") % days
