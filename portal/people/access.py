"""The one place that decides 404: who shows nothing of themselves is nobody's business."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from portal.people.models import User


def get_person(user: User | AnonymousUser, handle: str) -> User:
    """Raises Http404. Two queries."""
    person = User.objects.filter(handle=handle.lower()).first()
    if person is None or not user.has_perm("people.view_person", person):
        raise Http404
    return person
