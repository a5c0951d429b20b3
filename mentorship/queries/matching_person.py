"""One person of the matching as those who run the program read them: whom they have, who else there
would be, and what was said of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from mentorship.core.instance import Instance
from mentorship.core.matching import (
    BEST_FOR_ALL,
    CHOSE_OTHER,
    FULL,
    NOT_RANKED,
    Alternative,
    alternatives,
)
from mentorship.core.result import MatchedPair, Result, Summary
from mentorship.models import Answer, Application, Match, Pin, PinKind, Role, Run
from mentorship.queries.desk_names import applicant_name
from mentorship.queries.instance import limits_of
from mentorship.queries.letters import choices_in
from mentorship.queries.matching import instance_of_run, is_stale
from mentorship.queries.matching_desk import (
    DeskPair,
    DeskUnmatched,
    Somebody,
    desk_pair,
    desk_unmatched,
    goes_by_points,
    key_of,
    known,
    left_out_people,
    people_of,
    points_of,
    standing_of,
    wishes_words,
)
from mentorship.queries.run_numbers import POINT
from mentorship.queries.score_words import RULE_WORDS, score_parts
from mentorship.queries.would_help import with_more_help
from portal.people.models import User
from portal.ui.score import ScorePart

MOST_ALTERNATIVES = 8


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
class EndedMatch:
    """`reason` is what somebody wrote for those who run the program."""

    other: str
    how: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class PersonView:
    """One mentee with the mentors they might have; or one mentor, without alternatives. `may_ask`
    what a decision would change: not where places are kept for groups, for who does not move by a
    decision stands by one of them, nor who takes part, of whom it would tell a veto."""

    who: Somebody
    role: str
    is_stale: bool
    pair: tuple[DeskPair, ...]
    unmatched: DeskUnmatched | None
    alternatives: tuple[DeskAlternative, ...]
    pins: tuple[DeskPin, ...]
    has_match: bool
    left_out: str
    ended: tuple[EndedMatch, ...]
    may_ask: bool


def person_view(
    *, application: Application, run: Run, reader: User, wanted: str = ""
) -> PersonView:
    """Of the other mentors the best; the best of those in whose names `wanted` stands, if given."""
    cohort = application.cohort
    people = people_of(cohort)
    instance = instance_of_run(run)
    key, stale = str(application.public_id), is_stale(run, instance)
    standing, choices = standing_of(cohort), choices_in(run)
    pins = pins_of(application, people, reader)
    is_mentee = application.role == Role.MENTEE
    unmatched = [one for one in run.result["unmatched"] if one["mentee"] == key]
    return PersonView(
        who=people[key],
        role=application.role,
        is_stale=stale,
        pair=tuple(
            desk_pair(
                pair,
                people,
                standing,
                choices,
                is_new=False,
                wishes=wishes_words(instance, key_of(pair)),
                reader=reader,
            )
            for pair in run.result["pairs"]
            if pair[application.role] == key and known(pair, people)
        ),
        unmatched=desk_unmatched(
            with_more_help(unmatched[0], run=run, instance=instance, stale=stale),
            people,
            reader,
            limits_of(run),
            by_points=goes_by_points(run),
        )
        if unmatched
        else None,
        alternatives=tuple(
            desk_alternatives(instance, run, key, people, pins=pins, reader=reader, wanted=wanted)
        )
        if is_mentee and key in {one.id for one in instance.mentees}
        else (),
        pins=pins,
        has_match=is_mentee and Match.objects.open().filter(mentee=application).exists(),
        left_out=next(
            (one.why for one in left_out_people(cohort, people) if one.who.key == key), ""
        ),
        ended=ended_matches(application, reader),
        may_ask=not instance.config.dials.quotas and not takes_part(people, reader),
    )


def takes_part(people: Mapping[str, Somebody], reader: User) -> bool:
    return any(one.person == reader.pk for one in people.values())


def ended_matches(application: Application, reader: User) -> tuple[EndedMatch, ...]:
    """The latest first, and none of the reader's own: who of two said no, and why, is told to
    neither. One query."""
    other = "mentor" if application.role == Role.MENTEE else "mentee"
    rows = Match.objects.filter(**{application.role: application}, ended_at__isnull=False).exclude(
        Q(mentee__person=reader) | Q(mentor__person=reader)
    )
    return tuple(
        EndedMatch(
            other=applicant_name(getattr(row, other)),
            how=ending_of(row),
            reason=row.ending_reason,
            at=row.ended_at,
        )
        for row in rows.select_related(f"{other}__person__profile").order_by("-ended_at")
        if row.ended_at
    )


def ending_of(match: Match) -> str:
    """Who said no is told to those who run the program alone."""
    if match.mentee_answer == Answer.DECLINED:
        return _("The mentee said no")
    if match.mentor_answer == Answer.DECLINED:
        return _("The mentor said no")
    return str(match.get_ending_display())


def pins_of(
    application: Application, people: Mapping[str, Somebody], reader: User
) -> tuple[DeskPin, ...]:
    """Of people who still take part, and of no pair with the reader: why a mentor would rather not
    is told to nobody it is about. One query."""
    other = "mentor" if application.role == Role.MENTEE else "mentee"
    pins = Pin.objects.filter(**{application.role: application})
    return tuple(
        DeskPin(people[str(key)], kind, str(PinKind(kind).label), reason)
        for key, kind, reason in pins.values_list(f"{other}__public_id", "kind", "reason")
        if str(key) in people and people[str(key)].person != reader.pk
    )


def desk_alternatives(
    instance: Instance,
    run: Run,
    key: str,
    people: Mapping[str, Somebody],
    *,
    pins: Iterable[DeskPin],
    reader: User,
    wanted: str,
) -> Iterable[DeskAlternative]:
    kinds = {pin.other.key: pin.kind for pin in pins}
    word = wanted.casefold()
    named = {one.key for one in people.values() if word in one.name.casefold()} if word else None
    for one in alternatives(instance, result_of(run), key, count=MOST_ALTERNATIVES, among=named):
        is_own = reader.pk in {people[key].person, people[one.mentor].person}
        parts = score_parts(
            {
                name: {"value": part.value, "weight": part.weight}
                for name, part in one.components.items()
            },
            with_wishes=not is_own,
        )
        yield DeskAlternative(
            mentor=people[one.mentor],
            score=points_of(parts) if is_own else one.score / POINT,
            parts=parts,
            why_not=_("You are one of the two, so the desk does not say")
            if is_own
            else why_not(one),
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
    if one.why_not == (NOT_RANKED,):
        return _("Not on this mentor's list")
    if one.why_not == (CHOSE_OTHER,):
        return _("There is room, and the mentee chose somebody else before")
    return "; ".join(str(RULE_WORDS[rule]) for rule in one.why_not)
