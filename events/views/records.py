"""What past dates left behind, of one meeting and of one group."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events import access
from events.queries.date_records import (
    date_records,
    recorded_dates_of_group,
    recorded_dates_of_series,
)
from initiatives.access import MovedTo, get_initiative
from portal.kit import clock

PAGE_SIZE = 30


@require_safe
def of_series(request, slug):
    series = access.get_series(request.user, slug)
    dates = recorded_dates_of_series(series=series, now=clock.now())
    context = {
        "name": series.title,
        "hue": series.initiative.hue,
        "back_url": series.get_absolute_url(),
        "trail": [
            (_("Calendar"), reverse("events:index")),
            (series.title, series.get_absolute_url()),
        ],
    }
    return records(request, dates, context)


@require_safe
def of_group(request, slug):
    try:
        group = get_initiative(request.user, slug)
    except MovedTo as moved:
        return redirect("events:group_records", moved.slug, permanent=True)
    dates = recorded_dates_of_group(initiative_id=group.pk, now=clock.now())
    context = {
        "group": group,
        "name": group.name,
        "hue": group.hue,
        "back_url": group.get_absolute_url(),
        "trail": [
            (_("Groups"), reverse("initiatives:index")),
            (group.name, group.get_absolute_url()),
        ],
    }
    return records(request, dates, context)


def records(request, dates, context: dict):
    page = Paginator(dates, PAGE_SIZE).get_page(request.GET.get("page"))
    context |= {"page": page, "records": date_records(page.object_list)}
    return render(request, "events/records.html", context)
