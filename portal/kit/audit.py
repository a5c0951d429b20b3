"""The trail every action leaves, written in the action's own transaction."""

from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Model

from .models import AuditEntry
from .page_cache import new_edition

BATCH = 500


def record(
    *,
    by: AbstractBaseUser | None,
    verb: str,
    on: Model,
    reason: str = "",
    is_on_pages: bool = True,
) -> AuditEntry:
    """What changed may stand on kept pages, so they go out of date with the commit.

    Not so what a member does for themselves (`is_on_pages=False`): nobody may empty the cache by
    saving their profile. `by` is None for a command run on the server. The key is a slug where the
    row has one.
    """
    if is_on_pages:
        transaction.on_commit(new_edition)
    written = entry(by=by, verb=verb, on=on, reason=reason)
    written.save()
    return written


def record_each(*, by: AbstractBaseUser | None, verb: str, on: Sequence[Model]) -> None:
    """The same for many rows at once, one line each; they stand on pages."""
    if on:
        transaction.on_commit(new_edition)
        AuditEntry.objects.bulk_create((entry(by=by, verb=verb, on=row) for row in on), BATCH)


def entry(*, by: AbstractBaseUser | None, verb: str, on: Model, reason: str = "") -> AuditEntry:
    return AuditEntry(
        actor=by,
        verb=verb,
        object_type=on._meta.label_lower,  # noqa: SLF001  # Django's public name for it
        object_key=str(getattr(on, "slug", None) or on.pk),
        reason=reason[:300],
    )


def forget_actor(*, person: AbstractBaseUser) -> None:
    """What they did stays in the trail, done by a former member."""
    AuditEntry.objects.filter(actor=person).update(actor=None, actor_is_former=True)
