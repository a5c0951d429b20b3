"""Letters to many at the desk: shown by what sends them, then sent once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from mentorship.access import get_cohort_to_run
from mentorship.actions.looked_at import NotAsSeen
from mentorship.mailings import access
from mentorship.mailings.actions.mailing import (
    AlreadySent,
    NobodyToTell,
    NotNow,
    NotPublished,
    send_mailing,
)
from mentorship.mailings.queries.mailings import mailing_preview, mailing_rows
from portal.kit import clock

REFUSALS = {
    AlreadySent: gettext_lazy("This letter has gone out before. Nothing was sent again."),
    NotAsSeen: gettext_lazy(
        "It would go to other people, or say other dates, than you looked at, so nothing was sent."
        " Look again."
    ),
    NotNow: gettext_lazy("It is not the time for this letter. Nothing was sent."),
    NotPublished: gettext_lazy("Nobody sees this program yet: publish it first."),
    NobodyToTell: gettext_lazy("There is nobody to send it to."),
}


def trail(cohort) -> list[tuple[str, str]]:
    args = [cohort.program.slug, cohort.key]
    return [
        (_("Desk"), "/desk/"),
        (
            f"{cohort.program.name}, {cohort.name}",
            reverse("mentorship:desk_cohort", args=args),
        ),
        (_("Runbook"), reverse("mentorship:desk_runbook", args=args)),
    ]


@require_safe
@login_required
def index(request, slug, key):
    cohort = get_cohort_to_run(request.user, slug, key)
    return render(
        request,
        "mailings/index.html",
        {
            "program": cohort.program,
            "cohort": cohort,
            "rows": mailing_rows(cohort=cohort, now=clock.now()),
            "trail": trail(cohort),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mailing(request, slug, key, name):
    cohort, now = get_cohort_to_run(request.user, slug, key), clock.now()
    kind = access.get_kind(cohort, name)
    if request.method == "POST":
        try:
            sent = send_mailing(
                cohort=cohort,
                kind=kind,
                seen=request.POST.get("seen", ""),
                by=request.user,
                now=now,
            )
        except tuple(REFUSALS) as refusal:
            messages.error(request, REFUSALS[type(refusal)])
        else:
            told = ngettext("Sent to %(n)s person.", "Sent to %(n)s people.", sent.people)
            messages.success(request, told % {"n": sent.people})
        return redirect(request.path)
    return render(
        request,
        "mailings/mailing.html",
        {
            "program": cohort.program,
            "cohort": cohort,
            "one": mailing_preview(cohort=cohort, kind=kind, reader=request.user, now=now),
            "trail": [*trail(cohort), (_("Letters"), reverse("mailings:index", args=[slug, key]))],
        },
    )
