from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.ui.hues import hue_class
from portal.ui.library import fill, register
from portal.ui.moment import (
    Reading,
    as_zone,
    days_in_words,
    machine_time,
    read,
    strangeness,
    zone_in_words,
)
from portal.ui.tags.marks import tag

STATUSES = {
    "scheduled": ("", ""),
    "moved": ("warn", gettext_lazy("Moved")),
    "cancelled": ("bad", gettext_lazy("Cancelled")),
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
    before: datetime | None = None,
) -> SafeString:
    """The reader's time strong, the group's beside it and quiet, a strange hour in words.

    `before` is the date before of something that repeats: a change of clocks since then is said.
    `local` lets the script re-label it in the browser's zone; it is so when `zone` is None.
    """
    local = zone is None if local is None else local
    home = as_zone(group_zone)
    shown = as_zone(zone) if zone is not None else home
    mine, theirs = read(at, until, shown), read(at, None, home)
    ends = f' data-until="{machine_time(until)}"' if until else ""
    beside = "" if mine.starts_like(theirs) else _beside(mine, theirs)
    last = f' data-before="{machine_time(before)}"' if before else ""
    strange = "" if local else strangeness(at, shown, home, before)
    # Plain strings, because a timetable has a hundred of these: words are escaped one by one.
    return SafeString(
        f'<span class="moment"><time class="moment-yours" datetime="{machine_time(at)}"{ends}{last}'
        f' data-zone="{escape(home.key)}"{" data-local" if local else ""}>'
        f'<span class="moment-day{"" if show_day else " vh"}">{escape(mine.day)}</span>'
        f" <b>{escape(mine.clock)}</b></time>"
        f' <span class="moment-zone">{escape(mine.zone)}</span>{beside}'
        + (f' <span class="moment-strange">{escape(strange)}</span>' if strange else "")
        + "</span>"
    )


def _beside(mine: Reading, theirs: Reading) -> str:
    other_day = "" if theirs.day == mine.day else f"{theirs.weekday} "
    words = escape(f"{other_day}{theirs.clock} {theirs.zone}")
    return f' <span class="moment-theirs">{words}</span>'


@register.simple_tag
def whole_days(*, first: date, last: date) -> SafeString:
    """Days are the same everywhere: no zone, and nothing for the script to re-label.

    The machine's words name a midnight without a zone: a bare date is UTC's to browsers.
    """
    return format_html(
        '<span class="moment"><time class="moment-yours" datetime="{}"><b>{}</b></time>'
        ' <span class="moment-zone">{}</span></span>',
        f"{first.isoformat()}T00:00",
        days_in_words(first, last),
        _("all day") if first == last else _("whole days"),
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
    days: tuple[date, date] | None = None,
    before: datetime | None = None,
) -> SafeString:
    """`days` are the first and last one of what lasts whole days; `before` as for a moment."""
    if status not in STATUSES:
        raise ValueError(f"A meeting is one of {list(STATUSES)}, not {status!r}.")
    tag_kind, status_word = STATUSES[status]
    when = (
        whole_days(first=days[0], last=days[1])
        if days
        else moment(
            at=at,
            until=until,
            zone=zone,
            group_zone=group_zone,
            local=local,
            show_day=show_day,
            before=before,
        )
    )
    of = [
        format_html('<a href="{}">{}</a>', initiative_href, initiative)
        if initiative_href
        else initiative,
        kind,
        _("newcomers welcome") if newcomers else "",
    ]
    return format_html(
        '<li class="meeting is-{}"><p class="meeting-when">{}</p><div class="meeting-what {}">'
        '<p class="meeting-title"><a href="{}">{}</a>{}</p>{}{}{}</div>{}</li>',
        status,
        when,
        hue_class(hue),
        href,
        title,
        format_html(" {}", tag(label=status_word, kind=tag_kind)) if status_word else "",
        _quiet("meeting-of quiet", format_html_join(" · ", "{}", ((part,) for part in of if part))),
        _quiet("quiet", note),
        content,
        _join_button(join_href, title) if join_href and status in {"scheduled", "moved"} else "",
    )


def _quiet(names: str, words: str) -> SafeString | str:
    return format_html('<p class="{}">{}</p>', names, words) if words else ""


def _join_button(href: str, title: str) -> SafeString:
    return format_html(
        '<p class="meeting-join"><a class="button button-plain" href="{}">{}'
        '<span class="vh">: {}</span></a></p>',
        href,
        _("Join"),
        title,
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
