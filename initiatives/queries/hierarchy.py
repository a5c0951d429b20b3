"""Who reports to whom, as nested nodes that the outline and the map draw."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from initiatives.core.hierarchy import Branch, grow
from initiatives.models import Initiative, Kind, Parent, StageRecord, address, kind_labels
from portal.core.typo_search import plain

# Bodies that govern come first among siblings, then groups before projects.
KIND_ORDER = {kind: place for place, kind in enumerate(Kind.values)}
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


def whole_tree(*, on: date, only: Collection[str] | None = None) -> tuple[Node, ...]:
    """All listed groups, or those of `only` and what stands above them. Three queries."""
    stages = dict(StageRecord.objects.current(on).values_list("initiative__slug", "stage"))
    groups = {
        slug: Group(slug, name, kind, hue, stages.get(slug, ""))
        for slug, name, kind, hue in Initiative.objects.listed().values_list(
            "slug", "name", "kind", "hue"
        )
    }
    told = Parent.objects.current(on).values_list("initiative__slug", "parent__slug")
    above = {slug: parent for slug, parent in told if slug in groups and parent in groups}
    parents = {slug: above.get(slug) for slug in groups}
    if only is not None:
        parents = {slug: parents[slug] for slug in with_ancestors(only, parents)}
    branches = grow(parents, order={slug: group.order for slug, group in groups.items()})
    return nodes_of(branches, groups, dimmed=set(parents) - set(only or parents))


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
) -> tuple[Node, ...]:
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
            children=tuple(map(node, branch.branches)),
        )

    return tuple(map(node, branches))


def count_nodes(nodes: tuple[Node, ...]) -> int:
    return sum(1 + count_nodes(node.children) for node in nodes)
