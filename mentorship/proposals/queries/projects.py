"""Approved projects as everybody sees them, once their call is public."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.safestring import SafeString

from initiatives.models import Initiative
from initiatives.queries.openings import LEVELS
from mentorship.proposals.models import Call, Proposal, ProposalMentor, ProposalSkill
from portal.kit.markdown import markdown_html
from portal.people.models import Audience, Skill
from portal.people.queries.names import ShownName, shown_names

SKILLS = Prefetch("skills", ProposalSkill.objects.select_related("skill"))
MENTORS = Prefetch("mentors", ProposalMentor.objects.select_related("person__profile"))


@dataclass(frozen=True)
class ProjectFilters:
    group: str = ""
    skill: str = ""

    def __bool__(self) -> bool:
        return bool(self.group or self.skill)


@dataclass(frozen=True)
class SkillLine:
    name: str
    level: str


@dataclass(frozen=True)
class ProjectRow:
    """`unnamed` mentors have confirmed and do not show their name to everybody."""

    title: str
    url: str
    group: str
    group_url: str
    hue: int
    places: int
    skills: tuple[SkillLine, ...]
    mentors: tuple[ShownName, ...]
    unnamed: int

    @property
    def has_mentor(self) -> bool:
        return bool(self.mentors or self.unnamed)


@dataclass(frozen=True)
class ProjectDetail:
    row: ProjectRow
    description: SafeString
    prerequisites: SafeString
    upstream_url: str


def listed_projects(*, call: Call, filters: ProjectFilters) -> QuerySet[Proposal]:
    """By title."""
    rows = Proposal.objects.approved().filter(call=call, initiative__is_listed=True)
    if filters.group:
        rows = rows.filter(initiative__slug=filters.group)
    if filters.skill:
        rows = rows.filter(skills__skill__slug=filters.skill)
    return (
        rows.select_related("initiative", "call__cohort__program")
        .prefetch_related(SKILLS, MENTORS)
        .order_by("title", "pk")
    )


def project_rows(rows: Collection[Proposal]) -> list[ProjectRow]:
    """One query for all the names."""
    people = {one.person_id for row in rows for one in confirmed(row) if one.person_id}
    names = shown_names(people=people, audience=Audience.EVERYONE)
    return [project_row(row, names) for row in rows]


def confirmed(row: Proposal) -> list[ProposalMentor]:
    return [mentor for mentor in row.mentors.all() if mentor.confirmed_at is not None]


def project_row(row: Proposal, names: dict[int, ShownName]) -> ProjectRow:
    mentors = confirmed(row)
    told = [names[one.person_id] for one in mentors if one.person_id in names]
    return ProjectRow(
        title=row.title,
        url=row.get_absolute_url(),
        group=row.initiative.name,
        group_url=row.initiative.get_absolute_url(),
        hue=row.initiative.hue,
        places=row.places,
        skills=skill_lines(row),
        mentors=tuple(name for name in told if name.name),
        unnamed=len(mentors) - sum(bool(name.name) for name in told),
    )


def skill_lines(row: Proposal) -> tuple[SkillLine, ...]:
    return tuple(SkillLine(one.skill.name, str(LEVELS[one.level])) for one in row.skills.all())


def project_detail(*, proposal: Proposal) -> ProjectDetail:
    """Of a proposal whose skills and mentors are read. One query."""
    [row] = project_rows([proposal])
    return ProjectDetail(
        row=row,
        description=markdown_html(proposal.description),
        prerequisites=markdown_html(proposal.prerequisites),
        upstream_url=proposal.upstream_url,
    )


def groups_with_projects(*, call: Call) -> list[tuple[str, str]]:
    shown = Proposal.objects.approved().filter(call=call, initiative__is_listed=True)
    groups = Initiative.objects.filter(pk__in=shown.order_by().values("initiative"))
    return list(groups.order_by("name", "pk").values_list("slug", "name"))


def skills_of_projects(*, call: Call) -> list[tuple[str, str]]:
    shown = Proposal.objects.approved().filter(call=call, initiative__is_listed=True)
    used = ProposalSkill.objects.filter(proposal__in=shown.order_by().values("pk"))
    skills = Skill.objects.filter(pk__in=used.order_by().values("skill"))
    return list(skills.order_by("name", "pk").values_list("slug", "name"))
