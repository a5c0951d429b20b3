"""After the last day, for those who run the program: who graduates, and how it went on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from mentorship.alumni import access
from mentorship.alumni.actions.graduation import (
    LettersWent,
    NotOver,
    NotToDecide,
    OthersWait,
    StaleList,
    confirm_proposed,
    decide_graduation,
    restore_graduation,
    revoke_graduation,
    send_letters_now,
    undo_graduation,
)
from mentorship.alumni.forms import NotGraduateForm, RevokeForm
from mentorship.alumni.queries.graduates import candidates, fingerprint
from mentorship.alumni.queries.later_numbers import later_numbers
from mentorship.alumni.queries.letters import letters_about
from mentorship.core.phases import Phase, end_of_day, phase_at
from portal.credentials.actions.credential import AlreadyRevoked, NotRevoked
from portal.kit import clock

PAGE_SIZE = 50
REFUSALS = {
    StaleList: gettext_lazy("Others are proposed now than a moment ago. Look again, then confirm."),
    OthersWait: gettext_lazy("Other letters wait now than a moment ago. Look again, then send."),
    NotOver: gettext_lazy("The cohort has not seen its last day. Nothing has changed."),
    NotToDecide: gettext_lazy("Somebody has decided this before. Nothing has changed."),
    LettersWent: gettext_lazy("The letter has gone out meanwhile. A certificate can be revoked."),
    AlreadyRevoked: gettext_lazy("Somebody has revoked it before. Nothing has changed."),
    NotRevoked: gettext_lazy("It is valid already. Nothing has changed."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def after(request, slug, key):
    cohort = access.get_cohort_to_run(request.user, slug, key)
    now = clock.now()
    if request.method == "POST":
        try:
            confirm_or_send(request, cohort, now)
        except tuple(REFUSALS) as refusal:
            messages.warning(request, REFUSALS[type(refusal)])
        return redirect(request.path)
    rows = candidates(cohort=cohort, reader=request.user, now=now)
    proposed = [row for row in rows if row.is_proposed]
    waiting = [row for row in rows if row.may_undo]
    context = {
        **frame(cohort),
        "is_over": phase_at(cohort.dates, now) is Phase.FINISHED,
        "over_at": end_of_day(cohort.ends_on, cohort.timezone),
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "proposed": len(proposed),
        "letters_proposed": letters_about(cohort=cohort, rows=proposed),
        "seen": fingerprint(proposed),
        "graduated": sum(row.has_graduated for row in rows),
        "open": sum(row.may_decide for row in rows),
        "waiting": len(waiting),
        "letters_waiting": letters_about(cohort=cohort, rows=waiting),
        "tells_at": min((row.graduation.tells_at for row in waiting), default=None),
        "seen_waiting": fingerprint(waiting),
        "numbers": later_numbers(cohort=cohort),
    }
    return render(request, "alumni/desk/after.html", context)


def confirm_or_send(request, cohort, now):
    seen = request.POST.get("seen", "")
    if "send" in request.POST:
        told = send_letters_now(cohort=cohort, by=request.user, seen=seen, now=now)
        words = ngettext("%(n)s letter has gone out.", "%(n)s letters have gone out.", told)
    else:
        told = confirm_proposed(cohort=cohort, by=request.user, seen=seen, now=now)
        words = ngettext(
            "%(n)s mentee graduates. The letter goes out in two days; until then you can take "
            "it back.",
            "%(n)s mentees graduate. The letters go out in two days; until then you can take "
            "each back.",
            told,
        )
    messages.success(request, words % {"n": told})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mentee(request, slug, key, public_id):
    """One mentee: decide, take back, or revoke a certificate."""
    cohort = access.get_cohort_to_run(request.user, slug, key)
    one = candidate(request, cohort, access.get_mentee(request.user, cohort, public_id))
    what = request.POST.get("what")
    sent = request.POST if what in {"not", "revoke"} else None
    form = RevokeForm(sent) if one.credential else NotGraduateForm(sent)
    if request.method == "POST" and (what in {"graduated", "undo", "restore"} or form.is_valid()):
        try:
            decided(request, cohort, one, what, form)
            messages.success(request, _("Noted."))
        except tuple(REFUSALS) as refusal:
            messages.warning(request, REFUSALS[type(refusal)])
        return redirect(request.path)
    trail = [*frame(cohort)["trail"], (_("After the term"), desk_url(cohort))]
    is_over = phase_at(cohort.dates, clock.now()) is Phase.FINISHED
    is_untold = one.may_decide or one.may_undo
    context = {
        **frame(cohort),
        "one": one,
        "form": form,
        "is_over": is_over,
        "letters": letters_about(cohort=cohort, rows=[one]) if is_over and is_untold else [],
        "trail": trail,
    }
    return render(request, "alumni/desk/mentee.html", context)


def candidate(request, cohort, application):
    """Whoever was in no pair, or is in one with the reader, is nobody to decide on here."""
    rows = candidates(cohort=cohort, reader=request.user, now=clock.now())
    found = next((row for row in rows if row.match.mentee_id == application.pk), None)
    if found is None:
        raise Http404
    return found


def decided(request, cohort, one, what, form):
    told = {"by": request.user, "now": clock.now()}
    applicant = one.match.mentee
    if what == "undo":
        undo_graduation(cohort=cohort, mentee=applicant, by=request.user)
    elif what == "restore" and one.credential:
        restore_graduation(credential=one.credential, **told)
    elif what == "revoke" and one.credential:
        reason = form.cleaned_data["reason"]
        revoke_graduation(mentee=applicant, credential=one.credential, reason=reason, **told)
    else:
        words = form.cleaned_data.get("words", "") if what == "not" else ""
        decide_graduation(cohort=cohort, mentee=applicant, verdict=what, words=words, **told)


def desk_url(cohort) -> str:
    return reverse("alumni:desk", args=[cohort.program.slug, cohort.key])


def frame(cohort):
    program = cohort.program
    return {
        "program": program,
        "cohort": cohort,
        "trail": [
            (_("Desk"), "/desk/"),
            (program.name, reverse("mentorship:desk_program", args=[program.slug])),
            (cohort.name, reverse("mentorship:desk_cohort", args=[program.slug, cohort.key])),
        ],
    }
