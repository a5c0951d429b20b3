"""Writes a read catalogue into rows. The caller opens the transaction and adds the meetings."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from initiatives.core.catalog_entry import Catalog, Dated, TopicEntry
from initiatives.core.catalog_redaction import without_names
from initiatives.core.catalog_report import FileError, FileRefused, Report
from initiatives.core.hierarchy import find_bad_chain
from initiatives.core.hues import hue_of
from initiatives.models import Alias, Initiative, Parent, Topic
from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import User

from .catalog_group import import_group
from .catalog_relations import Groups
from .role import CATALOGUE, taken_down_fingerprints

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
    hold(CATALOGUE)
    fingerprints = taken_down_fingerprints()
    catalog = without_names(catalog, fingerprints)
    report = import_topics(catalog.topics, by)
    groups, created = seat_groups(catalog, where)
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    refuse_strangers(catalog, groups, topics, where)
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


def import_topics(entries: tuple[TopicEntry, ...], by: User | None) -> Report:
    known = {topic.slug: topic for topic in Topic.objects.all()}
    report = Report()
    for entry in entries:
        topic = known.get(entry.slug)
        if topic is None:
            topic = Topic(slug=entry.slug, name=entry.name, description=entry.description)
            report += Report(created=1)
        elif (topic.name, topic.description) != (entry.name, entry.description):
            topic.name, topic.description = entry.name, entry.description
            report += Report(updated=1)
        else:
            report += Report(unchanged=1)
            continue
        topic.save()
        audit.record(by=by, verb="topic.imported", on=topic)
    return report


def seat_groups(catalog: Catalog, where: str) -> tuple[Groups, set[str]]:
    """Find every group the file names, by today's or a former slug, and create the new ones."""
    known = {
        initiative.slug: initiative for initiative in Initiative.objects.prefetch_related(*RELATED)
    }
    by_slug = dict(known)
    for alias in Alias.objects.exclude(slug=None).select_related("initiative"):
        by_slug.setdefault(alias.slug or "", known[alias.initiative.slug])
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
