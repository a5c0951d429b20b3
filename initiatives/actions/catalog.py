"""Writes a read catalogue into rows. The caller opens the transaction and adds the meetings."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

from django.db import transaction

from initiatives.core.catalog_entry import Catalog, CatalogEntry, Dated, TopicEntry
from initiatives.core.catalog_report import (
    AskedQuestion,
    Conflict,
    FileError,
    FileRefused,
    Report,
)
from initiatives.core.hierarchy import find_bad_chain
from initiatives.core.hues import hue_of
from initiatives.core.reconcile import is_newer
from initiatives.core.taken_down import redact
from initiatives.models import (
    Alias,
    AliasKind,
    AlsoServes,
    Channel,
    Initiative,
    Parent,
    Source,
    StageRecord,
    Topic,
)
from initiatives.signals import role_changed
from portal.kit import audit
from portal.people.models import User

from .catalog_facts import Changes, Relation, end_unmentioned, reconcile
from .catalog_seats import NEW, keep_order, reconcile_roles, without_withdrawn_name
from .question import ask_question
from .role import taken_down_fingerprints

PLAIN_COLUMNS = ("summary", "why", "joining", "website_url", "repo_url", "charter_url", "hue")
RELATED = (
    "topics",
    "parents__parent",
    "serves__served",
    "stages",
    "roles",
    "aliases",
    "channels",
    "sources",
)


# Every group by its slug and by its former slugs.
Groups = Mapping[str, Initiative]


@transaction.atomic
def import_groups(
    *,
    catalog: Catalog,
    where: str,
    by: User | None,
    on_group: Callable[[str], None] = lambda slug: None,
) -> Report:
    """Create and update groups; raises FileRefused when the file contradicts itself or us.

    `where` names the file in errors; `on_group` hears of each group done.
    """
    report = import_topics(catalog.topics)
    groups, created = seat_groups(catalog, where)
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    refuse_strangers(catalog, groups, topics, where)
    fingerprints = taken_down_fingerprints()
    for entry in catalog.initiatives:
        report += import_group(
            entry=entry,
            initiative=groups[entry.slug],
            is_new=entry.slug in created,
            groups=groups,
            topics=topics,
            fingerprints=fingerprints,
            by=by,
        )
        on_group(entry.slug)
    refuse_bad_chain(catalog, where)
    return report


def import_topics(entries: tuple[TopicEntry, ...]) -> Report:
    known = {topic.slug: topic for topic in Topic.objects.all()}
    report = Report()
    for entry in entries:
        topic = known.get(entry.slug)
        if topic is None:
            Topic.objects.create(slug=entry.slug, name=entry.name, description=entry.description)
            report += Report(created=1)
        elif (topic.name, topic.description) != (entry.name, entry.description):
            topic.name, topic.description = entry.name, entry.description
            topic.save()
            report += Report(updated=1)
        else:
            report += Report(unchanged=1)
    return report


def seat_groups(catalog: Catalog, where: str) -> tuple[Groups, set[str]]:
    """Find every group the file names, by today's or a former slug, and create the new ones."""
    known = {
        initiative.slug: initiative for initiative in Initiative.objects.prefetch_related(*RELATED)
    }
    by_slug = dict(known)
    for alias in Alias.objects.exclude(slug=None).values_list("slug", "initiative__slug"):
        by_slug.setdefault(alias[0], known[alias[1]])
    created: set[str] = set()
    named: dict[int, str] = {}
    for entry in catalog.initiatives:
        if entry.slug not in by_slug:
            by_slug[entry.slug] = Initiative.objects.create(
                slug=entry.slug, name=entry.name, kind=entry.kind, hue=hue_of(entry.slug)
            )
            created.add(entry.slug)
        initiative = by_slug[entry.slug]
        if initiative.pk in named:
            message = (
                f"This is the same group as {named[initiative.pk]!r}: one slug is a former one."
            )
            raise FileRefused(error_at(where, entry, "slug", message))
        named[initiative.pk] = entry.slug
    return by_slug, created


def refuse_strangers(
    catalog: Catalog, groups: Groups, topics: Mapping[str, Topic], where: str
) -> None:
    """Every group, topic and former slug the file points to must exist, and be free."""
    errors: list[FileError] = []
    for entry in catalog.initiatives:
        named: list[tuple[str, Dated, str | None]] = [
            *(("parents", fact, fact.parent) for fact in entry.parents or ()),
            *(("serves", fact, fact.serves) for fact in entry.serves or ()),
        ]
        for field, fact, slug in named:
            if slug is not None and slug not in groups:
                errors.append(error_at(where, fact, field, f"There is no group {slug!r}."))
            elif slug is not None and groups[slug] == groups[entry.slug]:
                errors.append(error_at(where, fact, field, "A group can't point to itself."))
        errors += [
            error_at(where, entry, "topics", f"There is no topic {topic!r}.")
            for topic in entry.topics or ()
            if topic not in topics
        ]
        for alias in entry.aliases or ():
            owner = groups.get(alias.slug or "")
            if owner is not None and owner != groups[entry.slug]:
                message = f"{alias.slug!r} leads to {owner.slug!r}."
                errors.append(error_at(where, alias, "aliases", message))
    if errors:
        raise FileRefused(*errors)


def error_at(where: str, entry: Any, field: str, message: str) -> FileError:
    return FileError(where=where, line=entry.line, field=field, message=message)


def refuse_bad_chain(catalog: Catalog, where: str) -> None:
    reports_to = dict(Parent.objects.open().values_list("initiative__slug", "parent__slug"))
    chain = find_bad_chain(reports_to)
    if chain:
        lines = {entry.slug: entry for entry in catalog.initiatives}
        entry = next((lines[slug] for slug in chain if slug in lines), None)
        raise FileRefused(
            FileError(
                where=where,
                line=entry.line if entry else 0,
                field="parents",
                message=f"This chain of groups never ends or is too deep: {' → '.join(chain)}.",
            )
        )


def import_group(
    *,
    entry: CatalogEntry,
    initiative: Initiative,
    is_new: bool,
    groups: Groups,
    topics: Mapping[str, Topic],
    fingerprints: AbstractSet[str],
    by: User | None,
) -> Report:
    changes = Changes()
    spoken = dates_of_sources(entry)
    is_old = not is_new and is_older(entry, initiative)
    if not is_old:
        set_plain(entry, initiative, changes)
        set_topics(entry, initiative, topics, changes)
        set_channels(entry, initiative, changes)
    set_aliases(entry, initiative, changes)
    set_sources(entry, initiative, changes)
    for relation, rows, entries in (
        (parents_of(initiative, groups), initiative.parents.all(), entry.parents),
        (stages_of(initiative), initiative.stages.all(), entry.stages),
    ):
        reconcile(relation=relation, rows=rows, entries=entries or (), changes=changes)
    set_served(entry, initiative, groups, spoken, changes)
    skipped = set_roles(entry, initiative, fingerprints, spoken, changes)
    questions = ask_questions(entry, initiative, fingerprints, changes)
    if is_new or changes.count:
        initiative.save()
        audit.record(by=by, verb="catalogue.imported", on=initiative)
    return Report(
        created=int(is_new),
        updated=int(not is_new and changes.count > 0),
        unchanged=int(not is_new and changes.count == 0),
        skipped=skipped,
        questions=questions,
        conflicts=tuple(changes.conflicts),
    )


def dates_of_sources(entry: CatalogEntry) -> dict[str, date | None]:
    """The sources this entry was read from, each with the latest date it was seen."""
    spoken: dict[str, date | None] = {}
    said = [(source.title, source.seen_on) for source in entry.sources or ()]
    said += [(role.source, role.seen_on) for role in entry.roles or ()]
    said += [(fact.source, fact.seen_on) for fact in entry.serves or ()]
    for source, seen_on in said:
        if source not in spoken or is_newer(seen_on, spoken[source]):
            spoken[source] = seen_on
    return spoken


def is_older(entry: CatalogEntry, initiative: Initiative) -> bool:
    """Whether what we know was read from a later text than this entry."""
    ours = [source.seen_on for source in initiative.sources.all() if source.seen_on]
    theirs = [source.seen_on for source in entry.sources or () if source.seen_on]
    return bool(ours and theirs) and max(ours) > max(theirs)


def set_plain(entry: CatalogEntry, initiative: Initiative, changes: Changes) -> None:
    """Names and words. Two sources of one date that name a group differently are a conflict."""
    rivals = rival_sources(entry, initiative)
    for column in ("name", "kind"):
        ours, theirs = getattr(initiative, column), getattr(entry, column)
        if ours == theirs:
            continue
        if rivals:
            what = f"{initiative.slug}: {column}"
            changes.conflicts.append(Conflict(what=what, ours=ours, theirs=theirs, sources=rivals))
            continue
        if column == "name":
            remember_name(initiative, ours, entry, changes)
        setattr(initiative, column, theirs)
        changes.count += 1
    for column in PLAIN_COLUMNS:
        said = getattr(entry, column)
        if said is not None and said != getattr(initiative, column):
            setattr(initiative, column, said)
            changes.count += 1


def rival_sources(entry: CatalogEntry, initiative: Initiative) -> tuple[str, ...]:
    """Our newest source and theirs, when both are of one date and are not the same text."""
    ours = {source.title: source.seen_on for source in initiative.sources.all() if source.seen_on}
    theirs = {source.title: source.seen_on for source in entry.sources or () if source.seen_on}
    if not ours or not theirs or not ours.keys().isdisjoint(theirs):
        return ()
    if max(ours.values()) != max(theirs.values()):
        return ()
    return (max(ours, key=ours.__getitem__), max(theirs, key=theirs.__getitem__))


def remember_name(initiative: Initiative, name: str, entry: CatalogEntry, changes: Changes) -> None:
    """A renamed group keeps its former name, dated by the text that used the new one."""
    if name.casefold() != entry.name.casefold():
        days = [source.seen_on for source in entry.sources or () if source.seen_on]
        Alias.objects.get_or_create(
            initiative=initiative,
            name=name,
            defaults={"kind": AliasKind.FORMER_NAME, "until": max(days, default=None)},
        )
        changes.count += 1


def set_topics(
    entry: CatalogEntry, initiative: Initiative, topics: Mapping[str, Topic], changes: Changes
) -> None:
    if entry.topics is None:
        return
    wanted = {topics[slug] for slug in entry.topics}
    if wanted != set(initiative.topics.all()):
        initiative.topics.set(wanted)
        changes.count += 1


def set_channels(entry: CatalogEntry, initiative: Initiative, changes: Changes) -> None:
    """The file's channels replace ours: a channel that is gone helps nobody."""
    if entry.channels is None:
        return
    known = {(c.kind, c.name, c.url): c for c in initiative.channels.all()}
    rows = []
    for said in entry.channels:
        row = known.pop((said.kind, said.name, said.url), None)
        if row is None:
            row = Channel.objects.create(
                initiative=initiative,
                kind=said.kind,
                name=said.name,
                url=said.url,
                is_public=said.public,
                position=NEW,
            )
            changes.count += 1
        elif row.is_public != said.public:
            row.is_public = said.public
            row.save(update_fields=["is_public"])
            changes.count += 1
        rows.append(row)
    for gone in known.values():
        gone.delete()
        changes.count += 1
    keep_order(rows, changes)


def set_aliases(entry: CatalogEntry, initiative: Initiative, changes: Changes) -> None:
    """Names are only ever added: an old name stays findable."""
    known = {alias.name: alias for alias in initiative.aliases.all()}
    for said in entry.aliases or ():
        alias = known.get(said.name)
        values = {"kind": said.kind}
        values |= {"slug": said.slug} if said.slug and said.slug != initiative.slug else {}
        values |= {"until": said.until} if said.until else {}
        if alias is None:
            Alias.objects.create(initiative=initiative, name=said.name, **values)
            changes.count += 1
        elif any(getattr(alias, column) != value for column, value in values.items()):
            Alias.objects.filter(pk=alias.pk).update(**values)
            changes.count += 1


def set_sources(entry: CatalogEntry, initiative: Initiative, changes: Changes) -> None:
    known = {source.title: source for source in initiative.sources.all()}
    for said in entry.sources or ():
        source = known.get(said.title)
        if source is None:
            Source.objects.create(
                initiative=initiative, title=said.title, url=said.url, seen_on=said.seen_on
            )
            changes.count += 1
        elif is_newer(source.seen_on, said.seen_on):
            continue
        elif (source.url, source.seen_on) != (said.url, said.seen_on):
            source.url, source.seen_on = said.url, said.seen_on
            source.save()
            changes.count += 1


def parents_of(initiative: Initiative, groups: Groups) -> Relation:
    return Relation(
        what=f"{initiative.slug}: parent",
        identity=lambda _thing: None,
        value=lambda thing: (
            groups[thing.parent].slug
            if isinstance(thing, Dated) and thing.parent
            else getattr(thing.parent, "slug", None)
        ),
        is_unknown=lambda thing: thing.parent is None,
        columns=lambda entry: {"parent": groups[entry.parent] if entry.parent else None},
        create=lambda **columns: Parent.objects.create(initiative=initiative, **columns),
    )


def stages_of(initiative: Initiative) -> Relation:
    return Relation(
        what=f"{initiative.slug}: stage",
        identity=lambda _thing: None,
        value=lambda thing: thing.stage,
        is_unknown=lambda thing: thing.stage == "unknown",
        columns=lambda entry: {"stage": entry.stage},
        create=lambda **columns: StageRecord.objects.create(initiative=initiative, **columns),
    )


def served_by(initiative: Initiative, groups: Groups) -> Relation:
    def served(thing: Any) -> str:
        return groups[thing.serves].slug if isinstance(thing, Dated) else thing.served.slug

    return Relation(
        what=f"{initiative.slug}: also serves",
        identity=served,
        value=served,
        is_unknown=lambda _thing: False,
        columns=lambda entry: {"served": groups[entry.serves]},
        create=lambda **columns: AlsoServes.objects.create(initiative=initiative, **columns),
    )


def set_served(
    entry: CatalogEntry,
    initiative: Initiative,
    groups: Groups,
    spoken: dict[str, date | None],
    changes: Changes,
) -> None:
    if entry.serves is None:
        return
    rows = list(initiative.serves.all())
    relation = served_by(initiative, groups)
    placed = reconcile(relation=relation, rows=rows, entries=entry.serves, changes=changes)
    met = {row.pk for row in placed.values()}
    end_unmentioned(
        what=relation.what,
        rows=[row for row in rows if row.until is None and row.pk not in met],
        spoken=spoken,
        changes=changes,
    )


def set_roles(
    entry: CatalogEntry,
    initiative: Initiative,
    fingerprints: AbstractSet[str],
    spoken: dict[str, date | None],
    changes: Changes,
) -> int:
    """Returns how many names were left out because their bearers asked for it."""
    if entry.roles is None:
        return 0
    entries = tuple(without_withdrawn_name(role, fingerprints) for role in entry.roles)
    before = changes.count
    reconcile_roles(
        initiative=initiative,
        rows=list(initiative.roles.all()),
        entries=entries,
        spoken=spoken,
        changes=changes,
    )
    if changes.count != before:
        role_changed.send(Initiative, initiative=initiative)
    return sum(ours != theirs for ours, theirs in zip(entries, entry.roles, strict=True))


def ask_questions(
    entry: CatalogEntry, initiative: Initiative, fingerprints: AbstractSet[str], changes: Changes
) -> tuple[AskedQuestion, ...]:
    asked = []
    for said in entry.questions or ():
        question = ask_question(
            initiative=initiative,
            about=said.about,
            text=redact(said.text, fingerprints),
            ask=said.ask,
        )
        if question is not None:
            asked.append(AskedQuestion(where=initiative.slug, text=question.text, ask=question.ask))
    return tuple(asked)
