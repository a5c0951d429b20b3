"""A match as its two people read it: who, why, when, and what is to do.

Each sees what both share, and nothing the other one said elsewhere: no score, no pin, no other
person. The address of the other comes once both have said yes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.models import Initiative
from mentorship.core.choices import ChoiceName
from mentorship.core.instance import Limits
from mentorship.core.meetings import next_meetings, weeks_without
from mentorship.core.phases import MINUTE, end_of_day, start_of_day
from mentorship.models import Answer, Ending, Goal, Match, Run
from mentorship.queries.choices import choice_names
from mentorship.queries.pair_hours import two_of
from mentorship.queries.profile_parts import skill_names
from portal.core import zones
from portal.core.clock_shifts import shifts
from portal.people.models import LearnLevel, TeachLevel, User
from portal.people.queries.languages import language_name
from portal.people.queries.names import told_name

HOURS_SHOWN = 3
A_DAY = timedelta(days=1)
A_WEEK = timedelta(weeks=1)
NOON = time(12)


@dataclass(frozen=True)
class SharedSkill:
    """Levels in the words that people choose from in their profiles."""

    name: str
    mentee: str
    mentor: str


@dataclass(frozen=True)
class Shift:
    """From `day` on the two are so many hours apart."""

    day: date
    apart: str


@dataclass(frozen=True)
class MatchDetail:
    """`my_answer` and `their_answer` are answers; `meetings` are from when to when, in UTC;
    `is_looked_at` where somebody published it, not a tick that filled a place."""

    partner: str
    partner_role: str
    is_mentee: bool
    program: str
    cohort: str
    choice: ChoiceName | None
    my_answer: str
    their_answer: str
    is_agreed: bool
    is_over: bool
    ending: str
    email: str
    answer_by: datetime
    starts_at: datetime
    skills: tuple[SharedSkill, ...]
    languages: tuple[str, ...]
    goals: tuple[str, ...]
    initiatives: tuple[tuple[str, str], ...]
    meetings: tuple[tuple[datetime, datetime], ...]
    my_zone: str
    their_zone: str
    shifts: tuple[Shift, ...]
    weeks_without: tuple[date, ...]
    is_looked_at: bool
    url: str


def match_detail(*, match: Match, reader: User, now: datetime) -> MatchDetail:
    """Four queries beside the match itself, five while the two work together, and those of what it
    is for."""
    side = "mentee" if match.mentee.person_id == reader.pk else "mentor"
    theirs = match.mentor if side == "mentee" else match.mentee
    cohort = match.cohort
    starts_at = start_of_day(cohort.starts_on, cohort.timezone)
    ends_at = end_of_day(cohort.ends_on, cohort.timezone)
    mentee, mentor = two_of(match, over_at=ends_at, now=now)
    me, them = (mentee, mentor) if side == "mentee" else (mentor, mentee)
    is_over = match.ended_at is not None
    told = match.explanation
    minutes = meeting_minutes(match)
    meetings = (
        ()
        if is_over
        else next_meetings(
            me,
            them,
            after=max(now, starts_at),
            until=ends_at,
            minutes=minutes,
            count=HOURS_SHOWN,
            apart=A_DAY,
        )
    )
    return MatchDetail(
        partner=shown_name(theirs.person, is_mentor=side == "mentee"),
        partner_role=_("Mentor") if side == "mentee" else _("Mentee"),
        is_mentee=side == "mentee",
        program=cohort.program.name,
        cohort=cohort.name,
        choice=choice_of(match),
        my_answer=getattr(match, f"{side}_answer"),
        their_answer=match.mentor_answer if side == "mentee" else match.mentee_answer,
        is_agreed=match.is_agreed,
        is_over=is_over,
        ending=ending_words(match, side),
        email=theirs.person.email if match.is_agreed else "",
        answer_by=match.answer_by - MINUTE,
        starts_at=starts_at,
        skills=skill_words(told["skills"], skill_names(one["skill"] for one in told["skills"])),
        languages=tuple(language_name(code) for code in told["languages"]),
        goals=tuple(
            Goal.objects.filter(program=cohort.program, slug__in=told["goals"]).values_list(
                "name", flat=True
            )
        ),
        initiatives=tuple(
            (group.name, group.get_absolute_url())
            for group in Initiative.objects.listed().filter(slug__in=told["initiatives"])
        ),
        meetings=tuple((at, at + timedelta(minutes=minutes)) for at in meetings),
        my_zone=me.timezone,
        their_zone=them.timezone,
        shifts=()
        if is_over
        else shifts_between(
            me.timezone,
            them.timezone,
            first=max(cohort.starts_on, now.date()),
            last=cohort.ends_on,
        ),
        weeks_without=()
        if is_over
        else tuple(
            week
            for week in weeks_without(
                me, them, start=cohort.starts_on, weeks=cohort.weeks, minutes=minutes
            )
            if week + A_WEEK > now.date()
        ),
        is_looked_at=Run.objects.filter(pk=match.run_id, published_by__isnull=False).exists(),
        url=reverse("mentorship:match", args=[match.public_id]),
    )


def choice_of(match: Match) -> ChoiceName | None:
    """What it is for, such as a project; None where the two say that."""
    return choice_names([match.choice]).get(match.choice) if match.choice else None


def meeting_minutes(match: Match) -> int:
    """As the program had it when the pair was published."""
    return match.explanation.get("meeting_minutes", Limits().meeting_minutes)


def shown_name(person: User, *, is_mentor: bool) -> str:
    """The name they gave for this; who gave none stays unnamed until they write."""
    unnamed = _("A mentor without a name yet") if is_mentor else _("A mentee without a name yet")
    return told_name(person) or unnamed


def ending_words(match: Match, side: str) -> str:
    if match.ended_at is None:
        return ""
    mine = getattr(match, f"{side}_answer")
    if mine == Answer.DECLINED:
        return _("You said no, and that is fine. You stay in the matching.")
    if match.ending == Ending.LAPSED:
        if mine == Answer.AWAITED:
            return _("The day to answer has passed.")
        return _("It was not answered in time. That says nothing about you: you stay in line.")
    return _("It does not go on with this person. That says nothing about you.")


def skill_words(told: list[dict], names: Mapping[str, str]) -> tuple[SharedSkill, ...]:
    """A skill of an imported list keeps its own word."""
    return tuple(
        SharedSkill(
            name=names.get(one["skill"], one["skill"]),
            mentee=str(LearnLevel(one["mentee"]).label),
            mentor=str(TeachLevel(one["mentor"]).label),
        )
        for one in told
    )


def shifts_between(mine: str, theirs: str, *, first: date, last: date) -> tuple[Shift, ...]:
    """Told by noon of each of my days: clocks change at night."""
    here = zones.zone(mine)
    days = (first + A_DAY * n for n in range((last - first).days + 1))
    noons = [datetime.combine(day, NOON, here) for day in days]
    return tuple(
        Shift(one.day, hours_apart(one.there - datetime.combine(one.day, NOON)))
        for one in shifts(noons, mine, [theirs])
    )


def hours_apart(ahead: timedelta) -> str:
    hours, rest = divmod(abs(ahead) // timedelta(minutes=1), 60)
    return f"{hours}:{rest:02}"
