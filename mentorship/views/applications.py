from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mentorship import access
from mentorship.actions.application import (
    AlreadyDecided,
    AlreadySent,
    CallClosed,
    CallNotOpen,
    HasAMatch,
    Incomplete,
    NothingToWithdraw,
    OtherRole,
    save_draft,
    submit_application,
    withdraw_application,
)
from mentorship.forms.application import ApplicationForm
from mentorship.queries.cohort_view import cohort_view
from mentorship.queries.own_applications import own_application, own_applications
from mentorship.queries.profile_facts import profile_facts
from mentorship.queries.profile_parts import profile_parts
from portal.kit import clock

ROLE_WORDS = {"mentee": gettext_lazy("as a mentee"), "mentor": gettext_lazy("as a mentor")}
REFUSALS = {
    CallNotOpen: gettext_lazy("Applications can't be sent yet. What you wrote can be saved."),
    CallClosed: gettext_lazy(
        "The last day for applications is over, so this was not taken. Nothing you sent before "
        "has changed."
    ),
    OtherRole: gettext_lazy(
        "You already apply in the other role. Withdraw that one first: nobody takes part in both."
    ),
    AlreadyDecided: gettext_lazy("This application was answered and can't be written anew."),
    HasAMatch: gettext_lazy(
        "You have a match, found by what you sent, so it can't be changed. Withdraw it to end both."
    ),
    AlreadySent: gettext_lazy("This was sent already. Send the changes, or withdraw it."),
}


@require_safe
@login_required
def mine(request):
    rows = own_applications(person=request.user, now=clock.now())
    return render(
        request,
        "mentorship/mine.html",
        {"applications": rows, "trail": [(_("My page"), "/me/")]},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def apply(request, key, role):
    cohort = access.get_cohort(request.user, key, role)
    application = access.get_own_application(request.user, cohort, role)
    is_sending = "send" in request.POST
    form = ApplicationForm(
        request.POST if request.method == "POST" else None,
        cohort=cohort,
        role=role,
        application=application,
        is_sending=is_sending,
    )
    facts = profile_facts(person=request.user, role=role)
    now = clock.now()
    if form.is_valid() and kept(request, form, cohort, role, now, is_sending=is_sending):
        return redirect("mentorship:mine")
    return render(
        request,
        "mentorship/apply.html",
        {
            "form": form,
            "program": cohort.program,
            "cohort": cohort_view(cohort=cohort, now=now),
            "role": role,
            "as_role": ROLE_WORDS[role],
            "own": own_application(application, now) if application else None,
            "parts": profile_parts(facts=facts, role=role),
            "trail": [
                (_("Mentorship"), reverse("mentorship:index")),
                (cohort.program.name, cohort.program.get_absolute_url()),
            ],
        },
    )


def kept(request, form, cohort, role, now, *, is_sending: bool) -> bool:
    """Saves or sends; a refusal goes back into the form with all that was typed."""
    write = submit_application if is_sending else save_draft
    try:
        write(cohort=cohort, person=request.user, role=role, answers=form.answers(), now=now)
    except Incomplete:
        form.add_error(
            None,
            _("Something in your profile is missing, so it can't be sent. It is named below."),
        )
    except tuple(REFUSALS) as refusal:
        form.add_error(None, REFUSALS[type(refusal)])
    else:
        sent = _("Your application is sent. You can change it until the deadline.")
        messages.success(
            request, sent if is_sending else _("Your draft is saved. Only you see it.")
        )
        return True
    return False


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdraw(request, key, role):
    """Asks once, then does it; on a second click there is nothing left to do."""
    cohort = access.get_cohort_of_applicant(request.user, key, role)
    now = clock.now()
    if request.method == "POST":
        try:
            withdraw_application(cohort=cohort, person=request.user, role=role, now=now)
        except NothingToWithdraw:
            messages.info(request, _("There is nothing to withdraw."))
        else:
            messages.success(request, _("Your application is withdrawn."))
        return redirect("mentorship:mine")
    application = access.get_own_application(request.user, cohort, role)
    return render(
        request,
        "mentorship/withdraw.html",
        {
            "own": own_application(application, now),
            "trail": [(_("Your applications"), reverse("mentorship:mine"))],
        },
    )
