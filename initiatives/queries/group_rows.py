"""Every small row of one group in one query, kept on the object for all panels of its page.

`group_rows(initiative)` holds past and present rows; a reader picks those of a day. Groups that are
not listed, private channels and whoever confirmed or claimed something never come along.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import UTC, date, datetime
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import JSONObject

from initiatives.core.as_of import holds
from initiatives.models import (
    Channel,
    ChannelKind,
    Deliverable,
    DeliverableType,
    Initiative,
    LinkCheck,
    LinkState,
    OpeningSkill,
    Parent,
    Source,
    Stage,
    StageRecord,
    address,
)
from initiatives.signals import gather_group_rows

KEPT = "_group_rows"
# Stands in the statement for the group asked about; no row has this key.
ANY_GROUP = Initiative(pk=-1)


@dataclass(frozen=True)
class DatedRow:
    pk: int
    since: date | None
    until: date | None
    source: str
    source_url: str
    seen_on: date | None
    confirmed_on: date | None

    def is_current(self, on: date) -> bool:
        return holds(self, on)


@dataclass(frozen=True)
class StageRow(DatedRow):
    stage: str

    @property
    def label(self) -> str:
        return str(Stage(self.stage).label)


@dataclass(frozen=True)
class LinkRow(DatedRow):
    """A relation to another group. A parent without a slug says that it reports to nobody."""

    slug: str
    name: str
    kind: str
    hue: int

    @property
    def url(self) -> str:
        return address(self.slug) if self.slug else ""


@dataclass(frozen=True)
class NameRow(DatedRow):
    name: str
    slug: str
    kind: str


@dataclass(frozen=True)
class RoleRow(DatedRow):
    role: str
    note: str
    holder_name: str
    holder_handle: str
    affiliation: str
    is_interim: bool
    is_withdrawn: bool
    position: int


@dataclass(frozen=True)
class DeliverableRow(DatedRow):
    name: str
    type: str
    summary: str
    problem: str
    url: str
    position: int
    personas: tuple["TermRow", ...] = ()

    @property
    def type_label(self) -> str:
        return str(DeliverableType(self.type).label)


@dataclass(frozen=True)
class ChannelRow:
    pk: int
    kind: str
    name: str
    url: str
    position: int

    @property
    def label(self) -> str:
        return Channel(name=self.name, url=self.url).label

    @property
    def kind_label(self) -> str:
        return str(ChannelKind(self.kind).label)


@dataclass(frozen=True)
class SourceRow:
    pk: int
    title: str
    url: str
    seen_on: date | None


@dataclass(frozen=True)
class QuestionRow:
    pk: int
    about: str
    text: str
    ask: str


@dataclass(frozen=True)
class ReportRow:
    pk: int
    quarter: str
    filed_on: date | None
    title: str
    url: str


@dataclass(frozen=True)
class SignalRow:
    pk: int
    kind: str
    subject: str
    value: str
    parts: list[dict[str, Any]]
    source_url: str
    observed_on: date | None
    read_at: datetime


@dataclass(frozen=True)
class SkillRow:
    """`of` is the opening that asks for it."""

    pk: int
    of: int
    slug: str
    name: str
    need: str
    level: int


@dataclass(frozen=True)
class OpeningRow:
    """One that is not closed; `fresh_until` says until when it may be shown to everybody."""

    pk: int
    key: UUID
    title: str
    role: str
    summary: str
    hours_min: int | None
    hours_max: int | None
    languages: list[str]
    contact: str
    contact_url: str
    ai_policy: str
    is_for_newcomers: bool
    fresh_until: date
    skills: tuple[SkillRow, ...] = ()

    def is_fresh(self, on: date) -> bool:
        return self.fresh_until >= on


@dataclass(frozen=True)
class ConfirmationRow:
    part: str
    confirmed_on: date


@dataclass(frozen=True)
class TermRow:
    """A topic or a persona; `of` is what it belongs to, none for the group itself."""

    of: int | None
    slug: str
    name: str


@dataclass(frozen=True)
class DeadLink:
    """An address of the group's own page that the link checker has given up."""

    url: str


@dataclass(frozen=True)
class MoreRows:
    """Of a slice above this one: `kind` names them, `shape` has the fields that are read."""

    kind: str
    rows: QuerySet
    shape: type


@dataclass(frozen=True)
class GroupRows:
    """In the order a page shows them; dated rows the newest first. `more` are rows of other slices,
    by their kind."""

    stages: tuple[StageRow, ...]
    parents: tuple[LinkRow, ...]
    children: tuple[LinkRow, ...]
    archived_children: tuple[LinkRow, ...]
    serves: tuple[LinkRow, ...]
    served_by: tuple[LinkRow, ...]
    predecessors: tuple[LinkRow, ...]
    successors: tuple[LinkRow, ...]
    names: tuple[NameRow, ...]
    roles: tuple[RoleRow, ...]
    channels: tuple[ChannelRow, ...]
    sources: tuple[SourceRow, ...]
    questions: tuple[QuestionRow, ...]
    deliverables: tuple[DeliverableRow, ...]
    reports: tuple[ReportRow, ...]
    signals: tuple[SignalRow, ...]
    openings: tuple[OpeningRow, ...]
    confirmations: Mapping[str, date]
    topics: tuple[TermRow, ...]
    personas: tuple[TermRow, ...]
    dead_links: frozenset[str]
    more: Mapping[str, tuple[Any, ...]]

    def fresh_openings(self, on: date) -> tuple[OpeningRow, ...]:
        return tuple(opening for opening in self.openings if opening.is_fresh(on))


Row = TypeVar("Row", bound=DatedRow)


def current(rows: Iterable[Row], on: date) -> tuple[Row, ...]:
    """Those true on a day; an unknown start or end counts as true."""
    return tuple(row for row in rows if row.is_current(on))


def group_rows(initiative: Initiative) -> GroupRows:
    """One query, and none for whoever asks again about the same object."""
    kept = initiative.__dict__.get(KEPT)
    if kept is None:
        kept = initiative.__dict__[KEPT] = read_rows(initiative)
    return kept


def read_rows(initiative: Initiative) -> GroupRows:
    sql, params = statement(connection.vendor)
    shapes = {**SHAPES, **{more.kind: more.shape for more in more_rows()}}
    found: dict[str, list[Any]] = {kind: [] for kind in shapes}
    with connection.cursor() as cursor:
        cursor.execute(sql, [initiative.pk if one == ANY_GROUP.pk else one for one in params])
        for kind, told in cursor.fetchall():
            values = as_json(told)
            found[kind].append(
                shapes[kind](**{name: READ.get(name, as_it_is)(values[name]) for name in values})
            )
    return in_order(found)


@cache
def statement(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Written once a process: composing it costs ten times as much as running it."""
    first, *others = (
        rows.order_by().values_list(Value(kind), told_of(SHAPES[kind], elsewhere))
        for kind, rows, elsewhere in wanted(ANY_GROUP)
    )
    others += [
        more.rows.order_by().values_list(Value(more.kind), told_of(more.shape, {}))
        for more in more_rows()
    ]
    return first.union(*others, all=True).query.sql_with_params()


@cache
def more_rows() -> tuple[MoreRows, ...]:
    answers = gather_group_rows.send(sender=None, group=ANY_GROUP)
    return tuple(cast("MoreRows", more) for _receiver, more in answers)


def told_of(shape: type, elsewhere: Mapping[str, str]) -> JSONObject:
    """All that a row of this shape needs; `elsewhere` names what stands in another table."""
    names = [field.name for field in fields(shape) if field.default is MISSING]
    return JSONObject(**{name: F(elsewhere.get(name, name)) for name in names})


def of_other(relation: str) -> dict[str, str]:
    return {name: f"{relation}__{name}" for name in ("slug", "name", "kind", "hue")}


def wanted(group: Initiative) -> list[tuple[str, QuerySet, Mapping[str, str]]]:
    below = Parent.objects.filter(parent=group, initiative__is_listed=True)
    deliverables = group.deliverables.all()
    channels = group.channels.filter(is_public=True)
    this = Initiative.objects.filter(pk=group.pk).order_by()
    linked = Q(url__in=channels.order_by().values("url"))
    linked |= Q(url__in=deliverables.order_by().values("url"))
    for own in ("website_url", "repo_url", "charter_url", "ai_policy_url"):
        linked |= Q(url__in=this.values(own))
    return [
        ("stage", group.stages.all(), {}),
        (
            "parent",
            group.parents.filter(Q(parent=None) | Q(parent__is_listed=True)),
            of_other("parent"),
        ),
        ("child", below, of_other("initiative")),
        (
            "archived-child",
            StageRecord.objects.filter(
                stage=Stage.ARCHIVED, initiative__in=below.order_by().values("initiative")
            ),
            of_other("initiative"),
        ),
        ("serves", group.serves.filter(served__is_listed=True), of_other("served")),
        ("served-by", group.served_by.filter(initiative__is_listed=True), of_other("initiative")),
        (
            "predecessor",
            group.predecessors.filter(predecessor__is_listed=True),
            of_other("predecessor"),
        ),
        ("successor", group.successors.filter(initiative__is_listed=True), of_other("initiative")),
        ("name", group.aliases.all(), {}),
        ("role", group.roles.all(), {}),
        ("channel", channels, {}),
        ("source", Source.objects.filter(initiative=group), {}),
        ("question", group.questions.filter(is_open=True), {}),
        ("deliverable", deliverables, {}),
        (
            "persona-of",
            Deliverable.personas.through.objects.filter(deliverable__initiative=group),
            {"of": "deliverable_id", "slug": "persona__slug", "name": "persona__name"},
        ),
        ("report", group.reports.all(), {}),
        ("signal", group.trusted_signals.all(), {}),
        ("opening", group.openings.filter(is_open=True), {}),
        (
            "skill-of",
            OpeningSkill.objects.filter(opening__initiative=group, opening__is_open=True),
            {"of": "opening_id", "slug": "skill__slug", "name": "skill__name"},
        ),
        ("confirmation", group.confirmations.all(), {}),
        ("topic", group.topics.all(), {"of": "initiatives"}),
        ("persona", group.personas.all(), {"of": "initiatives"}),
        ("dead-link", LinkCheck.objects.filter(linked, state=LinkState.DEAD), {}),
    ]


SHAPES: Mapping[str, type] = {
    "stage": StageRow,
    "parent": LinkRow,
    "child": LinkRow,
    "archived-child": LinkRow,
    "serves": LinkRow,
    "served-by": LinkRow,
    "predecessor": LinkRow,
    "successor": LinkRow,
    "name": NameRow,
    "role": RoleRow,
    "channel": ChannelRow,
    "source": SourceRow,
    "question": QuestionRow,
    "deliverable": DeliverableRow,
    "persona-of": TermRow,
    "report": ReportRow,
    "signal": SignalRow,
    "opening": OpeningRow,
    "skill-of": SkillRow,
    "confirmation": ConfirmationRow,
    "topic": TermRow,
    "persona": TermRow,
    "dead-link": DeadLink,
}


def as_it_is(value: Any) -> Any:
    return value


def as_text(value: str | None) -> str:
    return value or ""


def as_day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def as_instant(value: str) -> datetime:
    """SQLite writes no offset: what it stores is UTC."""
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def as_json(value: Any) -> Any:
    """SQLite hands JSON inside of JSON over as text."""
    return json.loads(value) if isinstance(value, str) else value


DAYS = ("since", "until", "seen_on", "confirmed_on", "filed_on", "observed_on", "fresh_until")
# By name: what JSON has no word for, or the two databases say differently.
READ: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(DAYS, as_day),
    **dict.fromkeys(("is_interim", "is_withdrawn", "is_for_newcomers"), bool),
    **dict.fromkeys(("slug", "name", "kind"), as_text),
    **dict.fromkeys(("parts", "languages"), as_json),
    "key": UUID,
    "read_at": as_instant,
}


def newest_first(row: DatedRow) -> tuple[int, int, int]:
    """As `Meta.ordering` has it: what nobody has ended first, an unknown start last."""
    ended = row.until.toordinal() if row.until else date.max.toordinal()
    started = row.since.toordinal() if row.since else 0
    return -ended, -started, row.pk


def in_order(found: Mapping[str, list[Any]]) -> GroupRows:
    def rows(kind: str, key: Callable[[Any], Any] = newest_first) -> tuple:
        return tuple(sorted(found[kind], key=key))

    by_place: Callable[[Any], Any] = attrgetter("position", "pk")
    by_name: Callable[[Any], Any] = attrgetter("name", "slug")
    personas = by_owner(rows("persona-of", by_name))
    skills = by_owner(rows("skill-of", attrgetter("pk")))
    return GroupRows(
        stages=rows("stage"),
        parents=rows("parent"),
        children=rows("child"),
        archived_children=rows("archived-child"),
        serves=rows("serves"),
        served_by=rows("served-by"),
        predecessors=rows("predecessor"),
        successors=rows("successor"),
        names=rows("name", attrgetter("kind", "name", "pk")),
        roles=rows("role", by_place),
        channels=rows("channel", by_place),
        sources=rows("source", attrgetter("title", "pk")),
        questions=rows("question", attrgetter("about", "pk")),
        deliverables=tuple(
            replace(row, personas=personas.get(row.pk, ())) for row in rows("deliverable", by_place)
        ),
        reports=tuple(reversed(rows("report", attrgetter("quarter")))),
        signals=rows("signal", attrgetter("kind", "subject")),
        openings=tuple(
            replace(row, skills=skills.get(row.pk, ()))
            for row in rows("opening", attrgetter("title", "pk"))
        ),
        confirmations={row.part: row.confirmed_on for row in found["confirmation"]},
        topics=rows("topic", by_name),
        personas=rows("persona", by_name),
        dead_links=frozenset(row.url for row in found["dead-link"]),
        more={more.kind: tuple(found[more.kind]) for more in more_rows()},
    )


def by_owner(rows: Iterable[Any]) -> dict[int, tuple[Any, ...]]:
    found: dict[int, tuple[Any, ...]] = {}
    for row in rows:
        found[row.of] = (*found.get(row.of, ()), row)
    return found
