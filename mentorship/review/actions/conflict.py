"""Somebody says that they should not judge an application."""

from datetime import datetime

from django.db import transaction

from mentorship.models import Application
from mentorship.review.actions.assignment import assign_readers, lock_name
from mentorship.review.models import Conflict, ConflictKind, Review
from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import User


@transaction.atomic
def declare_conflict(
    *,
    review: Review,
    application: Application,
    kind: ConflictKind,
    words: str,
    by: User,
    now: datetime,
) -> Conflict:
    """By a reader, or by who runs the program. Their score, if there is one, counts no more;
    somebody else is asked instead. Nobody takes it back: who knows that they are biased knows it.
    """
    hold(lock_name(review.pk))
    said, is_new = Conflict.objects.get_or_create(
        application=application,
        person=by,
        defaults={"kind": kind, "words": words.strip(), "declared_at": now},
    )
    if is_new:
        audit.record(by=by, verb="review.conflict_declared", on=said, is_on_pages=False)
        assign_readers(review=review, by=None, now=now)
    return said
