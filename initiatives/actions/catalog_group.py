"""What a file says about one group, written into its rows."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from initiatives.core.catalog_entry import CatalogEntry
from initiatives.core.catalog_report import AskedQuestion
from initiatives.core.reconcile import is_newer
from initiatives.models import ChangeKind, Channel, Persona, Question, Source, Topic

from .catalog_changes import Changes
from .catalog_columns import Standing, set_columns, standing_of
from .catalog_facts import save
from .catalog_names import set_names
from .catalog_needs import set_confirmations, set_openings, set_reports, set_task_sources
from .catalog_relations import NEW, Groups, deliverables_of, set_relation, set_relations
from .catalog_seats import keep_order, reconcile_roles, without_withdrawn_name
from .question import LONGEST_ASK, LONGEST_TEXT


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the groups of a file may point to, by slug; `skills` by any spelling in the file."""

    groups: Groups
    topics: Mapping[str, Topic]
    personas: Mapping[str, Persona]
    skills: Mapping[str, int]
    fingerprints: AbstractSet[str]


@dataclass(frozen=True, kw_only=True)
class Taken:
    """Beside what changed: names left out on their bearers' request, and what has to be asked."""

    skipped: int
    questions: tuple[AskedQuestion, ...]


def import_group(*, entry: CatalogEntry, words: Words, changes: Changes) -> Taken:
    """The rows of the group must be at hand, and the group itself be there."""
    changes.later_editions = later_editions(entry, changes)
    standing = standing_of(entry, changes)
    spoken = dates_of_sources(entry)
    set_names(entry, changes, is_sole=standing.is_sole)
    set_columns(entry, standing, changes)
    set_lists(entry, standing, words, changes)
    set_relations(entry, words.groups, spoken, changes)
    set_deliverables(entry, words, spoken, changes)
    skipped = set_roles(entry, words.fingerprints, spoken, changes)
    set_openings(entry, words.skills, changes, is_leading=is_leading(standing))
    set_task_sources(entry, changes, is_leading=is_leading(standing))
    set_reports(entry, changes, is_leading=is_leading(standing))
    set_confirmations(entry, changes)
    set_sources(entry, changes)
    return Taken(skipped=skipped, questions=ask_questions(entry, changes))


def is_leading(standing: Standing) -> bool:
    """Whether what the entry says may take the place of what we have."""
    return not (standing.is_older or standing.is_outdated or standing.are_rivals)


def dates_of_sources(entry: CatalogEntry) -> dict[str, date | None]:
    """The sources whose lists this entry was read from, each with the latest date it was seen."""
    said = [(source.title, source.seen_on) for source in entry.sources or ()]
    for facts in (entry.roles, entry.serves, entry.deliverables):
        said += [(fact.source, fact.seen_on) for fact in facts or ()]
    spoken: dict[str, date | None] = {}
    for source, seen_on in said:
        if source not in spoken or is_newer(seen_on, spoken[source]):
            spoken[source] = seen_on
    return spoken


def later_editions(entry: CatalogEntry, changes: Changes) -> dict[str, date]:
    """Texts the entry was read from of which we have read a later edition already."""
    if changes.is_new:
        return {}
    initiative, spoken = changes.initiative, dates_of_sources(entry)
    known = [(source.title, source.seen_on) for source in initiative.sources.all()]
    for rows in (initiative.roles, initiative.serves, initiative.deliverables):
        known += [(row.source, row.seen_on) for row in rows.all()]
    later: dict[str, date] = {}
    for source, day in known:
        if day and source in spoken and is_newer(day, later.get(source, spoken[source])):
            later[source] = day
    return later


def set_lists(entry: CatalogEntry, standing: Standing, words: Words, changes: Changes) -> None:
    """What came from other texts too is only added to: who told what of it is not kept."""
    if standing.is_outdated:
        return
    is_whole = standing.is_sole and not standing.is_older
    set_words(entry.topics, words.topics, "topics", changes, is_whole=is_whole)
    set_words(entry.personas, words.personas, "personas", changes, is_whole=is_whole)
    set_languages(entry, changes, is_whole=is_whole)
    set_channels(entry, changes, is_whole=is_whole)


def set_words(
    slugs: tuple[str, ...] | None,
    known: Mapping[str, Topic] | Mapping[str, Persona],
    relation: str,
    changes: Changes,
    *,
    is_whole: bool,
) -> None:
    if slugs is None:
        return
    manager = getattr(changes.initiative, relation)
    wanted = {known[slug] for slug in slugs}
    ours = set() if changes.is_new else set(manager.all())
    through, target = manager.through, manager.target_field_name
    for one in sorted(wanted - ours, key=lambda one: one.slug):
        changes.new.add(through(**{"initiative": changes.initiative, target: one}))
        changes.count += 1
    if is_whole and (gone := ours - wanted):
        manager.remove(*gone)
        changes.count += 1


def set_languages(entry: CatalogEntry, changes: Changes, *, is_whole: bool) -> None:
    ours = set(changes.initiative.languages)
    wanted = ours if entry.languages is None else set(entry.languages)
    wanted = wanted if is_whole else ours | wanted
    if wanted != ours:
        changes.initiative.languages = sorted(wanted)
        changes.count += 1


def set_channels(entry: CatalogEntry, changes: Changes, *, is_whole: bool) -> None:
    """A channel that its only source no longer names helps nobody."""
    if entry.channels is None:
        return
    rows = [] if changes.is_new else list(changes.initiative.channels.all())
    known = {(c.kind, c.name, c.url): c for c in rows}
    named = []
    for said in entry.channels:
        row = known.pop((said.kind, said.name, said.url), None)
        if row is None:
            row = changes.new.add(
                Channel(
                    initiative=changes.initiative,
                    kind=said.kind,
                    name=said.name,
                    url=said.url,
                    is_public=said.public,
                    position=NEW,
                )
            )
            changes.count += 1
            if said.public:
                changes.tell(ChangeKind.CHANNEL, after=row.label)
        elif row.is_public != said.public and (is_whole or row.is_public):
            save(row, {"is_public": said.public})
            changes.count += 1
        named.append(row)
    if is_whole:
        for gone in known.values():
            if gone.is_public:
                changes.tell(ChangeKind.CHANNEL, before=gone.label)
            gone.delete()
            changes.count += 1
        keep_order(named, changes)
    else:
        keep_order([*rows, *(row for row in named if not row.pk)], changes)


def set_deliverables(
    entry: CatalogEntry, words: Words, spoken: dict[str, date | None], changes: Changes
) -> None:
    rows = [] if changes.is_new else list(changes.initiative.deliverables.all())
    placed = set_relation(
        relation=deliverables_of(changes),
        rows=rows,
        entries=entry.deliverables,
        spoken=spoken,
        changes=changes,
    )
    for row, said in zip(placed, entry.deliverables or (), strict=True):
        wanted = {words.personas[slug] for slug in said.personas}
        ours = set(row.personas.all())
        if wanted - ours or (wanted != ours and row.source == said.source):
            row.personas.set(wanted if row.source == said.source else wanted | ours)
            changes.count += 1
    keep_order(placed, changes)


def set_roles(
    entry: CatalogEntry,
    fingerprints: AbstractSet[str],
    spoken: dict[str, date | None],
    changes: Changes,
) -> int:
    """Returns how many names were left out because their bearers asked for it."""
    if entry.roles is None:
        return 0
    entries = tuple(without_withdrawn_name(role, fingerprints) for role in entry.roles)
    before = changes.count
    rows = [] if changes.is_new else list(changes.initiative.roles.all())
    reconcile_roles(rows=rows, entries=entries, spoken=spoken, changes=changes)
    changes.is_people_changed = changes.count != before
    return sum(ours != theirs for ours, theirs in zip(entries, entry.roles, strict=True))


def set_sources(entry: CatalogEntry, changes: Changes) -> None:
    rows = [] if changes.is_new else list(changes.initiative.sources.all())
    known = {source.title: source for source in rows}
    for said in entry.sources or ():
        row = known.get(said.title)
        if row is None:
            columns = {"title": said.title, "url": said.url, "seen_on": said.seen_on}
            changes.new.add(Source(initiative=changes.initiative, **columns))
            changes.count += 1
        elif is_newer(row.seen_on, said.seen_on):
            continue
        elif (row.url, row.seen_on) != (said.url, said.seen_on):
            save(row, {"url": said.url, "seen_on": said.seen_on})
            changes.count += 1


def ask_questions(entry: CatalogEntry, changes: Changes) -> tuple[AskedQuestion, ...]:
    """As `ask_question` does one by one: settled texts stay settled, open ones follow the text."""
    rows = [] if changes.is_new or not entry.questions else list(changes.initiative.questions.all())
    settled = {(row.about, row.text) for row in rows if not row.is_open}
    waiting = {row.about: row for row in rows if row.is_open}
    asked = []
    for said in entry.questions or ():
        words = {"text": said.text[:LONGEST_TEXT], "ask": said.ask[:LONGEST_ASK]}
        row = waiting.get(said.about)
        if (said.about, words["text"]) in settled:
            continue
        if row is None:
            row = Question(initiative=changes.initiative, about=said.about, **words)
            changes.new.add(row)
            changes.count += 1
        elif (row.text, row.ask) != (words["text"], words["ask"]):
            save(row, words)
            changes.count += 1
        asked.append(AskedQuestion(where=changes.initiative.slug, text=row.text, ask=row.ask))
    return tuple(asked)
