"""A run as those who run the program read it: pairs, who has none, and why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.core.choices import ChoiceName
from mentorship.core.instance import Instance, Limits, Pair
from mentorship.core.phases import ANYWHERE_ON_EARTH
from mentorship.models import Answer, Application, Cohort, LeftOut, Match, Pin, PinKind, Run
from mentorship.queries.choices import choice_words
from mentorship.queries.cohort_week import cohort_week
from mentorship.queries.desk_names import applicant_name
from mentorship.queries.instance import limits_of
from mentorship.queries.letters import choices_in
from mentorship.queries.matching import instance_of_run, is_stale
from mentorship.queries.pair_week import PairWeek
from mentorship.queries.run_changes import change_words, changed_since
from mentorship.queries.run_numbers import (
    POINT,
    DialCostLine,
    Fairness,
    costs_wait,
    dial_costs,
    enough_points,
    fairness_of,
)
from mentorship.queries.score_words import (
    CHANGE_WORDS,
    RULE_WORDS,
    reason_words,
    score_parts,
    waterfall,
)
from portal.people.models import User
from portal.ui.score import ScorePart

MOST_RUNS = 20


@dataclass(frozen=True)
class Somebody:
    key: str
    name: str
    url: str
    person: int


@dataclass(frozen=True)
class DeskPair:
    """`standing` is what holds it, in words; `breaks` are rules a pin overrides; `wishes` is what
    the two said they want, as of now, and `choice` what it is for, for those who run the program
    alone: who is one of the two reads neither that nor its points."""

    mentee: Somebody
    mentor: Somebody
    score: float
    parts: tuple[ScorePart, ...]
    standing: str
    kind: str
    breaks: tuple[str, ...]
    is_new: bool
    wishes: str
    choice: str
    is_published: bool = False


@dataclass(frozen=True)
class DeskUnmatched:
    mentee: Somebody
    reason: str
    waterfall: str
    would_help: tuple[str, ...]


@dataclass(frozen=True)
class DeskLeftOut:
    who: Somebody
    why: str


@dataclass(frozen=True)
class RunView:
    """`is_stale`: people or decisions have changed since, `changed` says which, but to nobody who
    takes part: what is left out would tell of them. `lost` are pairs of
    the run before it that are no more; `next_best` are pairs that nobody has been told of although
    a result is published."""

    number: int
    made_at: datetime
    published_at: datetime | None
    is_stale: bool
    mentors_select: bool
    changed: tuple[str, ...]
    score_version: int | None
    matched: int
    mentees: int
    average: float | None
    worst: float | None
    pairs: tuple[DeskPair, ...]
    unmatched: tuple[DeskUnmatched, ...]
    free_mentors: tuple[tuple[Somebody, int], ...]
    kept: int
    lost: tuple[tuple[Somebody, Somebody], ...]
    before: int | None
    next_best: tuple[DeskPair, ...]
    fairness: Fairness
    dials: tuple[DialCostLine, ...]
    costs_wait: bool
    left_out: tuple[DeskLeftOut, ...]
    week: PairWeek | None


def run_numbers(*, cohort: Cohort) -> list[int]:
    """The latest first. One query."""
    return list(cohort.runs.values_list("number", flat=True)[:MOST_RUNS])


def run_view(*, cohort: Cohort, run: Run, reader: User) -> RunView:
    """Eleven queries at most, whatever the number of people, and those of what pairs are for."""
    people = people_of(cohort)
    names = {key: one.name for key, one in people.items()}
    own = {key for key, one in people.items() if one.person == reader.pk}
    instance = instance_of_run(run)
    before = cohort.runs.filter(number__lt=run.number).first()
    pairs_before = pair_set(before) if before else set()
    standing, choices = standing_of(cohort), choices_in(run)
    pairs = tuple(
        desk_pair(
            pair,
            people,
            standing,
            choices,
            is_new=bool(before) and key_of(pair) not in pairs_before,
            wishes=wishes_words(instance, key_of(pair)),
            reader=reader,
        )
        for pair in run.result["pairs"]
        if known(pair, people)
    )
    summary = run.result["summary"]
    stale, limits, by_points = is_stale(run, instance), limits_of(run), goes_by_points(run)
    waits = costs_wait(run)
    return RunView(
        number=run.number,
        made_at=run.made_at,
        published_at=run.published_at,
        is_stale=stale,
        mentors_select=bool(run.config.get("mentors_select")),
        changed=tuple(
            change_words(
                changed_since(run, instance),
                names,
                (run.score_version, cohort.program.score_version),
            )
        )
        if stale and not own
        else (),
        score_version=run.score_version,
        matched=summary["matched"],
        mentees=summary["matched"] + len(run.result["unmatched"]),
        average=round(summary["total"] / summary["matched"] / POINT, 1)
        if summary["matched"]
        else None,
        worst=None if summary["worst"] is None else round(summary["worst"] / POINT, 1),
        pairs=pairs,
        unmatched=tuple(
            desk_unmatched(one, people, reader, limits, by_points=by_points)
            for one in run.result["unmatched"]
            if one["mentee"] in people
        ),
        free_mentors=tuple(free_mentors(instance, run, people)),
        kept=len(pairs_before & pair_set(run)),
        lost=tuple(
            sorted(
                (
                    (people[mentee], people[mentor])
                    for mentee, mentor in pairs_before - pair_set(run)
                    if mentee in people and mentor in people
                ),
                key=lambda pair: (pair[0].name.casefold(), pair[0].key),
            )
        ),
        before=before.number if before else None,
        next_best=()
        if run.published_at or stale or not cohort.runs.filter(published_at__isnull=False).exists()
        else tuple(pair for pair in pairs if not pair.is_published),
        fairness=fairness_of(run, instance),
        dials=() if waits else dial_costs(run),
        costs_wait=waits,
        left_out=tuple(
            one for one in left_out_people(cohort, people) if one.who.person != reader.pk
        ),
        week=cohort_week(instance, cohort, tzid=reader.timezone or clock_of(cohort)),
    )


def clock_of(cohort: Cohort) -> str:
    """Nobody lives by the last clock on Earth."""
    return "UTC" if cohort.timezone == ANYWHERE_ON_EARTH else cohort.timezone


def pairs_with(run: RunView, wanted: str) -> tuple[DeskPair, ...]:
    """Those in whose names the letters stand."""
    word = wanted.casefold()
    return tuple(
        pair
        for pair in run.pairs
        if word in pair.mentee.name.casefold() or word in pair.mentor.name.casefold()
    )


def unmatched_with(run: RunView, wanted: str) -> tuple[DeskUnmatched, ...]:
    word = wanted.casefold()
    return tuple(one for one in run.unmatched if word in one.mentee.name.casefold())


def left_out_people(cohort: Cohort, people: Mapping[str, Somebody]) -> tuple[DeskLeftOut, ...]:
    """One query."""
    rows = LeftOut.objects.filter(application__cohort=cohort)
    return tuple(
        DeskLeftOut(people[str(key)], reason or (_("Decided here") if by else _("Silent")))
        for key, reason, by in rows.values_list("application__public_id", "reason", "made_by")
        if str(key) in people
    )


def people_of(cohort: Cohort) -> dict[str, Somebody]:
    """Accepted people by public id. One query; what two thousand of them wrote is left there."""
    rows = Application.objects.accepted().filter(cohort=cohort).select_related("person__profile")
    rows = rows.defer("facts", "said", "motivation")
    return {
        str(row.public_id): Somebody(
            key=str(row.public_id),
            name=applicant_name(row),
            url=reverse(
                "mentorship:matching_person",
                args=[cohort.program.slug, cohort.key, row.public_id],
            ),
            person=row.person_id,
        )
        for row in rows
    }


def known(pair: Mapping[str, Any], people: Mapping[str, Somebody]) -> bool:
    """Of people who still take part: who withdrew is not named any more."""
    return pair["mentee"] in people and pair["mentor"] in people


def key_of(pair: Mapping[str, Any]) -> tuple[str, str]:
    return pair["mentee"], pair["mentor"]


def pair_set(run: Run) -> set[tuple[str, str]]:
    return {key_of(pair) for pair in run.result["pairs"]}


def standing_of(cohort: Cohort) -> dict[tuple[str, str], tuple[str, str]]:
    """Pair → words and kind of what holds it besides the matching. Two queries."""
    held = {
        (str(mentee), str(mentor)): (_("Pinned"), "info")
        for mentee, mentor in Pin.objects.filter(cohort=cohort, kind=PinKind.PIN).values_list(
            "mentee__public_id", "mentor__public_id"
        )
    }
    rows = Match.objects.open().filter(cohort=cohort)
    for mentee, mentor, *answers in rows.values_list(
        "mentee__public_id", "mentor__public_id", "mentee_answer", "mentor_answer"
    ):
        waiting = answers.count(Answer.AWAITED)
        held[str(mentee), str(mentor)] = (
            (_("Both said yes"), "ok")
            if not waiting
            else (
                ngettext("%(n)s answer is missing", "%(n)s answers are missing", waiting)
                % {"n": waiting},
                "warn",
            )
        )
    return held


def desk_pair(
    pair: Mapping[str, Any],
    people: Mapping[str, Somebody],
    standing: Mapping[tuple[str, str], tuple[str, str]],
    choices: Mapping[str, ChoiceName],
    *,
    is_new: bool,
    wishes: str,
    reader: User,
) -> DeskPair:
    words, kind = standing.get(key_of(pair), ("", ""))
    mentee, mentor = people[pair["mentee"]], people[pair["mentor"]]
    is_own = reader.pk in {mentee.person, mentor.person}
    parts = score_parts(pair["components"], with_wishes=not is_own)
    return DeskPair(
        mentee=mentee,
        mentor=mentor,
        score=points_of(parts) if is_own else pair["score"] / POINT,
        parts=parts,
        standing=words,
        kind=kind,
        breaks=tuple(str(RULE_WORDS[rule]) for rule in pair.get("broken_rules", ())),
        is_new=is_new,
        wishes="" if is_own else wishes,
        choice=""
        if is_own or pair.get("choice") not in choices
        else choice_words(choices[pair["choice"]]),
        is_published=kind in {"ok", "warn"},
    )


def wishes_words(instance: Instance, pair: Pair) -> str:
    rank = instance.mentor_preferences.get(pair)
    choice = instance.mentee_preferences.get(pair)
    said = []
    if rank:
        said.append(_("The mentor's list: %(rank)s") % {"rank": rank})
    if choice:
        said.append(_("The mentee's choice: %(choice)s") % {"choice": choice})
    return "; ".join(said)


def points_of(parts: Iterable[ScorePart]) -> float:
    """So that nobody works out by the whole what is missing from the parts."""
    return sum(part.points for part in parts)


def goes_by_points(run: Run) -> bool:
    """No dial was turned and no place kept for a group, mentors did not select, and no pair was
    held whatever others had."""
    is_turned = run.result.get("dials") or run.config.get("mentors_select")
    return not is_turned and not any(pair["locked"] for pair in run.result["pairs"])


def desk_unmatched(
    one: Mapping[str, Any],
    people: Mapping[str, Somebody],
    reader: User,
    limits: Limits,
    *,
    by_points: bool,
) -> DeskUnmatched:
    """Who reads it about themselves is told as much as any mentee: on their own page."""
    mentee = people[one["mentee"]]
    if mentee.person == reader.pk:
        return DeskUnmatched(mentee, _("You read why on your own page"), "", ())
    return DeskUnmatched(
        mentee=mentee,
        reason=reason_words(one["reason"], limits, by_points=by_points),
        waterfall=waterfall(one["detail"], limits),
        would_help=tuple(help_words(change, people) for change in one["would_help"]),
    )


def help_words(change: Mapping[str, Any], people: Mapping[str, Somebody]) -> str:
    mentor = people.get(change.get("mentor", ""))
    words = CHANGE_WORDS[change["change"]] % {
        "n": change.get("opens", ""),
        "mentor": mentor.name if mentor else _("a mentor"),
        "points": f"{enough_points(change.get('points', 0)):.1f}",
        "day": WEEKDAYS[change.get("day", 0)],
        "start": change.get("start", ""),
        "minutes": change.get("minutes", ""),
    }
    return str(words)


def free_mentors(
    instance: Instance, run: Run, people: Mapping[str, Somebody]
) -> Iterable[tuple[Somebody, int]]:
    taken = Counter(pair["mentor"] for pair in run.result["pairs"])
    for mentor in sorted(instance.mentors, key=lambda one: people[one.id].name.casefold()):
        left = mentor.capacity - taken[mentor.id]
        if left > 0:
            yield people[mentor.id], left
