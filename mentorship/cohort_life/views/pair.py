"""The space of a pair, for its two people."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mentorship.cohort_life import access
from mentorship.cohort_life.actions.check_in import WeekNotOpen, say_check_in
from mentorship.cohort_life.actions.evaluation import (
    NotYourWord,
    RoundNotOpen,
    Said,
    give_evaluation,
)
from mentorship.cohort_life.actions.ladder import say_here
from mentorship.cohort_life.actions.limit import set_limit
from mentorship.cohort_life.actions.note import TooManyNotes, delete_note, write_note
from mentorship.cohort_life.actions.pair import NotTheirs, PairOver
from mentorship.cohort_life.actions.parting import leave_pair, take_back_not_again
from mentorship.cohort_life.actions.path_share import share_paths
from mentorship.cohort_life.actions.pause import DayNotOpen, NoPause, pause_pair, resume_pair
from mentorship.cohort_life.actions.plan import (
    DayOutside,
    PlanFull,
    mark_kickoff,
    reach_line,
    remove_line,
    write_plan_line,
)
from mentorship.cohort_life.forms import (
    CheckInForm,
    EvaluationForm,
    HereForm,
    KickoffForm,
    LeaveForm,
    LimitForm,
    LineForm,
    NoteForm,
    NoteRemovalForm,
    PathShareForm,
    PauseForm,
    PlanForm,
)
from mentorship.cohort_life.queries.load import own_load
from mentorship.cohort_life.queries.pair import side_of
from mentorship.cohort_life.queries.pair_page import pair_page
from portal.kit import clock

REFUSALS = {
    NotTheirs: gettext_lazy("Only the mentee can show that."),
    PairOver: gettext_lazy("This pair is over: it can be read, and nothing is written any more."),
    WeekNotOpen: gettext_lazy("This week can't be spoken of: it is to come, or too long ago."),
    PlanFull: gettext_lazy(
        "Your plan is full: three goals and twelve milestones. Remove one first."
    ),
    DayOutside: gettext_lazy("The day lies outside the time you have together."),
    TooManyNotes: gettext_lazy("You have a hundred notes here. Delete one first."),
    DayNotOpen: gettext_lazy("A pause ends within sixty days, and before your time together does."),
    NoPause: gettext_lazy("There is no pause to end."),
    RoundNotOpen: gettext_lazy("This can't be answered or changed any more, or not yet."),
    NotYourWord: gettext_lazy("Choose one of the answers that are there."),
}


def checked_in(request, match, said):
    say_check_in(match=match, by=request.user, now=clock.now(), **said)
    messages.success(request, _("Noted. You can change it at any time."))


def kicked_off(request, match, said):
    mark_kickoff(match=match, by=request.user, now=clock.now(), **said)


def planned(request, match, said):
    write_plan_line(match=match, by=request.user, now=clock.now(), **said)


def line_changed(request, match, said):
    line = access.get_line(match, said["line"])
    if said["what"] == "remove":
        remove_line(line=line, by=request.user, now=clock.now())
        return
    is_reached = said["what"] == "reached"
    reach_line(line=line, by=request.user, is_reached=is_reached, now=clock.now())


def noted(request, match, said):
    write_note(match=match, by=request.user, now=clock.now(), **said)


def note_removed(request, match, said):
    delete_note(note=access.get_own_note(request.user, match, said["note"]), by=request.user)


def here(request, match, said):
    say_here(match=match, by=request.user, now=clock.now(), **said)
    messages.success(request, _("Thank you. Nothing is open about you any more."))


def paused(request, match, said):
    pause_pair(match=match, by=request.user, now=clock.now(), **said)
    messages.success(request, _("You rest. The other one is told."))


def resumed(request, match, said):
    resume_pair(match=match, by=request.user, now=clock.now())


def shared(request, match, said):
    share_paths(match=match, by=request.user, now=clock.now(), **said)


def may_be_paired_again(request, match, said):
    take_back_not_again(match=match, by=request.user)
    messages.success(request, _("Taken back. Nobody is told of that either."))


# The word of a button → what it fills in, what it does, where on the page that is.
VERBS = {
    "check-in": (CheckInForm, checked_in, "weeks"),
    "kickoff": (KickoffForm, kicked_off, "kickoff"),
    "plan": (PlanForm, planned, "plan"),
    "line": (LineForm, line_changed, "plan"),
    "note": (NoteForm, noted, "notes"),
    "note-removal": (NoteRemovalForm, note_removed, "notes"),
    "here": (HereForm, here, "here"),
    "pause": (PauseForm, paused, "pause"),
    "resume": (Form, resumed, "pause"),
    "share": (PathShareForm, shared, "paths"),
    "again": (Form, may_be_paired_again, ""),
}
SHOWN = {"plan": PlanForm, "note": NoteForm, "here": HereForm, "pause": PauseForm}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def together(request, public_id):
    """One page, one next thing. Every button of it posts here, so that signing in again leads back
    to it."""
    match = access.get_pair(request.user, public_id)
    forms = {name: form(auto_id=f"{name}-%s") for name, form in SHOWN.items()}
    wrong = None
    if request.method == "POST":
        verb = request.POST.get("verb", "")
        if verb not in VERBS:
            messages.error(request, _("We could not read what you meant. Please try again."))
            return redirect(request.path)
        form_class, act, anchor = VERBS[verb]
        form = form_class(request.POST, auto_id=f"{verb}-%s")
        if form.is_valid():
            try:
                act(request, match, form.cleaned_data)
            except tuple(REFUSALS) as refusal:
                messages.error(request, REFUSALS[type(refusal)])
            return redirect(f"{request.path}#{anchor}")
        if verb not in SHOWN:
            messages.error(request, _("We could not read what you meant. Please try again."))
            return redirect(request.path)
        forms[verb] = wrong = form
    pair = pair_page(match=match, reader=request.user, now=clock.now())
    shown_to = {
        "to_mentor": pair.shows_mentor,
        "to_program": pair.shows_program,
        "with_waits": pair.shows_waits,
    }
    forms["share"] = PathShareForm(initial=shown_to, auto_id="share-%s")
    context = {
        "pair": pair,
        "forms": forms,
        "wrong": wrong,
        "trail": [*trail_here(), (_("Your match"), match.get_absolute_url())],
    }
    return render(request, "cohort_life/pair.html", context)


def trail_here():
    return [(_("My page"), "/me/"), (_("Mentorship"), reverse("mentorship:mine"))]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def evaluate(request, public_id, name):
    match = access.get_pair(request.user, public_id)
    page = pair_page(match=match, reader=request.user, now=clock.now())
    shown = next((one for one in page.rounds if one.name == name), None)
    if shown is None:
        raise Http404
    form = EvaluationForm(
        request.POST if request.method == "POST" else None,
        initial=vars(shown.mine) if shown.mine else None,
        side=side_of(match, request.user),
    )
    if form.is_valid():
        try:
            said = Said(**form.cleaned_data)
            give_evaluation(match=match, by=request.user, name=name, said=said, now=clock.now())
            messages.success(request, _("Thank you. The people who run the program read it now."))
            return redirect(page.url)
        except tuple(REFUSALS) as refusal:
            messages.error(request, REFUSALS[type(refusal)])
            return redirect(request.path)
    trail = [*trail_here(), (page.partner, page.url)]
    context = {"pair": page, "round": shown, "form": form, "trail": trail}
    return render(request, "cohort_life/evaluate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def leave(request, public_id):
    match = access.get_pair(request.user, public_id)
    page = pair_page(match=match, reader=request.user, now=clock.now())
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            leave_pair(match=match, by=request.user, now=clock.now(), **form.cleaned_data)
            messages.success(request, _("It has ended. That says nothing about either of you."))
        except PairOver:
            messages.error(request, REFUSALS[PairOver])
        return redirect("mentorship:mine")
    trail = [*trail_here(), (page.partner, page.url)]
    return render(request, "cohort_life/leave.html", {"pair": page, "form": form, "trail": trail})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def limit(request):
    """How many mentees at once, for who mentors anywhere. Raises Http404 for who does not."""
    load = own_load(person=request.user, now=clock.now())
    if load is None:
        raise Http404
    form = LimitForm(
        request.POST if request.method == "POST" else None, initial={"most": load.limit}
    )
    if form.is_valid():
        set_limit(person=request.user, now=clock.now(), **form.cleaned_data)
        messages.success(request, _("Saved. Every matching from now on keeps to it."))
        return redirect(request.path)
    return render(
        request, "cohort_life/limit.html", {"load": load, "form": form, "trail": trail_here()}
    )
