"""A run as those who run the program read it: pairs, who has none, and why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.core.instance import Instance
from mentorship.core.instance_writing import fingerprint
from mentorship.core.matching import BEST_FOR_ALL, FULL, Alternative, alternatives
from mentorship.core.result import MatchedPair, Result, Summary
from mentorship.models import Answer, Application, Cohort, Match, Pin, PinKind, Role, Run
from mentorship.queries.desk_names import name_of
from mentorship.queries.matching import matching_instance
from mentorship.queries.score_words import (
    CHANGE_WORDS,
    REASON_WORDS,
    RULE_WORDS,
    STEP_WORDS,
    score_parts,
)
from portal.ui.score import ScorePart

MOST_RUNS = 20
MOST_ALTERNATIVES = 8
POINT = 1000  # a score is 0 to 100,000; people read 0 to 100


@dataclass(frozen=True)
class Somebody:
    key: str
    name: str
    url: str


@dataclass(frozen=True)
class DeskPair:
    """`standing` is what holds it, in words; `breaks` are rules a pin overrides."""

    mentee: Somebody
    mentor: Somebody
    score: float
    parts: tuple[ScorePart, ...]
    standing: str
    kind: str
    breaks: tuple[str, ...]
    is_new: bool


@dataclass(frozen=True)
class DeskUnmatched:
    mentee: Somebody
    reason: str
    waterfall: str
    would_help: tuple[str, ...]


@dataclass(frozen=True)
class RunView:
    """`is_stale`: people or decisions have changed since. `lost` are pairs of the run before it
    that are no more."""

    number: int
    made_at: datetime
    published_at: datetime | None
    is_stale: bool
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


@dataclass(frozen=True)
class DeskAlternative:
    mentor: Somebody
    score: float
    parts: tuple[ScorePart, ...]
    why_not: str
    pin: str


@dataclass(frozen=True)
class DeskPin:
    other: Somebody
    kind: str
    words: str
    reason: str


@dataclass(frozen=True)
class PersonView:
    """One mentee with the mentors they might have; or one mentor, without alternatives."""

    who: Somebody
    role: str
    is_stale: bool
    pair: tuple[DeskPair, ...]
    unmatched: DeskUnmatched | None
    alternatives: tuple[DeskAlternative, ...]
    pins: tuple[DeskPin, ...]
    has_match: bool


def run_numbers(*, cohort: Cohort) -> list[int]:
    """The latest first. One query."""
    return list(cohort.runs.values_list("number", flat=True)[:MOST_RUNS])


def run_view(*, cohort: Cohort, run: Run) -> RunView:
    """Ten queries at most, whatever the number of people."""
    people = people_of(cohort)
    instance = matching_instance(cohort)
    before = cohort.runs.filter(number__lt=run.number).first()
    pairs_before = pair_set(before) if before else set()
    standing = standing_of(cohort)
    pairs = tuple(
        desk_pair(pair, people, standing, is_new=bool(before) and key_of(pair) not in pairs_before)
        for pair in run.result["pairs"]
        if known(pair, people)
    )
    summary = run.result["summary"]
    return RunView(
        number=run.number,
        made_at=run.made_at,
        published_at=run.published_at,
        is_stale=fingerprint(instance) != run.instance_sha256,
        matched=summary["matched"],
        mentees=summary["matched"] + len(run.result["unmatched"]),
        average=round(summary["total"] / summary["matched"] / POINT, 1)
        if summary["matched"]
        else None,
        worst=None if summary["worst"] is None else round(summary["worst"] / POINT, 1),
        pairs=pairs,
        unmatched=tuple(
            desk_unmatched(one, people)
            for one in run.result["unmatched"]
            if one["mentee"] in people
        ),
        free_mentors=tuple(free_mentors(instance, run, people)),
        kept=len(pairs_before & pair_set(run)),
        lost=tuple(
            (people[mentee], people[mentor])
            for mentee, mentor in sorted(pairs_before - pair_set(run))
            if mentee in people and mentor in people
        ),
        before=before.number if before else None,
    )


def person_view(*, application: Application, run: Run) -> PersonView:
    cohort = application.cohort
    people = people_of(cohort)
    instance = matching_instance(cohort)
    key = str(application.public_id)
    standing = standing_of(cohort)
    pins = pins_of(application, people)
    is_mentee = application.role == Role.MENTEE
    unmatched = [one for one in run.result["unmatched"] if one["mentee"] == key]
    return PersonView(
        who=people[key],
        role=application.role,
        is_stale=fingerprint(instance) != run.instance_sha256,
        pair=tuple(
            desk_pair(pair, people, standing, is_new=False)
            for pair in run.result["pairs"]
            if pair[application.role] == key and known(pair, people)
        ),
        unmatched=desk_unmatched(unmatched[0], people) if unmatched else None,
        alternatives=tuple(desk_alternatives(instance, run, key, people, pins))
        if is_mentee
        else (),
        pins=pins,
        has_match=is_mentee and Match.objects.open().filter(mentee=application).exists(),
    )


def pins_of(application: Application, people: Mapping[str, Somebody]) -> tuple[DeskPin, ...]:
    """Of people who still take part. One query."""
    other = "mentor" if application.role == Role.MENTEE else "mentee"
    pins = Pin.objects.filter(**{application.role: application})
    return tuple(
        DeskPin(people[str(key)], kind, str(PinKind(kind).label), reason)
        for key, kind, reason in pins.values_list(f"{other}__public_id", "kind", "reason")
        if str(key) in people
    )


def people_of(cohort: Cohort) -> dict[str, Somebody]:
    """Accepted people by public id. One query."""
    rows = Application.objects.accepted().filter(cohort=cohort).select_related("person__profile")
    return {
        str(row.public_id): Somebody(
            key=str(row.public_id),
            name=name_of(row.person),
            url=reverse(
                "mentorship:matching_person",
                args=[cohort.program.slug, cohort.key, row.public_id],
            ),
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
    *,
    is_new: bool,
) -> DeskPair:
    words, kind = standing.get(key_of(pair), ("", ""))
    return DeskPair(
        mentee=people[pair["mentee"]],
        mentor=people[pair["mentor"]],
        score=pair["score"] / POINT,
        parts=score_parts(pair["components"]),
        standing=words,
        kind=kind,
        breaks=tuple(str(RULE_WORDS[rule]) for rule in pair.get("broken_rules", ())),
        is_new=is_new,
    )


def desk_unmatched(one: Mapping[str, Any], people: Mapping[str, Somebody]) -> DeskUnmatched:
    counts = one["detail"]
    return DeskUnmatched(
        mentee=people[one["mentee"]],
        reason=str(REASON_WORDS[one["reason"]]),
        waterfall=" → ".join(
            str(words) % {"n": counts[step]} for step, words in STEP_WORDS.items() if step in counts
        ),
        would_help=tuple(help_words(change, people) for change in one["would_help"]),
    )


def help_words(change: Mapping[str, Any], people: Mapping[str, Somebody]) -> str:
    mentor = people.get(change.get("mentor", ""))
    return str(CHANGE_WORDS[change["change"]]) % {
        "n": change.get("opens", ""),
        "mentor": mentor.name if mentor else _("a mentor"),
        "points": f"{change.get('points', 0) / POINT:.1f}",
    }


def free_mentors(
    instance: Instance, run: Run, people: Mapping[str, Somebody]
) -> Iterable[tuple[Somebody, int]]:
    taken = Counter(pair["mentor"] for pair in run.result["pairs"])
    for mentor in sorted(instance.mentors, key=lambda one: people[one.id].name.casefold()):
        left = mentor.capacity - taken[mentor.id]
        if left > 0:
            yield people[mentor.id], left


def desk_alternatives(
    instance: Instance,
    run: Run,
    key: str,
    people: Mapping[str, Somebody],
    pins: Iterable[DeskPin],
) -> Iterable[DeskAlternative]:
    kinds = {pin.other.key: pin.kind for pin in pins}
    for one in alternatives(instance, result_of(run), key, count=MOST_ALTERNATIVES):
        yield DeskAlternative(
            mentor=people[one.mentor],
            score=one.score / POINT,
            parts=score_parts(
                {
                    name: {"value": part.value, "weight": part.weight}
                    for name, part in one.components.items()
                }
            ),
            why_not=why_not(one),
            pin=kinds.get(one.mentor, ""),
        )


def result_of(run: Run) -> Result:
    """As much of it as tells who has whom, also of a run of another version of the engine."""
    told = run.result["summary"]
    pairs = [
        MatchedPair(pair["mentee"], pair["mentor"], pair["score"], pair["locked"], {}, ())
        for pair in run.result["pairs"]
    ]
    return Result(
        tuple(pairs), (), Summary(**{one.name: told.get(one.name) for one in fields(Summary)})
    )


def why_not(one: Alternative) -> str:
    if one.why_not == (BEST_FOR_ALL,):
        return _("There is room, and more people do well as it is")
    if one.why_not == (FULL,):
        if one.lowest_score is None:
            return _("Every place is taken")
        return _("Every place is taken, the lowest by %(score)s") % {
            "score": f"{one.lowest_score / POINT:.1f}"
        }
    return "; ".join(str(RULE_WORDS[rule]) for rule in one.why_not)
