"""One-time sign-in as a demo role, on one's own machine only.

Five locks, each enough by itself: DEBUG, a server bound to loopback, a loopback client, no header
of a proxy, and the demo marker in the database. Without the first two there is not even a route.
"""

import hashlib
import secrets
from datetime import timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.kit import clock
from portal.ops.models import DemoMarker, DemoSignIn
from portal.people.second_factor import DEMO_FACTOR

LIFETIME = timedelta(hours=12)
PROXY_HEADERS = (
    "HTTP_X_FORWARDED",
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_REAL_IP",
    "HTTP_X_CLIENT_IP",
    "HTTP_X_ORIGINAL",
    "HTTP_TRUE_CLIENT_IP",
    "HTTP_CF_",
)


def issue_link(*, user, base_url: str) -> str:
    """An address that signs in as `user` once. Earlier links of the same user stop working."""
    token = secrets.token_urlsafe(32)
    DemoSignIn.objects.filter(user=user).delete()
    DemoSignIn.objects.create(
        user=user, token_hash=hashed(token), expires_at=clock.now() + LIFETIME
    )
    return f"{base_url}/demo/sign-in/{token}/"


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request, token: str):
    """GET shows a button only, so that no link preview uses the link up."""
    if not door_is_open(request):
        raise Http404
    user = holder(token)
    if user is None:
        return render(request, "ops/demo_sign_in_used.html", status=410)
    if request.method == "GET":
        return render(request, "ops/demo_sign_in.html", {"role": user.get_full_name()})
    if not use_up(token):
        return render(request, "ops/demo_sign_in_used.html", status=410)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    record_authentication(request, user, "mfa", type=DEMO_FACTOR)
    return redirect("home:signed_in")


def holder(token: str):
    found = DemoSignIn.objects.filter(token_hash=hashed(token), expires_at__gt=clock.now())
    return get_user_model().objects.filter(pk__in=found.values("user"), is_active=True).first()


@transaction.atomic
def use_up(token: str) -> bool:
    """Of two requests at once the database lets one delete the row."""
    deleted, _ = DemoSignIn.objects.filter(token_hash=hashed(token)).delete()
    return deleted == 1


def door_may_exist() -> bool:
    return settings.DEBUG and is_loopback(bound_host())


def door_is_open(request) -> bool:
    return (
        door_may_exist()
        and is_loopback(request.META.get("REMOTE_ADDR", ""))
        and not any(name.startswith(PROXY_HEADERS) for name in request.META)
        and DemoMarker.objects.exists()
    )


def bound_host() -> str:
    return urlsplit(f"//{settings.DEMO_BIND}").hostname or ""


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def urls() -> list:
    if not door_may_exist():
        return []
    return [path("demo/sign-in/<str:token>/", sign_in, name="demo_sign_in")]
