"""The steps of a path being written as a picture of what waits for what, told in words too."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from initiatives.onboarding.blocks import in_words, step_of
from initiatives.onboarding.core.check import WAITS_FOR_NO_STEP, Problem
from initiatives.onboarding.core.graph import Node, graph_of
from initiatives.onboarding.core.plan import Plan
from initiatives.onboarding.models import PathPage

from .step_words import what_comes_first

WIDTH, HEIGHT, MARGIN = 150, 76, 20
LONGEST_TITLE = 20


@dataclass(frozen=True)
class DrawnStep:
    number: int
    title: str
    is_optional: bool
    x: int
    y: int

    @property
    def text_y(self) -> int:
        return self.y + 5

    @property
    def title_y(self) -> int:
        return self.y + 32


@dataclass(frozen=True)
class DrawnLine:
    one: DrawnStep
    other: DrawnStep
    is_choice: bool


@dataclass(frozen=True)
class DrawnGraph:
    steps: tuple[DrawnStep, ...]
    lines: tuple[DrawnLine, ...]
    width: int
    height: int
    words: str


def draw(*, plan: Plan) -> DrawnGraph | None:
    """None where no step waits for another: a list says as much."""
    graph = graph_of(plan)
    if not graph.lines:
        return None
    drawn = {node: drawn_step(node) for node in graph.nodes}
    told = [
        f"{node.number} {node.step.title}, {first}" if first else f"{node.number} {node.step.title}"
        for node in graph.nodes
        for first in [what_comes_first(node.step, plan)]
    ]
    return DrawnGraph(
        steps=tuple(drawn.values()),
        lines=tuple(
            DrawnLine(drawn[line.one], drawn[line.other], line.is_choice) for line in graph.lines
        ),
        width=graph.columns * WIDTH,
        height=graph.rows * HEIGHT,
        words=_("What waits for what: %(steps)s.") % {"steps": "; ".join(told)},
    )


def waits_for_no_step(*, page: PathPage) -> list[str]:
    """What the picture has no place for, in the words in which publishing refuses it."""
    steps = tuple(step_of(child.value) for child in page.steps)  # also those not ready yet
    problems = [problem for problem in page.refused if isinstance(problem, Problem)]
    return [in_words(one, steps) for one in problems if one.trouble in WAITS_FOR_NO_STEP]


def drawn_step(node: Node) -> DrawnStep:
    title = node.step.title
    return DrawnStep(
        number=node.number,
        title=f"{title[: LONGEST_TITLE - 1]}…" if len(title) > LONGEST_TITLE else title,
        is_optional=node.step.is_optional,
        x=node.column * WIDTH + WIDTH // 2,
        y=node.row * HEIGHT + MARGIN,
    )
