"""What a mentor reads of applicants, and has said about them. Nothing sensitive, no rank of another
mentor, no score of who reviews, and not how much an applicant wants this mentor."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.core.explanation import shared_skills
from mentorship.core.instance import Mentee, Mentor
from mentorship.core.meetings import next_meetings
from mentorship.models import Application, Cohort
from mentorship.queries.application_detail import answers_of
from mentorship.queries.desk_names import told_by_list
from mentorship.queries.instance import config_of, person_of
from mentorship.queries.match_detail import SharedSkill, shown_name, skill_words
from mentorship.queries.profile_parts import LABELS, skill_names, words_of_facts
from mentorship.queries.score_words import RULE_WORDS
from mentorship.queries.seniority import seniority_words
from mentorship.selection.core.days import Days
from mentorship.selection.core.order import most_listed
from mentorship.selection.models import MentorList, Said, Word

from .applicants import Readable, applicants_of, readable
from .way import list_days, selects_in

AN_HOUR = timedelta(hours=1)
A_WEEK = timedelta(weeks=1)
MEETINGS_SHOWN = 3
MOST_MEETINGS = 7 * 24 * 4


@dataclass(frozen=True)
class Line:
    """An applicant in a list; `said` is this mentor's word about them, or empty."""

    key: str
    name: str
    url: str
    said: str
    said_label: str
    broken: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """Of one applicant, on the page of all."""

    line: Line
    skills: tuple[SharedSkill, ...]
    in_common: str


@dataclass(frozen=True)
class PeoplePage:
    """`listed` in the mentor's order; `others` are rows to be shown page by page."""

    program: str
    cohort: str
    selects: str
    days: Days
    places: int
    most: int
    handed_in_at: datetime | None
    is_changed: bool
    listed: tuple[Line, ...]
    others: tuple[Readable, ...]
    url: str

    @property
    def is_full(self) -> bool:
        return len(self.listed) >= self.most


@dataclass(frozen=True)
class PersonPage:
    """One applicant as a mentor reads them before there is a match."""

    line: Line
    motivation: str
    answers: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]
    goals: tuple[str, ...]
    groups: tuple[str, ...]
    seniority: str
    skills: tuple[SharedSkill, ...]
    in_common: str
    meetings: tuple[tuple[datetime, datetime], ...]
    reason: str
    is_full: bool


def people_page(*, mentor: Application, now: datetime) -> PeoplePage:
    """Five queries beside those of who may be read; without these where the days are not."""
    cohort = mentor.cohort
    days = list_days(cohort, now)
    words = words_of(mentor)
    rows = readable(mentor=mentor) if days.is_open else []
    lines = {
        row.application.pk: line_of(mentor, row, words.get(row.application.pk)) for row in rows
    }
    kept = MentorList.objects.filter(mentor=mentor).first()
    return PeoplePage(
        program=cohort.program.name,
        cohort=cohort.name,
        selects=selects_in(cohort).value,
        days=days,
        places=mentor.facts.get("capacity") or 1,
        most=most_listed(mentor.facts.get("capacity")),
        handed_in_at=kept.handed_in_at if kept else None,
        is_changed=bool(kept and kept.handed_in_at and kept.changed_at > kept.handed_in_at),
        listed=tuple(
            lines[pk] for pk, word in words.items() if word.said == Said.LISTED and pk in lines
        ),
        others=tuple(
            row
            for row in rows
            if row.application.pk not in words or words[row.application.pk].said != Said.LISTED
        ),
        url=people_url(mentor),
    )


def summaries(*, mentor: Application, rows: list[Readable]) -> list[Summary]:
    """Of one page. Two queries."""
    words, minutes = words_of(mentor), minutes_in(mentor.cohort)
    shared = {row.application.pk: shared_with(mentor, row.application) for row in rows}
    found = []
    all_shared = [skill for skills in shared.values() for skill in skills]
    told = skill_words(all_shared, skill_names(one["skill"] for one in all_shared))
    at = 0
    for row in rows:
        mine = shared[row.application.pk]
        found.append(
            Summary(
                line=line_of(mentor, row, words.get(row.application.pk)),
                skills=told[at : at + len(mine)],
                in_common=in_common(mentor, row.application, minutes),
            )
        )
        at += len(mine)
    return found


def person_page(*, mentor: Application, row: Readable) -> PersonPage:
    """Of somebody who may be read. Eight queries at most."""
    one = row.application
    words = words_of(mentor)
    word = words.get(one.pk)
    told = words_of_facts(facts=one.facts, role=one.role)
    minutes, shared = minutes_in(mentor.cohort), shared_with(mentor, one)
    meetings = meetings_with(
        mentor, one, minutes=minutes, count=MEETINGS_SHOWN, apart=timedelta(days=1)
    )
    return PersonPage(
        line=line_of(mentor, row, word),
        motivation=one.motivation,
        answers=tuple(answers_of(one, with_sensitive=False)),
        parts=tuple((str(label), told[part]) for part, label in LABELS.items()),
        goals=tuple(goal.name for goal in one.goals.all()),
        groups=tuple(group.name for group in one.initiatives.all()),
        seniority=seniority_words(one.seniority),
        skills=skill_words(shared, skill_names(skill["skill"] for skill in shared)),
        in_common=in_common(mentor, one, minutes),
        meetings=tuple((at, at + timedelta(minutes=minutes)) for at in meetings),
        reason=word.reason if word else "",
        is_full=is_full(mentor, [pk for pk, other in words.items() if other.said == Said.LISTED]),
    )


def is_full(mentor: Application, listed: list[int]) -> bool:
    """Who withdrew takes no place. One query, for a long list alone."""
    most = most_listed(mentor.facts.get("capacity"))
    return (
        len(listed) >= most and applicants_of(mentor.cohort).filter(pk__in=listed).count() >= most
    )


def words_of(mentor: Application) -> dict[int, Word]:
    """By primary key of the applicant, the list in its order. One query."""
    rows = Word.objects.filter(mentor=mentor).order_by("place", "pk")
    return {row.mentee_id: row for row in rows}


def line_of(mentor: Application, row: Readable, word: Word | None) -> Line:
    one = row.application
    return Line(
        key=str(one.public_id),
        name=name_for_mentor(one),
        url=reverse("selection:person", args=[mentor.cohort.key, one.public_id]),
        said=word.said if word else "",
        said_label=str(word.get_said_display()) if word else "",
        broken=tuple(str(RULE_WORDS[rule]) for rule in row.broken),
    )


def name_for_mentor(application: Application) -> str:
    """Never an address: a mentor who was not chosen has no use for it."""
    told = told_by_list(application)
    if told is not None:
        return told.get("name") or _("A mentee without a name yet")
    return shown_name(application.person, is_mentor=False)


def shared_with(mentor: Application, one: Application) -> list[dict[str, Any]]:
    mentee, me = person_of(one), person_of(mentor)
    assert isinstance(mentee, Mentee)
    assert isinstance(me, Mentor)
    return shared_skills(mentee, me)


def meetings_with(
    mentor: Application, one: Application, *, minutes: int, count: int, apart: timedelta
) -> tuple[datetime, ...]:
    """In the first week."""
    begin = datetime.combine(mentor.cohort.starts_on, time(), UTC)
    return next_meetings(
        person_of(one),
        person_of(mentor),
        after=begin,
        until=begin + A_WEEK,
        minutes=minutes,
        count=count,
        apart=apart,
    )


def in_common(mentor: Application, one: Application, minutes: int) -> str:
    """Whole meetings one after the other, in words."""
    length = timedelta(minutes=minutes)
    times = len(meetings_with(mentor, one, minutes=minutes, count=MOST_MEETINGS, apart=length))
    if not times:
        return _("No time for a meeting in common in the first week")
    if length == AN_HOUR:
        said = ngettext("%(n)s hour a week in common", "%(n)s hours a week in common", times)
    else:
        said = ngettext(
            "%(n)s time %(minutes)s minutes a week in common",
            "%(n)s times %(minutes)s minutes a week in common",
            times,
        )
    return said % {"n": times, "minutes": minutes}


def minutes_in(cohort: Cohort) -> int:
    return config_of(cohort.program).limits.meeting_minutes


def people_url(mentor: Application) -> str:
    return reverse("selection:people", args=[mentor.cohort.key])
