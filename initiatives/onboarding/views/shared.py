from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from initiatives.onboarding.queries.shared import walk_behind
from portal.people.queries.names import told_name


@never_cache
@require_safe
def page(request, token):
    """For who holds the address. It is told to nobody: no robot, no cache, no page one goes on
    to."""
    walk = walk_behind(token=token)
    if walk is None:
        raise Http404
    context = {"walk": walk, "name": told_name(walk.journey.person)}
    response = render(request, "onboarding/shared.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
