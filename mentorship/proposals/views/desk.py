"""The projects of a cohort at the desk: the call, the list, one to decide about."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mentorship.access import get_cohort_to_run
from mentorship.proposals import access
from mentorship.proposals.actions import approval
from mentorship.proposals.actions.call import set_call
from mentorship.proposals.actions.mentor import take_off_mentor
from mentorship.proposals.actions.proposal import NotAMentor, withdraw_proposal
from mentorship.proposals.forms import AskNamedForm, CallForm, ReturnForm
from mentorship.proposals.queries.desk_proposals import (
    MOST_READ,
    desk_proposals,
    handed_in,
    warnings_of,
)
from mentorship.proposals.queries.proposal_detail import proposal_detail
from mentorship.proposals.views import own
from portal.kit import clock

FORM_METHODS = ["GET", "HEAD", "POST"]
PAGE_SIZE = 100
REFUSALS = {
    **own.REFUSALS,
    approval.WaitsForMentors: gettext_lazy(
        "No project without mentors who said so themselves: it waits for them."
    ),
    approval.WaitsForGroup: gettext_lazy("It waits for whoever speaks for the group."),
    NotAMentor: gettext_lazy("Its mentors do this themselves."),
    approval.OwnProposal: gettext_lazy("Somebody else has to approve what you mentor yourself."),
}


def trail(cohort) -> list[tuple[str, str]]:
    program = cohort.program
    return [
        (_("Desk"), "/desk/"),
        (program.name, reverse("mentorship:desk_program", args=[program.slug])),
        (cohort.name, reverse("mentorship:desk_cohort", args=[program.slug, cohort.key])),
    ]


@require_safe
@login_required
def index(request, slug, key):
    cohort = get_cohort_to_run(request.user, slug, key)
    call = access.get_call_to_run(cohort)
    if call is None:
        return redirect("proposals:desk_call", slug, key)
    turn = request.GET.get("turn", "")
    rows = desk_proposals(list(handed_in(call=call)[:MOST_READ]), on=clock.now().date())
    shown = [row for row in rows if turn in ("", row.turn)]
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "proposals/desk/index.html",
        {
            "program": cohort.program,
            "cohort": cohort,
            "call": call,
            "page": page,
            "proposals": page.object_list,
            "turn": turn,
            "warnings": warnings_of(call=call),
            "trail": trail(cohort),
        },
    )


@require_http_methods(FORM_METHODS)
@login_required
def call(request, slug, key):
    cohort = get_cohort_to_run(request.user, slug, key)
    kept = access.get_call_to_run(cohort)
    form = CallForm(request.POST if request.method == "POST" else None, cohort=cohort, call=kept)
    if form.is_valid():
        set_call(cohort=cohort, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. Mentors can propose projects until that day."))
        return redirect("proposals:desk_index", slug, key)
    return render(
        request,
        "mentorship/desk/form.html",
        {
            "form": form,
            "title": _("Call for projects of %(cohort)s") % {"cohort": cohort.name},
            "submit": _("Save the call"),
            "trail": trail(cohort),
        },
    )


@require_http_methods(FORM_METHODS)
@login_required
def proposal(request, public_id):
    found = access.get_proposal_to_decide(request.user, public_id)
    one = proposal_detail(proposal=found, reader=request.user, own=None, now=clock.now())
    form = ReturnForm(request.POST if "return" in request.POST else None)
    ask = AskNamedForm(request.POST if "ask" in request.POST else None, names=one.names)
    runs_it = access.runs(request.user, found)
    if request.method == "POST":
        if runs_it and stood_in_for_mentors(request, found, ask):
            return redirect("/desk/" if "withdraw" in request.POST else request.path)
        if decided(request, found, form):
            return redirect(next_page(request, found))
    return render(
        request,
        "proposals/desk/proposal.html",
        {
            "one": one,
            "form": form,
            "ask": ask,
            "runs_it": runs_it,
            "may_ask": runs_it and (not one.has_mentor or bool(one.names)),
            "speaks_for_group": request.user.has_perm("proposals.approve_for_group", found),
            "trail": trail(found.call.cohort) if runs_it else [(_("Desk"), "/desk/")],
        },
    )


def next_page(request, found) -> str:
    cohort = found.call.cohort
    if access.runs(request.user, found):
        return reverse("proposals:desk_index", args=[cohort.program.slug, cohort.key])
    return "/desk/"


def stood_in_for_mentors(request, found, ask) -> bool:
    """What its mentors would do, of a project that a list brought and nobody mentors yet."""
    facts = {"proposal": found, "by": request.user, "now": clock.now()}
    try:
        if "take_off" in request.POST:
            one = access.get_mentor(found, request.POST["take_off"])
            take_off_mentor(**facts, mentor=one)
            messages.success(request, _("They are not asked any more."))
        elif "withdraw" in request.POST:
            withdraw_proposal(**facts)
            messages.success(request, _("Withdrawn."))
        elif ask.is_valid():
            number = ask.cleaned_data.get("instead_of")
            named = access.get_mentor(found, str(number)) if number else None
            own.ask(request, ask, **facts, instead_of=named)
            return not ask.errors
        else:
            return False
    except tuple(REFUSALS) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
        return False
    return True


def decided(request, found, form) -> bool:
    facts = {
        "proposal": found,
        "by": request.user,
        "seen": own.version(request),
        "now": clock.now(),
    }
    try:
        if "approve_for_group" in request.POST:
            if not request.user.has_perm("proposals.approve_for_group", found):
                raise PermissionDenied
            approval.approve_for_group(**facts)
            messages.success(request, _("Approved for the group. The program looks at it next."))
        elif "approve" in request.POST:
            if not request.user.has_perm("proposals.approve_for_program", found):
                raise PermissionDenied
            approval.approve_for_program(**facts)
            messages.success(request, _("Approved. Its mentors hear of it."))
        elif form.is_valid():
            approval.return_proposal(**facts, words=form.cleaned_data["words"])
            messages.success(request, _("Given back. Its mentors read your words."))
        else:
            return False
    except tuple(REFUSALS) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
        return False
    return True
