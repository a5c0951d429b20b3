from initiatives.models import Follow, Initiative
from portal.people.models import User


def follow_initiative(*, person: User, initiative: Initiative) -> None:
    """Safe to repeat; following is nobody else's business, so it leaves no trail."""
    Follow.objects.bulk_create(
        [Follow(person=person, initiative=initiative)], ignore_conflicts=True
    )


def unfollow_initiative(*, person: User, initiative: Initiative) -> None:
    Follow.objects.filter(person=person, initiative=initiative).delete()
