"""What production must not start with: one list for `doctor`, `check --deploy`, server, worker."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

LOOPBACK = {"127.0.0.1", "localhost", "::1", "[::1]"}
LONG_KEY, VARIED_KEY = 50, 10
SIGNING_KEY = 32  # bytes of an Ed25519 seed, RFC 8032
SHARED_SECRET = 20


@dataclass(frozen=True)
class UnsafeSetting:
    name: str
    problem: str
    fix: str

    def __str__(self) -> str:
        return f"{self.name}: {self.problem} {self.fix}"


def unsafe_settings() -> Iterator[UnsafeSetting]:
    base = urlsplit(settings.PORTAL_BASE_URL)
    if settings.DEBUG:
        yield UnsafeSetting("DEBUG", "is on and shows code to strangers.", "Unset it.")
    if settings.DEMO_BIND:
        yield UnsafeSetting("DEMO_BIND", "opens the demo sign-in.", "Unset it.")
    if settings.SECRET_KEY.startswith("ephemeral-"):
        yield UnsafeSetting(
            "SECRET_KEY",
            "is missing: every restart signs everybody out.",
            "Set 50 or more random characters.",
        )
    elif min(map(len, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))) < LONG_KEY:
        yield UnsafeSetting("SECRET_KEY", "is short.", "Set 50 or more random characters.")
    elif len(set(settings.SECRET_KEY)) < VARIED_KEY:
        yield UnsafeSetting("SECRET_KEY", "is no random text.", "Set 50 or more random characters.")
    for name in ("RECORD_KEY", "CREDENTIAL_KEY"):
        if len(getattr(settings, name)) != SIGNING_KEY:
            yield UnsafeSetting(name, "has another length than 32 bytes.", "Set 64 hex digits.")
    if any(len(secret) < SHARED_SECRET for secret in settings.GITHUB_WEBHOOK_SECRETS):
        yield UnsafeSetting(
            "GITHUB_WEBHOOK_SECRET", "is short.", "Set 20 or more random characters."
        )
    if base.scheme != "https" or base.hostname in LOOPBACK:
        yield UnsafeSetting(
            "PORTAL_BASE_URL",
            f"is {settings.PORTAL_BASE_URL}.",
            "Set the public https address; every link in mail and feeds uses it.",
        )
    if any(host.startswith("*") for host in settings.ALLOWED_HOSTS):
        yield UnsafeSetting("ALLOWED_HOSTS", "accepts any host.", "Name the hosts you serve.")
    elif base.hostname not in settings.ALLOWED_HOSTS:
        yield UnsafeSetting(
            "ALLOWED_HOSTS", f"does not name {base.hostname}.", "Add the host of PORTAL_BASE_URL."
        )
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        yield UnsafeSetting(
            "EMAIL_URL",
            "is missing: mail is only printed.",
            "Set smtp+tls://user:password@host:587.",
        )


def unsafe_server() -> list[UnsafeSetting]:
    """The settings, and what only the process that answers requests needs."""
    found = list(unsafe_settings())
    if not settings.DEBUG and not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        found.append(
            UnsafeSetting(
                "static files",
                "are not collected.",
                "Run `python manage.py collectstatic --no-input`.",
            )
        )
    return found


def refuse_to_start(found: Iterable[UnsafeSetting]) -> None:
    """A developer's process starts with anything, every other one with nothing found."""
    lines = [f"  {unsafe}" for unsafe in found]
    if lines and not is_a_developers():
        sys.exit("\n".join(["Not started:", *lines]))


def is_a_developers() -> bool:
    """DEBUG on and known by no name but loopback: DEBUG alone may be a slip on a public server."""
    base = urlsplit(settings.PORTAL_BASE_URL)
    return settings.DEBUG and {base.hostname, *settings.ALLOWED_HOSTS} <= LOOPBACK
