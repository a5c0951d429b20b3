"""Clashes of the meetings somebody arranges, and the groups that mind each other."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events import access
from events.actions.group_conflict import drop_conflict, set_conflict
from events.forms.group_conflict import GroupConflictForm
from events.queries.clashes import clashes, conflicts_of, groups_to_mind
from portal.kit import clock


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def index(request):
    groups = access.get_organized_groups(request.user)
    sent = request.POST if request.method == "POST" else None
    form = GroupConflictForm(sent, own=groups, others=groups_to_mind())
    if request.method == "POST" and form.is_valid():
        set_conflict(**form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("events:desk_clashes")
    context = {
        "form": form,
        "clashes": clashes(person=request.user, now=clock.now()),
        "conflicts": conflicts_of(groups=groups),
        "trail": [(_("Desk"), "/desk/"), (_("Meetings"), reverse("events:desk_meetings"))],
    }
    return render(request, "events/desk/clashes.html", context)


@require_POST
@login_required
def drop(request, key):
    """A row about other people's groups does not exist for who asks."""
    groups = access.get_organized_groups(request.user)
    row = next((one for one in conflicts_of(groups=groups) if one.pk == key), None)
    if row is None:
        raise Http404
    drop_conflict(conflict=row, by=request.user)
    messages.success(request, _("Taken off the list."))
    return redirect("events:desk_clashes")
