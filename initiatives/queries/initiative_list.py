"""The catalogue as a filtered list with counts. Six queries for any number of groups."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from initiatives.models import (
    Initiative,
    Parent,
    Stage,
    StageRecord,
    Topic,
    kind_labels,
)
from portal.core.typo_search import plain

from .search_index import search_initiatives


@dataclass(frozen=True)
class Filters:
    """What a reader asked for: any of the values of a facet, and all facets together."""

    q: str = ""
    kind: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    parent: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self == Filters()


FACETS = ("kind", "stage", "topic", "parent")


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Listed:
    """A group with everything a facet can ask about; "" is no stage, no parent."""

    pk: int
    slug: str
    name: str
    kind: str
    stage: str
    topics: frozenset[str]
    parent: str

    def values(self, facet: str) -> Collection[str]:
        return self.topics if facet == "topic" else (getattr(self, facet),)


@dataclass(frozen=True)
class InitiativeRow:
    """One row of the list."""

    pk: int
    slug: str
    name: str
    kind_label: str
    summary: str
    stage: str
    since: date | None
    hue: int
    parent_name: str
    also_called: tuple[str, ...]
    url: str


@dataclass(frozen=True)
class InitiativeList:
    """Matching groups in their order, all groups by id, and the facets with counts."""

    matching: tuple[Listed, ...]
    everything: tuple[Listed, ...]
    facets: dict[str, tuple[Option, ...]]

    @property
    def total(self) -> int:
        return len(self.everything)


def list_initiatives(*, filters: Filters, on: date) -> InitiativeList:
    """Groups by name, or by how well they meet the words asked for.

    A facet's counts answer "how many would I get with this one too", given the other facets.
    """
    everything = all_listed(on)
    order = {group.pk: place for place, group in enumerate(everything)}
    found = everything
    if filters.q.strip():
        order = {pk: place for place, (pk, _score) in enumerate(search_initiatives(filters.q))}
        found = [group for group in everything if group.pk in order]
    matching = sorted(narrow(found, filters), key=lambda group: order[group.pk])
    labels = facet_labels(everything)
    facets = {
        facet: count_options(
            facet, narrow(found, filters, but=facet), labels[facet], getattr(filters, facet)
        )
        for facet in FACETS
    }
    return InitiativeList(tuple(matching), tuple(everything), facets)


def all_listed(on: date) -> list[Listed]:
    stages = dict(StageRecord.objects.current(on).values_list("initiative_id", "stage"))
    links = Parent.objects.current(on).filter(parent__is_listed=True)
    parents = dict(links.values_list("initiative_id", "parent__slug"))
    topics: dict[int, set[str]] = defaultdict(set)
    through = Initiative.topics.through.objects.values_list("initiative_id", "topic__slug")
    for pk, topic in through:
        topics[pk].add(topic)
    listed = [
        Listed(
            pk=pk,
            slug=slug,
            name=name,
            kind=kind,
            stage=stages.get(pk, ""),
            topics=frozenset(topics.get(pk, ())),
            parent=parents.get(pk) or "",
        )
        for pk, slug, name, kind in Initiative.objects.listed().values_list(
            "pk", "slug", "name", "kind"
        )
    ]
    return sorted(listed, key=lambda group: (plain(group.name), group.slug))


def narrow(groups: Iterable[Listed], filters: Filters, *, but: str = "") -> list[Listed]:
    asked = {facet: set(getattr(filters, facet)) for facet in FACETS if facet != but}
    return [
        group
        for group in groups
        if all(
            not wanted or not wanted.isdisjoint(group.values(facet))
            for facet, wanted in asked.items()
        )
    ]


def facet_labels(everything: list[Listed]) -> dict[str, dict[str, str]]:
    """Every value some group has, in the order a reader expects."""
    used = {facet: {v for g in everything for v in g.values(facet)} for facet in FACETS}
    names = {group.slug: group.name for group in everything}
    topics = dict(Topic.objects.order_by("name").values_list("slug", "name"))
    parents = sorted(used["parent"] & names.keys(), key=lambda slug: names[slug].casefold())
    return {
        "kind": {kind: label for kind, label in kind_labels().items() if kind in used["kind"]},
        "stage": {stage.value: str(stage.label) for stage in Stage if stage.value in used["stage"]},
        "topic": {slug: name for slug, name in topics.items() if slug in used["topic"]},
        "parent": {slug: names[slug] for slug in parents},
    }


def count_options(
    facet: str, groups: list[Listed], labels: dict[str, str], chosen: tuple[str, ...]
) -> tuple[Option, ...]:
    counts = Counter(value for group in groups for value in group.values(facet))
    return tuple(
        Option(value, label, counts[value], value in chosen) for value, label in labels.items()
    )


def rows_of(
    groups: Collection[Listed], *, everything: Iterable[Listed], on: date
) -> list[InitiativeRow]:
    """The rows of one page; three queries."""
    ids = [group.pk for group in groups]
    names = {group.slug: group.name for group in everything}
    since = dict(
        StageRecord.objects.current(on)
        .filter(initiative__in=ids)
        .values_list("initiative_id", "since")
    )
    kinds = kind_labels()
    rows = Initiative.objects.filter(pk__in=ids).prefetch_related("aliases").in_bulk()
    return [
        InitiativeRow(
            pk=group.pk,
            slug=group.slug,
            name=group.name,
            kind_label=kinds[group.kind],
            summary=rows[group.pk].summary,
            stage=group.stage,
            since=since.get(group.pk),
            hue=rows[group.pk].hue,
            parent_name=names.get(group.parent, ""),
            also_called=tuple(alias.name for alias in rows[group.pk].aliases.all()),
            url=rows[group.pk].get_absolute_url(),
        )
        for group in groups
    ]
