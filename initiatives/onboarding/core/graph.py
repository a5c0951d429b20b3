"""The steps of a plan drawn as what leads to what: columns from left to right, lines between."""

from dataclasses import dataclass

from .plan import Plan, PlanStep


@dataclass(frozen=True)
class Node:
    """`number` is its place among the steps; column and row count from nought."""

    step: PlanStep
    number: int
    column: int
    row: int


@dataclass(frozen=True)
class Line:
    """`is_choice`: another step in the place of this one would do."""

    one: Node
    other: Node
    is_choice: bool


@dataclass(frozen=True)
class Graph:
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]

    @property
    def columns(self) -> int:
        return max((node.column for node in self.nodes), default=-1) + 1

    @property
    def rows(self) -> int:
        return max((node.row for node in self.nodes), default=-1) + 1


def graph_of(plan: Plan) -> Graph:
    """A step stands one column after the last it can wait for; those that wait for each other for
    ever stand in a column of their own, at the end."""
    column_of = columns(plan)
    taken: dict[int, int] = {}
    nodes: list[Node] = []
    for number, step in enumerate(plan, start=1):
        column = column_of[number - 1]
        nodes.append(Node(step, number, column, taken.get(column, 0)))
        taken[column] = taken.get(column, 0) + 1
    by_key = {node.step.key: node for node in nodes}
    lines = (
        Line(by_key[key], node, key not in node.step.all_of and len(node.step.any_of) > 1)
        for node in nodes
        for key in node.step.before
        if key in by_key
    )
    return Graph(tuple(nodes), tuple(lines))


def columns(plan: Plan) -> list[int]:
    placed: dict[str, int] = {}
    known = {step.key for step in plan}
    while fresh := {
        step.key: 1 + max((placed[key] for key in step.before if key in known), default=-1)
        for step in plan
        if step.key not in placed and placed.keys() >= known & set(step.before)
    }:
        placed |= fresh
    last = 1 + max(placed.values(), default=-1)
    return [placed.get(step.key, last) for step in plan]
