"""The matching desk: look at a run, have a say about pairs, run again, publish once."""

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship import access
from mentorship.actions.left_out import NotInTheMatching, leave_out, let_in
from mentorship.actions.looked_at import NotAsSeen
from mentorship.actions.pin import CameApart, HasAMatch, NoPair, lift_pin, set_pin
from mentorship.actions.run import (
    TOO_EARLY,
    AlreadyPublished,
    BeyondPlaces,
    NobodyToMatch,
    StaleRun,
    TooEarly,
    publish_run,
    start_run,
)
from mentorship.core.assignment import OutOfRange
from mentorship.core.dials import QuotaOutOfReach
from mentorship.core.phases import phase_at
from mentorship.forms.dials import DialsForm, words_of_dials
from mentorship.forms.pin import LeaveOutForm, PinForm
from mentorship.models import Role
from mentorship.queries.cohort_view import cohort_view
from mentorship.queries.compare_runs import compare_runs
from mentorship.queries.instance import config_of
from mentorship.queries.letters import letters_of, seen_result
from mentorship.queries.matching import dials_of
from mentorship.queries.matching_desk import pairs_with, run_numbers, run_view, unmatched_with
from mentorship.queries.matching_person import person_view
from mentorship.queries.open_ends import open_ends
from mentorship.queries.pair_at_desk import pairs_at_desk
from mentorship.queries.what_would import with_a_place_more, without_pair
from mentorship.views.desk import NOT_AS_SEEN
from portal.kit import clock

PUBLISH_REFUSALS = {
    AlreadyPublished: gettext_lazy("This run was published before. Nothing was sent again."),
    StaleRun: gettext_lazy(
        "People, pins or projects have changed since this run, so nothing was published. Run again "
        "and look."
    ),
    TooEarly: gettext_lazy("People may still apply. Publish once the call has closed."),
    NotAsSeen: NOT_AS_SEEN,
    BeyondPlaces: gettext_lazy(
        "With this run %(mentors)s would have more mentees than they said, so nothing was "
        "published. Lift a pin, or ask them to offer more places, then run again."
    ),
}
PIN_REFUSALS = {
    NoPair: gettext_lazy("Only a mentee and a mentor of this cohort can be pinned or kept apart."),
    HasAMatch: gettext_lazy("This mentee has a published match. It comes first until it ends."),
    CameApart: gettext_lazy("These two had a match that one of them ended: no pin undoes that."),
}


DIAL_REFUSALS = {
    QuotaOutOfReach: gettext_lazy(
        "So many people of each group cannot be matched. No run was made: lower what is asked."
    ),
    OutOfRange: gettext_lazy(
        "These dials are too much for so many people. No run was made: turn them back a little."
    ),
}


def trail(cohort) -> list[tuple[str, str]]:
    return [
        (_("Desk"), "/desk/"),
        (
            f"{cohort.program.name}, {cohort.name}",
            reverse("mentorship:desk_cohort", args=[cohort.program.slug, cohort.key]),
        ),
    ]


OUT_OF_DATE = gettext_lazy(
    "People or pins have changed since the last run. Run again, then ask what would be."
)
ASKED_OFTEN = gettext_lazy("You have asked often what would be. Go on in an hour.")
TOO_MANY = gettext_lazy("What would be cannot be worked out for so many people.")
PAIRS_A_PAGE = 100
MOST_LETTERS = 80


@require_safe
@login_required
def matching(request, slug, key):
    """The latest run, or `?run=` an earlier one; `?q=` somebody in it."""
    cohort = access.get_cohort_to_run(request.user, slug, key)
    return matching_page(request, cohort, access.get_run(cohort, request.GET.get("run", "")))


def matching_page(request, cohort, run, form=None):
    shown = run_view(cohort=cohort, run=run, reader=request.user) if run else None
    wanted = request.GET.get("q", "").strip()[:MOST_LETTERS]
    pairs = pairs_with(shown, wanted) if shown else ()
    asked = dials_of(run) if run else config_of(cohort.program).dials
    return render(
        request,
        "mentorship/matching/matching.html",
        {
            "cohort": cohort_view(cohort=cohort, now=clock.now()),
            "program": cohort.program,
            "key": cohort.key,
            "run": shown,
            "wanted": wanted,
            "page": Paginator(pairs, PAIRS_A_PAGE).get_page(request.GET.get("page")),
            "unmatched": unmatched_with(shown, wanted)[:PAIRS_A_PAGE] if shown else (),
            "numbers": run_numbers(cohort=cohort),
            "form": form or DialsForm(initial=words_of_dials(asked)),
            "trail": trail(cohort),
        },
    )


@require_POST
@login_required
def run_again(request, slug, key):
    """With the dials of the form, or without it as the last run was made."""
    cohort = access.get_cohort_to_run(request.user, slug, key)
    form = DialsForm(request.POST) if "aim" in request.POST else None
    if form and not form.is_valid():
        return matching_page(request, cohort, access.get_run(cohort, ""), form)
    try:
        run = start_run(
            cohort=cohort,
            by=request.user,
            now=clock.now(),
            **(asked_of(form, cohort) if form else {}),
        )
    except NobodyToMatch:
        messages.error(
            request, _("Nobody to match: accept mentees and mentors first, at least one of each.")
        )
    except tuple(DIAL_REFUSALS) as refusal:
        messages.error(request, DIAL_REFUSALS[type(refusal)])
    else:
        summary = run.result["summary"]
        found = ngettext(
            "Run %(number)s: %(n)s pair. It is the best there is, and nobody is told yet.",
            "Run %(number)s: %(n)s pairs. It is the best there is, and nobody is told yet.",
            summary["matched"],
        )
        if not summary["optimal"]:
            found = ngettext(
                "Run %(number)s: %(n)s pair, as mentors selected. Nobody is told yet.",
                "Run %(number)s: %(n)s pairs, as mentors selected. Nobody is told yet.",
                summary["matched"],
            )
        messages.success(request, found % {"number": run.number, "n": summary["matched"]})
    return redirect("mentorship:matching", slug, key)


def asked_of(form, cohort) -> dict:
    quotas = config_of(cohort.program).dials.quotas
    return {"dials": form.dials(quotas), "waiting_first": form.cleaned_data["waiting_first"]}


@require_safe
@login_required
def compare(request, slug, key, before, number):
    """Two runs side by side."""
    cohort = access.get_cohort_to_run(request.user, slug, key)
    first, second = (access.get_run(cohort, str(one)) for one in (before, number))
    comparison = compare_runs(cohort=cohort, before=first, after=second, reader=request.user)
    here = (_("Matching"), reverse("mentorship:matching", args=[slug, key]))
    return render(
        request,
        "mentorship/matching/compare.html",
        {
            "cohort": cohort_view(cohort=cohort, now=clock.now()),
            "program": cohort.program,
            "key": key,
            "told": comparison,
            "both": (comparison.before, comparison.after),
            "page": Paginator(comparison.moved, PAIRS_A_PAGE).get_page(request.GET.get("page")),
            "numbers": run_numbers(cohort=cohort),
            "trail": [*trail(cohort), here],
        },
    )


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
            "run": run_view(cohort=cohort, run=run, reader=request.user),
            "letters": letters_of(run=run, reader=request.user, now=clock.now()),
            "is_too_early": phase_at(cohort.dates, clock.now()) in TOO_EARLY,
            "open_ends": open_ends(cohort=cohort, now=clock.now()),
            "seen": seen_result(run),
            "trail": [*trail(cohort), here],
        },
    )


@reauthentication_required(app="mentorship")
def publish_it(request, run):
    try:
        matches = publish_run(
            run=run, by=request.user, now=clock.now(), seen=request.POST.get("seen", "")
        )
    except tuple(PUBLISH_REFUSALS) as refusal:
        messages.error(request, PUBLISH_REFUSALS[type(refusal)] % vars(refusal))
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
    """One accepted person: what they have, what else there would be, and a say about it. POST
    `would` asks what a decision would change: the engine works, and nothing is written."""
    cohort = access.get_cohort_to_run(request.user, slug, key)
    application = access.get_person_to_match(request.user, cohort, public_id)
    run = access.get_run(cohort, "")
    if run is None:
        raise Http404
    is_place, would = "place" in request.POST, None
    is_said = request.method == "POST" and "would" not in request.POST
    form = (LeaveOutForm if is_place else PinForm)(request.POST if is_said else None)
    if form.is_valid():
        if is_place:
            say_place(request, application, **form.cleaned_data)
        else:
            have_a_say(request, cohort, application, **form.cleaned_data)
        return redirect("mentorship:matching_person", slug, key, public_id)
    wanted = request.GET.get("q", "").strip()
    shown = person_view(application=application, run=run, reader=request.user, wanted=wanted)
    if "would" in request.POST:
        would = what_would(request, application, run, shown)
    is_mentee = application.role == Role.MENTEE
    pairs = [(pair, pair.mentor if is_mentee else pair.mentee) for pair in shown.pair]
    beside = pairs_at_desk(
        application=application,
        run=run,
        mine=shown.who,
        others=[*(other for _pair, other in pairs), *(one.mentor for one in shown.alternatives)],
        zone=request.reader_zone,
        now=clock.now(),
    )
    here = (_("Matching"), reverse("mentorship:matching", args=[slug, key]))
    return render(
        request,
        "mentorship/matching/person.html",
        {
            "cohort": cohort_view(cohort=cohort, now=clock.now()),
            "program": cohort.program,
            "form": form,
            "person": shown,
            "wanted": wanted,
            "pairs": [(pair, beside.get(other.key)) for pair, other in pairs],
            "alternatives": [(one, beside.get(one.mentor.key)) for one in shown.alternatives],
            "application": application,
            "would": would,
            "trail": [*trail(cohort), here],
        },
    )


def what_would(request, application, run, shown):
    """Were a mentee kept apart from the mentor who is named, or had a mentor one more place. Of a
    run that is out of date it would tell what nobody has looked at."""
    if not shown.may_ask:
        raise Http404
    if shown.is_stale:
        messages.error(request, OUT_OF_DATE)
        return None
    if not ratelimit.consume(request, action="what_would", user=request.user):
        messages.error(request, ASKED_OFTEN)
        return None
    me = str(application.public_id)
    try:
        if application.role == "mentor":
            return with_a_place_more(run=run, mentor=me)
        return without_pair(run=run, mentee=me, mentor=request.POST["would"])
    except OutOfRange:
        messages.error(request, TOO_MANY)
        return None


def say_place(request, application, *, place, reason) -> None:
    if place == "in":
        let_in(application=application, by=request.user)
        messages.success(request, _("In the matching again, from the next run on."))
        return
    try:
        leave_out(application=application, by=request.user, reason=reason)
    except NotInTheMatching:
        messages.error(request, _("Only who is accepted can be left out."))
    else:
        messages.success(request, _("Left out from the next run on. Nobody is told."))


def have_a_say(request, cohort, application, *, other, word, reason) -> None:
    partner = access.get_person_to_match(request.user, cohort, other)
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
