"""Listed groups as JSON: public facts only, each dated fact with its source."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet
from ninja import Field, Path, Query, Router, Schema

from initiatives import access
from initiatives.models import (
    AliasKind,
    Channel,
    ChannelKind,
    DatedFact,
    Initiative,
    Kind,
    Parent,
    RoleHolding,
    Stage,
    StageRecord,
)
from initiatives.queries.facet_values import HOURS_WORDS, YES
from initiatives.queries.initiative_list import Filters
from initiatives.queries.initiative_list import list_initiatives as list_initiatives_of
from portal.kit import clock
from portal.kit.addresses import absolute
from portal.kit.pagination import PageQuery, paged
from portal.kit.problem import PROBLEMS, Problem
from portal.people.models import SkillArea

router = Router(tags=["initiatives"])

KindName = Literal[*Kind.values]
StageName = Literal[*Stage.values]
ChannelName = Literal[*ChannelKind.values]
AliasName = Literal[*AliasKind.values]
RoleName = Literal[*SkillArea.values]
HoursName = Literal[*HOURS_WORDS]
LanguageCode = Annotated[str, Field(max_length=12, pattern=r"^[a-zA-Z-]+$")]
# Facets that the API takes one value of.
ONE_VALUE = ("kind", "stage", "topic", "persona", "role", "skill", "hours", "language", "parent")
Slug = Annotated[str, Field(max_length=80, pattern=r"^[-a-zA-Z0-9_]+$")]


class Dated(Schema):
    since: date | None = Field(description="Null: unknown since when.")
    source: str = Field(description="Where it was published; empty: unknown.")
    source_url: str | None
    seen_on: date | None = Field(description="Date of the published text.")


class ParentOut(Dated):
    slug: str | None = Field(description="Null: reports to no group we know of.")


class StageOut(Dated):
    stage: StageName


class RoleOut(Dated):
    role: str
    name: str = Field(description="As published; empty: no name is published.")
    handle: str
    affiliation: str
    is_interim: bool
    is_withdrawn: bool = Field(description="The name was taken down on request.")


class ChannelOut(Schema):
    kind: ChannelName
    name: str
    url: str | None


class AliasOut(Schema):
    name: str
    kind: AliasName
    until: date | None


class TopicOut(Schema):
    slug: str
    name: str


class InitiativeOut(Schema):
    slug: str
    name: str
    kind: KindName
    summary: str
    why: str
    joining: str
    topics: list[TopicOut]
    parent: ParentOut | None = Field(description="Null: nothing is known.")
    also_serves: list[str]
    stage: StageOut | None = Field(description="Null: this kind of group has no stage.")
    roles: list[RoleOut]
    channels: list[ChannelOut]
    aliases: list[AliasOut]
    website_url: str | None
    repo_url: str | None
    charter_url: str | None
    url: str
    calendar_url: str
    updated_at: datetime


class InitiativePage(Schema):
    results: list[InitiativeOut]
    next: str | None
    previous: str | None


class InitiativeQuery(PageQuery):
    """The facets of the list of groups, one value each."""

    q: str = Field("", max_length=200, description="Names and words; may be misspelt.")
    kind: KindName | None = None
    stage: StageName | None = None
    topic: Slug | None = Field(None, description="Slug of a topic.")
    persona: Slug | None = Field(None, description="Slug of a persona: whom the group is for.")
    role: RoleName | None = Field(None, description="What an opening looks for.")
    skill: Slug | None = Field(None, description="Slug of a skill of an opening or topic.")
    hours: HoursName | None = Field(None, description="Hours a week an opening takes at least.")
    language: LanguageCode | None = Field(None, description="Spoken in the group or an opening.")
    newcomers: bool = Field(False, description="Only groups with something for newcomers.")
    parent: Slug | None = Field(None, description="Slug of the group it reports to.")


@router.get("", response={200: InitiativePage, **PROBLEMS}, summary="Groups")
def list_initiatives(request, query: Query[InitiativeQuery]):
    today = clock.now().date()
    rows = with_all_said(narrowed(query, today), today)
    return paged(request, rows, order={"slug": str}, query=query, show=initiative_out)


@router.get("{slug}/", response={200: InitiativeOut, 404: Problem, **PROBLEMS}, summary="One group")
def one_initiative(request, slug: Path[Slug]):
    """A former slug is not found: its group is listed under today's.

    Read as a stranger, whoever asks: any cache may keep the answer.
    """
    initiative = access.get_initiative(AnonymousUser(), slug, follow=False)
    today = clock.now().date()
    return initiative_out(with_all_said(Initiative.objects.filter(pk=initiative.pk), today).get())


def narrowed(query: InitiativeQuery, on: date) -> QuerySet[Initiative]:
    chosen = {facet: tuple(filter(None, [getattr(query, facet)])) for facet in ONE_VALUE}
    filters = Filters(q=query.q, newcomers=(YES,) if query.newcomers else (), **chosen)
    rows = Initiative.objects.listed()
    if filters.is_empty:
        return rows
    found = list_initiatives_of(filters=filters, on=on)
    return rows.filter(pk__in=[group.pk for group in found.matching])


def with_all_said(rows: QuerySet[Initiative], on: date) -> QuerySet[Initiative]:
    """Eight queries for any number of groups."""
    return rows.prefetch_related(
        "topics",
        "aliases",
        Prefetch("channels", Channel.objects.filter(is_public=True)),
        Prefetch("stages", StageRecord.objects.current(on), to_attr="stages_now"),
        Prefetch(
            "parents", Parent.objects.current(on).select_related("parent"), to_attr="parents_now"
        ),
        Prefetch("roles", RoleHolding.objects.current(on), to_attr="roles_now"),
        "serves__served",
    )


def initiative_out(row: Initiative) -> dict[str, Any]:
    today = clock.now().date()
    return {
        "slug": row.slug,
        "name": row.name,
        "kind": row.kind,
        "summary": row.summary,
        "why": row.why,
        "joining": row.joining,
        "topics": [{"slug": topic.slug, "name": topic.name} for topic in row.topics.all()],
        "parent": next((parent_out(link) for link in row.parents_now), None),
        "also_serves": sorted(
            fact.served.slug
            for fact in row.serves.all()
            if fact.served.is_listed and fact.is_current(today)
        ),
        "stage": next(({"stage": one.stage, **dated(one)} for one in row.stages_now), None),
        "roles": [role_out(role) for role in row.roles_now],
        "channels": [
            {"kind": one.kind, "name": one.name, "url": one.url or None}
            for one in row.channels.all()
        ],
        "aliases": [
            {"name": one.name, "kind": one.kind, "until": one.until} for one in row.aliases.all()
        ],
        "website_url": row.website_url or None,
        "repo_url": row.repo_url or None,
        "charter_url": row.charter_url or None,
        "url": absolute("initiatives:detail", row.slug),
        "calendar_url": absolute("events:feed_initiative", row.slug),
        "updated_at": row.updated_at,
    }


def parent_out(link: Parent) -> dict[str, Any]:
    is_public = link.parent is not None and link.parent.is_listed
    return {"slug": link.parent.slug if is_public else None, **dated(link)}


def role_out(role: RoleHolding) -> dict[str, Any]:
    return {
        "role": role.role,
        "name": role.holder_name,
        "handle": role.holder_handle,
        "affiliation": role.affiliation,
        "is_interim": role.is_interim,
        "is_withdrawn": role.is_withdrawn,
        **dated(role),
    }


def dated(fact: DatedFact) -> dict[str, Any]:
    return {
        "since": fact.since,
        "source": fact.source,
        "source_url": fact.source_url or None,
        "seen_on": fact.seen_on,
    }
