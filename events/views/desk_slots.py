"""The times of one meeting at the desk: another one, a change of one, a new one from a date on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events import access
from events.actions.slot import (
    LastSlot,
    TooManySlots,
    add_slot,
    change_slot,
    end_slot,
    split_slot,
)
from events.forms.schedule import ScheduleForm, schedule_as_chosen
from events.queries.meeting_entries import slot_entry
from events.queries.series_detail import rule_in_words
from portal.kit import clock

from .desk_meetings import desk_trail, posted, shown, slot_at


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug):
    series = access.get_series(request.user, slug, "organize")
    first = series.slots.first()
    initial = {"timezone": first.tzid if first else request.reader_zone}
    form, understood = schedule_form(request, series, initial=initial)
    if is_saved(request, form):
        try:
            add_slot(series=series, when=form.when, by=request.user)
        except TooManySlots:
            messages.error(request, _("It has three times already: that would be two meetings."))
        else:
            messages.success(request, _("It meets at one more time now."))
        return redirect("events:desk_schedule", slug)
    return page(request, series, form, understood, heading=_("Another time"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, slug, position):
    series = access.get_series(request.user, slug, "organize")
    slot = current_slot(series, position)
    form, understood = schedule_form(request, series, slot, initial=schedule_as_chosen(slot))
    if is_saved(request, form):
        change_slot(slot=slot, when=form.when, by=request.user)
        messages.success(request, _("Saved. Dates to come follow the new time."))
        return redirect("events:desk_schedule", slug)
    return page(
        request,
        series,
        form,
        understood,
        heading=_("Change one of its times"),
        now_said=rule_in_words(slot),
        preview=f"&time={position}",
        end_url=reverse("events:desk_end_slot", args=[slug, position]),
        when=slot_entry(slot),
    )


@require_POST
@login_required
def end(request, slug, position):
    series = access.get_series(request.user, slug, "organize")
    try:
        end_slot(slot=current_slot(series, position), by=request.user)
    except LastSlot:
        messages.error(request, _("It is the only time it has. Give it a last date instead."))
    else:
        messages.success(request, _("It does not meet at this time any more."))
    return redirect("events:desk_schedule", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def following(request, slug, day):
    """This date and all after it: dates before stay as they are."""
    row = access.get_occurrence(request.user, slug, day, "organize")
    series, slot = row.series, row.slot
    if slot is None or not slot.rrule or row.ends_at <= clock.now():
        raise Http404
    initial = schedule_as_chosen(slot) | {"first_date": day}
    form, understood = schedule_form(request, series, slot, initial=initial, since=day)
    if is_saved(request, form):
        split_slot(slot=slot, day=day, when=form.when, by=request.user)
        messages.success(request, _("Saved. Dates before stay; who follows or comes is told."))
        return redirect("events:desk_schedule", slug)
    return page(
        request,
        series,
        form,
        understood,
        heading=_("From %(day)s on") % {"day": format_date(day, "l j F Y")},
        now_said=rule_in_words(slot),
        preview=f"&time={slot.position}",
    )


def schedule_form(request, series, slot=None, *, initial, since=None):
    sent, understood = posted(request)
    form = ScheduleForm(
        sent,
        slot=slot,
        since=since,
        is_all_day=series.is_all_day,
        now=clock.now(),
        initial=initial,
    )
    return form, understood


def is_saved(request, form) -> bool:
    return "save" in request.POST and form.is_valid()


def page(request, series, form, understood, *, when=None, **said):
    context = {
        "series": series,
        "understood": understood,
        "trail": [
            *desk_trail(),
            (series.title, reverse("events:desk_schedule", args=[series.slug])),
        ],
    }
    context |= said | shown(request, form, when, series)
    return render(request, "events/desk/slot.html", context)


def current_slot(series, position):
    slot = slot_at(series, str(position))
    if slot is None:
        raise Http404
    return slot
