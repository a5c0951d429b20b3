"""Walks that their people show: by a link, or on their own page. Nothing of what they showed for a
step, no dates, and nothing of paths they left or that are not public."""

from django.db.models import QuerySet

from initiatives.onboarding.models import Journey, Path
from portal.core.secret_link import digest

from .walk import Walk, walk_of, with_steps


def walk_behind(*, token: str) -> Walk | None:
    """Three queries."""
    journey = shown().filter(link_sha256=digest(token)).first()
    return walk_of(journey) if journey else None


def walks_on_page(*, handle: str) -> list[Walk]:
    """Three queries for any number."""
    return [walk_of(journey) for journey in shown().filter(person__handle=handle, is_public=True)]


def shown() -> QuerySet[Journey]:
    rows = Journey.objects.open().filter(path__in=Path.objects.published(), person__is_active=True)
    return with_steps(rows).select_related("person__profile", "path__initiative", "edition")
