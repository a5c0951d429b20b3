"""Writes a read catalogue into rows. The caller opens the transaction and adds the meetings."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import prefetch_related_objects

from initiatives.core.catalog_entry import (
    Catalog,
    CatalogEntry,
    Dated,
    PersonaEntry,
    SkillEntry,
    TopicEntry,
)
from initiatives.core.catalog_redaction import without_names
from initiatives.core.catalog_report import AskedQuestion, FileError, FileRefused, Report
from initiatives.core.hierarchy import find_bad_chain
from initiatives.core.hues import hue_of
from initiatives.models import (
    Alias,
    Change,
    ChangeKind,
    Initiative,
    Opening,
    Parent,
    Persona,
    TaskSource,
    Topic,
)
from initiatives.signals import role_changed
from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import Skill, User
from portal.people.queries.skills import vocabulary

from .catalog_changes import Changes, NewRows
from .catalog_columns import COLUMNS
from .catalog_group import Words, import_group
from .catalog_relations import Groups
from .conflict import keep_conflicts, report_of
from .question import ask_question
from .role import CATALOGUE, taken_down_fingerprints

CHUNK = 500
RELATED = (
    *("topics", "personas", "parents__parent", "serves__served", "predecessors__predecessor"),
    *("stages", "roles", "aliases", "channels", "sources", "deliverables__personas"),
    *("openings__skills", "task_sources", "reports", "confirmations", "questions", "conflicts"),
)
Word = TypeVar("Word", Topic, Persona)


@transaction.atomic
def import_groups(
    *,
    catalog: Catalog,
    where: str,
    by: User | None,
    on_group: Callable[[str], None] = lambda slug: None,
) -> Report:
    """Create and update groups; raises FileRefused when the file contradicts itself or us.

    `where` names the file in errors; `on_group` hears of each group done. What rival
    texts tell differently is kept as a conflict, for a person to decide.
    """
    hold(CATALOGUE)
    fingerprints = taken_down_fingerprints()
    catalog = without_names(catalog, fingerprints)
    report = import_words(Topic, catalog.topics, by) + import_words(Persona, catalog.personas, by)
    add_skills(catalog.skills, by)
    groups, created = seat_groups(catalog, where)
    words = Words(
        groups=groups,
        topics={topic.slug: topic for topic in Topic.objects.all()},
        personas={persona.slug: persona for persona in Persona.objects.all()},
        skills=skills_of(catalog),
        fingerprints=fingerprints,
    )
    refuse_strangers(catalog, words, where)
    for chunk in in_chunks(catalog.initiatives):
        known = [groups[entry.slug] for entry in chunk if entry.slug not in created]
        prefetch_related_objects(known, *RELATED)
        report += import_chunk(chunk, words, created, by, on_group)
        for initiative in known:
            vars(initiative)["_prefetched_objects_cache"].clear()
    report += Report(questions=ask_about_twins(catalog, groups, created))
    refuse_bad_chain(catalog, where)
    return report


def ask_about_twins(
    catalog: Catalog, groups: Groups, created: set[str]
) -> tuple[AskedQuestion, ...]:
    """Two lists may know one group by two slugs; one list that has both tells them apart."""
    told = {groups[entry.slug].slug for entry in catalog.initiatives}
    by_name: dict[tuple[str, str], list[Initiative]] = {}
    for initiative in {one.pk: one for one in groups.values()}.values():
        by_name.setdefault((initiative.name.casefold(), initiative.kind), []).append(initiative)
    asked = []
    for alike in by_name.values():
        first, *others = sorted(alike, key=lambda one: one.slug)
        for other in others:
            pair = {first.slug, other.slug}
            if created.isdisjoint(pair) or pair <= told:
                continue
            ask = f"There is a group of this name at /initiatives/{first.slug}/ too. Are they one?"
            about = f"same-as:{first.slug}"
            ask_question(initiative=other, about=about, text=other.name, ask=ask)
            asked.append(AskedQuestion(where=other.slug, text=other.name, ask=ask))
    return tuple(asked)


def in_chunks(entries: Iterable[CatalogEntry]) -> Iterator[list[CatalogEntry]]:
    rest = iter(entries)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def import_chunk(
    entries: list[CatalogEntry],
    words: Words,
    created: set[str],
    by: User | None,
    on_group: Callable[[str], None],
) -> Report:
    """New rows of all these groups are written together, then everybody hears of them."""
    report, new, done = Report(), NewRows(), []
    for entry in entries:
        initiative, is_new = words.groups[entry.slug], entry.slug in created
        changes = Changes(
            initiative=initiative,
            new=new,
            is_new=is_new,
            conflicts=[] if is_new else list(initiative.conflicts.all()),
        )
        taken = import_group(entry=entry, words=words, changes=changes)
        keep_conflicts(changes=changes)
        done.append(changes)
        report += Report(
            created=int(is_new),
            updated=int(not is_new and changes.count > 0),
            unchanged=int(not is_new and changes.count == 0),
            skipped=taken.skipped,
            questions=taken.questions,
            conflicts=report_of(changes),
        )
        on_group(entry.slug)
    new.write()
    for changes in done:
        if changes.count and not changes.is_new:
            changes.initiative.save()
    told = [changes.initiative for changes in done if changes.is_new or changes.count]
    audit.record_each(by=by, verb="catalogue.imported", on=told)
    for changes in done:
        if changes.is_people_changed:
            role_changed.send(Initiative, initiative=changes.initiative)
    return report


def import_words(
    model: type[Word], entries: tuple[TopicEntry, ...] | tuple[PersonaEntry, ...], by: User | None
) -> Report:
    known = {word.slug: word for word in model.objects.all()}
    report = Report()
    for entry in entries:
        word = known.get(entry.slug)
        if word is None:
            word = model(slug=entry.slug, name=entry.name, description=entry.description)
            report += Report(created=1)
        elif (word.name, word.description) != (entry.name, entry.description):
            word.name, word.description = entry.name, entry.description
            report += Report(updated=1)
        else:
            report += Report(unchanged=1)
            continue
        word.save()
        audit.record(by=by, verb=f"{model._meta.model_name}.imported", on=word)  # noqa: SLF001  # its documented name
    return report


def add_skills(entries: tuple[SkillEntry, ...], by: User | None) -> None:
    """Words nobody here knows yet. One that is known, by whatever spelling, stays as it is."""
    if not entries:
        return
    known = set(Skill.objects.values_list("slug", flat=True))
    spellings = vocabulary()
    for entry in entries:
        if entry.slug not in known and spellings.find(entry.name) is None:
            skill = Skill.objects.create(slug=entry.slug, name=entry.name, area=entry.area)
            audit.record(by=by, verb="skill.imported", on=skill)


def skills_of(catalog: Catalog) -> dict[str, int]:
    """Every skill the openings of the file name, by the word they use. Nothing for most files."""
    named = {
        need.skill
        for entry in catalog.initiatives
        for opening in entry.openings or ()
        for need in opening.skills
    }
    if not named:
        return {}
    by_slug = dict(Skill.objects.values_list("slug", "pk"))
    names = {entry.slug: entry.name for entry in catalog.skills}
    spellings = vocabulary()
    found = {
        word: slug if (slug := word) in by_slug else spellings.find(names.get(word, word))
        for word in named
    }
    return {word: by_slug[slug] for word, slug in found.items() if slug}


def seat_groups(catalog: Catalog, where: str) -> tuple[Groups, set[str]]:
    """Find every group the file names, by today's or a former slug, and create the new ones."""
    known = {initiative.slug: initiative for initiative in Initiative.objects.all()}
    by_pk = {initiative.pk: initiative for initiative in known.values()}
    by_slug = dict(known)
    for slug, pk in Alias.objects.exclude(slug=None).values_list("slug", "initiative_id"):
        by_slug.setdefault(slug or "", by_pk[pk])
    new = [new_group(entry) for entry in catalog.initiatives if entry.slug not in by_slug]
    Initiative.objects.bulk_create(new, CHUNK)
    Change.objects.bulk_create(
        (Change(initiative=one, kind=ChangeKind.ADDED, after=one.name) for one in new), CHUNK
    )
    by_slug |= {initiative.slug: initiative for initiative in new}
    named: dict[int, str] = {}
    for entry in catalog.initiatives:
        initiative = by_slug[entry.slug]
        if initiative.pk in named:
            message = (
                f"This is the same group as {named[initiative.pk]!r}: one slug is a former one."
            )
            raise FileRefused(error_at(where, entry, "slug", message))
        named[initiative.pk] = entry.slug
    return by_slug, {initiative.slug for initiative in new}


def new_group(entry: CatalogEntry) -> Initiative:
    said = {name: getattr(entry, name) for name in COLUMNS if getattr(entry, name) is not None}
    hue = hue_of(entry.slug) if entry.hue is None else entry.hue
    languages = sorted(entry.languages or ())
    return Initiative(slug=entry.slug, hue=hue, languages=languages, **said)


def refuse_strangers(catalog: Catalog, words: Words, where: str) -> None:
    """What the file points to must exist; what belongs to one group, be free."""
    errors: list[FileError] = []
    repositories = dict(TaskSource.objects.values_list("repository", "initiative_id"))
    keys = {str(key): pk for key, pk in Opening.objects.values_list("key", "initiative_id")}
    for entry in catalog.initiatives:
        errors += strange_groups(entry, words.groups, where)
        errors += strange_words(entry, words, where)
        own = words.groups[entry.slug].pk
        for source in entry.task_sources or ():
            if repositories.setdefault(source.repository, own) != own:
                message = f"{source.repository!r} is where another group's tasks come from."
                errors.append(error_at(where, source, "task_sources", message))
        for opening in entry.openings or ():
            if opening.key and keys.setdefault(opening.key, own) != own:
                message = f"{opening.key!r} is another group's opening."
                errors.append(error_at(where, opening, "openings", message))
    if errors:
        raise FileRefused(*errors)


def strange_groups(entry: CatalogEntry, groups: Groups, where: str) -> list[FileError]:
    errors: list[FileError] = []
    named: list[tuple[str, Dated, str | None]] = [
        *(("parents", fact, fact.parent) for fact in entry.parents or ()),
        *(("serves", fact, fact.serves) for fact in entry.serves or ()),
        *(("predecessors", fact, fact.predecessor) for fact in entry.predecessors or ()),
    ]
    for field, fact, slug in named:
        if slug is not None and slug not in groups:
            errors.append(error_at(where, fact, field, f"There is no group {slug!r}."))
        elif slug is not None and groups[slug] == groups[entry.slug]:
            errors.append(error_at(where, fact, field, "A group can't point to itself."))
    for alias in entry.aliases or ():
        owner = groups.get(alias.slug or "")
        if owner is not None and owner != groups[entry.slug]:
            message = f"{alias.slug!r} leads to {owner.slug!r}."
            errors.append(error_at(where, alias, "aliases", message))
    return errors


def strange_words(entry: CatalogEntry, words: Words, where: str) -> list[FileError]:
    named: list[tuple[str, str, Any, str, Mapping[str, Any]]] = [
        *(("topics", "topic", entry, slug, words.topics) for slug in entry.topics or ()),
        *(("personas", "persona", entry, slug, words.personas) for slug in entry.personas or ()),
        *(
            ("deliverables", "persona", made, slug, words.personas)
            for made in entry.deliverables or ()
            for slug in made.personas
        ),
        *(
            ("openings", "skill", need, need.skill, words.skills)
            for opening in entry.openings or ()
            for need in opening.skills
        ),
    ]
    return [
        error_at(where, told, field, f"There is no {kind} {word!r}.")
        for field, kind, told, word, known in named
        if word not in known
    ]


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
