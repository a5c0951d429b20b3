"""Who reports to whom, as nested nodes that the outline and the map draw."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.utils.translation import ngettext

from initiatives.core.hierarchy import Branch, find_branch, fold, grow, size
from initiatives.models import Kind, Parent, StageRecord, address, kind_labels
from portal.core.typo_search import plain

from .catalogue_index import Catalogue

# Bodies that govern come first among siblings, then groups before projects.
KIND_ORDER = {kind: place for place, kind in enumerate(Kind.values)}
# More is a wall, not a picture.
MOST_DRAWN = 150
MOST_ACTIVE = 5
# A tree has little room, and people of the house say these anyway.
SHORT = {Kind.WORKING_GROUP.value: "WG", Kind.SIG.value: "SIG"}


@dataclass(frozen=True)
class Node:
    """`note` is what a reader should know about the place in the tree, in words."""

    name: str
    url: str
    hue: int | None = None
    kind: str = ""
    stage: str = ""
    note: str = ""
    is_here: bool = False
    activity: int = 0
    children: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Group:
    slug: str
    name: str
    kind: str
    hue: int
    stage: str = ""

    @property
    def order(self) -> tuple[int, str, str]:
        return (KIND_ORDER[self.kind], plain(self.name), self.slug)


@dataclass(frozen=True)
class Forest:
    """Every group by its slug, whom it reports to, the tree of all, and how often each meets."""

    groups: Mapping[str, Group]
    parents: Mapping[str, str | None]
    branches: tuple[Branch, ...]
    dates: Mapping[str, int]


def forest_of(known: Catalogue) -> Forest:
    if "forest" not in known.worked_out:
        known.worked_out["forest"] = plant(known, known.stage_of, known.parent_of)
    forest: Forest = known.worked_out["forest"]
    return forest


def forest_on(known: Catalogue, on: date) -> Forest:
    """Places and stages of another day. Two queries."""
    stages = StageRecord.objects.current(on).values_list("initiative_id", "stage")
    parents = Parent.objects.current(on).filter(parent__isnull=False)
    return plant(known, dict(stages), dict(parents.values_list("initiative_id", "parent_id")))


def plant(known: Catalogue, stage_of: Mapping[int, str], parent_of: Mapping[int, int]) -> Forest:
    groups = {
        each.slug: Group(each.slug, each.name, each.kind, each.hue, stage_of.get(each.pk, ""))
        for each in known.groups
    }
    parents = {
        each.slug: known.group(above).slug if above in known.places else None
        for each in known.groups
        for above in [parent_of.get(each.pk, 0)]
    }
    branches = grow(parents, order={slug: group.order for slug, group in groups.items()})
    dates = {each.slug: known.dates_of.get(each.pk, 0) for each in known.groups}
    return Forest(groups, parents, branches, dates)


@dataclass(frozen=True)
class Picture:
    """`drawn` of `total` groups; `left_out` of the first level stand only in the list."""

    nodes: tuple[Node, ...]
    drawn: int
    total: int
    left_out: int


def picture(
    known: Catalogue,
    *,
    only: Collection[Group] | None = None,
    under: str = "",
    address_under: Callable[[str], str],
    on: date | None = None,
) -> Picture | None:
    """All listed groups, or those of `only` and what stands above them, or those `under` one.

    None when nobody is called `under`. No query, or two for places and stages `on` another day.
    Large branches are folded; `address_under` says where one can be seen alone.
    """
    forest = forest_of(known) if on is None else forest_on(known, on)
    groups, parents, branches = forest.groups, forest.parents, forest.branches
    chosen = set(parents) if only is None else {group.slug for group in only}
    if only is not None:
        parents = {slug: parents[slug] for slug in with_ancestors(chosen, parents)}
        branches = grow(parents, order={slug: groups[slug].order for slug in parents})
    if under:
        branch = find_branch(branches, under)
        if branch is None:
            return None
        branches = (branch,)
    total = size(branches)
    branches, left_out = fold(branches, most=MOST_DRAWN)
    nodes = nodes_of(
        branches,
        groups,
        dimmed=set(parents) - chosen,
        dates=forest.dates,
        address_under=address_under,
    )
    return Picture(nodes, size(branches), total, left_out)


def with_ancestors(slugs: Collection[str], parents: Mapping[str, str | None]) -> set[str]:
    kept: set[str] = set()
    for slug in slugs:
        key: str | None = slug
        while key is not None and key in parents and key not in kept:
            kept.add(key)
            key = parents[key]
    return kept


def nodes_of(
    branches: tuple[Branch, ...],
    groups: Mapping[str, Group],
    *,
    here: str = "",
    dimmed: Collection[str] = (),
    dates: Mapping[str, int] = MappingProxyType({}),
    address_under: Callable[[str], str] = address,
) -> tuple[Node, ...]:
    """`dates` is how often each group meets in the weeks to come."""
    kinds = {**kind_labels(), **SHORT}

    def node(branch: Branch) -> Node:
        group = groups[branch.key]
        return Node(
            name=group.name,
            url=address(group.slug),
            hue=None if branch.key in dimmed else group.hue,
            kind=kinds[group.kind],
            stage=group.stage,
            is_here=branch.key == here,
            activity=min(MOST_ACTIVE, -(-dates.get(branch.key, 0) // 2)),
            children=(*map(node, branch.branches), *folded(branch)),
        )

    def folded(branch: Branch) -> Iterator[Node]:
        if branch.folded:
            words = ngettext("%(n)s more group below", "%(n)s more groups below", branch.folded)
            yield Node(words % {"n": f"{branch.folded:,}"}, address_under(branch.key))

    return tuple(map(node, branches))
