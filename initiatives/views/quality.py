"""How true the catalogue is: numbers anybody may check, down to the groups behind each."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives import access
from initiatives.queries.quality import group_quality, groups_behind, quality
from portal.kit import clock

from .initiative import moved_to, trail_to

HAS, LACKS = "has", "lacks"


@require_safe
def index(request):
    """`?has=stage` and `?lacks=stage` list the groups behind a number; `page` turns over."""
    now = clock.now()
    trail = [(_("Groups"), reverse("initiatives:index"))]
    asked = next((word for word in (HAS, LACKS) if word in request.GET), None)
    if asked is None:
        context = {"quality": quality(now=now), "trail": trail}
        return render(request, "initiatives/quality/index.html", context)
    listed = groups_behind(
        key=request.GET[asked],
        has_it=asked == HAS,
        number=request.GET.get("page", "1"),
        now=now,
    )
    if listed is None:
        raise Http404
    trail.append((_("How true is this catalogue?"), reverse("initiatives:quality")))
    return render(request, "initiatives/quality/groups.html", {"listed": listed, "trail": trail})


@require_safe
def group(request, slug):
    try:
        initiative = access.get_initiative(request.user, slug)
    except access.MovedTo as moved:
        return moved_to(request, "initiatives:group_quality", moved.slug)
    context = {
        "initiative": initiative,
        "quality": group_quality(initiative=initiative, now=clock.now()),
        "trail": trail_to(initiative),
    }
    return render(request, "initiatives/quality/group.html", context)
