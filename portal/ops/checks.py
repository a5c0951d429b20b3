"""System checks: the zone data in use, and what production refuses."""

import zoneinfo

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.checks import Warning as Caution
from django.db import DEFAULT_DB_ALIAS, connection

from portal.core import zones
from portal.core.signed_json import multikey
from portal.credentials.models import SigningKey
from portal.credentials.queries.issuer import signing_key
from portal.kit import clock

from .demo_sign_in import door_may_exist
from .production import unsafe_settings

ZONE_DATA_IS_OLD_AFTER_DAYS = 270


@register(Tags.compatibility)
def zone_data(app_configs, **kwargs):
    """Zone rules change a few times a year, and a Debian image can be a year behind the wheel."""
    found = []
    if zoneinfo.TZPATH:
        found.append(
            Error(
                "Zone data is read from the machine, not from the pinned tzdata package.",
                hint="Import portal.core.zones first, or set PYTHONTZPATH to the empty string.",
                id="portal.E001",
            )
        )
    age = zones.tzdata_age(clock.now().date())
    if age > ZONE_DATA_IS_OLD_AFTER_DAYS:
        found.append(
            Caution(
                f"Zone data {zones.tzdata_version()} is {age} days old: times may be wrong.",
                hint="Raise tzdata in pyproject.toml, run `uv lock`, deploy.",
                id="portal.W001",
            )
        )
    return found


@register(Tags.security, deploy=True)
def production_settings(app_configs, **kwargs):
    return [
        Error(f"{unsafe.name}: {unsafe.problem}", hint=unsafe.fix, id="portal.E002")
        for unsafe in unsafe_settings()
    ]


@register(Tags.database)
def badges_are_signed_by_a_key_that_counts(app_configs, databases, **kwargs):
    """Before the tables are there no badge is signed. `migrate` and `check --database default` ask
    this, and so each deployment."""
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    if "credentials_signingkey" not in connection.introspection.table_names():
        return []
    public = multikey(signing_key())
    if not SigningKey.objects.filter(public=public, withdrawn_at__isnull=False).exists():
        return []
    return [
        Error(
            f"Badges are signed with {public}, which was withdrawn: none of them counts.",
            hint="Set CREDENTIAL_KEY to a new one: docs/runbook.md, Badges.",
            id="portal.E003",
        )
    ]


@register(Tags.security)
def demo_door_stays_at_home(app_configs, **kwargs):
    """Not for deployment checks only: a server with this setting must not even start."""
    if not settings.DEMO_BIND or door_may_exist():
        return []
    return [
        Error(
            f"DEMO_BIND is {settings.DEMO_BIND}, but this is no demo on one's own machine.",
            hint="Unset DEMO_BIND. Only `manage.py demo --serve` sets it, for its own processes.",
            id="portal.E011",
        )
    ]
