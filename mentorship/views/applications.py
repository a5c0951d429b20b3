from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

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
    begin_from_earlier,
    earlier_application,
    save_draft,
    submit_application,
    withdraw_application,
)
from mentorship.actions.left_out import NotInTheMatching, come_back
from mentorship.actions.prerequisite import NotWaiting, give_proof
from mentorship.actions.profile_again import PartsMissing, read_profile_again
from mentorship.forms.application import ApplicationForm
from mentorship.forms.prerequisite import ProofForm
from mentorship.queries.choices import choices_of
from mentorship.queries.cohort_view import cohort_view
from mentorship.queries.edition import last_edition
from mentorship.queries.eligibility import asked_for
from mentorship.queries.first import first_of, is_waiting
from mentorship.queries.foreseen import foreseen_of
from mentorship.queries.own_applications import own_application_with_match, own_applications
from mentorship.queries.own_why import own_why
from mentorship.queries.profile_facts import profile_facts
from mentorship.queries.profile_parts import missing_words, profile_parts
from portal.kit import clock

ROLE_WORDS = {"mentee": gettext_lazy("as a mentee"), "mentor": gettext_lazy("as a mentor")}
REFUSALS = {
    CallNotOpen: gettext_lazy("Applications can't be sent yet. What you wrote can be saved."),
    CallClosed: gettext_lazy(
        "The deadline for applications has passed, so this was not taken. Nothing you sent before "
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
    is_sending, edition = "send" in request.POST, last_edition(cohort=cohort, role=role)
    if "again" in request.POST and application is None:
        return begun(request, cohort, role, edition)
    form = ApplicationForm(
        request.POST if request.method == "POST" else None,
        cohort=cohort,
        role=role,
        application=application,
        edition=edition,
        choices=choices_of(cohort) if role == "mentee" else {},
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
            "own": own_application_with_match(application, now) if application else None,
            "parts": profile_parts(facts=facts, role=role),
            "rules": asked_for(edition),
            "has_earlier": application is None
            and earlier_application(cohort=cohort, person=request.user, role=role) is not None,
            "trail": [
                (_("Mentorship"), reverse("mentorship:index")),
                (cohort.program.name, cohort.program.get_absolute_url()),
            ],
        },
    )


def begun(request, cohort, role, edition):
    """A draft from what was said last time; a refusal says the same as for any draft."""
    try:
        begin_from_earlier(
            cohort=cohort, person=request.user, role=role, edition=edition, now=clock.now()
        )
    except tuple(REFUSALS) as refusal:
        messages.warning(request, REFUSALS[type(refusal)])
    else:
        messages.success(
            request, _("Your answers of last time stand here as a draft. Read them again.")
        )
    return redirect("mentorship:apply", cohort.key, role)


def kept(request, form, cohort, role, now, *, is_sending: bool) -> bool:
    """Saves or sends; a refusal goes back into the form with all that was typed."""
    write = submit_application if is_sending else save_draft
    try:
        written = write(
            cohort=cohort, person=request.user, role=role, answers=form.answers(), now=now
        )
    except Incomplete:
        form.add_error(
            None,
            _("Something in your profile is missing, so it can't be sent. It is named below."),
        )
    except tuple(REFUSALS) as refusal:
        form.add_error(None, REFUSALS[type(refusal)])
    else:
        if written.unmet:
            messages.warning(
                request, _("It was not taken: a rule is not met. It says which below.")
            )
        elif is_sending:
            sent = _("Your application is sent. You can change it until the deadline.")
            messages.success(request, sent)
        else:
            messages.success(request, _("Your draft is saved. Only you see it."))
        return True
    return False


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def first(request, key, role):
    """What has to be done first; shows one thing a press."""
    cohort = access.get_cohort_of_applicant(request.user, key, role)
    application = access.get_own_application(request.user, cohort, role)
    pressed = request.POST.get("show", "")
    rows = [
        (
            row,
            ProofForm(
                request.POST if pressed == str(row.prerequisite.pk) else None,
                prerequisite=row.prerequisite,
                proof=row.proof,
            ),
        )
        for row in first_of(application)
    ]
    for row, form in rows:
        if form.is_valid():
            shown = {"application": application, "prerequisite": row.prerequisite}
            try:
                give_proof(**shown, **form.cleaned_data, now=clock.now())
            except NotWaiting:
                messages.warning(request, _("This application was answered, or was never sent."))
            else:
                messages.success(request, _("Thank you. It is looked at by those who run it."))
            return redirect("mentorship:first", key, role)
    return render(
        request,
        "mentorship/first.html",
        {
            "own": own_application_with_match(application, clock.now()),
            "rows": rows,
            "may_show": is_waiting(application),
            "trail": [(_("Your applications"), reverse("mentorship:mine"))],
        },
    )


@require_safe
@login_required
def letters(request, key, role):
    """All that will be written to somebody about it, as far as anybody can know."""
    cohort = access.get_cohort_of_applicant(request.user, key, role)
    application = access.get_own_application(request.user, cohort, role)
    now = clock.now()
    application.cohort = cohort
    return render(
        request,
        "mentorship/letters.html",
        {
            "own": own_application_with_match(application, now),
            "foreseen": foreseen_of(application=application, now=now),
            "now": now,
            "trail": [(_("Your applications"), reverse("mentorship:mine"))],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def why(request, key, role):
    """Why the matching found nobody for a mentee, and what would help; sent, it reads the profile
    again."""
    cohort = access.get_cohort_of_applicant(request.user, key, role)
    place = access.get_own_place(request.user, cohort, role)
    told = own_why(application=place)
    if told is None:
        raise Http404
    if request.method == "POST":
        say_profile_read(request, place)
        return redirect(request.path)
    return render(
        request,
        "mentorship/why.html",
        {
            "told": told,
            "program": cohort.program,
            "cohort": cohort_view(cohort=cohort, now=clock.now()),
            "trail": [(_("Your applications"), reverse("mentorship:mine"))],
        },
    )


def say_profile_read(request, place):
    """A few times a day: who tries one profile after another would read a single mentor's hours."""
    if not ratelimit.consume(request, action="profile_again", user=request.user):
        messages.error(request, _("Your profile was read a few times today. Please wait a day."))
        return
    try:
        is_new = read_profile_again(application=place)
    except NotInTheMatching:
        messages.error(request, _("You have a match now, or do not take part any more."))
    except PartsMissing as missing:
        for part in missing.parts:
            messages.error(request, missing_words(part, place.role))
    else:
        messages.success(
            request,
            _("Read. It counts in the next run of the matching.")
            if is_new
            else _("Your profile says what it said before."),
        )


@require_POST
@login_required
def back(request, key, role):
    """Somebody who did not answer a match says that they are still there."""
    cohort = access.get_cohort_of_applicant(request.user, key, role)
    application = access.get_own_application(request.user, cohort, role)
    if come_back(application=application, by=request.user):
        messages.success(request, _("Good to have you back. You are in the next run."))
    return redirect("mentorship:mine")


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
            "own": own_application_with_match(application, now),
            "trail": [(_("Your applications"), reverse("mentorship:mine"))],
        },
    )
