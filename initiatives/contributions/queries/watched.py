"""The repositories GitHub is asked about, and for what."""

from django.db.models import Q, QuerySet

from initiatives.contributions.core.rule import What
from initiatives.onboarding.models import Edition, Journey, Path, Step

from .rules import counted_steps


def watched_steps() -> QuerySet[Step]:
    """Of public paths as they are now, and of older editions that people still walk on."""
    public = Edition.objects.newest().filter(path__in=Path.objects.published())
    walked = Journey.objects.open().values("edition")
    return counted_steps().filter(Q(edition__in=public) | Q(edition__in=walked))


def are_files_wanted(*, name: str) -> bool:
    return watched_steps().filter(repository=name).exclude(paths="").exists()


def are_reviews_wanted(*, name: str) -> bool:
    return watched_steps().filter(repository=name, counts=What.REVIEWED).exists()
