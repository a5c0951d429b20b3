"""Once a quarter and at any time: is what the page says still right?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatives import access
from initiatives.actions.confirmation import confirm_facts
from initiatives.queries.still_right import still_right
from initiatives.rules import keeper_of
from portal.kit import clock


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, slug):
    initiative = access.get_initiative(request.user, slug, "keep", follow=False)
    keeper = keeper_of(request.user, initiative)
    shown = still_right(initiative=initiative, keeper=keeper, now=clock.now())
    if request.method == "POST":
        return confirm(request, initiative, shown)
    context = {
        "initiative": initiative,
        "page": shown,
        "trail": [
            (_("Desk"), reverse("home:desk")),
            (initiative.name, initiative.get_absolute_url()),
        ],
    }
    return render(request, "initiatives/desk/still_right.html", context)


def confirm(request, initiative, shown):
    """Only what the reader has seen: a part that changed since stays to be looked at."""
    wanted = request.POST.get("part", "")
    asked = [key for key in shown.marks if wanted in (key, "all")]
    seen = [key for key in asked if request.POST.get(f"seen-{key}") == shown.marks[key]]
    if not asked:
        messages.error(request, _("There is no such part. Nothing was confirmed."))
    elif seen != asked:
        names = [one.part.label for one in shown.parts if one.part.key in set(asked) - set(seen)]
        said = _("This changed while you were reading; please look again: %s.")
        messages.warning(request, said % ", ".join(names))
    if seen:
        confirm_facts(by=request.user, initiative=initiative, parts=seen)
        messages.success(request, _("Thank you. The page says from when it was confirmed."))
    where = reverse("initiatives:desk_still_right", args=[initiative.slug])
    return redirect(f"{where}#{wanted}" if wanted in shown.marks else where)
