"""The environment, declared in one place; every value has a default, so settings always import."""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ

from portal.core import zones  # noqa: F401  # the pinned zone data wins before anything reads a zone

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
# A key made up at start is safe but forgets sessions: `check --deploy` asks for a real one.
SECRET_KEY = env("SECRET_KEY", default="") or "ephemeral-" + secrets.token_urlsafe(48)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
PORTAL_BASE_URL = env("PORTAL_BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
PORTAL_HOST = urlsplit(PORTAL_BASE_URL).hostname
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
REDIS_URL = env("REDIS_URL", default="")
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
FOUNDATION_NAME = env("FOUNDATION_NAME", default="OpenSSF")
# Set by `manage.py demo --serve` to the address it binds; anything else means no demo sign-in.
DEMO_BIND = env("DEMO_BIND", default="")
# Published at /.well-known/security.txt; RFC 2142 reserves this mailbox on every domain.
SECURITY_CONTACT = env("SECURITY_CONTACT", default=f"mailto:security@{PORTAL_HOST}")
