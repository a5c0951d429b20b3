"""The record of one date at the desk: was it held, its minutes, its recording."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from events import access
from events.actions.date_record import NotBegun, WasCancelled, confirm_date, set_recording
from events.actions.minutes import (
    SavedMeanwhile,
    publish_minutes,
    save_minutes,
    settle_action,
    withdraw_minutes,
)
from events.actions.occurrence import Replaced
from events.forms.minutes import ActionForms, MinutesForm, RecordingForm
from events.queries.date_minutes import actions, minutes_of
from events.queries.lines import line
from events.queries.takers import names_of, takers
from events.views.desk_occurrence import frame
from portal.kit import clock
from portal.people.queries.names import told_name
from portal.people.rules import audience_of

REFUSALS = {
    NotBegun: gettext_lazy("It has not begun: there is nothing to tell of it yet."),
    WasCancelled: gettext_lazy("This date was cancelled: it was not held."),
    Replaced: gettext_lazy("This was changed a moment ago. Please look again."),
}
CONFIRMED = {
    "held": gettext_lazy("Noted: it was held."),
    "missed": gettext_lazy("Noted: nobody came."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def record(request, slug, day):
    row = access.get_occurrence(request.user, slug, day, "organize")
    do = request.POST.get("do", "")
    minutes = minutes_of(occurrence=row)
    people = takers(occurrence=row)
    is_writing = do in {"save", "publish"}
    form = MinutesForm(request.POST if is_writing else None, initial=words_of(minutes))
    forms = ActionForms(
        request.POST if is_writing else None,
        initial=[row_of(item) for item in minutes.action_items.all()] if minutes else [],
        form_kwargs={"people": people, "names": names_of(people)},
        prefix="actions",
    )
    recording = RecordingForm(
        request.POST if do == "record" else None, initial={"url": row.recording_url}
    )
    theirs = None
    try:
        if is_writing and form.is_valid() and forms.is_valid():
            return saved(request, row, form, forms)
        if do in CONFIRMED:
            confirm_date(occurrence=row, by=request.user, took_place=do == "held")
            return told(request, row, CONFIRMED[do])
        if do == "withdraw":
            withdraw_minutes(occurrence=row, by=request.user)
            return told(request, row, _("The minutes are a draft again."))
        if recording.is_valid():
            set_recording(occurrence=row, by=request.user, url=recording.cleaned_data["url"])
            return told(request, row, _("The link to the recording is saved."))
    except SavedMeanwhile:
        theirs = minutes
        form.data = form.data.copy()
        form.data["version"] = minutes.version if minutes else 0
    except tuple(REFUSALS) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
        return redirect("events:desk_record", slug, day)
    return render(
        request,
        "events/desk/record.html",
        frame(row)
        | {
            "one": line(row),
            "row": row,
            "form": form,
            "forms": forms,
            "recording": recording,
            "minutes": minutes,
            "theirs": theirs,
            "saved_by": told_name(minutes.saved_by) if minutes and minutes.saved_by else "",
            "actions": actions(minutes.action_items.all(), audience=audience_of(request.user))
            if minutes
            else [],
            "has_begun": row.starts_at <= clock.now(),
        },
    )


@require_POST
@login_required
def settle(request, slug, day, key):
    """An action item is done, or not after all."""
    row = access.get_occurrence(request.user, slug, day, "organize")
    item = access.get_action_item(row, key)
    settle_action(item=item, by=request.user, is_done=request.POST.get("do") == "done")
    return told(request, row, _("Saved what is done."))


def saved(request, row, form, forms):
    save_minutes(
        occurrence=row,
        by=request.user,
        seen=form.cleaned_data["version"],
        text=form.cleaned_data["text"],
        decisions=form.cleaned_data["decisions"],
        actions=[one.words() for one in forms if one.cleaned_data.get("text")],
    )
    if request.POST.get("do") == "publish":
        publish_minutes(occurrence=row, by=request.user)
        return told(request, row, _("The minutes are public."))
    return told(request, row, _("The minutes are saved."))


def told(request, row, words):
    messages.success(request, words)
    return redirect("events:desk_record", row.series.slug, row.original_date)


def words_of(minutes) -> dict:
    if minutes is None:
        return {"version": 0}
    return {
        "version": minutes.version,
        "text": minutes.text,
        "decisions": "\n".join(one.text for one in minutes.decisions.all()),
    }


def row_of(item) -> dict:
    return {
        "key": item.public_id,
        "text": item.text,
        "person": item.person_id,
        "name": item.name,
        "due_on": item.due_on,
    }
