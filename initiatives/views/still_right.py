"""Once a quarter and at any time: is what the page says still right? If not, mend it in place."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatives import access
from initiatives.actions.confirmation import confirm_facts
from initiatives.queries.mend_list import still_right_url
from initiatives.queries.still_right import still_right
from initiatives.rules import keeper_of
from portal.kit import clock

from .desk_parts import PARTS, sent, shown
from .desk_trail import desk_trail


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, slug):
    """`?change=links` opens the form of that part where its facts stand."""
    changed = request.GET.get("change", "")
    part = PARTS.get(changed)
    initiative = access.get_initiative(
        request.user, slug, part.verb if part else "keep", follow=False
    )
    opened = {}
    if part:
        form, is_saved = sent(request, initiative, part)
        if is_saved:
            messages.success(request, part.saved)
            return redirect(still_right_url(initiative, changed))
        opened = {"changed": changed, **shown(request, initiative, part, form)}
    keeper = keeper_of(request.user, initiative)
    found = still_right(initiative=initiative, keeper=keeper, reader=request.user, now=clock.now())
    if request.method == "POST" and not part:
        return confirm(request, initiative, found)
    context = {
        "initiative": initiative,
        "page": found,
        "trail": desk_trail(initiative),
        **opened,
    }
    return render(request, "initiatives/desk/still_right.html", context)


def confirm(request, initiative, found):
    """Only what the reader has seen: a part that changed since stays to be looked at."""
    wanted = request.POST.get("part", "")
    asked = [key for key in found.marks if wanted in (key, "all")]
    seen = [key for key in asked if request.POST.get(f"seen-{key}") == found.marks[key]]
    if not asked:
        messages.error(request, _("There is no such part. Nothing was confirmed."))
    elif seen != asked:
        names = [one.part.label for one in found.parts if one.part.key in set(asked) - set(seen)]
        said = _("This changed while you were reading; please look again: %s.")
        messages.warning(request, said % ", ".join(names))
    if seen:
        confirm_facts(by=request.user, initiative=initiative, parts=seen)
        messages.success(request, _("Thank you. The page says from when it was confirmed."))
    return redirect(still_right_url(initiative, wanted if wanted in found.marks else ""))
