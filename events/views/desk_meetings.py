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
from events.actions.giving_way import InCircle, give_way
from events.actions.series import (
    WasPublic,
    change_series,
    discard_series,
    duplicate_series,
    share_series,
    start_series,
)
from events.forms.meeting import MeetingForm, NewMeetingForm, as_chosen, days_meant
from events.forms.partners import PartnersForm
from events.forms.schedule import ScheduleForm
from events.forms.schedule_words import read_words
from events.forms.turns import second_time
from events.queries.calendar_sources import differences, imported_row
from events.queries.current_slots import MOST_SLOTS, current_slots
from events.queries.desk import needs_of
from events.queries.desk_meetings import desk_meetings, series_of
from events.queries.desk_schedule import (
    groups_to_share_with,
    last_day,
    meetings_to_give_way_to,
    strange_days,
    unruled_dates,
)
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
        "needs": needs_of(person=request.user, now=now),
        "rows": desk_meetings(page.object_list, now=now),
        "page": page,
        "has_one_group": len(groups) == 1,
        "trail": [(_("Desk"), "/desk/")],
    }
    return render(request, "events/desk/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request):
    """Buttons: one reads a sentence, one shows what the schedule means, one takes the date offered,
    one saves."""
    groups = access.get_organized_groups(request.user)
    initial = {"timezone": request.reader_zone} | request.GET.dict()
    sent, understood = posted(request)
    form = NewMeetingForm(sent, groups=groups, now=clock.now(), initial=initial)
    if sent and form.is_valid() and "save" in request.POST:
        series = start_series(
            initiative=form.cleaned_data["initiative"],
            title=form.cleaned_data["title"],
            facts=form.facts(),
            when=form.when,
            turn=form.turn,
            by=request.user,
        )
        return to_its_text(request, series)
    context = {"trail": desk_trail(), "understood": understood}
    return render(request, "events/desk/new.html", context | shown(request, form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def schedule(request, slug):
    series = access.get_series(request.user, slug, "organize")
    now = clock.now()
    slots = current_slots(series, today=now.date())
    sent, understood = posted(request)
    form = MeetingForm(sent, slots=slots, now=now, initial=as_chosen(series, slots))
    partners = PartnersForm(
        sent if "save" in request.POST else None,
        series=series,
        groups=groups_to_share_with(series=series, person=request.user),
        others=meetings_to_give_way_to(series=series),
    )
    is_right = all([form.is_bound and form.is_valid(), partners.is_bound and partners.is_valid()])
    if is_right and save(request, series, form, partners):
        return redirect("events:desk_schedule", slug)
    context = {
        "series": series,
        "slots": [(slot, rule_in_words(slot)) for slot in slots],
        "may_add_slot": len(slots) < MOST_SLOTS,
        "gives_way_to": series.yields_to.order_by("title"),
        "last_day": last_day(series=series, slots=slots, now=now),
        "strange": strange_days(series=series, slots=slots, now=now),
        "unruled": unruled_dates(series_id=series.pk, now=now),
        "dates": next_of_series(series_id=series.pk, now=now),
        **of_calendar(series, now),
        "partners": partners,
        "understood": understood,
        "trail": desk_trail(),
    }
    when = slot_entry(slots[0]) if len(slots) == 1 else None
    return render(
        request, "events/desk/schedule.html", context | shown(request, form, when, series)
    )


def of_calendar(series, now) -> dict:
    row = imported_row(series)
    if row is None:
        return {}
    return {"imported": row, "differences": differences(series=series, row=row, now=now)}


def save(request, series, form, partners) -> bool:
    """What one form says, step by step: the circle is the only step that is refused."""
    try:
        give_way(series=series, to=partners.cleaned_data["yields_to"], by=request.user)
    except InCircle:
        words = _("This meeting already gives way to yours, itself or through others.")
        partners.add_error("yields_to", words)
        return False
    share_series(series=series, groups=partners.cleaned_data["also_for"], by=request.user)
    change_series(series=series, facts=form.facts(), when=form.when, by=request.user)
    messages.success(request, _("Saved. “%(title)s” has changed.") % {"title": series.title})
    return True


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
def duplicate(request, slug):
    series = access.get_series(request.user, slug, "organize")
    copy = duplicate_series(series=series, by=request.user)
    words = _("This is a draft with the same times. Change what differs, then write its text.")
    messages.success(request, words)
    return redirect("events:desk_schedule", copy.slug)


@require_POST
@login_required
def preview(request):
    """For a form that is still being filled in; `?series=` names the meeting it is to change, and
    `&time=` which of its times."""
    slug, is_all_day = request.GET.get("series", ""), "is_all_day" in request.POST
    series = slot = None
    if slug:
        series = access.get_series(request.user, slug, "organize")
        slot = slot_at(series, request.GET.get("time", ""))
        is_all_day = is_all_day or (bool(request.GET.get("time")) and series.is_all_day)
    else:
        access.get_organized_groups(request.user)
    form = ScheduleForm(posted(request)[0], slot=slot, is_all_day=is_all_day, now=clock.now())
    return render(request, "events/desk/preview.html", shown(request, form, series=series))


def slot_at(series, position: str):
    """The one a form is about: of a single time nobody says which."""
    slots = current_slots(series, today=clock.now().date())
    if not position:
        return slots[0] if len(slots) == 1 else None
    return next((slot for slot in slots if str(slot.position) == position), None)


def posted(request):
    """What was sent, and how a sentence in it was understood, if somebody asked for that: its
    answer is a sentence too. The date the preview offered takes the place of the one typed."""
    if request.method != "POST":
        return None, None
    sent = request.POST.copy()
    if "begin" in sent:
        sent["first_date"] = sent["begin"]
    if "read" not in sent:
        return sent, None
    sent["words"] = sent["read"] or sent.get("words", "")
    return sent, read_words(sent, now=clock.now())


def shown(request, form, when=None, series=None) -> dict:
    """The form, and what its schedule means: `when` and the days of `series` until somebody fills
    in others."""
    if form.is_bound:
        form.is_valid()
        when = form.when
        if "save" not in request.POST:
            leave_gaps(form)
    other = second_time(request.POST, now=clock.now())
    in_turn = other.when if other and other.is_valid() else None
    days = days_meant(request.POST.get("days", ""), series) if form.is_all_day else 0
    return {
        "form": form,
        "planned": what_it_means(request, when, days),
        "in_turn": what_it_means(request, in_turn, days),
        "is_saving": "save" in request.POST,
    }


def leave_gaps(form):
    """What is still empty is wrong only for who saves it."""
    for name, found in [*form.errors.items()]:
        if all(one.code == "required" for one in found.as_data()):
            del form.errors[name]


def what_it_means(request, when, days: int):
    return when and schedule_preview(
        when=when, now=clock.now(), reader_zone=request.reader_zone, days=days
    )


def desk_trail() -> list[tuple[str, str]]:
    return [(_("Desk"), "/desk/"), (_("Meetings"), reverse("events:desk_meetings"))]


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
