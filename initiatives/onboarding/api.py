"""Published paths as JSON: the plan anybody may read, and nothing of who walks it."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet
from ninja import Field, Query, Router, Schema
from ninja import Path as InAddress

from initiatives.onboarding import access
from initiatives.onboarding.core.path_pattern import patterns_of
from initiatives.onboarding.models import Counts, Edition, Level, Path, StepKind, StepPerson
from initiatives.onboarding.queries.path_detail import lines_of
from portal.kit.addresses import absolute
from portal.kit.pagination import PageQuery, paged
from portal.kit.problem import PROBLEMS, Problem
from portal.people.models import SkillArea

router = Router(tags=["paths"])

RoleName = Literal[*SkillArea.values]
LevelName = Literal[*Level.values]
KindName = Literal[*StepKind.values]
CountsName = Literal[*(value for value in Counts.values if value)]
PersonName = Literal[*(value for value in StepPerson.values if value)]
Slug = Annotated[str, Field(max_length=80, pattern=r"^[-a-zA-Z0-9_]+$")]


class CountsOut(Schema):
    what: CountsName
    repository: str | None = Field(description="Null: what counts is done in the portal itself.")
    how_many: int
    paths: list[str] = Field(
        description="Patterns of files: a merged pull request that changes one is one of the docs."
    )


class StepOut(Schema):
    key: str = Field(description="Names the step in every edition of the path.")
    kind: KindName
    title: str
    why: str
    text: str = Field(description="HTML.")
    link: str | None
    with_whom: PersonName | None
    minutes: int | None = Field(description="Null: nobody knows.")
    is_optional: bool
    needs: list[str] = Field(description="Keys of the steps that come first.")
    one_is_enough: bool = Field(description="One of `needs` is enough.")
    also_needs: list[str] = Field(description="Keys of steps that come first in any case.")
    event: str | None = Field(description="Slug of the meeting the step is about.")
    counts: CountsOut | None = Field(description="Work that completes the step.")


class PathOut(Schema):
    slug: str
    title: str
    summary: str
    outcomes: list[str]
    role: RoleName | None = Field(description="Null: any.")
    level: LevelName
    hours_a_week: int | None
    initiative: str | None = Field(description="Slug of its group; null: for every group.")
    skills: list[str]
    edition: int
    published_at: datetime
    steps: list[StepOut]
    url: str


class PathPage(Schema):
    results: list[PathOut]
    next: str | None
    previous: str | None


class PathQuery(PageQuery):
    role: RoleName | None = None
    level: LevelName | None = None
    initiative: Slug | None = Field(None, description="Slug of a group.")


@router.get("", response={200: PathPage, **PROBLEMS}, summary="Paths")
def list_paths(request, query: Query[PathQuery]):
    rows = Path.objects.published()
    if query.role:
        rows = rows.filter(role=query.role)
    if query.level:
        rows = rows.filter(level=query.level)
    if query.initiative:
        rows = rows.filter(initiative__slug=query.initiative)
    return paged(request, with_all_said(rows), order={"slug": str}, query=query, show=path_out)


@router.get("{slug}/", response={200: PathOut, 404: Problem, **PROBLEMS}, summary="One path")
def one_path(request, slug: InAddress[Slug]):
    path = access.get_path(AnonymousUser(), slug)
    return path_out(with_all_said(Path.objects.filter(pk=path.pk)).get())


def with_all_said(rows: QuerySet[Path]) -> QuerySet[Path]:
    """Four queries for any number of paths."""
    newest = Edition.objects.newest().prefetch_related("steps")
    return rows.select_related("initiative").prefetch_related(
        "skills", Prefetch("editions", newest, to_attr="newest_editions")
    )


def path_out(path: Path) -> dict[str, Any]:
    [edition] = path.newest_editions
    return {
        "slug": path.slug,
        "title": path.title,
        "summary": path.summary,
        "outcomes": list(lines_of(path.outcomes)),
        "role": path.role or None,
        "level": path.level,
        "hours_a_week": path.hours_a_week,
        "initiative": path.initiative.slug if path.initiative else None,
        "skills": [skill.slug for skill in path.skills.all()],
        "edition": edition.number,
        "published_at": edition.published_at,
        "steps": [
            {
                "key": step.key,
                "kind": step.kind,
                "title": step.title,
                "why": step.why,
                "text": step.text,
                "link": step.link or None,
                "with_whom": step.with_whom or None,
                "minutes": step.minutes,
                "is_optional": step.is_optional,
                "needs": list(step.needs),
                "one_is_enough": step.one_is_enough,
                "also_needs": list(step.also_needs),
                "event": step.meeting or None,
                "counts": {
                    "what": step.counts,
                    "repository": step.repository or None,
                    "how_many": step.how_many,
                    "paths": list(patterns_of(step.paths)),
                }
                if step.counts
                else None,
            }
            for step in edition.plan
        ],
        "url": absolute("onboarding:path", path.slug),
    }
