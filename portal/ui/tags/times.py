from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.ui.hues import hue_class
from portal.ui.library import fill, register
from portal.ui.moment import as_zone, machine_time, read, strangeness, zone_in_words

STATUSES = {
    "scheduled": ("", ""),
    "moved": ("warn", gettext_lazy("Moved")),
    "cancelled": ("bad", gettext_lazy("Cancelled")),
    "held": ("", gettext_lazy("Held")),
}
RELATIONS = {
    "": "",
    "today": gettext_lazy("Today"),
    "tomorrow": gettext_lazy("Tomorrow"),
}
WELL_KNOWN_ZONES = (
    "UTC",
    "Africa/Cairo",
    "Africa/Johannesburg",
    "Africa/Lagos",
    "Africa/Nairobi",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Dubai",
    "Asia/Jerusalem",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Europe/Athens",
    "Europe/Berlin",
    "Europe/London",
    "Europe/Paris",
    "Europe/Warsaw",
    "Pacific/Auckland",
)


@register.simple_tag
def moment(
    *,
    at: datetime,
    zone: ZoneInfo | str | None = None,
    group_zone: ZoneInfo | str = "",
    until: datetime | None = None,
    show_day: bool = True,
    local: bool | None = None,
) -> SafeString:
    """The reader's time strong, the group's beside it and quiet, a strange hour in words.

    `local` lets the script re-label it in the browser's zone; it is so when `zone` is None.
    """
    local = zone is None if local is None else local
    home = as_zone(group_zone)
    shown = as_zone(zone) if zone is not None else home
    mine, theirs = read(at, until, shown), read(at, None, home)
    same_clock = mine.starts_like(theirs)
    strange = "" if local else strangeness(at, shown, home)
    other_day = f"{theirs.weekday} " if theirs.day != mine.day else ""
    return format_html(
        '<span class="moment"><time class="moment-yours" datetime="{}"{}{}{}>{}<b>{}</b></time>'
        ' <span class="moment-zone">{}</span>{}{}</span>',
        machine_time(at),
        format_html(' data-until="{}"', machine_time(until)) if until else "",
        format_html(' data-zone="{}"', home.key),
        SafeString(" data-local") if local else "",
        format_html('<span class="moment-day{}">{}</span> ', "" if show_day else " vh", mine.day),
        mine.clock,
        mine.zone,
        ""
        if same_clock
        else format_html(
            ' <span class="moment-theirs">{}{} {}</span>', other_day, theirs.clock, theirs.zone
        ),
        format_html(' <span class="moment-strange">{}</span>', strange) if strange else "",
    )


@register.simple_tag
def day(*, day: date, relation: str = "") -> SafeString:
    return format_html(
        '<time datetime="{}">{}</time>{}',
        day.isoformat(),
        format_date(day, "l j F Y"),
        format_html(' <span class="relation">{}</span>', RELATIONS[relation]) if relation else "",
    )


@register.simple_tag
def ago(*, at: datetime, now: datetime | None = None) -> SafeString:
    """Whole days, because nobody decides anything on the minutes of something past."""
    days = max(0, ((now or timezone.now()) - at) // timedelta(days=1))
    words = ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days} if days else _("today")
    return format_html('<time datetime="{}">{}</time>', machine_time(at), words)


@register.simple_block_tag
def timetable(
    content: str, *, zone: ZoneInfo | str | None = None, label: str = "", local: bool | None = None
) -> SafeString:
    """Days with their meetings. The script puts meetings under the reader's days when `local`."""
    return fill(
        "timetable",
        content=content,
        label=label,
        local=zone is None if local is None else local,
    )


@register.simple_block_tag
def timetable_day(content: str, *, day: date, relation: str = "", level: int = 3) -> SafeString:
    return fill(
        "timetable_day",
        content=content,
        iso=day.isoformat(),
        weekday=format_date(day, "l"),
        date=format_date(day, "j F Y"),
        relation=RELATIONS[relation],
        level=level,
    )


@register.simple_block_tag
def meeting_row(
    content: str,
    *,
    at: datetime,
    until: datetime,
    title: str,
    href: str,
    zone: ZoneInfo | str | None = None,
    group_zone: ZoneInfo | str = "",
    local: bool | None = None,
    initiative: str = "",
    initiative_href: str = "",
    hue: int | None = None,
    status: str = "scheduled",
    note: str = "",
    join_href: str = "",
    newcomers: bool = False,
    kind: str = "",
    show_day: bool = False,
) -> SafeString:
    if status not in STATUSES:
        raise ValueError(f"A meeting is one of {list(STATUSES)}, not {status!r}.")
    tag_kind, status_word = STATUSES[status]
    return fill(
        "meeting_row",
        content=content,
        when=moment(
            at=at, until=until, zone=zone, group_zone=group_zone, local=local, show_day=show_day
        ),
        title=title,
        href=href,
        initiative=initiative,
        initiative_href=initiative_href,
        hue=hue_class(hue),
        status=status,
        status_word=status_word,
        tag_kind=tag_kind,
        note=note,
        join_href=join_href if status in {"scheduled", "moved"} else "",
        newcomers=newcomers,
        kind=kind,
    )


@register.simple_tag(takes_context=True)
def zone_note(
    context,
    *,
    zone: ZoneInfo | str | None = None,
    group_zone: ZoneInfo | str = "",
    change: bool = True,
    local: bool = True,
) -> SafeString:
    """Which zone the times of this page are in, and the way to another one.

    Not `local` where the script re-labels nothing, so that it does not say it had.
    """
    request = context.get("request")
    asked = request.GET.get("tz", "") if request else ""
    kept = [
        (name, value)
        for name, values in (request.GET.lists() if request else ())
        if name != "tz"
        for value in values
    ]
    return fill(
        "zone_note",
        zone=as_zone(zone).key if zone else "",
        words=zone_in_words(zone) if zone else "",
        fallback=zone_in_words(group_zone) if group_zone else "",
        refused=asked if asked and not zone else "",
        change=change,
        local=local,
        kept=kept,
        zones=WELL_KNOWN_ZONES,
    )
