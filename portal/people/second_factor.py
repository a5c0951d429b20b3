"""`/cms/` opens only to a session that has shown a second factor."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

GUARDED_PREFIX = "/cms/"
DEMO_FACTOR = "demo"


def require_second_factor(get_response):
    """Who is not signed in passes: Wagtail sends them to the login page itself."""

    def middleware(request):
        if request.path_info.startswith(GUARDED_PREFIX) and request.user.is_authenticated:
            return detour(request) or get_response(request)
        return get_response(request)

    return middleware


def detour(request: HttpRequest):
    """Where an account goes before the CMS, or None. PermissionDenied without a right to it."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    if has_shown_second_factor(request):
        return None
    if is_mfa_enabled(request.user):
        next_page = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('mfa_reauthenticate')}?{next_page}")
    messages.warning(
        request,
        _("The editors' area needs a second factor: an authenticator app or a security key."),
    )
    return redirect("mfa_index")


def has_shown_second_factor(request: HttpRequest) -> bool:
    return any(
        record.get("method") == "mfa" and record.get("type") in accepted_factors()
        for record in get_authentication_records(request, request.user)
    )


def accepted_factors() -> set[str]:
    """A session of the demo sign-in counts only where that door can stand open."""
    factors = set(Authenticator.Type.values)
    return factors | {DEMO_FACTOR} if settings.DEBUG and settings.DEMO_BIND else factors
