"""Everything one group's page says, from ten queries at most."""

from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, Q, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.core.hierarchy import MOST_LEVELS, Branch
from initiatives.models import (
    Alias,
    AliasKind,
    AlsoServes,
    Channel,
    Initiative,
    Parent,
    Question,
    RoleHolding,
    Source,
    Stage,
    StageRecord,
    Topic,
)

from .hierarchy import Group, Node, nodes_of

# Channels where a stranger is read and answered; a group lists the one it prefers first.
DOORS = {"slack", "mailing-list", "discord", "github", "website"}


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


@dataclass(frozen=True)
class Door:
    """The one clear way to join: in words, and where the words lead."""

    words: str
    label: str
    url: str


@dataclass(frozen=True)
class Served:
    name: str
    url: str
    is_by_us: bool


@dataclass(frozen=True)
class Name:
    """Another name it goes or went by."""

    name: str
    until: date | None


@dataclass(frozen=True)
class PublishedIn:
    """A text the facts were read from, as it stood on a day."""

    title: str
    url: str
    seen_on: date | None


@dataclass(frozen=True)
class InitiativeDetail:
    initiative: Initiative
    stage: StageRecord | None
    past_stages: tuple[StageRecord, ...]
    parent: Parent | None
    past_parents: tuple[Parent, ...]
    tree: tuple[Node, ...]
    children: int
    served: tuple[Served, ...]
    seats: tuple[Seat, ...]
    past_seats: int
    channels: tuple[Channel, ...]
    topics: tuple[Topic, ...]
    also_called: tuple[Name, ...]
    former_names: tuple[Name, ...]
    sources: tuple[PublishedIn, ...]
    questions: tuple[Question, ...]
    door: Door | None

    @property
    def one_source(self) -> Seat | None:
        """A seat whose source is the source of all, so that it is told once."""
        told = {(seat.source, seat.source_url, seat.seen_on) for seat in self.seats}
        return self.seats[0] if len(told) == 1 else None

    @property
    def is_archived(self) -> bool:
        return self.stage is not None and self.stage.stage == Stage.ARCHIVED


def initiative_detail(*, initiative: Initiative, on: date) -> InitiativeDetail:
    stages = stages_around(initiative, on)
    own_stages = [record for record in stages if record.initiative_id == initiative.pk]
    links = links_around(initiative, on)
    own_links = [link for link in links if link.initiative_id == initiative.pk and is_told(link)]
    tree, children = place_of(initiative, [x for x in links if x.is_current(on)], stages)
    roles = list(initiative.roles.all())
    channels = tuple(initiative.channels.filter(is_public=True))
    names, sources, topics = names_sources_topics(initiative)
    return InitiativeDetail(
        initiative=initiative,
        stage=next((record for record in own_stages if record.is_current(on)), None),
        past_stages=tuple(record for record in own_stages if not record.is_current(on)),
        parent=next((link for link in own_links if link.is_current(on)), None),
        past_parents=tuple(link for link in own_links if not link.is_current(on)),
        tree=tree,
        children=children,
        served=services(initiative, on),
        seats=seats_of([role for role in roles if role.is_current(on)]),
        past_seats=sum(not role.is_current(on) for role in roles),
        channels=channels,
        topics=topics,
        also_called=names[AliasKind.ALIAS],
        former_names=names[AliasKind.FORMER_NAME],
        sources=sources,
        questions=tuple(initiative.questions.filter(is_open=True)),
        door=door_of(initiative, channels),
    )


def stages_around(initiative: Initiative, on: date) -> list[StageRecord]:
    """This group's records, and of all others only who is archived: the tree shows no more."""
    archived = Q(pk__in=StageRecord.objects.current(on).filter(stage=Stage.ARCHIVED).values("pk"))
    return list(StageRecord.objects.filter(Q(initiative=initiative) | archived))


def links_around(initiative: Initiative, on: date) -> list[Parent]:
    """This group's links to parents, past ones too, and today's links of all groups."""
    today = Q(pk__in=Parent.objects.current(on).values("pk"))
    return list(
        Parent.objects.filter(Q(initiative=initiative) | today).select_related(
            "initiative", "parent"
        )
    )


def is_told(link: Parent) -> bool:
    """A group does not give away that it reports to one that is not listed."""
    return link.parent is None or link.parent.is_listed


def place_of(
    initiative: Initiative, links: list[Parent], stages: list[StageRecord]
) -> tuple[tuple[Node, ...], int]:
    """The line from the top down to the group, with the groups that report to it."""
    archived = {r.initiative_id for r in stages if r.stage == Stage.ARCHIVED}
    above = {link.initiative_id: link.parent for link in links if link.parent}
    below = [
        link.initiative
        for link in links
        if link.parent_id == initiative.pk and link.initiative.is_listed
    ]
    groups = {
        row.slug: Group(
            row.slug, row.name, row.kind, row.hue, "archived" if row.pk in archived else ""
        )
        for row in (initiative, *below)
    }
    leaves = sorted((row.slug for row in below), key=lambda slug: groups[slug].order)
    branch = Branch(initiative.slug, tuple(Branch(slug) for slug in leaves))
    row = above.get(initiative.pk)
    while row is not None and row.is_listed and len(groups) <= len(leaves) + MOST_LEVELS:
        if row.slug in groups:
            break
        groups[row.slug] = Group(row.slug, row.name, row.kind, row.hue)
        branch = Branch(row.slug, (branch,))
        row = above.get(row.pk)
    return nodes_of((branch,), groups, here=initiative.slug), len(below)


def services(initiative: Initiative, on: date) -> tuple[Served, ...]:
    rows = (
        AlsoServes.objects.current(on)
        .filter(Q(initiative=initiative) | Q(served=initiative))
        .select_related("initiative", "served")
    )
    found = []
    for row in rows:
        is_by_us = row.initiative_id == initiative.pk
        other = row.served if is_by_us else row.initiative
        if other.is_listed:
            found.append(Served(other.name, other.get_absolute_url(), is_by_us))
    return tuple(found)


def names_sources_topics(
    initiative: Initiative,
) -> tuple[dict[str, tuple[Name, ...]], tuple[PublishedIn, ...], tuple[Topic, ...]]:
    """Three short lists of the same shape in one query: the page may ask twelve."""
    is_name, is_source, is_topic = Value("name"), Value("source"), Value("topic")
    no_day = Value(None, output_field=DateField())
    rows = (
        Alias.objects.filter(initiative=initiative)
        .order_by()
        .values_list(is_name, "name", "kind", "until")
        .union(
            Source.objects.filter(initiative=initiative)
            .order_by()
            .values_list(is_source, "title", "url", "seen_on"),
            initiative.topics.order_by().values_list(is_topic, "name", "slug", no_day),
            all=True,
        )
        .order_by("name")
    )
    names: dict[str, tuple[Name, ...]] = dict.fromkeys(AliasKind.values, ())
    sources: list[PublishedIn] = []
    topics: list[Topic] = []
    for what, text, detail, day in rows:
        if what == "name":
            names[detail] = (*names[detail], Name(text, day))
        elif what == "source":
            sources.append(PublishedIn(text, detail, day))
        else:
            topics.append(Topic(name=text, slug=detail))
    return names, tuple(sources), tuple(topics)


def seats_of(roles: list[RoleHolding]) -> tuple[Seat, ...]:
    """Named seats one by one, in their order; nameless ones of a role as one line."""
    nameless: dict[tuple[str, bool], list[RoleHolding]] = {}
    lines: list[list[RoleHolding]] = []
    for role in roles:
        if role.holder_name or role.holder_handle:
            lines.append([role])
        elif (key := (role.role, role.is_withdrawn)) in nameless:
            nameless[key].append(role)
        else:
            nameless[key] = [role]
            lines.append(nameless[key])
    return tuple(seat_of(line) for line in lines)


def seat_of(line: list[RoleHolding]) -> Seat:
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
    )


def role_words(role: str) -> str:
    """`co-chair` as Co-chair, `tsc-chair` as TSC chair, `staff-contact` as Staff contact."""
    if role.startswith(("co-", "vice-")):
        return role.capitalize()
    words = role.split("-")
    if words[0] in ("tsc", "tac"):
        return " ".join([words[0].upper(), *words[1:]])
    return " ".join(words).capitalize()


def door_of(initiative: Initiative, channels: tuple[Channel, ...]) -> Door | None:
    """What the group says itself, with its first open channel; else where its work can be seen."""
    first = next((c for c in channels if c.kind in DOORS and c.url), None)
    if first is not None:
        label = first.name or first.get_kind_display()
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
