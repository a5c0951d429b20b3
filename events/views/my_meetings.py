from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events import access
from events.actions.minutes import settle_action
from events.queries.date_minutes import own_actions
from events.queries.my_meetings import my_meetings, past_meetings
from portal.kit import clock


@require_POST
@login_required
def settle(request, key):
    """What they took on is done, or not after all."""
    item = access.get_own_action_item(request.user, key)
    is_done = request.POST.get("do") != "open"
    settle_action(item=item, by=request.user, is_done=is_done)
    messages.success(request, _("Done. Thank you.") if is_done else _("It is open again."))
    return redirect("events:my_meetings")


@require_safe
@login_required
def index(request):
    now = clock.now()
    coming = my_meetings(person=request.user, now=now)
    return render(
        request,
        "events/mine.html",
        {
            "trail": [(_("My page"), "/me/")],
            "answered": [one for one in coming if one.mine],
            "followed": [one.line for one in coming if not one.mine],
            "actions": own_actions(person=request.user),
            "past": past_meetings(person=request.user, now=now),
            "zone": request.reader_zone,
            "is_zone_unknown": request.reader_zone is None,
        },
    )
