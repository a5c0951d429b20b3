from initiatives.core.catalog_entry import (
    AliasEntry,
    Catalog,
    CatalogEntry,
    ChannelEntry,
    ParentEntry,
    QuestionEntry,
    RoleEntry,
    ServesEntry,
    SourceEntry,
    StageEntry,
    TopicEntry,
)
from initiatives.models import Channel, DatedFact, Initiative, RoleHolding, Topic


def public_catalog() -> Catalog:
    """Every public fact of the catalogue but meetings; ten queries for any number of groups.

    Left out: unlisted groups and what points to them, private channels, settled questions, claims.
    """
    rows = Initiative.objects.listed().prefetch_related(
        "topics",
        "parents__parent",
        "serves__served",
        "stages",
        "roles",
        "aliases",
        "channels",
        "sources",
        "questions",
    )
    return Catalog(
        topics=tuple(
            TopicEntry(slug=topic.slug, name=topic.name, description=topic.description)
            for topic in Topic.objects.order_by("slug")
        ),
        initiatives=tuple(entry_of(row) for row in rows.order_by("slug")),
    )


def entry_of(row: Initiative) -> CatalogEntry:
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
        topics=tuple(topic.slug for topic in row.topics.all()),
        aliases=tuple(
            AliasEntry(name=alias.name, slug=alias.slug, kind=alias.kind, until=alias.until)
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
