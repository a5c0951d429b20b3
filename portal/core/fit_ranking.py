"""Which offers fit a person's answers, and why: points that add up question by question.

All points are integers; same answers and offers, same list. Nothing is dropped: what cannot fit
stands last, with its reason. What is shown are three lists, each with its own best: a thousand
tasks take no group its place.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from portal.core import zones
from portal.core.availability import cells_during
from portal.core.fit import PARTS_OF_WEEK, Answers, Offer, OfferKind, Question, Section

SKILL, MOST_SKILLS = 10, 3
TOPIC, MOST_TOPICS = 10, 2
ROLE = 20
HOURS = TIMES = 15
LANGUAGE = 10
OPEN_DOOR = 3

LISTED = 10
MOST = {Section.OPENINGS: 3, Section.PLACES: LISTED, Section.TASKS: 3}
SHOWN_OF_A_MISMATCH = 3
CANDIDATES = 8
KINDS = list(OfferKind)
WORK = frozenset({Question.SKILLS, Question.ROLES})


@dataclass(frozen=True)
class Reason:
    """Why an offer fits (with points) or does not. `values` is what both sides said, or the gap.

    `what` is a question, "needed" for skills it cannot do without, or what an offer says of itself:
    "newcomers", "taught", "free" of a task and "asking" of all others.
    """

    what: str
    points: int = 0
    values: tuple[object, ...] = ()
    is_blocking: bool = False


@dataclass(frozen=True)
class Fit:
    offer: Offer
    because: tuple[Reason, ...]
    but: tuple[Reason, ...]

    @property
    def score(self) -> int:
        return sum(reason.points for reason in self.because)

    @property
    def is_blocked(self) -> bool:
        return any(reason.is_blocking for reason in self.but)

    @property
    def is_by_answers(self) -> bool:
        """Something the person said speaks for it, not only its open door."""
        return any(isinstance(reason.what, Question) for reason in self.because)

    @property
    def is_other_work(self) -> bool:
        """A piece of work for others, however well the meetings of its group lie."""
        is_work = self.offer.section != Section.PLACES
        speaks_for, against = ({r.what for r in some} & WORK for some in (self.because, self.but))
        return is_work and bool(against) and not speaks_for

    @property
    def is_fitting(self) -> bool:
        return self.is_by_answers and not self.is_blocked and not self.is_other_work

    @property
    def is_open_door(self) -> bool:
        """For whom nothing fits: what welcomes newcomers, is asking, or can be walked alone; of
        pieces of work those that anybody could do."""
        one = self.offer
        if one.section == Section.PLACES:
            return one.is_open_to_newcomers or one.is_asking or one.kind == OfferKind.PATH
        return one.is_open_to_newcomers and not self.is_blocked and not self.is_other_work

    @property
    def order(self) -> tuple[bool, int, int, int, str]:
        one = self.offer
        day = one.cared_for.toordinal() if one.cared_for else 0
        return self.is_blocked, -self.score, KINDS.index(one.kind), -day, one.key


def by_skills(offer: Offer, answers: Answers) -> Reason | None:
    shared = sorted(offer.skills & answers.skills)
    if shared:
        return Reason(Question.SKILLS, SKILL * min(len(shared), MOST_SKILLS), tuple(shared))
    others = tuple(sorted(offer.skills - offer.taught)[:SHOWN_OF_A_MISMATCH])
    return Reason(Question.SKILLS, values=others) if others else None


def by_needed(offer: Offer, answers: Answers) -> Reason | None:
    """Beside a skill that is shared; where none is, `by_skills` says so."""
    lacking = tuple(sorted(offer.needed - answers.skills)[:SHOWN_OF_A_MISMATCH])
    return Reason("needed", values=lacking) if lacking and offer.skills & answers.skills else None


def by_roles(offer: Offer, answers: Answers) -> Reason | None:
    shared = tuple(sorted(offer.roles & answers.roles))
    if shared:
        return Reason(Question.ROLES, ROLE, shared)
    return Reason(Question.ROLES, values=tuple(sorted(offer.roles))) if offer.roles else None


def by_topics(offer: Offer, answers: Answers) -> Reason | None:
    """Another topic than one's own speaks neither for nor against."""
    shared = sorted(offer.topics & answers.topics)
    points = TOPIC * min(len(shared), MOST_TOPICS)
    return Reason(Question.TOPICS, points, tuple(shared)) if shared else None


def by_hours(offer: Offer, answers: Answers) -> Reason | None:
    if offer.hours is None or answers.hours is None:
        return None
    if offer.hours[0] <= answers.hours:
        return Reason(Question.HOURS, HOURS, offer.hours)
    return Reason(Question.HOURS, values=offer.hours, is_blocking=True)


def by_languages(offer: Offer, answers: Answers) -> Reason | None:
    if not offer.languages:
        return None
    shared = tuple(sorted(offer.languages & answers.languages))
    if shared:
        return Reason(Question.LANGUAGES, LANGUAGE, shared)
    return Reason(Question.LANGUAGES, values=tuple(sorted(offer.languages)), is_blocking=True)


def by_times(offer: Offer, answers: Answers) -> Reason | None:
    """Its values: how many dates are in free hours, of how many, and the first of them."""
    if not offer.starts:
        return None
    free = [at for at in offer.starts if _cells(at, offer.minutes, answers.zone) <= answers.free]
    if free:
        return Reason(Question.TIMES, TIMES, (len(free), len(offer.starts), min(free)))
    only_meets = offer.kind == OfferKind.MEETING
    return Reason(Question.TIMES, values=(0, len(offer.starts)), is_blocking=only_meets)


@lru_cache(maxsize=8192)
def _cells(start: datetime, minutes: int, zone: str) -> frozenset[int]:
    return cells_during(start, minutes, zones.zone(zone))


JUDGES: dict[Question, Callable[[Offer, Answers], Reason | None]] = {
    Question.SKILLS: by_skills,
    Question.ROLES: by_roles,
    Question.TOPICS: by_topics,
    Question.HOURS: by_hours,
    Question.LANGUAGES: by_languages,
    Question.TIMES: by_times,
}


def is_answered(question: Question, answers: Answers) -> bool:
    if question == Question.HOURS:
        return answers.hours is not None
    return bool(answers.free if question == Question.TIMES else getattr(answers, question))


def doors(offer: Offer) -> Iterator[Reason]:
    """What speaks for it whoever asks."""
    if offer.taught:
        yield Reason("taught", OPEN_DOOR, tuple(sorted(offer.taught)))
    if offer.is_open_to_newcomers:
        yield Reason("newcomers", OPEN_DOOR)
    if offer.is_asking:
        yield Reason("free" if offer.kind == OfferKind.TASK else "asking", OPEN_DOOR)


def judge(offer: Offer, answers: Answers) -> Fit:
    reasons = [
        reason
        for question in Question
        if is_answered(question, answers) and (reason := JUDGES[question](offer, answers))
    ]
    if needed := by_needed(offer, answers):
        reasons.append(needed)
    reasons += doors(offer)
    return Fit(
        offer,
        because=tuple(reason for reason in reasons if reason.points),
        but=tuple(reason for reason in reasons if not reason.points),
    )


def rank(offers: Iterable[Offer], answers: Answers) -> list[Fit]:
    """Best first, what does not fit last; equal ones by kind, day and key."""
    return sorted((judge(offer, answers) for offer in offers), key=lambda fit: fit.order)


def shortlist(ranked: Iterable[Fit], *, most: int = LISTED) -> list[Fit]:
    """The first ones, of each group only its best: whoever goes there finds the rest."""
    seen: set[str] = set()
    listed: list[Fit] = []
    for fit in ranked:
        if fit.offer.group not in seen:
            listed.append(fit)
            seen |= {fit.offer.group} - {""}
    return listed[:most]


def in_sections(ranked: Iterable[Fit]) -> dict[Section, list[Fit]]:
    found: dict[Section, list[Fit]] = {section: [] for section in Section}
    for fit in ranked:
        found[fit.offer.section].append(fit)
    return found


def listed(ranked: Sequence[Fit]) -> dict[Section, list[Fit]]:
    """What fits, a few of each section. Places are never empty while there are any; work of others
    is shown only where nothing at all fits, and then what anybody could do."""
    is_none = not any(fit.is_fitting for fit in ranked)
    found = {}
    for section, fits in in_sections(ranked).items():
        shown = [fit for fit in fits if fit.is_fitting]
        if is_none or section == Section.PLACES:
            shown = shown or [fit for fit in fits if fit.is_open_door]
        if section == Section.PLACES:
            shown = shown or fits
        found[section] = shortlist(shown, most=MOST[section])
    return found


def ruled_out(ranked: Iterable[Fit]) -> dict[Question, int]:
    """Why there is none: how many places each hard condition rules out, in the order of the
    questions. One that two conditions rule out counts in both. An opening counts in its group."""
    places = in_sections(ranked)[Section.PLACES]
    found = Counter(reason.what for fit in places for reason in fit.but if reason.is_blocking)
    return {question: found[question] for question in Question if found[question]}


def would_change(offers: Sequence[Offer], answers: Answers, *, most: int = 2) -> list[Question]:
    """The open questions whose likely answers move the most at the top of the three lists."""
    base = in_sections(rank(offers, answers))
    open_questions = [question for question in Question if not is_answered(question, answers)]
    moved = {
        question: max(
            (
                sum(
                    places_moved(fits, candidate, question, most=MOST[section])
                    for section, fits in base.items()
                )
                for candidate in likely(question, offers, answers)
            ),
            default=0,
        )
        for question in open_questions
    }
    ranked = sorted(open_questions, key=lambda question: -moved[question])
    return [question for question in ranked if moved[question]][:most]


def places_moved(
    base: Sequence[Fit], answers: Answers, question: Question, *, most: int = LISTED
) -> int:
    """How many of the first another offer takes; only this question is judged anew."""
    orders = []
    for fit in base:
        blocked, minus_score, *rest = fit.order
        reason = JUDGES[question](fit.offer, answers)
        points, is_blocking = (reason.points, reason.is_blocking) if reason else (0, False)
        orders.append((blocked or is_blocking, minus_score - points, *rest))
    after = sorted(orders)[:most]
    return sum(order[2:] != fit.order[2:] for order, fit in zip(after, base, strict=False))


def likely(question: Question, offers: Sequence[Offer], answers: Answers) -> Iterator[Answers]:
    """Answers that many would give: what most offers ask for, each by itself."""
    if question == Question.TIMES:
        for cells in PARTS_OF_WEEK.values():
            yield replace(answers, free=cells)
    elif question == Question.HOURS:
        for least in sorted({offer.hours[0] for offer in offers if offer.hours})[:CANDIDATES]:
            yield replace(answers, hours=least)
    else:
        field = question.value
        asked = Counter(value for offer in offers for value in getattr(offer, field))
        for value, _ in sorted(asked.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES]:
            one: dict[str, Any] = {field: frozenset({value})}
            yield replace(answers, **one)
