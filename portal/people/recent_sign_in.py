"""What is asked before a copy or the end of one's data."""

import time
from functools import wraps

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

SAFE = ("GET", "HEAD")


def asks_again(view):
    """allauth asks for the password or the factor, and lets everybody pass who has neither: they
    sign in anew, unless they did so a moment ago."""
    asking = reauthentication_required(view)

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if get_reauthentication_flows(request.user) or signed_in_lately(request):
            return asking(request, *args, **kwargs)
        back = request.get_full_path() if request.method in SAFE else reverse("people:own_data")
        logout(request)
        messages.info(request, _("To be sure that it is you: sign in once more."))
        return redirect(f"{reverse('account_login')}?{urlencode({'next': back})}")

    return guarded


def signed_in_lately(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    latest = max((record["at"] for record in records), default=0)
    return time.time() - latest < app_settings.REAUTHENTICATION_TIMEOUT
