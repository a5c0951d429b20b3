"""The agenda of one date, for everybody: read it, print it, add to it."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from events import access
from events.actions.agenda_item import AgendaClosed, TooManyItems, add_item, withdraw_item
from events.actions.occurrence import Replaced
from events.forms.agenda_item import AgendaItemForm
from events.queries.date_agenda import agenda_at, is_agenda_open, minutes_planned
from events.queries.date_minutes import open_actions_before
from events.queries.lines import line
from portal.kit import clock
from portal.people.rules import audience_of

REFUSALS = {
    AgendaClosed: gettext_lazy("This date has begun or is cancelled: its agenda is closed."),
    TooManyItems: gettext_lazy("You have added as much as one person can to this agenda."),
    Replaced: gettext_lazy("This was changed a moment ago. Please look again."),
}


@require_safe
def agenda(request, slug, day):
    row = access.get_occurrence_to_come_to(request.user, slug, day)
    return shown(request, row, AgendaItemForm())


@require_POST
def add(request, slug, day):
    """Who is signed out comes back to the page of the date, as with a seat."""
    row = access.get_occurrence_to_come_to(request.user, slug, day)
    if not request.user.is_authenticated:
        return redirect_to_login(row.get_absolute_url())
    form = AgendaItemForm(request.POST)
    if not form.is_valid():
        return shown(request, row, form)
    if not ratelimit.consume(request, action="agenda_item", user=request.user):
        return ratelimit.respond_429(request)
    return done(
        request, row, lambda: add_item(occurrence=row, by=request.user, **form.cleaned_data)
    )


@require_POST
@login_required
def withdraw(request, slug, day, key):
    row = access.get_occurrence_to_come_to(request.user, slug, day)
    item = access.get_own_agenda_item(request.user, row, key)
    return done(
        request, row, lambda: withdraw_item(item=item, by=request.user), _("It is off the agenda.")
    )


def done(request, row, do, words: str = ""):
    try:
        do()
        messages.success(request, words or _("It is on the agenda. Thank you."))
    except tuple(REFUSALS) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
    return redirect(f"{row.get_absolute_url()}#agenda")


def shown(request, row, form):
    reader = {"audience": audience_of(request.user)}
    topics = agenda_at(occurrence=row, reader=request.user, **reader)
    return render(
        request,
        "events/agenda.html",
        {
            "one": line(row),
            "row": row,
            "topics": [one for one in topics if not one.is_dropped],
            "planned": minutes_planned(topics),
            "left_to_do": open_actions_before(occurrence=row, **reader),
            "form": form,
            "is_open": is_agenda_open(occurrence=row, now=clock.now()),
            "trail": [
                (_("Calendar"), reverse("events:index")),
                (row.series.title, row.series.get_absolute_url()),
                (format_date(row.original_date, "j F Y"), row.get_absolute_url()),
            ],
        },
    )
