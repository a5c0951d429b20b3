"""The trail every action leaves, written in the action's own transaction."""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model

from .models import AuditEntry


def record(*, by: AbstractBaseUser | None, verb: str, on: Model, reason: str = "") -> AuditEntry:
    """`by` is None for a command run on the server. The key is a slug where the row has one."""
    return AuditEntry.objects.create(
        actor=by,
        verb=verb,
        object_type=on._meta.label_lower,  # noqa: SLF001  # Django's public name for it
        object_key=str(getattr(on, "slug", None) or on.pk),
        reason=reason[:300],
    )
