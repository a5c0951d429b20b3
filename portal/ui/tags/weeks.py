from collections.abc import Container, Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.core.availability import CELLS_A_DAY
from portal.ui.library import register

DAY_BEGINS, DAY_ENDS = 14, 46  # 07:00 and 23:00
DAYS = range(7)


@register.simple_tag
def week_grid(*, chosen: Container[int], name: str = "t") -> SafeString:
    """A week of half-hours to tick, the nights folded away; cell 0 is Monday 00:00.

    Box 37 is called `t37`. 336 of them: what HTML does not ask for is left out.
    """
    days = [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
    parts = [
        night(_("Night, until 07:00"), range(DAY_BEGINS), chosen, name, days),
        table(_("Day, 07:00 to 23:00"), range(DAY_BEGINS, DAY_ENDS), chosen, name, days),
        night(_("Night, from 23:00"), range(DAY_ENDS, CELLS_A_DAY), chosen, name, days),
    ]
    return SafeString(f'<div class="week-grid" data-week-grid>{"".join(parts)}</div>')


def night(
    title: str, rows: range, chosen: Container[int], name: str, days: list[str]
) -> SafeString:
    """Open when something in it is chosen: nothing chosen may be out of sight."""
    is_open = any(row + CELLS_A_DAY * day in chosen for row in rows for day in DAYS)
    return SafeString(
        f"<details{' open' if is_open else ''}><summary>{escape(title)}</summary>"
        f"{table(title, rows, chosen, name, days)}</details>"
    )


def table(
    title: str, rows: Iterable[int], chosen: Container[int], name: str, days: list[str]
) -> SafeString:
    names = [escape(day) for day in days]
    head = "".join(f"<th scope=col>{day}" for day in names)
    body = "".join(
        "<tr>"
        + (f"<th scope=row rowspan=2>{clock(row)}" if row % 2 == 0 else "")
        + "".join(
            f"<td><input type=checkbox name={name}{row + CELLS_A_DAY * day} "
            f'aria-label="{names[day]} {clock(row)}"'
            f"{' checked' if row + CELLS_A_DAY * day in chosen else ''}>"
            for day in DAYS
        )
        for row in rows
    )
    return SafeString(
        f'<table><caption class="vh">{escape(title)}</caption>'
        f"<thead><tr><td>{head}<tbody>{body}</table>"
    )


def clock(row: int) -> str:
    return f"{row // 2:02}:{row % 2 * 30:02}"
