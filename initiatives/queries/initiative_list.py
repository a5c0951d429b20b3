"""The catalogue as a filtered list with counts: two queries for any number of groups."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from initiatives.models import Initiative, StageRecord, kind_labels
from portal.people.models import SkillArea

from .catalogue_index import Catalogue, Group, catalogue
from .facet_values import FacetValue, facet_values
from .search_index import search_initiatives


@dataclass(frozen=True)
class Filters:
    """What a reader asked for: any of the values of a facet, and all facets together.

    `tz` says whose waking hours `meets` is about; without one that facet narrows nothing.
    """

    q: str = ""
    kind: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    newcomers: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    persona: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    skill: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    parent: tuple[str, ...] = ()
    tz: str = ""

    @property
    def is_empty(self) -> bool:
        return replace(self, tz="") == Filters()


# As they stand in addresses.
FACETS = (
    "kind",
    "stage",
    "newcomers",
    "meets",
    "topic",
    "persona",
    "role",
    "skill",
    "hours",
    "language",
    "parent",
)


@dataclass(frozen=True)
class Option:
    """`count` is None where nobody can know it yet."""

    value: str
    label: str
    count: int | None
    chosen: bool


@dataclass(frozen=True)
class InitiativeRow:
    """One row of the list; `welcomes` says what a newcomer may begin with."""

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
    welcomes: tuple[str, ...]
    wants: tuple[str, ...]
    url: str


@dataclass(frozen=True)
class InitiativeList:
    """Matching groups in their order, and the facets with counts."""

    matching: tuple[Group, ...]
    facets: Mapping[str, tuple[Option, ...]]
    catalogue: Catalogue

    @property
    def total(self) -> int:
        return len(self.catalogue.groups)


def list_initiatives(*, filters: Filters, on: date, tz: str = "") -> InitiativeList:
    """Groups by name, or by how well they meet the words asked for.

    A facet's counts answer "how many would I get with this one too", given the other facets.
    `tz` is the zone to read "my waking hours" in where the filters name none.
    """
    known = catalogue(on)
    values = facet_values(known, tz=filters.tz or tz)
    order, found = None, known.everyone
    if filters.q.strip():
        order = [pk for pk, _score in search_initiatives(filters.q) if pk in known.places]
        found = known.mask_of(order)
    chosen = {facet: chosen_mask(values[facet], getattr(filters, facet)) for facet in FACETS}
    matching = found
    for mask in chosen.values():
        matching &= known.everyone if mask is None else mask
    groups = known.listed(matching)
    if order is not None:
        rank = {pk: place for place, pk in enumerate(order)}
        groups.sort(key=lambda group: rank[group.pk])
    facets = {
        facet: options(values[facet], getattr(filters, facet), others(facet, found, chosen))
        for facet in FACETS
    }
    return InitiativeList(tuple(groups), facets, known)


def chosen_mask(values: list[FacetValue], words: Collection[str]) -> int | None:
    """Who has any of the values asked for; None if a facet narrows nothing.

    A word that no group has finds no group.
    """
    if not words or any(value.mask is None for value in values):
        return None
    mask = 0
    for value in values:
        if value.word in words:
            mask |= value.mask or 0
    return mask


def others(facet: str, found: int, chosen: Mapping[str, int | None]) -> int:
    """Who meets everything but this facet."""
    for other, mask in chosen.items():
        if other != facet and mask is not None:
            found &= mask
    return found


def options(values: list[FacetValue], words: Collection[str], given: int) -> tuple[Option, ...]:
    return tuple(
        Option(
            value=value.word,
            label=value.label,
            count=None if value.mask is None else (value.mask & given).bit_count(),
            chosen=value.word in words,
        )
        for value in values
    )


def rows_of(groups: Collection[Group], *, known: Catalogue, on: date) -> list[InitiativeRow]:
    """The rows of one page; three queries."""
    ids = [group.pk for group in groups]
    since = dict(
        StageRecord.objects.current(on)
        .filter(initiative__in=ids)
        .values_list("initiative_id", "since")
    )
    kinds, areas, reasons = kind_labels(), dict(SkillArea.choices), newcomer_words()
    rows = Initiative.objects.filter(pk__in=ids).prefetch_related("aliases").in_bulk()
    return [
        InitiativeRow(
            pk=group.pk,
            slug=group.slug,
            name=group.name,
            kind_label=kinds[group.kind],
            summary=rows[group.pk].summary,
            stage=known.stage_of.get(group.pk, ""),
            since=since.get(group.pk),
            hue=group.hue,
            parent_name=parent_name(known, group),
            also_called=tuple(alias.name for alias in rows[group.pk].aliases.all()),
            welcomes=words_of(known, "newcomers", group, reasons),
            wants=words_of(known, "role", group, areas),
            url=rows[group.pk].get_absolute_url(),
        )
        for group in groups
        if group.pk in rows
    ]


def parent_name(known: Catalogue, group: Group) -> str:
    parent = known.parent_of.get(group.pk, 0)
    return known.group(parent).name if parent in known.places else ""


def words_of(
    known: Catalogue, facet: str, group: Group, labels: Mapping[str, object]
) -> tuple[str, ...]:
    has = known.values_of(facet, group.pk)
    return tuple(str(label) for value, label in labels.items() if value in has)


def newcomer_words() -> dict[str, str]:
    return {
        "meeting": _("a meeting open to newcomers"),
        "path": _("a path in"),
        "opening": _("an opening for newcomers"),
        "task": _("a small task for newcomers"),
    }
