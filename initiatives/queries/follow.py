from typing import Any

from django.db.models import QuerySet

from initiatives.models import Initiative
from portal.people.models import User


def followers(*, initiative: Initiative) -> QuerySet[User]:
    """Who wants to hear of changes; only for telling them, never to be shown to anybody."""
    return User.objects.filter(follows__initiative=initiative, is_active=True).order_by("pk")


def followed_by(*, person: User) -> QuerySet[Initiative]:
    """A group that is not listed any more is not named to who followed it before."""
    return Initiative.objects.listed().filter(followers__person=person).order_by("name")


def follows(*, person: User, initiative: Initiative) -> bool:
    return person.follows.filter(initiative=initiative).exists()


def own_follows(*, person: User) -> list[dict[str, Any]]:
    """For the copy of their data somebody takes with them, unlisted groups too."""
    rows = person.follows.select_related("initiative")
    return [{"group": row.initiative.slug, "followed_at": row.created_at} for row in rows]
