"""One file of a catalogue as a tree, with the errors found in it and what was left out of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from .published_section import PublishedSection
from .yaml_section import Errors, Section
from .yaml_tree import Mapping, Node, Sequence


@dataclass(frozen=True)
class Document:
    """`where` is its path inside the folder that is read."""

    where: str
    node: Node
    errors: Errors
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def folder(self) -> str:
        return self.where.rpartition("/")[0].rpartition("/")[2]

    @property
    def name(self) -> str:
        return self.where.rpartition("/")[2]

    def own(self) -> Section:
        """Of a format whose every key we know."""
        return Section(self.node, self.errors)

    def published(self) -> PublishedSection:
        return PublishedSection(self.node, self.errors, left_out=self.left_out)

    def each_published(self) -> Iterator[PublishedSection]:
        """Of a file that is a list at its top."""
        if not isinstance(self.node, Sequence):
            message = "Expected a list of mappings."
            self.errors.add(line=self.node.line, field="", message=message)
            return
        for node in self.node.items:
            yield PublishedSection(node, self.errors, left_out=self.left_out)

    def keys(self) -> frozenset[str]:
        """Of the mapping at its top, or of the first one in a list."""
        node = self.node
        if isinstance(node, Sequence) and node.items:
            node = node.items[0]
        return frozenset(node.items) if isinstance(node, Mapping) else frozenset()
