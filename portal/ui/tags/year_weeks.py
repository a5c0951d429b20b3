"""52 weeks of meetings as a picture; lists of the same must stand on the page."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Protocol

from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

from portal.ui.library import fill, register

ACROSS, BOX, ROW, TOP = 14, 10, 44, 24
HEIGHTS = {"on": 10, "often": 18, "off": 10}  # colour is never alone: more often is taller
CLASSES = {"on": "heat-1", "often": "heat-1", "off": "heat-mark", "clocks": "heat-mark"}
EDGE = 4


class Counted(Protocol):
    on: int
    off: int


class Drawn(Protocol):
    title: str
    weeks: Collection[Counted]


@register.simple_tag(takes_context=True)
def year_weeks(
    context, *, meetings: Iterable[Drawn], first: date, label: str, marked: Collection[int] = ()
) -> SafeString:
    """A row of boxes a meeting from the Monday `first` on; `marked` weeks have a line above all.

    Time runs as the page is read: in a right-to-left page from the right.
    """
    meetings = list(meetings)
    count = max((len(one.weeks) for one in meetings), default=0)
    width = count * ACROSS
    mirrored = context.get("direction", "rtl" if get_language_bidi() else "ltr") == "rtl"

    def facing(x: int, size: int = 0) -> int:
        return EDGE + (width - x - size if mirrored else x)

    rows = [
        {
            "word": one.title,
            "word_x": facing(0),
            "word_y": TOP + number * ROW + 14,
            "boxes": [
                box(kind, facing(week * ACROSS + 2, BOX), TOP + number * ROW + 38)
                for week, counted in enumerate(one.weeks)
                if (kind := kind_of(counted))
            ],
        }
        for number, one in enumerate(meetings)
    ]
    return fill(
        "year_weeks",
        label=label,
        rows=rows,
        width=width + 2 * EDGE,
        height=TOP + len(meetings) * ROW,
        top=TOP,
        tall=len(meetings) * ROW,
        months=[(facing(at * ACROSS + ACROSS // 2), word) for at, word in months(first, count)],
        clocks=[(facing(week * ACROSS, ACROSS), ACROSS) for week in marked],
    )


def kind_of(week: Counted) -> str:
    if week.on:
        return "often" if week.on > 1 else "on"
    return "off" if week.off else ""


def box(kind: str, x: int, bottom: int) -> tuple[str, int, int, int, int]:
    return CLASSES[kind], x, bottom - HEIGHTS[kind], BOX, HEIGHTS[kind]


def months(first: date, count: int) -> list[tuple[int, str]]:
    """Where each month begins: the first week whose Monday is in it."""
    mondays = [first + timedelta(weeks=week) for week in range(count)]
    return [
        (week, format_date(monday, "M")) for week, monday in enumerate(mondays) if monday.day <= 7
    ]


@register.simple_tag
def week_key(*, kind: str) -> SafeString:
    """One box as it stands in the picture, for the words beside it."""
    height = HEIGHTS.get(kind, 18)
    return SafeString(
        f'<svg class="heat-key" width="16" height="20" viewBox="0 0 16 20" aria-hidden="true">'
        f'<rect class="{CLASSES[kind]}" x="2" y="{19 - height}" width="{BOX}" height="{height}"/>'
        "</svg>"
    )
