"""The matching desk: look at a run, have a say about pairs, run again, publish once."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship import access
from mentorship.actions.pin import CameApart, HasAMatch, NoPair, lift_pin, set_pin
from mentorship.actions.run import (
    AlreadyPublished,
    NobodyToMatch,
    StaleRun,
    TooEarly,
    publish_run,
    start_run,
)
from mentorship.forms.pin import PinForm
from mentorship.queries.cohort_view import cohort_view
from mentorship.queries.letters import letters_of
from mentorship.queries.matching_desk import person_view, run_numbers, run_view
from portal.kit import clock

PUBLISH_REFUSALS = {
    AlreadyPublished: gettext_lazy("This run was published before. Nothing was sent again."),
    StaleRun: gettext_lazy(
        "People or pins have changed since this run, so nothing was published. Run again and look."
    ),
    TooEarly: gettext_lazy("People may still apply. Publish once the call has closed."),
}
PIN_REFUSALS = {
    NoPair: gettext_lazy("Only a mentee and a mentor of this cohort can be pinned or kept apart."),
    HasAMatch: gettext_lazy("This mentee has a published match. It comes first until it ends."),
    CameApart: gettext_lazy("These two had a match that one of them ended: no pin undoes that."),
}


def trail(cohort) -> list[tuple[str, str]]:
    return [
        (_("Desk"), "/desk/"),
        (
            f"{cohort.program.name}, {cohort.name}",
            reverse("mentorship:desk_cohort", args=[cohort.program.slug, cohort.key]),
        ),
    ]


@require_safe
@login_required
def matching(request, slug, key):
    """The latest run, or `?run=` an earlier one."""
    cohort = access.get_cohort_to_run(request.user, slug, key)
    run = access.get_run(cohort, request.GET.get("run", ""))
    return render(
        request,
        "mentorship/matching/matching.html",
        {
            "cohort": cohort_view(cohort=cohort, now=clock.now()),
            "program": cohort.program,
            "key": key,
            "run": run_view(cohort=cohort, run=run) if run else None,
            "numbers": run_numbers(cohort=cohort),
            "trail": trail(cohort),
        },
    )


@require_POST
@login_required
def run_again(request, slug, key):
    cohort = access.get_cohort_to_run(request.user, slug, key)
    try:
        run = start_run(cohort=cohort, by=request.user, now=clock.now())
    except NobodyToMatch:
        messages.error(
            request, _("Nobody to match: accept mentees and mentors first, at least one of each.")
        )
    else:
        summary = run.result["summary"]
        found = ngettext(
            "Run %(number)s: %(n)s pair. It is the best there is, and nobody is told yet.",
            "Run %(number)s: %(n)s pairs. It is the best there is, and nobody is told yet.",
            summary["matched"],
        )
        messages.success(request, found % {"number": run.number, "n": summary["matched"]})
    return redirect("mentorship:matching", slug, key)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def publish(request, slug, key, number):
    """GET shows the letters, made by what sends them. An old session shows itself again to POST."""
    cohort = access.get_cohort_to_run(request.user, slug, key)
    run = access.get_run(cohort, str(number))
    if run is None:
        raise Http404
    if request.method == "POST":
        return publish_it(request, run)
    here = (_("Matching"), reverse("mentorship:matching", args=[slug, key]))
    return render(
        request,
        "mentorship/matching/publish.html",
        {
            "cohort": cohort_view(cohort=cohort, now=clock.now()),
            "program": cohort.program,
            "run": run_view(cohort=cohort, run=run),
            "letters": letters_of(run=run, reader=request.user),
            "trail": [*trail(cohort), here],
        },
    )


@reauthentication_required(app="mentorship")
def publish_it(request, run):
    try:
        matches = publish_run(run=run, by=request.user, now=clock.now())
    except tuple(PUBLISH_REFUSALS) as refusal:
        messages.error(request, PUBLISH_REFUSALS[type(refusal)])
    else:
        told = ngettext(
            "%(n)s match is published. Everybody concerned is told.",
            "%(n)s matches are published. Everybody concerned is told.",
            len(matches),
        )
        messages.success(request, told % {"n": len(matches)})
    return redirect("mentorship:matching", run.cohort.program.slug, run.cohort.key)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def person(request, slug, key, public_id):
    """One accepted person: what they have, what else there would be, and a say about it."""
    cohort = access.get_cohort_to_run(request.user, slug, key)
    application = access.get_accepted_application(cohort, public_id)
    run = access.get_run(cohort, "")
    if run is None:
        raise Http404
    form = PinForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        have_a_say(request, cohort, application, **form.cleaned_data)
        return redirect("mentorship:matching_person", slug, key, public_id)
    here = (_("Matching"), reverse("mentorship:matching", args=[slug, key]))
    return render(
        request,
        "mentorship/matching/person.html",
        {
            "cohort": cohort_view(cohort=cohort, now=clock.now()),
            "program": cohort.program,
            "form": form,
            "person": person_view(application=application, run=run),
            "application": application,
            "trail": [*trail(cohort), here],
        },
    )


def have_a_say(request, cohort, application, *, other, word, reason) -> None:
    partner = access.get_accepted_application(cohort, other)
    mentee, mentor = (
        (application, partner) if application.role == "mentee" else (partner, application)
    )
    if word == "lift":
        pin = access.get_pin(mentee, mentor)
        if pin:
            lift_pin(pin=pin, by=request.user)
        messages.success(request, _("Nothing holds this pair any more. Run again to see."))
        return
    try:
        set_pin(mentee=mentee, mentor=mentor, kind=word, by=request.user, reason=reason)
    except tuple(PIN_REFUSALS) as refusal:
        messages.error(request, PIN_REFUSALS[type(refusal)])
    else:
        messages.success(request, _("Noted. It counts from the next run on: run again to see."))
