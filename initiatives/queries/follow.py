from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet

from initiatives.models import Initiative
from portal.core.small_counts import SMALL
from portal.people.models import User


def followers(*, initiative: Initiative) -> QuerySet[User]:
    """Who wants to hear of changes; only for telling them, never to be shown to anybody."""
    return User.objects.filter(follows__initiative=initiative, is_active=True).order_by("pk")


def began_to_follow(*, initiative: Initiative, year: int) -> int | None:
    """How many who still follow it began to in that year; None where they are few. One query."""
    begun = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    rows = initiative.followers.filter(person__is_active=True)
    found = rows.filter(created_at__gte=begun[0], created_at__lt=begun[1]).count()
    return found if found >= SMALL else None


def followed_by(*, person: User) -> QuerySet[Initiative]:
    """A group that is not listed any more is not named to who followed it before."""
    return Initiative.objects.listed().filter(followers__person=person).order_by("name")


def follows(*, person: User, initiative: Initiative) -> bool:
    return person.follows.filter(initiative=initiative).exists()


def own_follows(*, person: User) -> list[dict[str, Any]]:
    """For the copy of their data somebody takes with them, unlisted groups too."""
    rows = person.follows.select_related("initiative")
    return [{"group": row.initiative.slug, "followed_at": row.created_at} for row in rows]
