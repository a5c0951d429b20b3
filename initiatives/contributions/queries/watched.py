"""The repositories GitHub is asked about, and for what."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from initiatives.contributions.core.rule import What
from initiatives.contributions.models import Poll
from initiatives.onboarding.models import Edition, Journey, Path, Step
from portal.people.queries.github import github_accounts

from .rules import counted_steps

A_DAY = timedelta(days=1)


def watched_steps() -> QuerySet[Step]:
    """Of public paths as they are now, and of older editions that people still walk on."""
    public = Edition.objects.newest().filter(path__in=Path.objects.published())
    walked = Journey.objects.open().values("edition")
    return counted_steps().filter(Q(edition__in=public) | Q(edition__in=walked))


def to_be_read_anew(now: datetime) -> QuerySet[Poll]:
    """What was dropped as the work of a stranger may be theirs: somebody whose open walk names the
    repository connected their account since the last reading from the beginning. Once a day at
    most, whoever connects again and again, and none that is still being read."""
    walks = Journey.objects.open().filter(
        edition__steps__repository=OuterRef(OuterRef("repository__name"))
    )
    newly = github_accounts().filter(
        user__journeys__in=walks, date_joined__gte=OuterRef("begun_at")
    )
    return Poll.objects.filter(Exists(newly), next_url="", begun_at__lte=now - A_DAY)


def are_files_wanted(*, name: str) -> bool:
    return watched_steps().filter(repository=name).exclude(paths="").exists()


def are_reviews_wanted(*, name: str) -> bool:
    return watched_steps().filter(repository=name, counts=What.REVIEWED).exists()
