from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mentorship import access
from mentorship.queries.cohort_view import cohort_view
from mentorship.queries.runbook import runbook_of
from portal.kit import clock


@require_safe
@login_required
def runbook(request, slug, key):
    """What a cohort needs now, from every slice that hangs on it."""
    cohort, now = access.get_cohort_to_run(request.user, slug, key), clock.now()
    return render(
        request,
        "mentorship/desk/runbook.html",
        {
            "program": cohort.program,
            "cohort": cohort_view(cohort=cohort, now=now),
            "zone": request.reader_zone,
            "runbook": runbook_of(cohort=cohort, reader=request.user, now=now),
            "trail": [
                (_("Desk"), "/desk/"),
                (cohort.program.name, reverse("mentorship:desk_program", args=[slug])),
                (cohort.name, reverse("mentorship:desk_cohort", args=[slug, key])),
            ],
        },
    )
