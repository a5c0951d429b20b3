"""Telling somebody something: the row commits with the change it tells of."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.http import url_has_allowed_host_and_scheme

from portal.kit import clock, jobs
from portal.notices.models import Kind, MailState, Notice
from portal.notices.queries.own_record import letters_about
from portal.people.models import User

KEPT = timedelta(days=365)
AT_ONCE = timedelta()


@dataclass(frozen=True)
class Told:
    """One of many that `send_notices_of_each` tells; the fields are those of `send_notice`."""

    person: User
    key: str
    context: dict[str, object]
    url: str


def send_notice(
    *,
    person: User,
    kind: str,
    key: str,
    template: str,
    context: dict[str, object],
    url: str,
    invitation: str = "",
    wait: timedelta = AT_ONCE,
    is_known: bool = False,
) -> None:
    """Tell a person once, in their list and by mail, as they prefer. Safe to repeat.

    Call it inside the transaction of the change. `key` names the event: the same key for the same
    person is the same notice. `template` is a folder of `templates/mail/` such as
    `"events/move_occurrence"`; `context` is JSON, instants as `…isoformat()`, and shown to this
    person alone; `url` is a path of ours, such as a reversed name. `invitation` is what calendars
    are told, in this order, one VCALENDAR for each METHOD; it goes along with the mail, which may
    `wait`: what happens meanwhile can take it back. `is_known` is what they did themselves.
    """
    told = {"kind": Kind(kind), "key": key, "template": template, "context": context, "url": url}
    notice = Notice(person=person, invitation=invitation, **told)
    notice.read_at = clock.now() if is_known else None
    keep([notice], url=url, wait=wait)
    if not wait:
        jobs.enqueue("portal.notices.tasks.deliver", str(notice.public_id))


def write_to_guest(
    *,
    address: str,
    kind: str,
    key: str,
    template: str,
    context: dict[str, object],
    url: str,
    invitation: str = "",
    wait: timedelta = AT_ONCE,
) -> None:
    """The same to somebody without an account: a mail and nothing else. Safe to repeat.

    `context["zone"]` says in whose time. What they hear of is theirs alone: `url` is a link made
    for them.
    """
    told = {"kind": Kind(kind), "key": key, "template": template, "context": context, "url": url}
    notice = Notice(address=address, invitation=invitation, **told)
    keep([notice], url=url, wait=wait)
    if not wait:
        jobs.enqueue("portal.notices.tasks.deliver", str(notice.public_id))


def send_notices(
    *,
    people: Iterable[User],
    kind: str,
    key: str,
    template: str,
    context: dict[str, object],
    url: str,
    invitation: str = "",
    wait: timedelta = AT_ONCE,
) -> int:
    """The same to many: `send_notice` with few queries and one job, however many people.

    Returns how many people that were; who has heard of `key` before hears nothing again.
    """
    told = {"kind": Kind(kind), "key": key, "template": template, "context": context, "url": url}
    notices = [Notice(person=person, invitation=invitation, **told) for person in people]
    keep(notices, url=url, wait=wait)
    if notices and not wait:
        jobs.enqueue("portal.notices.tasks.deliver_all", key)
    return len(notices)


def send_notices_of_each(told: Sequence[Told], *, kind: str, template: str) -> None:
    """To many, each with a key and words of their own: few queries and one job, however many."""
    notices = [
        Notice(
            person=one.person,
            kind=Kind(kind),
            key=one.key,
            template=template,
            context=one.context,
            url=one.url,
        )
        for one in told
    ]
    for notice in notices:
        refuse_strange_address(notice.url)
    keep(notices, url="/", wait=AT_ONCE)
    if notices:
        jobs.enqueue("portal.notices.tasks.deliver_keys", sorted({one.key for one in told}))


def keep(notices: list[Notice], *, url: str, wait: timedelta) -> None:
    """A key told before is ignored by the database, without breaking the caller's transaction; a
    job then finds no row of that id and has nothing to do. What waits is sent by `tick`."""
    refuse_strange_address(url)
    try_at = clock.now() + wait
    for notice in notices:
        notice.try_at = try_at
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=500)


def take_back_notices(
    *, prefix: str, to: User | str | None = None, but: Collection[str] = ()
) -> list[Notice]:
    """Those of which no mail has gone yet, by how their keys begin: something newer is told.

    `to` is a person, or the address of a guest; `but` names templates that stay. Returns them, the
    first one first. Call it in a transaction: nobody mails meanwhile what is taken back.
    """
    due = Notice.objects.filter(mail=MailState.DUE, attempts=0, key__startswith=prefix)
    due = due.exclude(template__in=but)
    if isinstance(to, User):
        due = due.filter(person=to)
    elif to:
        due = due.filter(address=to)
    taken = list(due.select_for_update().order_by("created_at", "pk"))
    if taken:
        due.filter(pk__in=[notice.pk for notice in taken]).delete()
    return taken


def refuse_strange_address(url: str) -> None:
    if not url.startswith("/") or not url_has_allowed_host_and_scheme(url, allowed_hosts=None):
        raise ValueError(f"A notice leads to an address of the portal itself, not to {url!r}.")


def read_notice(*, notice: Notice, now: datetime) -> None:
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=now)


def read_all_notices(*, person: User, now: datetime) -> None:
    Notice.objects.filter(person=person, read_at=None).update(read_at=now)


def forget_guest_notices(*, address: str, about: UUID) -> None:
    """Sent or not; those about other things stay."""
    letters_about(about).filter(address=address).delete()


def forget_notices(*, person: int, keys: Collection[str]) -> None:
    """Sent or not: what they tell of is no longer this person's to read."""
    Notice.objects.filter(person=person, key__in=keys).delete()


def forget_notices_about(*, about: UUID) -> None:
    """In everybody's list, sent or not: it goes, and its person with it."""
    letters_about(about).delete()


def forget_notices_beside(*, person: User, template: str) -> None:
    """In everybody's list: what they heard of the same event as this person did by this template,
    and which names this person."""
    keys = Notice.objects.filter(person=person, template=template).values_list("key", flat=True)
    Notice.objects.filter(key__in=list(keys)).delete()


def forget_lost_guests(*, known: QuerySet) -> int:
    """Letters that went to addresses nobody knows any more. Returns how many."""
    letters = Notice.objects.filter(person=None).exclude(mail=MailState.DUE)
    return letters.exclude(address__in=known).delete()[0]


def forget_old_notices(*, now: datetime) -> int:
    """Nobody reads them any more; what is still to be mailed stays. Returns how many went."""
    old = Notice.objects.filter(created_at__lt=now - KEPT).exclude(mail=MailState.DUE)
    return old.delete()[0]
