from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from events import access
from events.actions.occurrence import AlreadyCancelled, AlreadyOver, Replaced
from events.actions.rsvp import answer_date
from events.actions.standing_answer import answer_series
from events.forms.agenda_item import AgendaItemForm
from events.forms.answer import AnswerForm, Scope
from events.queries.answer_words import heard, heard_for_all
from events.queries.attendance import attendance_at
from events.queries.calendar_links import calendar_links
from events.queries.date_agenda import agenda_at, is_agenda_open
from events.queries.date_minutes import as_shown, is_published, open_actions_before
from events.queries.date_records import recorded_dates_of_series
from events.queries.lines import join_key, line
from events.queries.next_dates import neighbours, next_that_happens
from events.queries.rule_dates import planned_at
from events.queries.seats import seats_at
from events.queries.structured_data import facts_of_date
from events.queries.subscription import subscription_to
from portal.kit import clock
from portal.kit.structured_data import json_ld
from portal.people.rules import audience_of

REFUSALS = {
    AlreadyOver: gettext_lazy("This date is over."),
    AlreadyCancelled: gettext_lazy("This date was cancelled a moment ago."),
    Replaced: gettext_lazy("A new schedule has put another date in its place."),
}


@require_safe
def detail(request, slug, day):
    """One date, at the address its rule gave it, wherever it was moved to."""
    row = access.get_occurrence(request.user, slug, day)
    series = row.series
    now = clock.now()
    audience = audience_of(request.user)
    topics = agenda_at(occurrence=row, reader=request.user, audience=audience)
    has_begun = row.starts_at <= now
    before, after = neighbours(row=row)
    return render(
        request,
        "events/occurrence.html",
        {
            "one": line(row),
            "row": row,
            "series": series,
            "scopes": Scope.choices if row.slot and row.slot.rrule else [],
            "seats": seats_at(occurrence=row, person=request.user),
            "topics": [one for one in topics if not one.is_dropped],
            "topic_form": AgendaItemForm(),
            "is_open": line(row).is_gathering and is_agenda_open(occurrence=row, now=now),
            "left_to_do": []
            if has_begun
            else open_actions_before(occurrence=row, audience=audience),
            "minutes": as_shown(row.minutes, audience=audience)
            if has_begun and is_published(row)
            else None,
            "attendance": attendance_at(occurrence=row)
            if has_begun and series.shows_attendance
            else None,
            "may_arrange": request.user.has_perm("events.organize_series", series),
            "planned_at": planned_at(row),
            "is_over": row.ends_at <= now,
            "upcoming": next_that_happens(series_id=row.series_id, now=now)
            if row.is_cancelled or row.ends_at <= now
            else None,
            "has_records": recorded_dates_of_series(series=series, now=now).exists(),
            "before": before,
            "after": after,
            "subscription": subscription_to("events:feed_series", series.public_id),
            "this_date": None if row.is_cancelled or row.ends_at <= now else calendar_links(row),
            "facts_for_machines": json_ld(facts_of_date(row)),
            "trail": [
                (_("Calendar"), reverse("events:index")),
                (series.title, reverse("events:series", args=[slug])),
            ],
            "here": format_date(row.original_date, "j F Y"),
            "join_url": reverse("events:join", args=[join_key(slug, day)])
            if series.join_url
            else "",
        },
    )


@require_POST
def come(request, slug, day):
    """Answer for this date. Who is signed out comes back to the page of the date and presses again:
    nobody else's form may take a seat for them."""
    row = access.get_occurrence(request.user, slug, day)
    if not request.user.is_authenticated:
        return redirect_to_login(row.get_absolute_url())
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose one of the answers."))
        return redirect(row)
    try:
        messages.success(request, answered(request.user, row, **form.cleaned_data))
    except tuple(REFUSALS) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
        if isinstance(refusal, Replaced):
            return redirect(row.series)
    return redirect(row)


def answered(user, row, *, answer: str, scope: str) -> str:
    """What to say of it."""
    if scope in {"", Scope.THIS}:
        return heard(answer_date(occurrence=row, by=user, answer=answer))
    since = row.original_date if scope == Scope.FOLLOWING else None
    answer_series(series=row.series, by=user, answer=answer, since=since)
    return heard_for_all(answer)
