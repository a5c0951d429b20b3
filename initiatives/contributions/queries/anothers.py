"""Whether a pull request somebody shows may have counted for another person here."""

from initiatives.contributions.core.fact import Kind
from initiatives.contributions.core.revert import pull_request_at
from initiatives.contributions.models import Contribution, Repository
from initiatives.onboarding.models import Evidence


def is_anothers(*, evidence: Evidence) -> bool:
    """It was merged before its GitHub account was theirs, where somebody else here had the account.
    One query, none where no pull request is shown."""
    shown = pull_request_at(evidence.link)
    if shown is None:
        return False
    name, number = shown
    there = Repository.objects.filter(name=name, github_id__isnull=False).values("github_id")
    theirs = Contribution.objects.filter(
        person=evidence.journey.person_id, kind=Kind.MERGED, had_by_another=True
    )
    return theirs.filter(repository_id__in=there, number=number).exists()
