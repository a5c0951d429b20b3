"""Which groups may count somebody's free hours when they look for a time."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.actions.hours_consent import set_hours_consents
from events.queries.counted_hours import FEWEST, own_groups, shared_with
from portal.kit import clock


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def index(request):
    groups = list(own_groups(person=request.user, on=clock.now().date()))
    if request.method == "POST":
        ticked = set(request.POST.getlist("group"))
        chosen = [group for group in groups if group.slug in ticked]
        set_hours_consents(person=request.user, initiatives=chosen, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("events:my_hours")
    shared = shared_with(person=request.user)
    context = {
        "groups": [(group, group.pk in shared) for group in groups],
        "fewest": FEWEST,
        "trail": [
            (_("My page"), "/me/"),
            (_("Your meetings"), reverse("events:my_meetings")),
        ],
    }
    return render(request, "events/my_hours.html", context)
