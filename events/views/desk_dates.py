"""All dates of one meeting at the desk, and one more beside its rule."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from events import access
from events.actions.occurrence import DayTaken, NoSuchTime, PastTime, add_occurrence
from events.forms.occurrence import AddForm
from events.queries.desk_schedule import all_dates
from events.queries.lines import line, with_groups
from portal.kit import clock

from .desk_meetings import desk_trail

PAGE_SIZE = 50
REFUSALS = {
    DayTaken: gettext_lazy("It meets on this day already: move that date instead."),
    PastTime: gettext_lazy("This time is past: nobody could come."),
    NoSuchTime: gettext_lazy("Clocks never show this time on that day."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dates(request, slug):
    series = access.get_series(request.user, slug, "organize")
    is_past = bool(request.GET.get("past"))
    slots = list(series.slots.all())
    form = AddForm(
        request.POST if request.method == "POST" else None,
        slot=slots[-1] if slots else None,
        is_all_day=series.is_all_day,
    )
    if form.is_valid():
        try:
            add_occurrence(series=series, by=request.user, **form.date_added())
        except tuple(REFUSALS) as refusal:
            form.add_error("date", REFUSALS[type(refusal)])
        else:
            messages.success(request, _("The date is added. Who follows the group is told."))
            return redirect("events:desk_dates", slug)
    rows = all_dates(series_id=series.pk, now=clock.now(), is_past=is_past)
    page = Paginator(with_groups(rows.select_related("slot")), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "events/desk/dates.html",
        {
            "series": series,
            "rows": [(row, line(row)) for row in page.object_list],
            "page": page,
            "is_past": is_past,
            "form": form,
            "trail": [
                *desk_trail(),
                (series.title, reverse("events:desk_schedule", args=[slug])),
            ],
        },
    )
