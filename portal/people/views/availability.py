from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.core import zones
from portal.core.availability import cells_of, in_words, next_clock_change, windows_of
from portal.kit import clock
from portal.people.actions.availability import set_availability
from portal.people.forms.availability import ZoneForm, read_cells, with_monday_copied
from portal.people.queries.availability import windows_of_person

HALF_HOURS = 2


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def availability(request):
    """Two buttons only fill in the sheet for who has no script; nothing is kept until `Save`."""
    if request.method != "POST":
        cells = cells_of(windows_of_person(person=request.user))
        return sheet(request, ZoneForm(initial={"timezone": request.user.timezone}), cells)
    form, cells = ZoneForm(request.POST), read_cells(request.POST)
    match request.POST.get("do"):
        case "copy":
            return sheet(request, unjudged(form), with_monday_copied(cells), is_saved=False)
        case "clear":
            return sheet(request, unjudged(form), frozenset(), is_saved=False)
    if not form.is_valid():
        return sheet(request, form, cells, is_saved=False)
    zone = form.cleaned_data["timezone"]
    kept = set_availability(
        person=request.user, windows=windows_of(cells), timezone=zone, by=request.user
    )
    messages.success(
        request,
        _("Saved: %(words)s, %(place)s time.")
        % {"words": in_words(kept), "place": zones.place(zone)},
    )
    return redirect("people:availability")


def unjudged(form: ZoneForm) -> ZoneForm:
    return ZoneForm(initial={"timezone": form["timezone"].value()})


def sheet(request, form: ZoneForm, cells: frozenset[int], *, is_saved: bool = True):
    zone = form["timezone"].value() or ""
    context = {
        "form": form,
        "cells": cells,
        "words": in_words(windows_of(cells)),
        "hours": len(cells) / HALF_HOURS,
        "is_saved": is_saved,
        "zone": zone,
        **clock_words(zone),
    }
    return render(request, "people/availability.html", context)


def clock_words(zone: str) -> dict:
    """What the next change of clocks there does; nothing for a zone nobody knows."""
    if zone not in zones.known():
        return {"is_zone_known": False}
    change = next_clock_change(zones.zone(zone), after=clock.now())
    return {
        "is_zone_known": True,
        "place": zones.place(zone),
        "change": change,
        "minutes": abs(change.minutes) if change else 0,
    }
