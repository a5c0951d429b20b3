from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.queries.group_year import group_year
from events.queries.subscription import subscription_to
from initiatives.access import MovedTo, get_initiative
from portal.kit import clock


@require_safe
def year(request, slug):
    """52 weeks of one group's meetings, for whoever may see the group."""
    try:
        group = get_initiative(request.user, slug)
    except MovedTo as moved:
        return redirect("events:group_year", moved.slug, permanent=True)
    context = {
        "group": group,
        "year": group_year(initiative=group, now=clock.now()),
        "subscription": subscription_to("events:feed_initiative", group.slug),
        "trail": [(_("Groups"), "/initiatives/"), (group.name, group.get_absolute_url())],
    }
    return render(request, "events/group_year.html", context)
