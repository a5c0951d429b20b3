"""`/cms/`, `/desk/`, and the keys to an account that has a second factor, open only to who has
shown it."""

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

CMS_PREFIX, DESK_PREFIX = "/cms/", "/desk/"
# A session from before the factor was set up could read recovery codes with the password alone.
KEY_PREFIXES = ("/accounts/2fa/", "/accounts/email/", "/accounts/password/", "/me/data/")
ASKS_FOR_THE_FACTOR = "authenticate/"
DEMO_FACTOR = "demo"


def require_second_factor(get_response):
    """Who is not signed in passes: the views send them to the login page themselves."""

    def middleware(request):
        path = request.path_info
        if path.startswith((CMS_PREFIX, DESK_PREFIX)) and request.user.is_authenticated:
            return detour(request) or get_response(request)
        if path.startswith(KEY_PREFIXES) and not path.endswith(ASKS_FOR_THE_FACTOR):
            return key_detour(request) or get_response(request)
        return get_response(request)

    return middleware


def detour(request: HttpRequest):
    """Where an account goes before these doors, or None.

    PermissionDenied without a right to the CMS; what somebody may do at the desk its views decide.
    """
    is_cms = request.path_info.startswith(CMS_PREFIX)
    if is_cms and not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    if has_shown_second_factor(request):
        return None
    if is_mfa_enabled(request.user):
        return to_showing_it(request)
    messages.warning(
        request,
        _("The editors' area needs a second factor: an authenticator app or a security key.")
        if is_cms
        else _("The desk needs a second factor: an authenticator app or a security key."),
    )
    return redirect("mfa_index")


def key_detour(request: HttpRequest):
    """Where an account with a second factor goes before it changes its keys, or None."""
    if (
        not request.user.is_authenticated
        or not is_mfa_enabled(request.user)
        or has_shown_second_factor(request)
    ):
        return None
    return to_showing_it(request)


def to_showing_it(request: HttpRequest):
    next_page = urlencode({"next": request.get_full_path()})
    return redirect(f"{reverse('mfa_reauthenticate')}?{next_page}")


def has_shown_second_factor(request: HttpRequest) -> bool:
    return any(
        record.get("method") == "mfa" and record.get("type") in accepted_factors()
        for record in get_authentication_records(request, request.user)
    )


def accepted_factors() -> set[str]:
    """A session of the demo sign-in counts only where that door can stand open."""
    factors = set(Authenticator.Type.values)
    return factors | {DEMO_FACTOR} if settings.DEBUG and settings.DEMO_BIND else factors
