"""Rows as the entries of a catalogue file: what importing them elsewhere makes again.

Left out: unlisted groups and what points to them, private channels, settled questions, openings
that no page shows today, claims of seats, who confirmed what; signals, which outside sources say
anew; and what disagrees, which is for a person here.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import QuerySet, prefetch_related_objects

from initiatives.core.catalog_entry import (
    AliasEntry,
    Catalog,
    CatalogEntry,
    ChannelEntry,
    ConfirmationEntry,
    DeliverableEntry,
    OpeningEntry,
    ParentEntry,
    PersonaEntry,
    PredecessorEntry,
    QuestionEntry,
    ReportEntry,
    RoleEntry,
    ServesEntry,
    SkillEntry,
    SkillNeedEntry,
    SourceEntry,
    StageEntry,
    TaskSourceEntry,
    TopicEntry,
)
from initiatives.models import (
    Channel,
    DatedFact,
    Deliverable,
    Initiative,
    Opening,
    Persona,
    RoleHolding,
    Stage,
    Topic,
)
from portal.people.models import Skill

from .openings import shown_openings

CHUNK = 200
RELATED = (
    *("topics", "personas", "parents__parent", "serves__served", "predecessors__predecessor"),
    *("stages", "roles", "aliases", "channels", "sources", "deliverables__personas"),
    *("openings__skills__skill", "task_sources", "reports", "confirmations", "questions"),
)


def shared_words(*, on: date) -> Catalog:
    """What groups of the whole catalogue point to. Three queries."""
    asked = shown_openings(on=on)
    return words_of(
        Topic.objects.all(),
        Persona.objects.all(),
        Skill.objects.filter(openings__opening__in=asked).distinct(),
    )


def words_of(
    topics: Iterable[Topic], personas: Iterable[Persona], skills: Iterable[Skill]
) -> Catalog:
    return Catalog(
        topics=tuple(
            TopicEntry(slug=topic.slug, name=topic.name, description=topic.description)
            for topic in topics
        ),
        personas=tuple(
            PersonaEntry(slug=persona.slug, name=persona.name, description=persona.description)
            for persona in personas
        ),
        skills=tuple(
            SkillEntry(slug=skill.slug, name=skill.name, area=skill.area) for skill in skills
        ),
    )


def group_catalog(initiative: Initiative, *, on: date) -> Catalog:
    """One listed group and the words it points to."""
    prefetch_related_objects([initiative], *RELATED)
    return words_of(
        initiative.topics.all(),
        {
            *initiative.personas.all(),
            *(one for made in initiative.deliverables.all() for one in made.personas.all()),
        },
        {need.skill for opening in shown_ones(initiative, on) for need in opening.skills.all()},
    )


def listed_in_chunks() -> Iterator[list[Initiative]]:
    """Every listed group in the order of slugs, with all its rows: some twenty queries a chunk."""
    pks = list(Initiative.objects.listed().order_by("slug").values_list("pk", flat=True))
    for start in range(0, len(pks), CHUNK):
        yield list(with_rows(Initiative.objects.listed().filter(pk__in=pks[start : start + CHUNK])))


def with_rows(groups: QuerySet[Initiative]) -> QuerySet[Initiative]:
    return groups.order_by("slug").prefetch_related(*RELATED)


def entry_of(row: Initiative, *, on: date) -> CatalogEntry:
    return CatalogEntry(
        slug=row.slug,
        name=row.name,
        kind=row.kind,
        summary=row.summary,
        why=row.why,
        joining=row.joining,
        hue=row.hue,
        website_url=row.website_url,
        repo_url=row.repo_url,
        charter_url=row.charter_url,
        decides=row.decides,
        ai_policy=row.ai_policy,
        ai_policy_url=row.ai_policy_url,
        languages=tuple(row.languages),
        topics=tuple(topic.slug for topic in row.topics.all()),
        personas=tuple(persona.slug for persona in row.personas.all()),
        aliases=tuple(
            AliasEntry(name=alias.name, slug=alias.slug, kind=alias.kind, **dated(alias))
            for alias in row.aliases.all()
        ),
        parents=tuple(
            ParentEntry(parent=fact.parent.slug if fact.parent else None, **dated(fact))
            for fact in row.parents.all()
            if fact.parent is None or fact.parent.is_listed
        ),
        serves=tuple(
            ServesEntry(serves=fact.served.slug, **dated(fact))
            for fact in row.serves.all()
            if fact.served.is_listed
        ),
        predecessors=tuple(
            PredecessorEntry(predecessor=fact.predecessor.slug, **dated(fact))
            for fact in row.predecessors.all()
            if fact.predecessor.is_listed
        ),
        stages=tuple(StageEntry(stage=fact.stage, **dated(fact)) for fact in row.stages.all()),
        roles=tuple(role_entry(role) for role in sorted(row.roles.all(), key=role_order)),
        channels=tuple(
            ChannelEntry(kind=channel.kind, name=channel.name, url=channel.url)
            for channel in sorted(row.channels.all(), key=channel_order)
            if channel.is_public
        ),
        sources=tuple(
            SourceEntry(title=source.title, url=source.url, seen_on=source.seen_on)
            for source in row.sources.all()
        ),
        deliverables=tuple(deliverable_entry(made) for made in row.deliverables.all()),
        openings=tuple(opening_entry(opening) for opening in shown_ones(row, on)),
        task_sources=tuple(
            TaskSourceEntry(
                repository=source.repository, labels=tuple(sorted(source.labels.items()))
            )
            for source in row.task_sources.all()
        ),
        reports=tuple(
            ReportEntry(
                quarter=report.quarter,
                filed_on=report.filed_on,
                title=report.title,
                url=report.url,
            )
            for report in row.reports.all()
        ),
        confirmations=tuple(
            ConfirmationEntry(part=said.part, confirmed_on=said.confirmed_on)
            for said in row.confirmations.all()
        ),
        questions=tuple(
            QuestionEntry(about=question.about, text=question.text, ask=question.ask)
            for question in row.questions.all()
            if question.is_open
        ),
    )


def dated(fact: DatedFact) -> dict:
    return {
        "since": fact.since,
        "until": fact.until,
        "source": fact.source,
        "source_url": fact.source_url,
        "seen_on": fact.seen_on,
        "confirmed_on": fact.confirmed_on,
    }


def role_entry(role: RoleHolding) -> RoleEntry:
    return RoleEntry(
        role=role.role,
        name=role.holder_name,
        handle=role.holder_handle,
        affiliation=role.affiliation,
        note=role.note,
        interim=role.is_interim,
        withdrawn=role.is_withdrawn,
        **dated(role),
    )


def role_order(role: RoleHolding) -> tuple:
    return (role.position, role.role, role.holder_name, role.holder_handle, role.seat, role.pk)


def channel_order(channel: Channel) -> tuple:
    return (channel.position, channel.kind, channel.name, channel.url)


def deliverable_entry(made: Deliverable) -> DeliverableEntry:
    return DeliverableEntry(
        name=made.name,
        type=made.type,
        summary=made.summary,
        problem=made.problem,
        url=made.url,
        personas=tuple(persona.slug for persona in made.personas.all()),
        **dated(made),
    )


def shown_ones(row: Initiative, on: date) -> list[Opening]:
    """Those that its page shows on a day: a closed or stale one hides itself here too."""
    is_archived = any(
        fact.stage == Stage.ARCHIVED and fact.is_current(on) for fact in row.stages.all()
    )
    if is_archived:
        return []
    return [one for one in row.openings.all() if one.is_open and one.fresh_until >= on]


def opening_entry(opening: Opening) -> OpeningEntry:
    return OpeningEntry(
        key=str(opening.key),
        title=opening.title,
        role=opening.role,
        fresh_until=opening.fresh_until,
        summary=opening.summary,
        hours_min=opening.hours_min,
        hours_max=opening.hours_max,
        languages=tuple(opening.languages),
        contact=opening.contact,
        contact_url=opening.contact_url,
        ai_policy=opening.ai_policy,
        newcomers=opening.is_for_newcomers,
        skills=tuple(
            SkillNeedEntry(skill=need.skill.slug, need=need.need, level=need.level)
            for need in opening.skills.all()
        ),
    )
