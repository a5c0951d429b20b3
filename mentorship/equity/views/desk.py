"""Groups of a cohort and its report, for those who run the program. Who belongs to which group is
nowhere here."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from mentorship.equity import access
from mentorship.equity.actions.group import GroupsInUse, PlacesInUse, set_groups
from mentorship.equity.actions.report import publish_report
from mentorship.equity.forms import GroupsForm
from mentorship.equity.queries.desk_groups import desk_groups
from portal.kit import clock

REFUSALS = {
    GroupsInUse: gettext_lazy(
        "Somebody has answered. Another list would change what they said, so it stays as it is."
    ),
    PlacesInUse: gettext_lazy(
        "A run was made. Other places would show who is in which group, so they stay as they are."
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def groups(request, slug, key):
    cohort = access.get_cohort_to_run(request.user, slug, key)
    shown = desk_groups(cohort=cohort)
    form = GroupsForm(request.POST if request.method == "POST" else None, groups=shown.groups)
    if form.is_valid():
        try:
            set_groups(cohort=cohort, groups=form.groups(), by=request.user)
        except tuple(REFUSALS) as refusal:
            messages.error(request, REFUSALS[type(refusal)])
        else:
            messages.success(request, _("Saved."))
        return redirect("equity:desk", slug, key)
    return render(
        request,
        "equity/desk.html",
        {
            "cohort": cohort,
            "program": cohort.program,
            "form": form,
            "shown": shown,
            "trail": trail(cohort),
        },
    )


@require_POST
@login_required
def publish(request, slug, key):
    cohort = access.get_cohort_to_run(request.user, slug, key)
    report = access.get_report_to_publish(cohort)
    if publish_report(report=report, by=request.user, now=clock.now()):
        messages.success(request, _("Published. Everybody can read it now."))
    else:
        messages.info(request, _("It was published before."))
    return redirect("equity:report", slug, key)


def trail(cohort) -> list[tuple[str, str]]:
    keys = [cohort.program.slug, cohort.key]
    return [
        (_("Desk"), "/desk/"),
        (_("Mentorship"), reverse("mentorship:desk")),
        (cohort.name, reverse("mentorship:desk_cohort", args=keys)),
    ]
