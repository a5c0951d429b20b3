"""Who belongs to whom: the same nodes once as a nested list, once as a picture."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import get_language_bidi

from portal.ui.hues import hue_class
from portal.ui.library import fill, register
from portal.ui.tags.marks import stage as draw_stage

ROW, INDENT, MARK = 34, 30, 10
WIDTH_OF_A_LETTER = 10.4
MARGIN = 16
ACTIVITY = range(6)


def prop(node: Any, name: str, default: Any = "") -> Any:
    if isinstance(node, dict):
        return node.get(name, default)
    return getattr(node, name, default)


@register.simple_tag
def outline(*, nodes: Iterable[Any], label: str = "") -> SafeString:
    return fill("outline", label=label, branches=branches(nodes))


def branches(nodes: Iterable[Any]) -> SafeString:
    return format_html_join("", "<li>{}{}</li>", ((leaf(n), twigs(n)) for n in nodes))


def twigs(node: Any) -> SafeString | str:
    children = prop(node, "children", ())
    return format_html("<ul>{}</ul>", branches(children)) if children else ""


def leaf(node: Any) -> SafeString:
    here, url = prop(node, "is_here", False), prop(node, "url")
    name = (
        format_html(
            '<a href="{}"{}>{}</a>',
            url,
            SafeString(' aria-current="page"') if here else "",
            prop(node, "name"),
        )
        if url
        else prop(node, "name")
    )
    quiet = [str(word) for word in (prop(node, "kind"), prop(node, "note")) if word]
    return format_html(
        '<span class="leaf"><span class="hue-mark {}"></span>'
        '<span><span class="leaf-name">{}</span>{}{}</span></span>',
        hue_class(prop(node, "hue", None)),
        name,
        format_html(' <span class="quiet">{}</span>', " · ".join(quiet)) if quiet else "",
        format_html(" {}", draw_stage(stage=prop(node, "stage"))) if prop(node, "stage") else "",
    )


def walk(nodes: Iterable[Any]) -> list[tuple[Any, int, int]]:
    """Each node with its depth and the row of its parent (-1: none), in the order of drawing."""
    drawn: list[tuple[Any, int, int]] = []

    def descend(nodes: Iterable[Any], depth: int, parent: int) -> None:
        for node in nodes:
            drawn.append((node, depth, parent))
            descend(prop(node, "children", ()), depth + 1, len(drawn) - 1)

    descend(nodes, 0, -1)
    return drawn


@register.simple_tag(takes_context=True)
def hierarchy_map(context, *, nodes: Iterable[Any], title: str, zooms: bool = False) -> SafeString:
    """A tree read like a trail map. `activity` 0 to 5 widens the mark; archived is dimmed and said.
    One that `zooms` has three sizes to choose from, without a script.

    Numbers are SVG attributes, never styles. In a right-to-left page the drawing is mirrored and
    the words are not.
    """
    nodes = list(nodes)
    drawn = walk(nodes)
    # Marks start at the depth's own line; a generous guess at letters keeps the text inside.
    width = round(
        max(
            (
                MARGIN * 3 + depth * INDENT + MARK * 4 + len(caption(n)) * WIDTH_OF_A_LETTER
                for n, depth, _ in drawn
            ),
            default=MARGIN,
        )
    )
    mirrored = context.get("direction", "rtl" if get_language_bidi() else "ltr") == "rtl"
    lines, stations = [], []
    for row, (node, depth, parent) in enumerate(drawn):
        x, y = MARGIN + depth * INDENT, MARGIN + row * ROW
        if parent >= 0:
            lines.append((line(x, y, MARGIN + parent * ROW), hue_class(hue_of(drawn[parent][0]))))
        stations.append(station(node, x, y, width, mirrored=mirrored))
    return fill(
        "hierarchy_map",
        title=title,
        id=f"map-{slugify(title)}",
        width=width,
        height=MARGIN * 2 + max(0, len(drawn) - 1) * ROW,
        flip=f"translate({width} 0) scale(-1 1)" if mirrored else "",
        lines=lines,
        stations=stations,
        nodes=nodes,
        zooms=zooms,
    )


def hue_of(node: Any) -> int | None:
    return prop(node, "hue", None)


def caption(node: Any) -> str:
    return " · ".join(str(w) for w in (prop(node, "name"), prop(node, "kind")) if w)


def line(x: int, y: int, parent_y: int) -> str:
    """From under the parent's mark down and around a curve to this one."""
    bend = 8
    trunk = x - INDENT
    return f"M{trunk} {parent_y + 13}V{y - bend}Q{trunk} {y} {trunk + bend} {y}H{x - MARK}"


def station(node: Any, x: int, y: int, width: int, *, mirrored: bool) -> dict[str, object]:
    activity = prop(node, "activity", 0) or 0
    if activity not in ACTIVITY:
        raise ValueError(f"Activity is a number from 0 to 5, not {activity!r}.")
    mark = MARK + 4 * activity
    left = x - MARK // 2
    text = left + mark + 10
    return {
        "name": prop(node, "name"),
        "kind": prop(node, "kind"),
        "url": prop(node, "url"),
        "hue": hue_class(hue_of(node)),
        "is_archived": prop(node, "stage") == "archived",
        "is_here": prop(node, "is_here", False),
        "x": width - left - mark if mirrored else left,
        "y": y - 11,
        "foot_y": y + 5,
        "mark": mark,
        "text_x": width - text if mirrored else text,
        "text_y": y + 5,
        "row_y": y - 15,
        "row_x": 0 if mirrored else left,
        "row_width": width - left,
    }
