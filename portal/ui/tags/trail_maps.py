"""A path as a picture: a way that winds from mark to mark, optional marks beside it."""

import math
from collections.abc import Iterable
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.ui.library import register
from portal.ui.tags.marks import BLAZE_FOOT, BLAZE_TOP, BLAZES

STEP_WIDTH, MARGIN, HEIGHT = 84, 30, 128
SWING, ASIDE = 18, 38
SIZES = {"here": 1.7}
SIZE = 1.2
MOST_MARKS = 12
Point = tuple[float, float]


@register.simple_tag
def trail_map(*, marks: Iterable[tuple[str, bool]], label: str) -> SafeString:
    """`marks` are kinds of blazes and whether each stands beside the way. A list of the same steps
    must stand on the page too; what has more than twelve is no longer a picture anybody reads."""
    marks = list(marks)
    if not marks or len(marks) > MOST_MARKS:
        return SafeString("")
    if strange := {kind for kind, _aside in marks} - BLAZES:
        raise ValueError(f"A blaze is one of {sorted(BLAZES)}, not {strange}.")
    places = [place(index, is_aside) for index, (_kind, is_aside) in enumerate(marks)]
    way = [at for at, (_kind, is_aside) in zip(places, marks, strict=True) if not is_aside]
    kinds = [kind for kind, is_aside in marks if not is_aside]
    walked = way[: kinds.index("here") + 1 if "here" in kinds else kinds.count("done")]
    width = 2 * MARGIN + STEP_WIDTH * (len(marks) - 1)
    return format_html(
        '<figure class="trail-map"><svg role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}"'
        ' height="{}">{}{}{}{}</svg></figure>',
        label,
        width,
        HEIGHT,
        width,
        HEIGHT,
        format_html_join("", '<path class="trail-way" d="{}"/>', branches(places, marks)),
        format_html('<path class="trail-way" d="{}"/>', curve(way)),
        format_html('<path class="trail-walked" d="{}"/>', curve(walked)) if walked else "",
        format_html_join("", "{}", ((mark(*one),) for one in zip(places, marks, strict=True))),
    )


def place(index: int, is_aside: bool) -> Point:
    middle = HEIGHT / 2 + (SWING / 2 if is_aside else 8) + SWING * math.sin(index * 1.7)
    return MARGIN + STEP_WIDTH * index, middle - (ASIDE if is_aside else 0)


def branches(places: list[Point], marks: list[tuple[str, bool]]) -> Iterable[tuple[str]]:
    """From the way to each mark beside it: from the mark of the way before it, or behind it."""
    on_way = [at for at, (_kind, is_aside) in zip(places, marks, strict=True) if not is_aside]
    for at, (_kind, is_aside) in zip(places, marks, strict=True):
        before = [one for one in on_way if one[0] < at[0]]
        if is_aside and on_way:
            yield (curve([before[-1] if before else on_way[0], at]),)


def curve(points: list[Point]) -> str:
    """Level at every mark, so that the way swings rather than kinks."""
    drawn = [f"M{points[0][0]:.0f} {points[0][1]:.0f}"] if points else []
    for (x, y), (to_x, to_y) in pairwise(points):
        middle = (x + to_x) / 2
        drawn.append(f"C{middle:.0f} {y:.0f} {middle:.0f} {to_y:.0f} {to_x:.0f} {to_y:.0f}")
    return "".join(drawn)


def mark(at: Point, shown: tuple[str, bool]) -> SafeString:
    kind, _is_aside = shown
    size = SIZES.get(kind, SIZE)
    return format_html(
        '<g class="blaze-{}" transform="translate({}) scale({})"><path d="{}"/><path d="{}"/></g>',
        kind or "done",
        f"{at[0] - 6 * size:.0f} {at[1] - 12 * size:.0f}",
        size,
        BLAZE_TOP,
        BLAZE_FOOT,
    )
