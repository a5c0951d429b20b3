"""Listed groups as JSON: public facts only, each dated fact with its source."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, Q, QuerySet
from ninja import Field, Path, Query, Router, Schema
from pydantic import AfterValidator

from initiatives import access
from initiatives.core.as_of import fact_on
from initiatives.models import (
    AiPolicy,
    AliasKind,
    AlsoServes,
    Channel,
    ChannelKind,
    DatedFact,
    Deliverable,
    DeliverableType,
    FactGroup,
    Initiative,
    Kind,
    Parent,
    Persona,
    Predecessor,
    RoleHolding,
    Stage,
    StageRecord,
    Topic,
)
from initiatives.queries.facet_values import HOURS_WORDS, YES
from initiatives.queries.initiative_list import Filters
from initiatives.queries.initiative_list import list_initiatives as list_initiatives_of
from portal.core import zones
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
DeliverableName = Literal[*DeliverableType.values]
PartName = Literal[*FactGroup.values]
PolicyName = Literal[*AiPolicy.values]
RoleName = Literal[*SkillArea.values]
HoursName = Literal[*HOURS_WORDS]
LanguageCode = Annotated[str, Field(max_length=12, pattern=r"^[a-zA-Z-]+$")]
ZoneName = Annotated[str, AfterValidator(zones.canonical), Field(max_length=64)]
# Facets that the API takes one value of.
ONE_VALUE = ("kind", "stage", "topic", "persona", "role", "skill", "hours", "language", "parent")
Slug = Annotated[str, Field(max_length=80, pattern=r"^[-a-zA-Z0-9_]+$")]


class Dated(Schema):
    since: date | None = Field(description="Null: unknown since when.")
    source: str = Field(description="Where it was published; empty: unknown.")
    source_url: str | None
    seen_on: date | None = Field(description="Date of the published text.")
    confirmed_on: date | None = Field(
        description="The last day somebody who speaks for the group said that it is right.",
        examples=["2026-05-07"],
    )


class ParentOut(Dated):
    slug: str | None = Field(description="Null: reports to no group.")


class PredecessorOut(Dated):
    slug: str = Field(description="The group whose work this one took over.", examples=["dei-wg"])


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


class PersonaOut(Schema):
    slug: str = Field(examples=["maintainers"])
    name: str = Field(examples=["Maintainers"])


class DeliverableOut(Dated):
    name: str = Field(examples=["Scorecard"])
    type: DeliverableName
    summary: str
    problem: str = Field(description="What it solves.", examples=["Which project can I trust?"])
    url: str | None
    personas: list[str] = Field(description="Whom it is for.", examples=[["maintainers"]])


class ConfirmationOut(Schema):
    part: PartName = Field(description="What goes stale together on the group's page.")
    confirmed_on: date = Field(examples=["2026-05-07"])


class InitiativeOut(Schema):
    slug: str
    name: str
    kind: KindName
    summary: str
    why: str
    joining: str
    decides: str = Field(description="How the group decides.", examples=["By lazy consensus."])
    ai_policy: PolicyName | None = Field(description="Null: none is published.")
    ai_policy_url: str | None
    languages: list[str] = Field(description="Spoken in the group.", examples=[["en", "de"]])
    topics: list[TopicOut]
    personas: list[PersonaOut] = Field(description="Whom the group is for.")
    parent: ParentOut | None = Field(description="Null: nothing is known.")
    also_serves: list[str]
    predecessors: list[PredecessorOut]
    stage: StageOut | None = Field(description="Null: this kind of group has no stage.")
    roles: list[RoleOut]
    channels: list[ChannelOut]
    deliverables: list[DeliverableOut] = Field(description="What the group has made.")
    aliases: list[AliasOut]
    website_url: str | None
    repo_url: str | None
    charter_url: str | None
    url: str
    calendar_url: str
    confirmations: list[ConfirmationOut] = Field(description="Parts nobody confirmed are not here.")
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
    meets: bool = Field(False, description="Only groups that meet in the waking hours of `tz`.")
    tz: ZoneName = Field(
        "UTC",
        description="Name of a time zone; says nothing without `meets`.",
        examples=["Europe/Berlin"],
    )
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
    filters = Filters(
        q=query.q,
        newcomers=(YES,) if query.newcomers else (),
        meets=(YES,) if query.meets else (),
        tz=query.tz,
        **chosen,
    )
    rows = Initiative.objects.listed()
    if filters.is_empty:
        return rows
    found = list_initiatives_of(filters=filters, on=on)
    return rows.filter(pk__in=[group.pk for group in found.matching])


def with_all_said(rows: QuerySet[Initiative], on: date) -> QuerySet[Initiative]:
    """Thirteen queries for any number of groups. Nothing tells of one that is not listed."""
    parents = Parent.objects.current(on).filter(Q(parent=None) | Q(parent__is_listed=True))
    served = AlsoServes.objects.current(on).filter(served__is_listed=True)
    before = Predecessor.objects.current(on).filter(predecessor__is_listed=True)
    made = Deliverable.objects.current(on).prefetch_related("personas")
    return rows.prefetch_related(
        "topics",
        "personas",
        "aliases",
        "confirmations",
        Prefetch("channels", Channel.objects.filter(is_public=True)),
        Prefetch("stages", StageRecord.objects.current(on), to_attr="stages_now"),
        Prefetch("parents", parents.select_related("parent"), to_attr="parents_now"),
        Prefetch("serves", served.select_related("served"), to_attr="serves_now"),
        Prefetch("predecessors", before.select_related("predecessor"), to_attr="predecessors_now"),
        Prefetch("roles", RoleHolding.objects.current(on), to_attr="roles_now"),
        Prefetch("deliverables", made, to_attr="made_now"),
    )


def initiative_out(row: Initiative) -> dict[str, Any]:
    today = clock.now().date()
    parent, stage = fact_on(row.parents_now, today), fact_on(row.stages_now, today)
    return {
        "slug": row.slug,
        "name": row.name,
        "kind": row.kind,
        "summary": row.summary,
        "why": row.why,
        "joining": row.joining,
        "decides": row.decides,
        "ai_policy": row.ai_policy or None,
        "ai_policy_url": row.ai_policy_url or None,
        "languages": row.languages,
        "topics": [word_out(topic) for topic in row.topics.all()],
        "personas": [word_out(persona) for persona in row.personas.all()],
        "parent": parent and {"slug": parent.parent and parent.parent.slug, **dated(parent)},
        "also_serves": sorted(fact.served.slug for fact in row.serves_now),
        "predecessors": [
            {"slug": fact.predecessor.slug, **dated(fact)} for fact in row.predecessors_now
        ],
        "stage": stage and {"stage": stage.stage, **dated(stage)},
        "roles": [role_out(role) for role in row.roles_now],
        "channels": [
            {"kind": one.kind, "name": one.name, "url": one.url or None}
            for one in row.channels.all()
        ],
        "deliverables": [deliverable_out(made) for made in row.made_now],
        "aliases": [
            {"name": one.name, "kind": one.kind, "until": one.until} for one in row.aliases.all()
        ],
        "website_url": row.website_url or None,
        "repo_url": row.repo_url or None,
        "charter_url": row.charter_url or None,
        "url": absolute("initiatives:detail", row.slug),
        "calendar_url": absolute("events:feed_initiative", row.slug),
        "confirmations": [
            {"part": said.part, "confirmed_on": said.confirmed_on}
            for said in row.confirmations.all()
        ],
        "updated_at": row.updated_at,
    }


def word_out(word: Topic | Persona) -> dict[str, str]:
    return {"slug": word.slug, "name": word.name}


def deliverable_out(made: Deliverable) -> dict[str, Any]:
    return {
        "name": made.name,
        "type": made.type,
        "summary": made.summary,
        "problem": made.problem,
        "url": made.url or None,
        "personas": [persona.slug for persona in made.personas.all()],
        **dated(made),
    }


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
        "confirmed_on": fact.confirmed_on,
    }
