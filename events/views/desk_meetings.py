"""Meetings from their organizers' side: which there are, a new one, another schedule."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events import access
from events.actions.event_page import start_event_page
from events.actions.series import WasPublic, change_series, discard_series, start_series
from events.forms.meeting import MeetingForm, NewMeetingForm, as_chosen
from events.queries.desk_meetings import desk_meetings, series_of
from events.queries.meeting_entries import slot_entry
from events.queries.next_dates import next_of_series
from events.queries.schedule_preview import schedule_preview
from events.queries.series_detail import rule_in_words
from portal.kit import clock

PAGE_SIZE = 30


@require_safe
@login_required
def index(request):
    groups = access.get_organized_groups(request.user)
    now = clock.now()
    page = Paginator(series_of(person=request.user, now=now), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "rows": desk_meetings(page.object_list, now=now),
        "page": page,
        "has_one_group": len(groups) == 1,
        "trail": [(_("Desk"), "/desk/")],
    }
    return render(request, "events/desk/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request):
    """Three buttons: one shows what the schedule means, one takes the date offered, one saves."""
    groups = access.get_organized_groups(request.user)
    initial = {"initiative": request.GET.get("initiative", ""), "timezone": request.reader_zone}
    form = NewMeetingForm(posted(request), groups=groups, now=clock.now(), initial=initial)
    if request.method == "POST" and form.is_valid() and "save" in request.POST:
        series = start_series(
            initiative=form.cleaned_data["initiative"],
            title=form.cleaned_data["title"],
            facts=form.facts(),
            when=form.when,
            by=request.user,
        )
        return to_its_text(request, series)
    context = {"trail": [(_("Desk"), "/desk/"), (_("Meetings"), reverse("events:desk_meetings"))]}
    return render(request, "events/desk/new.html", context | shown(request, form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def schedule(request, slug):
    series = access.get_series(request.user, slug, "organize")
    slots = list(series.slots.all())
    initial = as_chosen(series, slots[0] if slots else None)
    form = MeetingForm(posted(request), slots=slots, now=clock.now(), initial=initial)
    if request.method == "POST" and form.is_valid() and "save" in request.POST:
        change_series(series=series, facts=form.facts(), when=form.when, by=request.user)
        messages.success(request, _("Saved. “%(title)s” has changed.") % {"title": series.title})
        return redirect("events:desk_schedule", slug)
    context = {
        "series": series,
        "rules": [rule_in_words(slot) for slot in slots],
        "dates": next_of_series(series_id=series.pk, now=clock.now()),
        "trail": [(_("Desk"), "/desk/"), (_("Meetings"), reverse("events:desk_meetings"))],
    }
    when = slot_entry(slots[0]) if len(slots) == 1 else None
    return render(request, "events/desk/schedule.html", context | shown(request, form, when))


@require_POST
@login_required
def write(request, slug):
    """To the CMS, with an empty draft if nobody has begun the meeting's text."""
    series = access.get_series(request.user, slug, "organize")
    return to_its_text(request, series)


@require_POST
@login_required
def discard(request, slug):
    series = access.get_series(request.user, slug, "organize")
    try:
        discard_series(series=series, by=request.user)
    except WasPublic:
        messages.error(request, _("It has been public. Ask an editor to unpublish its text."))
        return redirect("events:desk_schedule", slug)
    messages.success(request, _("“%(title)s” is gone.") % {"title": series.title})
    return redirect("events:desk_meetings")


@require_POST
@login_required
def preview(request):
    """For a form that is still being filled in; `?series=` names the meeting it is to change."""
    slug, slots = request.GET.get("series", ""), []
    if slug:
        slots = list(access.get_series(request.user, slug, "organize").slots.all())
    else:
        access.get_organized_groups(request.user)
    form = MeetingForm(posted(request), slots=slots, now=clock.now())
    return render(request, "events/desk/preview.html", shown(request, form))


def posted(request):
    """What was sent; the date the preview offered takes the place of the one that was typed."""
    if request.method != "POST":
        return None
    sent = request.POST.copy()
    if "begin" in sent:
        sent["first_date"] = sent["begin"]
    return sent


def shown(request, form, when=None) -> dict:
    """The form, and what its schedule means: `when` until somebody fills in another."""
    if form.is_bound:
        form.is_valid()
        when = form.when
    planned = when and schedule_preview(when=when, now=clock.now(), reader_zone=request.reader_zone)
    return {"form": form, "planned": planned, "is_saving": "save" in request.POST}


def to_its_text(request, series):
    """Who may not enter the CMS yet stays at the desk: rights follow seats within minutes."""
    page = start_event_page(series=series, by=request.user)
    may_write = request.user.has_perm("wagtailadmin.access_admin")
    if may_write and page.permissions_for_user(request.user).can_edit():
        messages.success(
            request,
            _(
                "Say what the meeting is about, then submit it with the arrow beside “Save draft”: "
                "an editor publishes it."
            ),
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    messages.warning(request, _("You may not write in the CMS yet. Ask an editor for help."))
    return redirect("events:desk_meetings")
