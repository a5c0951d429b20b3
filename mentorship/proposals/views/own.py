"""What a mentor does: proposes, writes on, asks others, says yes, hands in, takes back."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mentorship.proposals import access
from mentorship.proposals.actions import mentor as mentors
from mentorship.proposals.actions import proposal as proposals
from mentorship.proposals.core.call import last_minute, takes_proposals
from mentorship.proposals.forms import AskMentorForm, ProposalForm
from mentorship.proposals.queries.own_proposals import open_calls, own_proposals
from mentorship.proposals.queries.proposal_detail import proposal_detail
from portal.kit import clock

FORM_METHODS = ["GET", "HEAD", "POST"]
REFUSALS = {
    proposals.CallClosed: gettext_lazy("The last day for proposals is over."),
    proposals.TooManyProposals: gettext_lazy("You mentor five projects here already."),
    proposals.BegunTooOften: gettext_lazy("You have begun many projects today. Go on tomorrow."),
    proposals.StaleProposal: gettext_lazy(
        "This project has changed since you opened it. Please read it again."
    ),
    proposals.TermBegan: gettext_lazy("The cohort has begun: what the project says stays."),
    proposals.NotAMentor: gettext_lazy("Say first that you mentor this project."),
    proposals.Unfinished: gettext_lazy("Say what it is about before you hand it in."),
    mentors.AskedBefore: gettext_lazy("They are among the mentors already."),
    mentors.TooManyMentors: gettext_lazy("A project has four mentors at most."),
    mentors.AskedTooOften: gettext_lazy("You have asked many people today. Go on tomorrow."),
    mentors.NotAsked: gettext_lazy("They have answered, or are no longer asked."),
}
REFUSED = tuple(REFUSALS)
CHANGED_OFTEN = gettext_lazy(
    "It has changed often, and whoever approves it is told each time. Go on in an hour."
)


def trail() -> list[tuple[str, str]]:
    return [
        (_("Your mentorship"), reverse("mentorship:mine")),
        (_("Your projects"), reverse("proposals:mine")),
    ]


@require_safe
@login_required
def mine(request):
    now = clock.now()
    return render(
        request,
        "proposals/mine.html",
        {
            "own": own_proposals(person=request.user, now=now),
            "calls": open_calls(now=now),
            "trail": trail()[:1],
        },
    )


@require_http_methods(FORM_METHODS)
@login_required
def propose(request, key):
    call = access.get_call_to_propose(request.user, key)
    now = clock.now()
    form = ProposalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = proposals.begin_proposal(call=call, facts=form.facts(), by=request.user, now=now)
        except REFUSED as refusal:
            messages.error(request, REFUSALS[type(refusal)])
        else:
            messages.success(request, _("A draft is there. Nobody but its mentors sees it."))
            return redirect("proposals:proposal", made.public_id)
    return render(
        request,
        "proposals/write.html",
        {
            "form": form,
            "cohort": call.cohort,
            "is_open": takes_proposals(call.dates, now),
            "closes_at": last_minute(call.dates),
            "trail": trail(),
        },
    )


@require_http_methods(FORM_METHODS)
@login_required
def edit(request, public_id):
    proposal, _place = access.get_own_proposal(request.user, public_id)
    form = ProposalForm(request.POST if request.method == "POST" else None, proposal=proposal)
    if form.is_valid():
        if not ratelimit.consume(request, action="project_change", user=request.user):
            messages.error(request, CHANGED_OFTEN)
            return redirect("proposals:proposal", public_id)
        try:
            proposals.change_proposal(
                proposal=proposal,
                facts=form.facts(),
                by=request.user,
                seen=version(request),
                now=clock.now(),
            )
        except REFUSED as refusal:
            messages.error(request, REFUSALS[type(refusal)])
        else:
            messages.success(request, _("Saved."))
        return redirect("proposals:proposal", public_id)
    return render(
        request,
        "proposals/write.html",
        {
            "form": form,
            "cohort": proposal.call.cohort,
            "is_open": True,
            "proposal": proposal,
            "seen": version(request) if form.is_bound else proposal.version,
            "trail": [*trail(), (proposal.title, reverse("proposals:proposal", args=[public_id]))],
        },
    )


def version(request) -> int:
    """What somebody typed there is no version anybody has."""
    said = request.POST.get("seen", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0


@require_http_methods(FORM_METHODS)
@login_required
def proposal(request, public_id):
    """One page for all its buttons, so that signing in again leads back to it."""
    found, place = access.get_own_proposal(request.user, public_id)
    form = AskMentorForm(request.POST if "ask" in request.POST else None)
    if request.method == "POST" and taken(request, found, form):
        return redirect("proposals:mine" if "leave" in request.POST else request.path)
    now = clock.now()
    detail = proposal_detail(proposal=found, reader=request.user, own=place, now=now)
    return render(
        request,
        "proposals/proposal.html",
        {"one": detail, "form": form, "timezone": found.call.cohort.timezone, "trail": trail()},
    )


def taken(request, found, form) -> bool:
    """Whether the button was one, and the form of it whole; what was refused is said."""
    facts = {"proposal": found, "by": request.user, "now": clock.now()}
    try:
        if "confirm" in request.POST:
            mentors.confirm_mentor(**facts, seen=version(request))
            messages.success(request, _("You mentor this project."))
        elif "leave" in request.POST:
            mentors.leave_proposal(**facts)
            messages.success(request, _("You are no mentor of this project."))
        elif "take_off" in request.POST:
            one = access.get_mentor(found, request.POST["take_off"])
            mentors.take_off_mentor(**facts, mentor=one)
            messages.success(request, _("They are not asked any more."))
        elif "hand_in" in request.POST:
            proposals.hand_in_proposal(**facts, seen=version(request))
            messages.success(request, _("Handed in. The page says whom it waits for."))
        elif "withdraw" in request.POST:
            proposals.withdraw_proposal(**facts)
            messages.success(request, _("Withdrawn. Its other mentors hear of it."))
        elif form.is_valid():
            ask(request, form, **facts)
            return not form.errors
        else:
            return False
    except REFUSED as refusal:
        messages.error(request, REFUSALS[type(refusal)])
    return True


def ask(request, form, **facts) -> None:
    """Nobody finds out by trying which handles there are."""
    if not ratelimit.consume(request, action="project_mentor", user=request.user):
        form.add_error("who", _("You have asked for many people. Go on in an hour."))
        return
    try:
        mentors.ask_mentor(**facts, who=form.cleaned_data["who"])
    except mentors.NobodyThere:
        form.add_error("who", _("Nobody has this handle. A mail address works too."))
