"""A letter to many: looked at, then sent once."""

from datetime import datetime

from django.db import IntegrityError, transaction

from mentorship.actions.looked_at import NotAsSeen
from mentorship.mailings.core.window import Kind, When, when, window_of
from mentorship.mailings.models import Mailing
from mentorship.mailings.queries.audience import audience_of, fingerprint
from mentorship.mailings.queries.letter import told_of
from mentorship.models import Cohort, Program
from portal.kit import audit
from portal.notices.actions.notice import send_notices
from portal.people.models import User


class AlreadySent(Exception):
    """One of its kind a cohort: nobody gets it twice."""


class NotNow(Exception):
    """Too early, or nobody would have any use of it."""


class NotPublished(Exception):
    """Its page would not be there for whom a letter leads to it."""


class NobodyToTell(Exception):
    """A letter to nobody would only be in the way of a later one."""


@transaction.atomic
def send_mailing(*, cohort: Cohort, kind: Kind, seen: str, by: User, now: datetime) -> Mailing:
    """Through the outbox, in one transaction with the row that says so. `seen` is of the preview.

    Raises AlreadySent, NotAsSeen, NotNow, NotPublished, NobodyToTell. Of two presses at once the
    database takes one.
    """
    if cohort.mailings.filter(kind=kind).exists():
        raise AlreadySent
    if not Program.objects.published().filter(pk=cohort.program_id).exists():
        raise NotPublished
    if when(window_of(kind, cohort.dates), now) is not When.NOW:
        raise NotNow
    people = list(audience_of(cohort=cohort, kind=kind))
    if not people:
        raise NobodyToTell
    if fingerprint(cohort=cohort, kind=kind, people=people) != seen:
        raise NotAsSeen
    try:
        with transaction.atomic():
            mailing = Mailing.objects.create(
                cohort=cohort, kind=kind, people=len(people), sent_at=now, sent_by=by
            )
    except IntegrityError as error:
        raise AlreadySent from error
    audit.record(by=by, verb="mailing.sent", on=mailing, reason=kind)
    send_notices(people=people, **told_of(cohort=cohort, kind=kind))
    return mailing
