"""Who the matching passes over for now."""

from django.db import transaction
from django.db.models import QuerySet

from mentorship.models import Application, LeftOut
from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import User

from .run import lock_name

DECIDED_HERE = "Decided here"


class NotInTheMatching(Exception):
    """Only who is accepted can be left out."""


@transaction.atomic
def leave_out(*, application: Application, by: User, reason: str = "") -> LeftOut:
    """From the next run on, until it is lifted; nobody is told, and matches that stand stay. Some
    reason is always kept: without one it is a silence, also once the account of `by` is erased.

    Raises NotInTheMatching.
    """
    hold(lock_name(application.cohort))
    if not Application.objects.accepted().filter(pk=application.pk).exists():
        raise NotInTheMatching
    row, _ = LeftOut.objects.update_or_create(
        application=application,
        defaults={"reason": reason.strip() or DECIDED_HERE, "made_by": by},
    )
    audit.record(by=by, verb="matching.left_out", on=application)
    return row


@transaction.atomic
def let_in(*, application: Application, by: User) -> bool:
    """By who runs the program. Returns whether they had been left out."""
    return take_in(LeftOut.objects.all(), application, by)


@transaction.atomic
def come_back(*, application: Application, by: User) -> bool:
    """What somebody says for themselves undoes their own silence alone, not what those who run the
    program decided."""
    return take_in(LeftOut.objects.filter(made_by=None, reason=""), application, by)


def take_in(rows: QuerySet[LeftOut], application: Application, by: User) -> bool:
    hold(lock_name(application.cohort))
    gone, _ = rows.filter(application=application).delete()
    if gone:
        audit.record(by=by, verb="matching.let_in", on=application)
    return bool(gone)
