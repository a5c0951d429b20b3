"""The outbox, emptied: each notice is mailed once, whoever comes first, and never in a transaction
that could take back that it was."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F, QuerySet

from portal.notices.invitation import addressed_to
from portal.notices.letter import letter_of
from portal.notices.models import MailState, Notice, Preference
from portal.notices.stop_link import stop_url
from portal.people.models import User

logger = logging.getLogger(__name__)

# Longer than a mail server may keep us waiting; a sender that is still silent then has died.
LEASE = timedelta(minutes=15)
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=3),
    timedelta(hours=12),
    timedelta(hours=24),
)
MOST_ATTEMPTS = len(WAITS) + 1
MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Drained:
    sent: int
    given_up: int
    waiting: int


def deliver_notice(*, public_id: str, now: datetime) -> bool:
    """Mail one notice if it is due and nobody else is at it. Returns whether this call mailed it.

    A mail server that refuses or is away puts it off, further each time, until it is given up.
    """
    notice = claim(public_id, now)
    if notice is None:
        return False
    try:
        state = mail(notice)
    except Exception as error:  # noqa: BLE001  # one broken letter must not keep back the others
        # The words of a refusal hold the address: only its kind is logged.
        logger.warning("notice %s not mailed: %s", notice.public_id, type(error).__name__)
        put_off(notice, now)
        return False
    mine(notice).update(mail=state)
    return state == MailState.SENT


def deliver_key(*, key: str, now: datetime) -> int:
    """Everybody who is told of one event; what this leaves behind is due for `deliver_due`."""
    ids = Notice.objects.filter(key=key, mail=MailState.DUE).values_list("public_id", flat=True)
    return deliver_each(list(ids), now)


def deliver_several(*, keys: list[str], now: datetime) -> int:
    """The same of several events."""
    due = Notice.objects.filter(key__in=keys, mail=MailState.DUE)
    return deliver_each(list(due.values_list("public_id", flat=True)), now)


def deliver_due(*, now: datetime, most: int = MOST_AT_ONCE) -> Drained:
    """Whatever is due: what no worker took, what was put off, what a dead worker left behind."""
    due = Notice.objects.filter(mail=MailState.DUE, try_at__lte=now)
    given_up = due.filter(attempts__gte=MOST_ATTEMPTS).update(mail=MailState.FAILED)
    ids = due.order_by("try_at", "id").values_list("public_id", flat=True)
    sent = deliver_each(list(ids[:most]), now)
    waiting = Notice.objects.filter(mail=MailState.DUE).count()
    return Drained(sent=sent, given_up=given_up, waiting=waiting)


def deliver_each(ids: Iterable[UUID], now: datetime) -> int:
    """Time passes while mails are sent: a lease counts from the turn of its own notice. Counted
    from the first one, the leases of a long queue would have ended before they began."""
    began = monotonic()
    return sum(
        deliver_notice(public_id=str(each), now=now + timedelta(seconds=monotonic() - began))
        for each in ids
    )


def claim(public_id: str, now: datetime) -> Notice | None:
    """The one conditional update that lets a single sender through."""
    taken = Notice.objects.filter(
        public_id=public_id, mail=MailState.DUE, try_at__lte=now, attempts__lt=MOST_ATTEMPTS
    ).update(attempts=F("attempts") + 1, try_at=now + LEASE)
    if not taken:
        return None
    return Notice.objects.filter(public_id=public_id).select_related("person").first()


def mine(notice: Notice) -> QuerySet[Notice]:
    """Still this attempt's: who came back after its lease ended decides nothing any more."""
    return Notice.objects.filter(pk=notice.pk, attempts=notice.attempts, mail=MailState.DUE)


def put_off(notice: Notice, now: datetime) -> None:
    if notice.attempts >= MOST_ATTEMPTS:
        mine(notice).update(mail=MailState.FAILED)
    else:
        mine(notice).update(try_at=now + WAITS[notice.attempts - 1])


def mail(notice: Notice) -> MailState:
    address = address_of(notice.person) if notice.person else notice.address
    if not address or is_stopped(notice):
        return MailState.STOPPED
    letter = letter_of(notice)
    message = EmailMultiAlternatives(
        letter.subject, letter.text, to=[address], headers=headers_of(notice)
    )
    message.attach_alternative(letter.html, "text/html")
    for calendar, method in addressed_to(notice.invitation, address):
        message.attach_alternative(calendar, f"text/calendar; method={method}")
    message.send()
    return MailState.SENT


def address_of(person: User) -> str:
    """Only where somebody proved to read: mail to anything else could go to a stranger."""
    if not person.is_active:
        return ""
    verified = EmailAddress.objects.filter(user=person, verified=True)
    return verified.order_by("-primary", "pk").values_list("email", flat=True).first() or ""


def is_stopped(notice: Notice) -> bool:
    return Preference.objects.filter(
        person=notice.person_id, kind=notice.kind, by_mail=False
    ).exists()


def headers_of(notice: Notice) -> dict[str, str]:
    """The id comes from the notice: were it ever sent twice, a mailbox can tell it is one mail."""
    headers = {
        "Message-ID": f"<{notice.public_id}@{settings.PORTAL_HOST}>",
        "Auto-Submitted": "auto-generated",
    }
    stop = stop_url(notice)
    if stop:
        headers["List-Unsubscribe"] = f"<{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
