"""Every listed group and what it is found by, as bits: one whole number for each value of a facet.

Counting how many groups have this and that is then one `&` and one count, for ten thousand groups
as for ten. The index lives in the process. One query asks whether anything has changed; only the
columns that did are read again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from initiatives.models import Initiative
from initiatives.signals import gather_catalogue_columns
from portal.core import zones
from portal.core.typo_search import plain

from .catalogue_column import Column, Pairs, Stamp, ask_stamps
from .catalogue_columns import own_columns

# Hours of the day in which a meeting may begin: nobody has to rise or stay up for it.
WAKING = range(7, 22)
# Facet → value → the groups that have it.
Masks = dict[str, dict[Any, int]]


@dataclass(frozen=True)
class Group:
    pk: int
    slug: str
    name: str
    kind: str
    hue: int


@dataclass(frozen=True)
class Catalogue:
    """Groups by name; bit `n` of a mask is the group at place `n`.

    `dates_of` counts a group's meetings in the four weeks to come.
    """

    groups: tuple[Group, ...]
    places: Mapping[int, int]
    masks: Masks
    stage_of: Mapping[int, str]
    parent_of: Mapping[int, int]
    dates_of: Mapping[int, int]
    # What was worked out from it once, like the whole tree; it goes when the catalogue goes.
    worked_out: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def everyone(self) -> int:
        return (1 << len(self.groups)) - 1

    def group(self, pk: int) -> Group:
        return self.groups[self.places[pk]]

    def named(self, slug: str) -> Group | None:
        return next((group for group in self.groups if group.slug == slug), None)

    @property
    def welcoming(self) -> int:
        """Groups where a newcomer finds something to begin with, whatever it is."""
        return self.having("newcomers", self.masks.get("newcomers", ()))

    def values_of(self, facet: str, pk: int) -> set[Any]:
        place = self.places[pk]
        return {value for value, mask in self.masks.get(facet, {}).items() if mask >> place & 1}

    def having(self, facet: str, values: Iterable[Any]) -> int:
        """Groups with any of these values; of one nobody has, none."""
        of_facet = self.masks.get(facet, {})
        mask = 0
        for value in values:
            mask |= of_facet.get(value, 0)
        return mask

    def meeting_awake(self, zone: str) -> int:
        """Groups with a date, in the four weeks to come, that begins in waking hours there."""
        if zone not in self.worked_out:
            tz = zones.zone(zone)
            starts = self.masks.get("starts", {})
            awake = (at for at in starts if at.astimezone(tz).hour in WAKING)
            self.worked_out[zone] = self.having("starts", awake)
        return int(self.worked_out[zone])

    def listed(self, mask: int) -> list[Group]:
        return [self.groups[place] for place in places_of(mask, len(self.groups))]

    def mask_of(self, pks: Iterable[int]) -> int:
        return mask_of([self.places[pk] for pk in pks if pk in self.places], len(self.groups))


def places_of(mask: int, size: int) -> Sequence[int]:
    """The places of the bits that are set, in order."""
    octets = np.frombuffer(mask.to_bytes(size // 8 + 1, "little"), np.uint8)
    return np.flatnonzero(np.unpackbits(octets, bitorder="little")).tolist()


def mask_of(places: Iterable[int], size: int) -> int:
    octets = bytearray(size // 8 + 1)
    for place in places:
        octets[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(octets, "little")


@dataclass(frozen=True)
class Part:
    """A column as it was read."""

    stamp: tuple[Stamp, ...]
    masks: Masks
    told: Mapping[str, Mapping[int, Any]]


@dataclass(frozen=True)
class Kept:
    on: date
    parts: Mapping[str, Part]
    catalogue: Catalogue


# What this process read last.
_kept: Kept | None = None
# The column of the groups themselves: masks of all others are by their places.
FIRST = "groups"
# Facets whose one value of a group is asked for by group too.
SINGLE = ("stage", "parent", "dates")


def catalogue(on: date) -> Catalogue:
    """One query when nothing has changed since the last time."""
    global _kept  # noqa: PLW0603  # the one thing this process remembers
    answers: list[tuple[Any, Any]] = gather_catalogue_columns.send(sender=None, on=on)
    columns: tuple[Column, ...] = (*own_columns(on), *(column for _receiver, column in answers))
    asked = ask_stamps(stamp for column in columns for stamp in column.stamps)
    stamps = {
        column.name: tuple(asked[name] for name, _query in column.stamps) for column in columns
    }
    kept = _kept if _kept is not None and _kept.on == on else None
    same = {
        name
        for name, part in (kept.parts.items() if kept else ())
        if part.stamp == stamps.get(name)
    }
    if kept and len(same) == len(columns):
        return kept.catalogue
    groups = kept.catalogue.groups if kept and FIRST in same else read_groups()
    places = {group.pk: place for place, group in enumerate(groups)}
    if kept is None or kept.catalogue.places != places:
        same = set()
    known = {name: kept.parts[name] for name in same} if kept else {}
    parts = {
        column.name: known.get(column.name) or read_part(column, stamps[column.name], places)
        for column in columns
    }
    made = put_together(groups, places, columns, parts)
    _kept = Kept(on, parts, made)
    return made


def forget() -> None:
    """As if the process had just begun; only to measure how long that takes."""
    global _kept  # noqa: PLW0603
    _kept = None


def read_groups() -> tuple[Group, ...]:
    told = Initiative.objects.listed().values_list("pk", "slug", "name", "kind", "hue")
    return tuple(sorted((Group(*row) for row in told), key=lambda g: (plain(g.name), g.slug)))


def read_part(column: Column, stamp: tuple[Stamp, ...], places: Mapping[int, int]) -> Part:
    masks: Masks = {}
    told: dict[str, Mapping[int, Any]] = {}
    for facet, pairs in column.load().items():
        if facet in SINGLE:
            told[facet] = dict(pairs)
        masks[facet] = masks_of(told[facet].items() if facet in SINGLE else pairs, places)
    return Part(stamp, masks, told)


def masks_of(pairs: Pairs, places: Mapping[int, int]) -> dict[Any, int]:
    found: dict[Any, list[int]] = defaultdict(list)
    for pk, value in pairs:
        if pk in places:
            found[value].append(places[pk])
    return {value: mask_of(each, len(places)) for value, each in found.items()}


def put_together(
    groups: tuple[Group, ...],
    places: Mapping[int, int],
    columns: Iterable[Column],
    parts: Mapping[str, Part],
) -> Catalogue:
    """Columns may speak of the same facet: a group has what any of them says."""
    told = {facet: values for part in parts.values() for facet, values in part.told.items()}
    archived = parts["stages"].masks["stage"].get("archived", 0)
    masks: Masks = defaultdict(dict)
    for column in columns:
        for facet, values in parts[column.name].masks.items():
            for value, mask in values.items():
                kept = mask & ~archived if column.is_offered else mask
                if kept:
                    masks[facet][value] = masks[facet].get(value, 0) | kept
    return Catalogue(
        groups, places, dict(masks), told["stage"], told["parent"], told.get("dates", {})
    )
