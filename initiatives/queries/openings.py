"""What groups say they need, for who looks for a place. What is not fresh is nowhere here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.models import (
    AiPolicy,
    Initiative,
    Opening,
    OpeningSkill,
    SkillNeed,
)
from initiatives.queries.archived_groups import archived_groups
from initiatives.queries.group_rows import OpeningRow
from portal.core.languages import LANGUAGES
from portal.people.models import Skill, SkillArea
from portal.people.queries.languages import language_name

SKILLS = Prefetch("skills", OpeningSkill.objects.select_related("skill"))
# The teaching scale, said of somebody who is looked for.
LEVELS: Mapping[int, Promise] = {
    1: gettext_lazy("the first steps are enough"),
    2: gettext_lazy("for everyday use"),
    3: gettext_lazy("to work with on your own"),
    4: gettext_lazy("well, pitfalls too"),
    5: gettext_lazy("so that you review and teach it"),
}


@dataclass(frozen=True)
class OpeningFilters:
    group: str = ""
    role: str = ""
    skill: str = ""
    hours: int | None = None
    language: str = ""
    is_for_newcomers: bool = False

    def __bool__(self) -> bool:
        said = (self.group, self.role, self.skill, self.language)
        return bool(any(said) or self.hours is not None or self.is_for_newcomers)


@dataclass(frozen=True)
class SkillAsked:
    """In words: "Python, needed: I work with it on my own"."""

    name: str
    need: str
    need_words: str
    level: str


@dataclass(frozen=True)
class OpeningLine:
    """One need in words. `languages` are the group's own where the opening names none."""

    key: str
    title: str
    url: str
    group: str
    group_url: str
    hue: int
    role: str
    summary: str
    hours: str
    languages: tuple[str, ...]
    contact: str
    contact_url: str
    ai_policy: str
    is_for_newcomers: bool
    fresh_until: date
    skills: tuple[SkillAsked, ...]


def shown_openings(*, on: date) -> QuerySet[Opening]:
    """Open, fresh, of a listed group that is not archived."""
    return (
        Opening.objects.fresh(on)
        .filter(initiative__is_listed=True)
        .exclude(initiative__in=archived_groups(on))
    )


def listed_openings(*, on: date, filters: OpeningFilters) -> QuerySet[Opening]:
    """Those for newcomers first, then the ones confirmed last."""
    rows = shown_openings(on=on)
    if filters.group:
        rows = rows.filter(initiative__slug=filters.group)
    if filters.role:
        rows = rows.filter(role=filters.role)
    if filters.skill:
        rows = rows.filter(skills__skill__slug=filters.skill)
    if filters.hours is not None:
        rows = rows.filter(Q(hours_min=None) | Q(hours_min__lte=filters.hours))
    if filters.language:
        rows = rows.filter(speaks(filters.language))
    if filters.is_for_newcomers:
        rows = rows.filter(is_for_newcomers=True)
    return (
        rows.select_related("initiative")
        .prefetch_related(SKILLS)
        .order_by("-is_for_newcomers", "-fresh_until", "title", "pk")
    )


def speaks(language: str) -> Q:
    """SQLite can't look into a list: both databases can look for the quoted code in its text."""
    code = f'"{language}"'
    own = Opening.objects.annotate(said=Cast("languages", TextField())).filter(said__contains=code)
    groups = Initiative.objects.annotate(said=Cast("languages", TextField())).filter(
        said__contains=code
    )
    return Q(pk__in=own.values("pk")) | Q(languages=[], initiative__in=groups.values("pk"))


def roles_asked(*, on: date) -> list[tuple[str, str]]:
    used = set(shown_openings(on=on).order_by().values_list("role", flat=True).distinct())
    return [(area.value, str(area.label)) for area in SkillArea if area.value in used]


def skills_asked(*, on: date) -> list[tuple[str, str]]:
    shown = shown_openings(on=on).order_by().values("pk")
    used = OpeningSkill.objects.filter(opening__in=shown).values("skill")
    return list(Skill.objects.filter(pk__in=used).values_list("slug", "name"))


def languages_asked(*, on: date) -> list[tuple[str, str]]:
    """Of openings, and of groups whose openings name none."""
    rows = shown_openings(on=on).order_by().values_list("languages", "initiative__languages")
    used = {code for own, group in rows.distinct() for code in own or group}
    named = [(code, language_name(code)) for code in used if code in LANGUAGES]
    return sorted(named, key=lambda choice: choice[1].casefold())


def hours_words(least: int | None, most: int | None) -> str:
    if least and most and least != most:
        return _("%(least)s to %(most)s hours a week") % {"least": least, "most": most}
    if least or most:
        hours = most or least
        one, many = _("about an hour a week"), _("about %(hours)s hours a week")
        return one if hours == 1 else many % {"hours": hours}
    return ""


def skill_asked(name: str, need: str, level: int) -> SkillAsked:
    """A level says how well somebody should know it; what is taught asks for none."""
    is_taught = need == SkillNeed.WILL_TEACH
    return SkillAsked(
        name=name,
        need=need,
        need_words=str(SkillNeed(need).label),
        level="" if is_taught else str(LEVELS[level]),
    )


def opening_line(row: Opening) -> OpeningLine:
    skills = [skill_asked(one.skill.name, one.need, one.level) for one in row.skills.all()]
    return said_of(row, row.initiative, skills)


def line_of_row(row: OpeningRow, group: Initiative) -> OpeningLine:
    """The same of a row that was read with all others of its group."""
    return said_of(row, group, [skill_asked(one.name, one.need, one.level) for one in row.skills])


def said_of(
    row: Opening | OpeningRow, group: Initiative, skills: Iterable[SkillAsked]
) -> OpeningLine:
    policy = row.ai_policy or group.ai_policy
    return OpeningLine(
        key=str(row.key),
        title=row.title,
        url=reverse("initiatives:opening", args=[group.slug, row.key]),
        group=group.name,
        group_url=group.get_absolute_url(),
        hue=group.hue,
        role=str(SkillArea(row.role).label),
        summary=row.summary,
        hours=hours_words(row.hours_min, row.hours_max),
        languages=tuple(language_name(code) for code in row.languages or group.languages),
        contact=row.contact,
        contact_url=row.contact_url,
        ai_policy=str(AiPolicy(policy).label) if policy else "",
        is_for_newcomers=row.is_for_newcomers,
        fresh_until=row.fresh_until,
        skills=tuple(skills),
    )


def opening_lines(rows: Iterable[Opening]) -> list[OpeningLine]:
    return [opening_line(row) for row in rows]


@dataclass(frozen=True)
class KeptOpening:
    """An opening as who keeps it reads it."""

    key: str
    title: str
    role: str
    is_open: bool
    is_fresh: bool
    fresh_until: date


def kept_openings(*, initiative: Initiative, on: date) -> list[KeptOpening]:
    """Open ones first, what runs out first first. One query."""
    rows = initiative.openings.order_by("-is_open", "fresh_until", "title", "pk")[:100]
    return [
        KeptOpening(
            key=str(row.key),
            title=row.title,
            role=str(SkillArea(row.role).label),
            is_open=row.is_open,
            is_fresh=row.is_open and row.fresh_until >= on,
            fresh_until=row.fresh_until,
        )
        for row in rows
    ]
