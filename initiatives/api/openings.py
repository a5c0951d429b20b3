"""What listed groups look for now, as everybody may read it."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Query, Router, Schema

from initiatives.models import AiPolicy, Opening, SkillNeed
from initiatives.queries.openings import OpeningFilters, listed_openings
from portal.core.languages import LANGUAGES
from portal.kit import clock
from portal.kit.addresses import absolute
from portal.kit.pagination import PageQuery, paged
from portal.kit.problem import PROBLEMS
from portal.people.models import SkillArea

router = Router(tags=["openings"])

RoleName = Literal[*SkillArea.values]
NeedName = Literal[*SkillNeed.values]
PolicyName = Literal[*AiPolicy.values]
LanguageCode = Literal[*LANGUAGES]
Slug = Annotated[str, Field(max_length=80, pattern=r"^[-a-zA-Z0-9_]+$")]


class SkillOut(Schema):
    slug: str
    name: str
    need: NeedName
    level: int = Field(description="1 (first steps) to 5 (reviews and teaches it).")


class OpeningOut(Schema):
    key: UUID
    initiative: str
    title: str
    role: RoleName
    summary: str
    hours_min: int | None = Field(description="Hours a week; null: not said.")
    hours_max: int | None
    languages: list[str] = Field(description="The group's own where the opening names none.")
    skills: list[SkillOut]
    contact: str
    contact_url: str | None
    ai_policy: PolicyName | None = Field(description="The group's own unless stated; null: none.")
    is_for_newcomers: bool
    fresh_until: date
    url: str
    updated_at: datetime


class OpeningPage(Schema):
    results: list[OpeningOut]
    next: str | None
    previous: str | None


class OpeningQuery(PageQuery):
    initiative: Slug | None = Field(None, description="Slug of a group.")
    role: RoleName | None = None
    skill: Slug | None = Field(None, description="Slug of a skill.")
    hours: int | None = Field(None, ge=1, le=60, description="Hours a week somebody has.")
    language: LanguageCode | None = None
    newcomers: bool = Field(False, description="Only what newcomers can do.")


@router.get("", response={200: OpeningPage, **PROBLEMS}, summary="Openings")
def list_openings(request, query: Query[OpeningQuery]):
    """Only fresh ones: what nobody has confirmed in time is not here."""
    filters = OpeningFilters(
        group=query.initiative or "",
        role=query.role or "",
        skill=query.skill or "",
        hours=query.hours,
        language=query.language or "",
        is_for_newcomers=query.newcomers,
    )
    rows = listed_openings(on=clock.now().date(), filters=filters)
    order = {"initiative__slug": str, "key": UUID}
    return paged(request, rows, order=order, query=query, show=opening_out)


def opening_out(row: Opening) -> dict[str, Any]:
    group = row.initiative
    return {
        "key": row.key,
        "initiative": group.slug,
        "title": row.title,
        "role": row.role,
        "summary": row.summary,
        "hours_min": row.hours_min,
        "hours_max": row.hours_max,
        "languages": row.languages or group.languages,
        "skills": [
            {
                "slug": one.skill.slug,
                "name": one.skill.name,
                "need": one.need,
                "level": one.level,
            }
            for one in row.skills.all()
        ],
        "contact": row.contact,
        "contact_url": row.contact_url or None,
        "ai_policy": row.ai_policy or group.ai_policy or None,
        "is_for_newcomers": row.is_for_newcomers,
        "fresh_until": row.fresh_until,
        "url": absolute("initiatives:opening", group.slug, row.key),
        "updated_at": row.updated_at,
    }
