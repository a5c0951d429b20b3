"""What stands on the group itself: its name, its kind, its words and links."""

from dataclasses import dataclass
from datetime import date

from initiatives.core.catalog_entry import CatalogEntry, SourceEntry
from initiatives.core.dispute import Dispute, Side
from initiatives.core.reconcile import is_newer
from initiatives.models import Alias, AliasKind, ChangeKind, Initiative, Source

from .catalog_changes import Changes
from .catalog_names import rename

TEXTS = ("summary", "why", "joining", "decides", "ai_policy", "ai_policy_url")
LINKS = ("website_url", "repo_url", "charter_url")
COLUMNS = ("name", "kind", *TEXTS, *LINKS)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How the texts an entry was read from stand to those we know.

    `is_older`: ours has a later one. `is_outdated`: we know later editions of these very texts.
    `is_sole`: nobody but these texts has told us anything. `theirs` is their newest text, `ours`
    the newest of all others: who told us a word is not kept, so it may have been any of them.
    A text without a date is the oldest of its side.
    """

    is_older: bool
    is_outdated: bool
    is_sole: bool
    ours: Source | None
    theirs: Side

    @property
    def are_rivals(self) -> bool:
        """Two texts of one day, or one without a date: neither wins silently."""
        if self.ours is None or not self.theirs.source:
            return False
        day = self.theirs.seen_on
        return day is None or self.ours.seen_on in (None, day)


def standing_of(entry: CatalogEntry, changes: Changes) -> Standing:
    known = [] if changes.is_new else list(changes.initiative.sources.all())
    titles = {source.title for source in entry.sources or ()}
    said = max(entry.sources or (), key=newest, default=None)
    day = said.seen_on if said else None
    others = [source for source in known if source.title not in titles]
    return Standing(
        is_older=bool(day) and any(is_newer(source.seen_on, day) for source in known),
        is_outdated=bool(titles) and titles <= changes.later_editions.keys(),
        is_sole=not others,
        ours=max(others, key=newest, default=None),
        theirs=Side(
            value="",
            source=said.title if said else "",
            source_url=said.url if said else "",
            seen_on=day,
        ),
    )


def newest(source: Source | SourceEntry) -> tuple[date, str]:
    return (source.seen_on or date.min, source.title)


def set_columns(entry: CatalogEntry, standing: Standing, changes: Changes) -> None:
    """A later text wins; an older one fills what is empty; between rivals a person decides."""
    for column in COLUMNS:
        said = getattr(entry, column)
        if said is None:
            continue
        if changes.conflicts:
            changes.hear(column, told(said, standing.theirs))
        ours = getattr(changes.initiative, column)
        if said != ours:
            meet_column(column, ours, said, standing, changes)
        if changes.conflicts:
            changes.held[column] = getattr(changes.initiative, column)
    is_leading = not standing.is_older and not standing.are_rivals
    if is_leading and entry.hue not in (None, changes.initiative.hue):
        changes.initiative.hue = entry.hue
        changes.count += 1


def meet_column(column: str, ours: str, said: str, standing: Standing, changes: Changes) -> None:
    our_source = standing.ours
    our_side = Side(
        value=ours,
        source=our_source.title if our_source else "",
        source_url=our_source.url if our_source else "",
        seen_on=our_source.seen_on if our_source else None,
    )
    their_side = told(said, standing.theirs)
    if changes.is_ruled_for_ours(column, our_side, their_side):
        return
    if changes.is_ruled_for_theirs(column, our_side, their_side):
        set_column(column, their_side, changes)
    elif standing.is_older or standing.is_outdated:
        if column == "name":
            remember_older_name(said, our_side, changes)
        elif not ours and not standing.is_outdated:
            set_column(column, their_side, changes)
    elif standing.are_rivals and ours:
        if said:
            dispute = Dispute(fact=column, what=column, ours=our_side, theirs=their_side)
            changes.disputes.append(dispute)
    else:
        set_column(column, their_side, changes)


def told(said: str, source: Side) -> Side:
    return Side(
        value=said, source=source.source, source_url=source.source_url, seen_on=source.seen_on
    )


def set_column(column: str, side: Side, changes: Changes) -> None:
    initiative, before = changes.initiative, getattr(changes.initiative, column)
    if column == "name":
        rename(
            changes,
            to=side.value,
            source=side.source,
            source_url=side.source_url,
            day=side.seen_on,
        )
        return
    setattr(initiative, column, side.value)
    changes.count += 1
    if column == "kind":
        changes.tell(ChangeKind.KIND, before=before, after=side.value, source=side.source)
    elif column in LINKS:
        changes.tell(ChangeKind.CHANNEL, before=before, after=side.value, source=side.source)
    else:
        changes.tell(ChangeKind.TEXT, source=side.source)


def remember_older_name(name: str, ours: Side, changes: Changes) -> None:
    """What an older text calls the group it was called before ours."""
    initiative: Initiative = changes.initiative
    known = {initiative.name.casefold(), *(a.name.casefold() for a in initiative.aliases.all())}
    if name.casefold() not in known:
        values = {"kind": AliasKind.FORMER_NAME, "until": ours.seen_on}
        changes.new.add(Alias(initiative=initiative, name=name, **values))
        changes.count += 1
