"""The agenda of one date at the desk: its order, what is off it, what goes to the next date."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from events import access
from events.actions.agenda_item import (
    NoNextDate,
    StillToCome,
    TooManyItems,
    add_item,
    carry_items,
    drop_item,
    shift_item,
    treat_item,
)
from events.actions.occurrence import Replaced
from events.forms.agenda_item import AgendaItemForm, DropForm
from events.queries.date_agenda import agenda_at, minutes_planned
from events.queries.lines import line
from events.views.desk_occurrence import frame
from portal.kit import clock
from portal.people.rules import audience_of

REFUSALS = {
    NoNextDate: gettext_lazy("There is no next date to carry it to."),
    Replaced: gettext_lazy("This was changed a moment ago. Please look again."),
    StillToCome: gettext_lazy("This date is still to come: all of it may be discussed yet."),
    TooManyItems: gettext_lazy("This agenda is full."),
}
STEPS = {"up": -1, "down": 1}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def agenda(request, slug, day):
    row = access.get_occurrence(request.user, slug, day, "organize")
    do = request.POST.get("do", "")
    form = AgendaItemForm(request.POST if do == "add" else None)
    try:
        if do == "carry":
            following, count = carry_items(occurrence=row, by=request.user)
            words = _("%(n)d carried over to %(day)s.")
            messages.success(
                request, words % {"n": count, "day": format_date(following.original_date, "j F Y")}
            )
            return redirect("events:desk_agenda", slug, following.original_date)
        if form.is_valid():
            add_item(occurrence=row, by=request.user, **form.cleaned_data)
            messages.success(request, _("It is on the agenda."))
            return redirect("events:desk_agenda", slug, day)
    except tuple(REFUSALS) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
        return redirect("events:desk_agenda", slug, day)
    topics = agenda_at(occurrence=row, reader=request.user, audience=audience_of(request.user))
    on_it = [one for one in topics if not one.is_dropped]
    return render(
        request,
        "events/desk/agenda.html",
        frame(row)
        | {
            "one": line(row),
            "row": row,
            "topics": on_it,
            "dropped": [one for one in topics if one.is_dropped],
            "planned": minutes_planned(topics),
            "form": form,
            "may_carry": any(one.is_open for one in on_it)
            and (row.is_cancelled or row.starts_at <= clock.now()),
        },
    )


@require_POST
@login_required
def item(request, slug, day, key):
    row = access.get_occurrence(request.user, slug, day, "organize")
    found = access.get_agenda_item(row, key)
    do, why = request.POST.get("do", ""), DropForm(request.POST)
    try:
        if do in STEPS:
            shift_item(item=found, by=request.user, steps=STEPS[do])
        elif do in {"discussed", "open"}:
            treat_item(item=found, by=request.user, is_discussed=do == "discussed")
        elif do != "drop":
            raise BadRequest(do)
        elif why.is_valid():
            drop_item(item=found, by=request.user, reason=why.cleaned_data["reason"])
            messages.success(request, _("It is off the agenda, and who added it is told why."))
        else:
            messages.error(request, _("Say why: who added it reads it."))
    except Replaced as refusal:
        messages.error(request, REFUSALS[type(refusal)])
    return redirect("events:desk_agenda", slug, day)
