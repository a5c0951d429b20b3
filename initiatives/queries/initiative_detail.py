"""Everything one group's page says of itself, from two queries; panels stand beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.core.as_of import fact_on
from initiatives.core.hierarchy import Branch
from initiatives.core.lead_roles import LEAD_ROLES
from initiatives.models import AliasKind, DeliverableType, Initiative, RoleHolding, Stage
from portal.people.queries.languages import language_name

from .ancestors import Ancestor, ancestors
from .group_rows import (
    ChannelRow,
    DeliverableRow,
    GroupRows,
    LinkRow,
    NameRow,
    QuestionRow,
    RoleRow,
    SourceRow,
    StageRow,
    TermRow,
    current,
    group_rows,
)
from .hierarchy import Group, Node, nodes_of

# Channels where a stranger is read and answered; a group lists the one it prefers first.
DOORS = {"slack", "mailing-list", "discord", "github", "website"}
# As many as are read at a glance; the rest is one click away.
MOST_TO_TALK_TO = 6
MOST_CHILDREN_DRAWN = 24


@dataclass(frozen=True)
class Seat:
    """A line of people: one person, or all seats of a role without a published name."""

    role: str
    name: str
    handle: str
    affiliation: str
    is_interim: bool
    is_withdrawn: bool
    since: date | None
    source: str
    source_url: str
    seen_on: date | None
    is_lead: bool = False


@dataclass(frozen=True)
class Door:
    """The one clear way to join: in words, and where the words lead."""

    words: str
    label: str
    url: str


@dataclass(frozen=True)
class Place:
    """Where it talks or keeps its papers; `is_dead` when the address has stopped answering."""

    kind: str
    label: str
    url: str
    is_dead: bool


@dataclass(frozen=True)
class Made:
    """All of one type a group has made."""

    label: str
    rows: tuple[DeliverableRow, ...]


@dataclass(frozen=True)
class InitiativeDetail:
    initiative: Initiative
    rows: GroupRows
    stage: StageRow | None
    parent: LinkRow | None
    tree: tuple[Node, ...]
    children: int
    children_left_out: int
    serves: tuple[LinkRow, ...]
    served_by: tuple[LinkRow, ...]
    seats: tuple[Seat, ...]
    also_called: tuple[NameRow, ...]
    former_names: tuple[NameRow, ...]
    made: tuple[Made, ...]
    door: Door | None

    @property
    def topics(self) -> tuple[TermRow, ...]:
        return self.rows.topics

    @property
    def personas(self) -> tuple[TermRow, ...]:
        return self.rows.personas

    @property
    def places(self) -> tuple[Place, ...]:
        """Its channels, then the repository and the website that stand on the group itself."""
        own = (("github", self.initiative.repo_url), ("website", self.initiative.website_url))
        told = [(row.kind, row.label, row.url) for row in self.rows.channels]
        told += [(kind, url.removeprefix("https://"), url) for kind, url in own if url]
        dead = self.rows.dead_links
        return tuple(Place(kind, label, url, url in dead) for kind, label, url in told)

    @property
    def languages(self) -> list[str]:
        return [language_name(code) for code in self.initiative.languages]

    @property
    def sources(self) -> tuple[SourceRow, ...]:
        return self.rows.sources

    @property
    def questions(self) -> tuple[QuestionRow, ...]:
        return self.rows.questions

    @property
    def people(self) -> tuple[Seat, ...]:
        """Whom to talk to: who leads with a published name; failing that whoever has one."""
        named = [seat for seat in self.seats if seat.name]
        leads = [seat for seat in named if seat.is_lead] or named
        return tuple(leads[:MOST_TO_TALK_TO])

    @property
    def other_seats(self) -> tuple[Seat, ...]:
        return tuple(seat for seat in self.seats if seat not in self.people)

    @property
    def seats_without_start(self) -> int:
        return sum(seat.since is None for seat in self.seats)

    @property
    def one_source(self) -> Seat | None:
        """A seat whose source is the source of all, so that it is told once."""
        told = {(seat.source, seat.source_url, seat.seen_on) for seat in self.seats}
        return self.seats[0] if len(told) == 1 else None

    @property
    def is_archived(self) -> bool:
        return self.stage is not None and self.stage.stage == Stage.ARCHIVED

    @property
    def archived_since(self) -> date | None:
        return self.stage.since if self.stage and self.is_archived else None

    @property
    def made_count(self) -> int:
        return sum(len(made.rows) for made in self.made)

    @property
    def made_source(self) -> DeliverableRow | None:
        """One of the things made whose source is the source of all, so that it is told once."""
        found = [row for made in self.made for row in made.rows]
        told = {(row.source, row.source_url, row.seen_on) for row in found}
        return found[0] if len(told) == 1 and len(found) > 1 else None


def initiative_detail(*, initiative: Initiative, on: date) -> InitiativeDetail:
    rows = group_rows(initiative)
    children = current(rows.children, on)
    drawn = sorted(children, key=lambda row: row.name.casefold())[:MOST_CHILDREN_DRAWN]
    archived = {row.slug for row in current(rows.archived_children, on)}
    above = ancestors(initiative=initiative, on=on)
    return InitiativeDetail(
        initiative=initiative,
        rows=rows,
        stage=fact_on(rows.stages, on),
        parent=fact_on(rows.parents, on),
        tree=place_of(initiative, above, drawn, archived),
        children=len(children),
        children_left_out=len(children) - len(drawn),
        serves=current(rows.serves, on),
        served_by=current(rows.served_by, on),
        seats=seats_of(current(rows.roles, on)),
        also_called=of_kind(rows.names, AliasKind.ALIAS),
        former_names=of_kind(rows.names, AliasKind.FORMER_NAME),
        made=made_of(current(rows.deliverables, on)),
        door=door_of(initiative, rows.channels),
    )


def of_kind(names: Iterable[NameRow], kind: AliasKind) -> tuple[NameRow, ...]:
    return tuple(row for row in names if row.kind == kind)


def made_of(rows: Iterable[DeliverableRow]) -> tuple[Made, ...]:
    """By type, in the order of the types; within one as the group lists it."""
    by_type: dict[str, list[DeliverableRow]] = {kind: [] for kind in DeliverableType.values}
    for row in rows:
        by_type[row.type].append(row)
    return tuple(
        Made(str(DeliverableType(kind).label), tuple(found))
        for kind, found in by_type.items()
        if found
    )


def place_of(
    initiative: Initiative,
    above: Sequence[Ancestor],
    below: Sequence[LinkRow],
    archived: set[str],
) -> tuple[Node, ...]:
    """The line from the top down to the group, with the groups that report to it."""
    groups = {one.slug: Group(one.slug, one.name, one.kind, one.hue) for one in above}
    for row in below:
        stage = Stage.ARCHIVED.value if row.slug in archived else ""
        groups[row.slug] = Group(row.slug, row.name, row.kind, row.hue, stage)
    groups[initiative.slug] = Group(
        initiative.slug, initiative.name, initiative.kind, initiative.hue
    )
    leaves = sorted((row.slug for row in below), key=lambda slug: groups[slug].order)
    branch = Branch(initiative.slug, tuple(Branch(slug) for slug in leaves))
    for one in above:
        branch = Branch(one.slug, (branch,))
    return nodes_of((branch,), groups, here=initiative.slug)


def seats_of(roles: Iterable[RoleRow | RoleHolding]) -> tuple[Seat, ...]:
    """Named seats one by one, in their order; nameless ones of a role as one line."""
    nameless: dict[tuple[str, bool], list[RoleRow | RoleHolding]] = {}
    lines: list[list[RoleRow | RoleHolding]] = []
    for role in roles:
        if role.holder_name or role.holder_handle:
            lines.append([role])
        elif (key := (role.role, role.is_withdrawn)) in nameless:
            nameless[key].append(role)
        else:
            nameless[key] = [role]
            lines.append(nameless[key])
    return tuple(seat_of(line) for line in lines)


def seat_of(line: list[RoleRow | RoleHolding]) -> Seat:
    role = line[0]
    words = role_words(role.role)
    if role.note:
        words = f"{words}, {role.note}"
    if len(line) > 1:
        count = len(line)
        words = ngettext("%(role)s, %(count)s seat", "%(role)s, %(count)s seats", count) % {
            "role": words,
            "count": count,
        }
    return Seat(
        role=words,
        name=role.holder_name or role.holder_handle,
        handle=role.holder_handle if role.holder_name else "",
        affiliation=role.affiliation,
        is_interim=role.is_interim,
        is_withdrawn=role.is_withdrawn,
        since=role.since,
        source=role.source,
        source_url=role.source_url,
        seen_on=role.seen_on,
        is_lead=role.role in LEAD_ROLES,
    )


def role_words(role: str) -> str:
    """`co-chair` as Co-chair, `tsc-chair` as TSC chair, `staff-contact` as Staff contact."""
    if role.startswith(("co-", "vice-")):
        return role.capitalize()
    words = role.split("-")
    if words[0] in ("tsc", "tac"):
        return " ".join([words[0].upper(), *words[1:]])
    return " ".join(words).capitalize()


def door_of(initiative: Initiative, channels: tuple[ChannelRow, ...]) -> Door | None:
    """What the group says itself, with its first open channel; else where its work can be seen."""
    first = next((c for c in channels if c.kind in DOORS and c.url), None)
    if first is not None:
        label = first.name or first.kind_label
        words = {
            "mailing-list": _("Join the mailing list and say hello there."),
            "slack": _("Say hello in their Slack channel."),
            "discord": _("Say hello on their Discord server."),
            "github": _("Say hello where they work, on GitHub."),
            "website": _("Their website tells how to take part."),
        }[first.kind]
        return Door(initiative.joining or words, _("Go to %s") % label, first.url)
    if initiative.repo_url:
        words = _("Look through the repository and open an issue to say that you want to help.")
        return Door(initiative.joining or words, _("Open the repository"), initiative.repo_url)
    if initiative.joining or initiative.website_url:
        words = initiative.joining or _("Their website tells how to take part.")
        return Door(words, _("Open the website"), initiative.website_url)
    return None
