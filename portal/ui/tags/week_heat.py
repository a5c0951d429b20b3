"""How hard each half-hour of a week is, as a picture; its table must stand on the page."""

from collections.abc import Collection, Iterable

from django.utils.safestring import SafeString

from portal.ui.library import fill, register

WORDS, ACROSS, ROW, BAR, TOP = 96, 12, 26, 20, 18
HEIGHTS = (20, 14, 8, 3)  # colour is never alone: the better, the taller
A_DAY = 48
HOURS = range(0, 25, 3)
Stretch = tuple[int, int, int]


@register.simple_tag
def week_heat(
    *, days: Iterable[tuple[str, Iterable[Stretch]]], label: str, marked: Collection[int] = ()
) -> SafeString:
    """Each day is a word and its stretches: first half-hour, how many, level 0 (best) to 3.

    `marked` half-hours of the week, Monday's first is 0, have a frame around them.
    """
    days = list(days)
    drawn = [
        {
            "word": word,
            "word_y": TOP + row * ROW + 15,
            "bars": [
                (
                    WORDS + at * ACROSS,
                    TOP + row * ROW + BAR - HEIGHTS[level],
                    count * ACROSS,
                    HEIGHTS[level],
                    level,
                )
                for at, count, level in stretches
            ],
        }
        for row, (word, stretches) in enumerate(days)
    ]
    bottom = TOP + len(drawn) * ROW
    return fill(
        "week_heat",
        label=label,
        days=drawn,
        width=WORDS + A_DAY * ACROSS + 20,
        height=bottom,
        hours=[(WORDS + hour * 2 * ACROSS, f"{hour:02}") for hour in HOURS],
        marks=[
            (WORDS + at % A_DAY * ACROSS, TOP + at // A_DAY * ROW - 2, ACROSS, BAR + 4)
            for at in marked
        ],
        top=TOP,
        bottom=bottom,
    )


@register.simple_tag
def heat_mark() -> SafeString:
    return SafeString(
        f'<svg class="heat-key" width="16" height="{BAR}" viewBox="0 0 16 {BAR}"'
        f' aria-hidden="true"><rect class="heat-mark" x="1" y="1" width="14" height="18"/></svg>'
    )


@register.simple_tag
def heat_key(*, level: int) -> SafeString:
    """A bar as it stands in the picture, for the words beside it."""
    height = HEIGHTS[level]
    return SafeString(
        f'<svg class="heat-key" width="16" height="{BAR}" viewBox="0 0 16 {BAR}"'
        f' aria-hidden="true"><rect class="heat-{level}" y="{BAR - height}" width="16"'
        f' height="{height}"/></svg>'
    )
