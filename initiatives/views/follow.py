from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from initiatives import access
from initiatives.actions.follow import follow_initiative, unfollow_initiative


@require_POST
@login_required
def follow(request, slug):
    initiative = access.get_initiative(request.user, slug, follow=False)
    follow_initiative(person=request.user, initiative=initiative)
    said = _("You follow %(group)s: you hear when its meetings move. Nobody sees that you do.")
    messages.success(request, said % {"group": initiative.name})
    return redirect(initiative)


@require_POST
@login_required
def unfollow(request, slug):
    initiative = access.get_initiative(request.user, slug, follow=False)
    unfollow_initiative(person=request.user, initiative=initiative)
    messages.success(request, _("You no longer follow %(group)s.") % {"group": initiative.name})
    return redirect(initiative)
