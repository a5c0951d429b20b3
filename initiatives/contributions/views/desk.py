"""What on GitHub completes steps of one's paths, and whether it still does."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.contributions.queries.deliveries import deliveries_of_a_week
from initiatives.contributions.queries.rules import rules_for
from portal.kit import clock


@login_required
@require_safe
def index(request):
    now = clock.now()
    rules = rules_for(person=request.user, now=now)
    context = {
        "rules": rules,
        "is_not_asked": rules and not settings.GITHUB_TOKEN,
        "deliveries": deliveries_of_a_week(person=request.user, on=now.date()),
        "days": settings.RULE_SILENT_DAYS,
        "trail": [(_("Desk"), reverse("home:desk"))],
    }
    return render(request, "contributions/desk.html", context)
