"""Calendars kept elsewhere, for organizers: what one would bring, and what became of it."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from events import access
from events.actions.calendar_source import (
    NotRead,
    SourceTaken,
    TooManySources,
    accept_source,
    add_source,
    bring_back,
    put_zone,
    read_address,
    read_bytes,
    refresh_calendar,
    remove_source,
    take_or_put_off,
)
from events.actions.calendar_sync import take_told
from events.forms.calendar_source import CalendarSourceForm, NewCopyForm, ZoneForm
from events.queries.calendar_sources import problems_of, sources_of, told_meetings
from portal.kit import clock

READS = {"accept", "read", "zone", "copy"}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def index(request):
    groups = access.get_organized_groups(request.user)
    is_sent = request.method == "POST"
    form = CalendarSourceForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, groups=groups
    )
    if is_sent and form.is_valid():
        if not may_read(request):
            return ratelimit.respond_429(request)
        added = add(request, form)
        if added:
            return redirect("events:desk_source", added.pk)
    context = {"form": form, "sources": sources_of(groups=groups), "trail": trail()[:-1]}
    return render(request, "events/desk/sources.html", context)


def may_read(request) -> bool:
    """A reading keeps a worker for up to half a minute."""
    return ratelimit.consume(request, action="calendar_read", user=request.user)


def add(request, form):
    """The source with its first copy; None with the reason in the form."""
    said = form.cleaned_data
    field = "file" if said["file"] else "url"
    try:
        if said["file"]:
            copy, name = read_bytes(raw=said["file"].read(), zone=said["zone"]), said["file"].name
        else:
            copy, name = read_address(url=said["url"], zone=said["zone"]), ""
        return add_source(
            initiative=said["initiative"],
            copy=copy,
            url=said["url"],
            name=name[:200],
            zone=said["zone"],
            by=request.user,
        )
    except NotRead as refused:
        form.add_error(field, str(refused))
    except SourceTaken:
        form.add_error(field, _("The group has this calendar already."))
    except TooManySources:
        form.add_error(field, _("Ten calendars are enough for one group. Remove one first."))
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def source(request, pk):
    row = access.get_calendar_source(request.user, pk)
    is_sent = request.method == "POST"
    action = request.POST.get("do", "") if is_sent else ""
    copy = NewCopyForm(
        request.POST if action == "copy" else None,
        request.FILES if action == "copy" else None,
        initial={"zone": row.default_tzid},
    )
    zone = ZoneForm(request.POST if action == "zone" else None, initial={"zone": row.default_tzid})
    if action in READS and not may_read(request):
        return ratelimit.respond_429(request)
    if is_sent and done(request, row, action, copy=copy, zone=zone):
        return redirect("events:desk_source", pk)
    now = clock.now()
    context = {
        "source": row,
        "meetings": told_meetings(source=row, now=now),
        "problems": problems_of(row),
        "copy": copy,
        "zone": zone,
        "may_trust": request.user.has_perm("events.trust_calendar"),
        "trail": trail(),
    }
    return render(request, "events/desk/source.html", context)


def done(request, row, action, *, copy, zone) -> bool:
    """Whether what somebody pressed could be done; else the form says why."""
    now, by = clock.now(), request.user
    match action:
        case "accept" if not row.accepted_at:
            is_trusted = "trusted" in request.POST and by.has_perm("events.trust_calendar")
            report = accept_source(source=row, now=now, by=by, is_trusted=is_trusted)
            messages.success(request, in_words(report))
        case "read" if row.url and row.accepted_at:
            report = refresh_calendar(source=row, now=now, by=by)
            tell(request, row, report)
        case "zone" if row.url and zone.is_valid():
            put_zone(source=row, zone=zone.cleaned_data["zone"], by=by)
            report = refresh_calendar(source=row, now=now, by=by)
            tell(request, row, report)
        case "copy" if not row.url and copy.is_valid():
            try:
                fresh = read_bytes(
                    raw=copy.cleaned_data["file"].read(), zone=copy.cleaned_data["zone"]
                )
                report = take_or_put_off(source=row, copy=fresh, now=now, by=by)
            except NotRead as refused:
                copy.add_error("file", str(refused))
                return False
            tell(request, row, report)
        case "want":
            bring_back(source=row, uid=request.POST.get("uid", ""), by=by)
            messages.success(request, _("It comes in again with the next reading."))
        case _:
            return False
    return True


def tell(request, row, report) -> None:
    if report is None:
        messages.error(request, _("Nothing changed. %(why)s") % {"why": row.failure})
    else:
        messages.success(request, in_words(report))


def in_words(report) -> str:
    if report.put_off:
        return ngettext(
            "%(n)d meeting is coming in. Look here again in a few minutes.",
            "%(n)d meetings are coming in. Look here again in a few minutes.",
            report.put_off,
        ) % {"n": report.put_off}
    counts = (
        (report.created, ngettext("%(n)d new meeting", "%(n)d new meetings", report.created)),
        (report.updated, ngettext("%(n)d changed", "%(n)d changed", report.updated)),
        (report.unchanged, ngettext("%(n)d as before", "%(n)d as before", report.unchanged)),
    )
    told = [words % {"n": number} for number, words in counts if number]
    return _("Read: %(counts)s.") % {"counts": ", ".join(told) or _("nothing to bring in")}


@require_POST
@login_required
def remove(request, pk):
    row = access.get_calendar_source(request.user, pk)
    remove_source(source=row, by=request.user)
    messages.success(
        request, _("“%(name)s” is gone. Its meetings stay, as your own.") % {"name": row}
    )
    return redirect("events:desk_sources")


@require_POST
@login_required
def as_told(request, slug):
    """Back to what the calendar says, for one part of a meeting."""
    series = access.get_imported_series(request.user, slug)
    part = request.POST.get("part", "")
    if take_told(series=series, part=part, now=clock.now(), by=request.user):
        messages.success(request, _("It is as the calendar says again, and follows it."))
    return redirect("events:desk_schedule", slug)


def trail() -> list[tuple[str, str]]:
    return [
        (_("Desk"), "/desk/"),
        (_("Meetings"), reverse("events:desk_meetings")),
        (_("Calendars"), reverse("events:desk_sources")),
    ]
