from django.core.exceptions import PermissionDenied

from portal.home.queries.moderation import reviews_texts
from portal.people.models import User


def check_reviewer(user: User) -> None:
    """PermissionDenied for who lets out no texts. One query, none for a superuser."""
    if not reviews_texts(person=user):
        raise PermissionDenied
