"""Who came to one date beside those who had answered, what of it is public, and files of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from events import access
from events.actions.date_record import NotBegun, WasCancelled
from events.actions.rsvp import open_roster, show_attendance
from events.actions.visitor import TooManyVisitors, add_visitor, count_others, remove_visitor
from events.forms.occurrence import OpenRosterForm
from events.forms.visitor import OthersForm, VisitorForm
from events.queries.attendance import DATES, PEOPLE, date_rows, people_rows
from events.rules import is_organizer
from portal.kit.csv_file import csv_file

REFUSALS = {
    NotBegun: gettext_lazy("It has not begun: nobody has come yet."),
    WasCancelled: gettext_lazy("This date was cancelled: nobody came."),
    TooManyVisitors: gettext_lazy("That is many names: count the others instead."),
}


@require_POST
@login_required
def write(request, slug, day):
    """For those who arrange the meeting; a superuser without a seat there reads at most."""
    row = access.get_occurrence(request.user, slug, day, "list_people_of")
    if is_organizer(request.user, row.series):
        try:
            written(request, row, request.POST.get("do", ""))
        except tuple(REFUSALS) as refusal:
            messages.error(request, REFUSALS[type(refusal)])
    return redirect("events:desk_people", slug, day)


def written(request, row, do: str) -> None:
    visitor, others = VisitorForm(request.POST), OthersForm(request.POST)
    if do.startswith("remove "):
        gone = access.get_visitor(row, do.removeprefix("remove "))
        remove_visitor(occurrence=row, by=request.user, key=gone.public_id)
    elif do in {"show", "hide"}:
        show_attendance(series=row.series, by=request.user, is_shown=do == "show")
    elif do == "count" and others.is_valid():
        count_others(occurrence=row, by=request.user, number=others.cleaned_data["number"])
    elif do == "add" and visitor.is_valid():
        add_visitor(occurrence=row, by=request.user, **visitor.cleaned_data)
    else:
        messages.error(request, _("Give a name or an organisation, or a number."))
        return
    messages.success(request, _("Saved who came."))


@require_POST
@login_required
def export(request, slug, day):
    """The names as a file: for its organizers, and for a superuser who says why. Written down."""
    row = access.get_occurrence_to_export(request.user, slug, day)
    why = OpenRosterForm(request.POST)
    if not is_organizer(request.user, row.series) and not why.is_valid():
        return redirect("events:desk_people", slug, day)
    reason = why.cleaned_data["reason"] if why.is_valid() else "export"
    open_roster(occurrence=row, by=request.user, reason=reason)
    name = f"{slug}-{row.original_date}-people.csv"
    return csv_file(name=name, heading=PEOPLE, rows=people_rows(occurrence=row))


@require_safe
@login_required
def dates(request, slug):
    """All dates of a meeting with numbers and organisations; no name."""
    series = access.get_series(request.user, slug, "organize")
    return csv_file(name=f"{slug}-dates.csv", heading=DATES, rows=date_rows(series=series))
