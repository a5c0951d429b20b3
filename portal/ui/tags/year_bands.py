"""What held from when to when, drawn over the years; a list of the same must stand on the page."""

from collections.abc import Iterable
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from portal.ui.library import fill, register

WIDTH, ROW, TOP, BAR = 720, 58, 8, 26
MOST_YEARS_NAMED = 12
WIDTH_OF_A_LETTER = 8.2
Piece = tuple[str, date, date]


@register.simple_tag(takes_context=True)
def year_bands(
    context, *, strips: Iterable[tuple[str, Iterable[Piece]]], start: date, end: date, label: str
) -> SafeString:
    """Each strip is a word and its pieces (text, from, to); a piece without text is unknown.

    Time runs as the page is read: in a right-to-left page from the right.
    """
    strips = list(strips)
    days = max((end - start).days, 1)
    mirrored = context.get("direction", "rtl" if get_language_bidi() else "ltr") == "rtl"

    def across(day: date) -> int:
        return round(WIDTH * (day - start).days / days)

    def facing(x: int, width: int = 0) -> int:
        return WIDTH - x - width if mirrored else x

    drawn = [
        {
            "word": word,
            "word_x": facing(0),
            "word_y": TOP + row * ROW + 14,
            "pieces": [
                piece(text, across(since), across(until), TOP + row * ROW + 20, facing)
                for text, since, until in pieces
            ],
        }
        for row, (word, pieces) in enumerate(strips)
    ]
    bottom = TOP + len(drawn) * ROW
    return fill(
        "year_bands",
        label=label,
        strips=drawn,
        width=WIDTH,
        height=bottom + 24,
        bottom=bottom,
        years=[
            {"number": year, "x": facing(across(date(year, 1, 1)))}
            for year in years_between(start, end)
        ],
        year_y=bottom + 18,
    )


def piece(text: str, left: int, right: int, y: int, facing) -> dict[str, object]:
    width = max(right - left - 2, 1)
    said = text or _("unknown")
    fits = len(said) * WIDTH_OF_A_LETTER + 12 <= width
    return {
        "text": said if fits else "",
        "title": said,
        "is_unknown": not text,
        "x": facing(left, width),
        "y": y,
        "width": width,
        "height": BAR,
        "text_x": facing(left + 7),
        "text_y": y + 18,
    }


def years_between(start: date, end: date) -> range:
    """Every year, every second …: as many as can be read."""
    count = end.year - start.year + 1
    return range(start.year, end.year + 1, -(-count // MOST_YEARS_NAMED))
