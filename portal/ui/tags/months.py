from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString

from portal.ui.library import fill, register
from portal.ui.moment import zone_in_words


@register.simple_tag
def month_table(
    *,
    month: date,
    weeks: Sequence[Sequence[object]],
    previous_url: str = "",
    next_url: str = "",
    zone: ZoneInfo | str | None = None,
    level: int = 2,
) -> SafeString:
    """Days have `day`, `in_month`, `is_today`, `items`: (time, label, url, hue, status), and `bars`
    of what lasts several days: `title`, `url`, `hue`, `status`, `lane` (1 to 3, the same all week),
    `nth` day of `total`, `is_first`, `is_last`, and `is_named` where the title is to be seen."""
    return fill(
        "month_table",
        title=format_date(month, "F Y"),
        weeks=weeks,
        previous_url=previous_url,
        next_url=next_url,
        level=level,
        zone=zone_in_words(zone) if zone else "",
    )
