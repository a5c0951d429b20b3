from datetime import datetime

from initiatives.models import Follow, Initiative
from portal.people.models import User


def follow_initiative(*, person: User, initiative: Initiative) -> None:
    """Safe to repeat; following is nobody else's business, so it leaves no trail."""
    Follow.objects.bulk_create(
        [Follow(person=person, initiative=initiative)], ignore_conflicts=True
    )


def unfollow_initiative(*, person: User, initiative: Initiative) -> None:
    Follow.objects.filter(person=person, initiative=initiative).delete()


def mark_read(*, person: User, until: datetime) -> None:
    """What changed up to then is read; what came while the page was open stays unread."""
    Follow.objects.filter(person=person, seen_at__lt=until).update(seen_at=until)
