"""Work that was shown for a step and reverted in its repository later.

Told to who may read what was shown, and only of the pull request its person named: what else of
theirs counted for the step is theirs alone, as a pull request names its author. Where nobody was
shown anything, nobody looked, and nobody is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse

from initiatives.contributions.core.revert import Revert as Told
from initiatives.contributions.core.revert import pull_request_at, standing_reverts
from initiatives.contributions.models import Repository, Revert
from initiatives.onboarding.models import Evidence, EvidenceState
from initiatives.onboarding.queries.verifiers import may_be_looked_at_by
from portal.people.models import User

LATELY = timedelta(days=28)
TOLD_OF = (EvidenceState.WAITING, EvidenceState.ACCEPTED)
# The name of a repository and the number of a pull request.
Work = tuple[str, int]
Stand = Mapping[Work, Told]


@dataclass(frozen=True)
class Undone:
    """What counted for it goes on counting."""

    evidence: Evidence
    repository: str
    number: int
    by_number: int
    at: datetime

    @property
    def url(self) -> str:
        return reverse("onboarding:desk_evidence_page", args=[self.evidence.public_id])

    @property
    def by_url(self) -> str:
        return f"https://github.com/{self.repository}/pull/{self.by_number}"


def undone_for(*, person: User, now: datetime) -> list[Undone]:
    """Of what they may look at, reverted in the last four weeks, the latest first. Five queries
    beside their rights, one where nothing was reverted."""
    lately = set(
        Revert.objects.filter(at__gte=now - LATELY).values_list("repository_id", flat=True)
    )
    stand = standing_in(list(Repository.objects.filter(github_id__in=lately))) if lately else {}
    stand = {work: told for work, told in stand.items() if told.at >= now - LATELY}
    if not stand:
        return []
    there = Q()
    for name in {name for name, _number in stand}:
        there |= Q(link__icontains=f"/{name}/pull/")
    mine = may_be_looked_at_by(person=person, on=now.date()).filter(state__in=TOLD_OF)
    links = mine.filter(there, journey__left_at=None).values_list("pk", "link")
    shown = {pk: work for pk, link in links if (work := pull_request_at(link)) in stand}
    rows = Evidence.objects.filter(pk__in=shown).select_related("journey__path", "step")
    found = [undone(one, shown[one.pk], stand) for one in rows]
    return sorted(found, key=lambda one: (one.at, one.by_number), reverse=True)


def undone_of(*, evidence: Evidence) -> Undone | None:
    """Whenever it was. One query, none where it is about no pull request."""
    shown = pull_request_at(evidence.link)
    if shown is None or evidence.state not in TOLD_OF:
        return None
    there = Repository.objects.filter(name=shown[0], github_id__isnull=False)
    rows = Revert.objects.filter(repository_id__in=there.values("github_id"))
    reverted = standing_reverts([row.told for row in rows])
    stand = {(shown[0], one.number): one for one in reverted}
    return undone(evidence, shown, stand) if shown in stand else None


def standing_in(repositories: Sequence[Repository]) -> Stand:
    """One query, none for nothing."""
    names = {one.github_id: one.name for one in repositories if one.github_id is not None}
    rows = Revert.objects.filter(repository_id__in=names)
    stand = standing_reverts([row.told for row in rows]) if names else ()
    return {(names[one.repository], one.number): one for one in stand}


def undone(evidence: Evidence, shown: Work, stand: Stand) -> Undone:
    return Undone(evidence, *shown, stand[shown].by_number, stand[shown].at)
