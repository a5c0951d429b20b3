"""A notice is its person's alone; the link in a mail speaks for whoever holds the mail."""

from uuid import UUID

from django.http import Http404

from portal.notices.models import NEVER_STOPPED, Notice
from portal.notices.stop_link import public_id_in
from portal.people.models import User


def get_notice(user: User, public_id: UUID) -> Notice:
    """Raises Http404, also for a notice to somebody else."""
    notice = Notice.objects.filter(person=user.pk, public_id=public_id).first()
    if notice is None:
        raise Http404
    return notice


def get_notice_to_stop(token: str) -> Notice:
    """Raises Http404 for a token not made here, one too old, and what nobody can stop."""
    public_id = public_id_in(token)
    if public_id is None:
        raise Http404
    notice = Notice.objects.filter(public_id=public_id).select_related("person").first()
    if notice is None or notice.person is None or notice.kind in NEVER_STOPPED:
        raise Http404
    return notice
