from datetime import date, timedelta

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.forms.calendar import CalendarForm
from events.queries.attendable import WAKING, free_hours
from events.queries.day_list import DAYS, day_list, first_day_after
from events.queries.filters import (
    groups_that_meet,
    kinds_in_use,
    languages_in_use,
    topics_in_use,
)
from events.queries.month_table import MonthDay, month_table
from events.queries.subscription import Subscription, subscription_to
from portal.core import zones
from portal.kit import clock
from portal.kit.reader_zone import UNKNOWN_READER

NAMES = ("kind", "initiative", "tag", "lang", "newcomers", "awake", "tz", "start")


@require_safe
def index(request):
    form = calendar_form(request)
    zone = zones.zone(request.reader_zone or UNKNOWN_READER)
    filters, hours = form.filters(), hours_asked(request, form)
    today = clock.now().astimezone(zone).date()
    start = form.cleaned_data.get("start") or today
    listed = day_list(start=start, zone=zone, filters=filters, hours=hours)
    next_day = None
    if not listed.days:
        next_day = first_day_after(day=listed.until, zone=zone, filters=filters, hours=hours)
    return render(
        request,
        "events/index.html",
        frame(request, form, zone, start, hours)
        | {
            "listed": listed,
            "today": today,
            "tomorrow": today + timedelta(days=1),
            "next_day": next_day,
            "earlier": window(listed.earlier, listed.start),
            "earlier_url": here(request, start=listed.earlier),
            "shown": window(listed.start, listed.until),
            "later": window(listed.until, listed.until + timedelta(days=DAYS)),
            "later_url": here(request, start=listed.until),
            "today_url": here(request, start=""),
            "next_day_url": here(request, start=next_day) if next_day else "",
        },
    )


@require_safe
def month(request, month: date):
    form = calendar_form(request)
    zone = zones.zone(request.reader_zone or UNKNOWN_READER)
    filters, hours = form.filters(), hours_asked(request, form)
    today = clock.now().astimezone(zone).date()
    table = month_table(first=month, zone=zone, filters=filters, hours=hours)
    return render(
        request,
        "events/month.html",
        frame(request, form, zone, month, hours)
        | {
            "table": table,
            "weeks": [[cell(request, day, today) for day in week] for week in table.weeks],
            "previous_url": month_url(request, table.previous),
            "next_url": month_url(request, table.next),
        },
    )


@require_safe
def month_now(request):
    """Today's month has no page of its own: an address that changes by itself can't be cited."""
    zone = zones.zone(request.reader_zone or UNKNOWN_READER)
    return redirect(month_url(request, clock.now().astimezone(zone).date()))


def calendar_form(request) -> CalendarForm:
    return CalendarForm(
        request.GET,
        kinds=kinds_in_use(),
        groups=groups_that_meet(),
        topics=topics_in_use(),
        languages=languages_in_use(),
    )


def hours_asked(request, form) -> frozenset[int]:
    """None of them for who takes any hour: the free hours of the profile, or else waking ones."""
    form.is_valid()
    if not form.cleaned_data.get("awake"):
        return frozenset()
    return free_hours(request.user) or WAKING


def hours_in_words(hours: frozenset[int]) -> str:
    return _("When I am awake: 8 to 22") if hours == WAKING else _("In my free hours")


def frame(request, form, zone, start: date, hours: frozenset[int]) -> dict:
    """What list and month share: the filters, the zone, and addresses that keep both."""
    filters = form.filters()
    applied = [
        (dict(form.fields[name].choices)[chosen], here(request, **{name: ""}))
        for name in ("kind", "initiative", "tag", "lang")
        if (chosen := getattr(filters, name))
    ]
    if filters.newcomers:
        applied.append((_("Open to newcomers"), here(request, newcomers="")))
    own_hours = hours or free_hours(request.user) or WAKING
    if hours:
        applied.append((hours_in_words(hours), here(request, awake="")))
    return {
        "form": form,
        "filters": filters,
        "hours": hours,
        "applied": applied,
        "clear_url": here(request, kind="", initiative="", tag="", lang="", newcomers="", awake=""),
        "kind_options": [
            {"value": value, "label": label, "count": None, "chosen": value == filters.kind}
            for value, label in form.fields["kind"].choices
        ],
        "newcomer_options": [
            {
                "value": "on",
                "label": _("Open to newcomers"),
                "count": None,
                "chosen": filters.newcomers,
            }
        ],
        "hour_options": [
            {
                "value": "on",
                "label": hours_in_words(own_hours),
                "count": None,
                "chosen": bool(hours),
            }
        ],
        "zone": zone,
        "is_zone_unknown": request.reader_zone is None,
        "is_relabelled": request.reader_zone is None and not hours,
        "views": [
            (_("By day"), list_url(request), request.resolver_match.url_name == "index"),
            (_("Month"), month_url(request, start), request.resolver_match.url_name == "month"),
        ],
        "subscription": subscription(filters),
    }


def cell(request, day: MonthDay, today: date) -> dict:
    return {
        "day": day.date,
        "in_month": day.is_in_month,
        "is_today": day.date == today,
        "bars": day.bars,
        "items": [(one.clock, one.title, one.url, one.hue, one.status) for one in day.items],
        "more": day.more,
        "more_url": list_url(request, start=day.date),
    }


def window(start: date, until: date) -> str:
    """The days in words; `until` is not among them."""
    last = until - timedelta(days=1)
    if last == start:
        return format_date(start, "j F Y")
    if (start.year, start.month) == (last.year, last.month):
        return f"{start.day}\N{EN DASH}{format_date(last, 'j F Y')}"
    first = format_date(start, "j F" if start.year == last.year else "j F Y")
    return f"{first} \N{EN DASH} {format_date(last, 'j F Y')}"


def subscription(filters) -> Subscription:
    """What is shown is what is subscribed to. A group or a kind has a feed of its own; whatever
    else is chosen narrows that."""
    narrow = {"tag": filters.tag, "lang": filters.lang}
    narrow["newcomers"] = "on" if filters.newcomers else ""
    if filters.initiative:
        narrow["kind"] = filters.kind
        return subscription_to("events:feed_initiative", filters.initiative, **narrow)
    if filters.kind:
        return subscription_to("events:feed_kind", filters.kind, **narrow)
    return subscription_to("events:feed_all", **narrow)


def here(request, **changes) -> str:
    return address(request, request.path, **changes)


def list_url(request, start: date | str = "") -> str:
    return address(request, reverse("events:index"), start=start)


def month_url(request, day: date) -> str:
    return address(request, reverse("events:month", args=[day]), start="")


def address(request, path: str, **changes) -> str:
    """The reader's own query with some values changed; empty ones fall out."""
    asked = {name: request.GET.get(name, "") for name in NAMES} | changes
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{path}?{query}" if query else path
