"""Telling somebody something: the row commits with the change it tells of."""

from portal.kit import jobs
from portal.notices.models import Kind, Notice
from portal.people.models import User


def send_notice(
    *, person: User, kind: str, key: str, template: str, context: dict[str, object], url: str
) -> None:
    """Tell a person once, in their list and by mail, as they prefer. Safe to repeat.

    Call it inside the transaction of the change. `key` names the event: the same key for the same
    person is the same notice. `template` is a folder of `templates/mail/` such as
    `"events/move_occurrence"`; `context` is JSON, instants as `…isoformat()`, and shown to this
    person alone; `url` is a path of ours, such as a reversed name.
    """
    if not url.startswith("/") or url.startswith("//"):
        raise ValueError(f"A notice leads to an address of the portal itself, not to {url!r}.")
    notice = Notice(
        person=person, kind=Kind(kind), key=key, template=template, context=context, url=url
    )
    # A key told before is ignored by the database, without breaking the caller's transaction; the
    # job then finds no row of this id and has nothing to do.
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
    jobs.enqueue("portal.notices.tasks.deliver", str(notice.public_id))
