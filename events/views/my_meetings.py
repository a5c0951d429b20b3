from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.queries.my_meetings import my_meetings, past_meetings
from portal.kit import clock


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
            "past": past_meetings(person=request.user, now=now),
            "zone": request.reader_zone,
            "is_zone_unknown": request.reader_zone is None,
        },
    )
