"""Tasks of listed groups; whether one is taken, never by whom."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Query, Router, Schema

from initiatives.models import Task, TaskSize
from initiatives.queries.tasks import TaskFilters, listed_tasks
from portal.kit import clock
from portal.kit.addresses import absolute
from portal.kit.pagination import PageQuery, paged
from portal.kit.problem import PROBLEMS
from portal.people.models import SkillArea

router = Router(tags=["tasks"])

RoleName = Literal[*SkillArea.values]
SizeName = Literal[*TaskSize.values]
Slug = Annotated[str, Field(max_length=80, pattern=r"^[-a-zA-Z0-9_]+$")]


class TaskOut(Schema):
    key: UUID
    initiative: str
    title: str
    repository: str
    number: int
    tracker_url: str
    role: RoleName | None = Field(description="Null: no label says.")
    size: SizeName | None
    skills: list[str] = Field(description="Slugs of skills.")
    labels: list[str]
    is_for_newcomers: bool
    is_taken: bool = Field(description="Here or at its tracker.")
    taken_until: datetime | None = Field(description="End of a lease held here.")
    changed_at: datetime
    seen_at: datetime = Field(description="When its tracker was read.")
    url: str


class TaskPage(Schema):
    results: list[TaskOut]
    next: str | None
    previous: str | None


class TaskQuery(PageQuery):
    initiative: Slug | None = Field(None, description="Slug of a group.")
    role: RoleName | None = None
    skill: Slug | None = Field(None, description="Slug of a skill.")
    size: SizeName | None = None
    free: bool = Field(False, description="Only what nobody has taken.")


@router.get("", response={200: TaskPage, **PROBLEMS}, summary="Tasks")
def list_tasks(request, query: Query[TaskQuery]):
    """Only open ones that somebody has touched lately."""
    filters = TaskFilters(
        group=query.initiative or "",
        role=query.role or "",
        skill=query.skill or "",
        size=query.size or "",
        is_free=query.free,
    )
    rows = listed_tasks(now=clock.now(), filters=filters).prefetch_related("skills")
    order = {"initiative__slug": str, "key": UUID}
    return paged(request, rows, order=order, query=query, show=task_out)


def task_out(row: Task) -> dict[str, Any]:
    return {
        "key": row.key,
        "initiative": row.initiative.slug,
        "title": row.title,
        "repository": row.repository,
        "number": row.number,
        "tracker_url": row.url,
        "role": row.role or None,
        "size": row.size or None,
        "skills": [skill.slug for skill in row.skills.all()],
        "labels": row.labels,
        "is_for_newcomers": row.is_for_newcomers,
        "is_taken": row.is_assigned or row.taken_until is not None,
        "taken_until": row.taken_until,
        "changed_at": row.changed_at,
        "seen_at": row.seen_at,
        "url": absolute("initiatives:task", row.key),
    }
