"""A mentor reads applicants and says whom they can help best."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mentorship.selection import access
from mentorship.selection.actions.mentor_list import (
    ListFull,
    NoReason,
    NotAsked,
    NotTheirs,
    hand_in,
    move_on_list,
    put_on_list,
    say_against,
    take_back,
)
from mentorship.selection.core.order import Move
from mentorship.selection.forms import AgainstForm, OneForm
from mentorship.selection.queries.people_page import people_page, people_url, person_page, summaries
from mentorship.selection.queries.way import last_minute
from portal.kit import clock

PEOPLE_A_PAGE = 20
FORM_METHODS = ["GET", "HEAD", "POST"]
REFUSALS = {
    ListFull: gettext_lazy("Your list is full. Take somebody off it first."),
    NoReason: gettext_lazy("Please say why: without it nobody can decide about it."),
    NotAsked: gettext_lazy("The result is published: nothing can be ranked any more."),
    NotTheirs: gettext_lazy("This person is not in the selection any more."),
}


@require_http_methods(FORM_METHODS)
@login_required
def people(request, key):
    """All of them, and the list. Every button posts here."""
    mentor = access.get_mentor(request.user, key)
    if request.method == "POST":
        return redirect(change(request, mentor))
    page = people_page(mentor=mentor, now=clock.now())
    shown = Paginator(page.others, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "selection/people.html",
        {
            "page": page,
            "until": last_minute(page.days),
            "timezone": mentor.cohort.timezone,
            "shown": shown,
            "summaries": summaries(mentor=mentor, rows=list(shown.object_list)),
            "trail": trail(),
        },
    )


def change(request, mentor) -> str:
    """Where to go on: to the list, or to who was moved in it."""
    url = people_url(mentor)
    form = OneForm(request.POST)
    try:
        if "hand-in" in request.POST:
            hand_in(mentor=mentor, by=request.user, now=clock.now())
            messages.success(request, _("Handed in. You can still change it; each change counts."))
        elif form.is_valid():
            return url + move(request, mentor, **form.cleaned_data)
        else:
            messages.error(request, _("We could not read what you meant. Please try again."))
    except tuple(REFUSALS) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
    return url


def move(request, mentor, one, verb) -> str:
    mentee = access.get_applicant(mentor, one, clock.now()).application
    said = {"mentor": mentor, "mentee": mentee, "by": request.user, "now": clock.now()}
    if verb == "put":
        put_on_list(**said)
    else:
        move_on_list(**said, move=Move(verb))
    return "#list" if verb == Move.OFF else f"#on-{one}"


@require_http_methods(FORM_METHODS)
@login_required
def person(request, key, public_id):
    mentor = access.get_mentor(request.user, key)
    row = access.get_applicant(mentor, public_id, clock.now())
    form = AgainstForm(request.POST if "said" in request.POST or "reason" in request.POST else None)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        try:
            say(request, mentor, row.application, form)
        except tuple(REFUSALS) as refusal:
            messages.error(request, REFUSALS[type(refusal)])
        return redirect(request.path)
    return render(
        request,
        "selection/person.html",
        {
            "person": person_page(mentor=mentor, row=row),
            "form": form,
            "timezone": mentor.cohort.timezone,
            "people_url": people_url(mentor),
            "trail": [*trail(), (_("People to rank"), people_url(mentor))],
        },
    )


def say(request, mentor, mentee, form) -> None:
    said = {"mentor": mentor, "mentee": mentee, "by": request.user, "now": clock.now()}
    if form.is_bound:
        word = say_against(**said, **form.cleaned_data)
        messages.success(
            request,
            _("Noted. The two of you are never paired.")
            if word.said == "conflict"
            else _("Noted. The people who run the program decide about it."),
        )
    elif "put" in request.POST:
        put_on_list(**said)
        messages.success(request, _("On your list, at its end."))
    elif "off" in request.POST:
        move_on_list(**said, move=Move.OFF)
        messages.success(request, _("Not on your list any more."))
    elif "take-back" in request.POST:
        take_back(**said)
        messages.success(request, _("Taken back."))
    else:
        messages.error(request, _("We could not read what you meant. Please try again."))


def trail():
    return [(_("My page"), "/me/"), (_("Mentorship"), reverse("mentorship:mine"))]
