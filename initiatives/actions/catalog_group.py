"""What a file says about one group, written into its rows."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

from initiatives.core.catalog_entry import CatalogEntry
from initiatives.core.catalog_report import AskedQuestion, Conflict, Report
from initiatives.core.reconcile import is_newer
from initiatives.models import Alias, AliasKind, Channel, Initiative, Source, Topic
from initiatives.signals import role_changed
from portal.kit import audit
from portal.people.models import User

from .catalog_facts import Changes
from .catalog_relations import Groups, set_parent, set_served, set_stage
from .catalog_seats import NEW, keep_order, reconcile_roles, without_withdrawn_name
from .question import ask_question

PLAIN_COLUMNS = ("summary", "why", "joining", "website_url", "repo_url", "charter_url", "hue")


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
    set_parent(entry, initiative, groups, changes)
    set_stage(entry, initiative, changes)
    set_served(entry, initiative, groups, spoken, changes)
    skipped = set_roles(entry, initiative, fingerprints, spoken, changes)
    questions = ask_questions(entry, initiative, changes)
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
        values: dict[str, Any] = {"kind": said.kind}
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
    entry: CatalogEntry, initiative: Initiative, changes: Changes
) -> tuple[AskedQuestion, ...]:
    if not entry.questions:
        return ()
    before = open_questions(initiative)
    asked = []
    for said in entry.questions:
        question = ask_question(
            initiative=initiative,
            about=said.about,
            text=said.text,
            ask=said.ask,
        )
        if question is not None:
            asked.append(AskedQuestion(where=initiative.slug, text=question.text, ask=question.ask))
    changes.count += open_questions(initiative) != before
    return tuple(asked)


def open_questions(initiative: Initiative) -> set[tuple[str, str, str]]:
    return set(initiative.questions.filter(is_open=True).values_list("about", "text", "ask"))
