"""Where two sources disagree: both values, and one click that decides."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from initiatives import access
from initiatives.actions.conflict import AlreadySettled, NoLongerThere, settle_conflict
from initiatives.actions.hierarchy import EndlessChain
from initiatives.queries.conflicts import conflict_rows, open_conflicts

PAGE_SIZE = 25
LONGEST_SLUG = 80


@login_required
@require_safe
def index(request):
    access.refuse_who_decides_nothing(request.user)
    slug = request.GET.get("group", "")[:LONGEST_SLUG].replace("\0", "")
    found = open_conflicts(slug=slug)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "rows": conflict_rows(list(page.object_list)),
        "page": page,
        "slug": slug,
        "trail": [(_("Desk"), reverse("home:desk"))],
    }
    return render(request, "initiatives/desk/conflicts.html", context)


@login_required
@require_POST
def settle(request, pk):
    conflict = access.get_conflict(request.user, pk)
    verdict = request.POST.get("verdict", "")
    if verdict not in ("ours", "theirs"):
        messages.error(request, _("Choose one of the two."))
        return to_list(request)
    try:
        settle_conflict(conflict=conflict, verdict=verdict, by=request.user)
    except AlreadySettled as settled:
        messages.warning(request, already(settled.conflict.verdict))
    except NoLongerThere:
        messages.warning(request, _("Nothing to decide any more: what we have has changed since."))
    except EndlessChain as endless:
        messages.error(request, _("The group would report to itself: %s.") % endless)
    else:
        messages.success(request, done(conflict, verdict))
    return to_list(request)


def already(verdict):
    if verdict == "ours":
        return _("Somebody was quicker and kept what we have. Your click changed nothing.")
    return _("Somebody was quicker and took what the other says. Your click changed nothing.")


def done(conflict, verdict):
    words = {"group": conflict.initiative.name}
    if verdict == "ours":
        return _("%(group)s stays as it is. This source is not asked about it again.") % words
    return _("%(group)s has changed. This is not asked again.") % words


def to_list(request):
    """Back to the list as it was narrowed."""
    slug = request.POST.get("group", "")[:LONGEST_SLUG]
    here = reverse("initiatives:desk_conflicts")
    is_slug = slug and slug.replace("-", "").isalnum() and slug.isascii()
    return redirect(f"{here}?group={slug}" if is_slug else here)
