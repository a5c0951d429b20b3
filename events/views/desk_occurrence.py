from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from events import access
from events.actions.occurrence import (
    AlreadyCancelled,
    AlreadyOver,
    NoSuchTime,
    NotCancelled,
    PastTime,
    Replaced,
    SameTime,
    cancel_occurrence,
    keep_occurrence,
    move_occurrence,
    new_time,
    rename_occurrence,
    restore_occurrence,
)
from events.actions.rsvp import mark_attendance, open_roster
from events.forms.occurrence import CameForm, MoveForm, OpenRosterForm, ReasonForm, RenameForm
from events.forms.visitor import OthersForm, VisitorForm
from events.queries.attendance import visitors_at
from events.queries.lines import line
from events.queries.move_preview import hours_around_gap, move_preview
from events.queries.roster import line_at, maybes_at, roster_of
from events.queries.rule_dates import planned_at
from events.rules import is_organizer
from portal.kit import clock

REFUSALS = {
    AlreadyOver: gettext_lazy("This date is over: what happened is not undone."),
    AlreadyCancelled: gettext_lazy("Somebody else cancelled this date a moment ago."),
    NotCancelled: gettext_lazy("This date is not cancelled any more."),
    SameTime: gettext_lazy("It is at this time already."),
    PastTime: gettext_lazy("This time is past: nobody could come."),
    Replaced: gettext_lazy("A new schedule has put another date in its place."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def occurrence(request, slug, day):
    """One date at the desk: move it, after a look at what that means; cancel it; restore it."""
    row = access.get_occurrence(request.user, slug, day, "organize")
    do = request.POST.get("do", "")
    move = MoveForm(request.POST if do in {"preview", "move"} else None, occurrence=row)
    reason = ReasonForm(request.POST if do in {"cancel", "restore"} else None, auto_id="reason-%s")
    rename = RenameForm(request.POST if do == "rename" else None, occurrence=row)
    preview = None
    try:
        if move.is_valid() and do == "move":
            move_occurrence(
                occurrence=row, to=move.to, by=request.user, reason=move.cleaned_data["reason"]
            )
            return decided(request, row, _("The date is moved. Who comes or follows is told."))
        if move.is_valid():
            starts_at, ends_at = new_time(occurrence=row, to=move.to)
            preview = move_preview(
                occurrence=row,
                to=move.to,
                starts_at=starts_at,
                ends_at=ends_at,
                reader_zone=request.reader_zone,
            )
        if rename.is_valid():
            rename_occurrence(occurrence=row, by=request.user, **rename.cleaned_data)
            return decided(request, row, _("The title is saved. Calendars hear of it."))
        if do == "keep":
            keep_occurrence(occurrence=row, by=request.user)
            return decided(request, row, _("The date takes place, beside the rule."))
        if reason.is_valid() and do == "cancel":
            cancel_occurrence(occurrence=row, by=request.user, reason=reason.cleaned_data["reason"])
            return decided(request, row, _("The date is cancelled. Who comes or follows is told."))
        if reason.is_valid():
            restore_occurrence(
                occurrence=row, by=request.user, reason=reason.cleaned_data["reason"]
            )
            return decided(request, row, _("The date takes place. Who comes or follows is told."))
    except NoSuchTime:
        move.add_error("time", gap_in_words(move, row.tzid))
    except tuple(REFUSALS) as refusal:
        (move if do in {"preview", "move"} else reason).add_error(None, REFUSALS[type(refusal)])
    return render(
        request,
        "events/desk/occurrence.html",
        frame(row)
        | {
            "one": line(row),
            "row": row,
            "series": row.series,
            "planned_at": planned_at(row),
            "is_over": row.ends_at <= clock.now(),
            "move": move,
            "reason": reason,
            "rename": rename,
            "preview": preview,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def people(request, slug, day):
    """Who comes, by name, for the organizers; a superuser without a seat there says why they look,
    and that is written down."""
    row = access.get_occurrence(request.user, slug, day, "list_people_of")
    is_mine = is_organizer(request.user, row.series)
    sent = request.POST if request.method == "POST" else None
    if sent is not None and is_mine:
        return tick(request, row)
    why = OpenRosterForm(sent)
    if why.is_valid():
        open_roster(occurrence=row, by=request.user, reason=why.cleaned_data["reason"])
    is_open = is_mine or why.is_valid()
    return render(
        request,
        "events/desk/people.html",
        frame(row)
        | {
            "one": line(row),
            "row": row,
            "why": why,
            "is_open": is_open,
            "may_tick": is_mine and row.starts_at <= clock.now(),
            "may_export": is_open
            and request.user.has_perm("events.export_people_of_series", row.series),
            "visitors": visitors_at(occurrence=row) if is_open else [],
            "visitor": VisitorForm(),
            "others": OthersForm(initial={"number": row.others_came}),
            "roster": roster_of(occurrence=row) if is_open else [],
            "waiting": line_at(occurrence=row) if is_open else [],
            "maybes": maybes_at(occurrence=row) if is_open else [],
        },
    )


def tick(request, row):
    came = CameForm(request.POST)
    if not came.is_valid():
        messages.error(request, _("This list could not be read. Please tick again."))
    elif row.starts_at > clock.now():
        messages.error(request, _("It has not begun: tick who came once it has."))
    else:
        mark_attendance(
            occurrence=row,
            by=request.user,
            organisations=came.organisations(),
            **came.cleaned_data,
        )
        messages.success(request, _("Saved who came."))
    return redirect("events:desk_people", row.series.slug, row.original_date)


def frame(row) -> dict:
    slug, day = row.series.slug, row.original_date
    return {
        "trail": [
            (_("Desk"), "/desk/"),
            (_("Meetings"), reverse("events:desk_meetings")),
            (row.series.title, reverse("events:desk_schedule", args=[slug])),
        ],
        "here": format_date(day, "j F Y"),
        "people_url": reverse("events:desk_people", args=[slug, day]),
        "date_url": reverse("events:desk_occurrence", args=[slug, day]),
        "agenda_url": reverse("events:desk_agenda", args=[slug, day]),
        "record_url": reverse("events:desk_record", args=[slug, day]),
    }


def decided(request, row, words: str):
    messages.success(request, words)
    return redirect("events:desk_occurrence", row.series.slug, row.original_date)


def gap_in_words(move: MoveForm, tzid: str) -> str:
    before, after = hours_around_gap(move.to, tzid)
    return _("Clocks jump over this time that night: take %(before)s or %(after)s.") % {
        "before": f"{before:%H:%M}",
        "after": f"{after:%H:%M}",
    }
