"""Published programs and their dates as JSON; nothing of who applies."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet
from ninja import Field, Path, Query, Router, Schema

from mentorship import access
from mentorship.core.phases import Phase
from mentorship.models import Cohort, Program
from mentorship.queries.cohort_view import cohort_view
from portal.kit import clock
from portal.kit.addresses import absolute
from portal.kit.pagination import PageQuery, paged
from portal.kit.problem import PROBLEMS, Problem

router = Router(tags=["programs"])

PhaseName = Literal[*(phase.value for phase in Phase)]
Slug = Annotated[str, Field(max_length=80, pattern=r"^[-a-zA-Z0-9_]+$")]


class CohortOut(Schema):
    key: str
    name: str
    phase: PhaseName = Field(description="Follows from the dates.")
    time_zone: str = Field(description="Whose days the dates are; Etc/GMT+12: anywhere on Earth.")
    applications_open_at: datetime
    applications_close_at: datetime = Field(description="The first instant that is too late.")
    results_on: date
    starts_on: date
    midterm_on: date
    ends_on: date
    weeks: int


class ProgramOut(Schema):
    slug: str
    name: str
    summary: str
    initiative: str | None = Field(description="Slug of its group; null: the whole foundation.")
    skills: list[str]
    goals: list[str]
    cohorts: list[CohortOut] = Field(description="The latest first.")
    url: str
    updated_at: datetime


class ProgramPage(Schema):
    results: list[ProgramOut]
    next: str | None
    previous: str | None


class ProgramQuery(PageQuery):
    initiative: Slug | None = Field(None, description="Slug of a group.")


@router.get("", response={200: ProgramPage, **PROBLEMS}, summary="Mentorship programs")
def list_programs(request, query: Query[ProgramQuery]):
    rows = Program.objects.published()
    if query.initiative:
        rows = rows.filter(initiative__slug=query.initiative)
    return paged(request, with_all_said(rows), order={"slug": str}, query=query, show=program_out)


@router.get("{slug}/", response={200: ProgramOut, 404: Problem, **PROBLEMS}, summary="One program")
def one_program(request, slug: Path[Slug]):
    """Read as a stranger, whoever asks: any cache may keep the answer."""
    program = access.get_program(AnonymousUser(), slug)
    return program_out(with_all_said(Program.objects.filter(pk=program.pk)).get())


def with_all_said(rows: QuerySet[Program]) -> QuerySet[Program]:
    """Four queries for any number of programs."""
    return rows.select_related("initiative").prefetch_related(
        "skills", "goals", Prefetch("cohorts", Cohort.objects.order_by("-starts_on", "key"))
    )


def program_out(row: Program) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "name": row.name,
        "summary": row.summary,
        "initiative": row.initiative.slug if row.initiative else None,
        "skills": [skill.slug for skill in row.skills.all()],
        "goals": [goal.name for goal in row.goals.all()],
        "cohorts": [cohort_out(cohort) for cohort in row.cohorts.all()],
        "url": absolute("mentorship:program", row.slug),
        "updated_at": row.updated_at,
    }


def cohort_out(row: Cohort) -> dict[str, Any]:
    view = cohort_view(cohort=row, now=clock.now())
    return {
        "key": row.key,
        "name": row.name,
        "phase": view.phase,
        "time_zone": row.timezone,
        "applications_open_at": view.opens_at,
        "applications_close_at": view.closes_at,
        "results_on": row.results_on,
        "starts_on": row.starts_on,
        "midterm_on": row.midterm_on,
        "ends_on": row.ends_on,
        "weeks": row.weeks,
    }
