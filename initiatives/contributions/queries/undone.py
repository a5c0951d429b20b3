"""Work that was shown or counted for a step and taken back in its repository later.

Told to who may read what was shown, and to nobody else: that somebody walks a path is theirs, and a
pull request names its author. Where nobody was shown anything, nobody looked, and nobody is told.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from initiatives.contributions.core.fact import Fact, Kind
from initiatives.contributions.core.revert import Revert as Told
from initiatives.contributions.core.revert import pull_request_at, standing_reverts
from initiatives.contributions.core.rule import Rule, What, standing
from initiatives.contributions.models import Contribution, Repository, Revert
from initiatives.onboarding.core.path_pattern import patterns_of
from initiatives.onboarding.models import Evidence, EvidenceState
from initiatives.onboarding.queries.verifiers import may_be_looked_at_by
from portal.people.models import User

LATELY = timedelta(days=28)
MOST_REVERTS = 50
LOOKED_AT = (EvidenceState.WAITING, EvidenceState.ACCEPTED)
BY_MERGING = (What.MERGED, What.DOCS)
# By the name of the repository and the number of what was taken back.
Stand = dict[tuple[str, int], Told]


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
    """Of what they may look at, taken back in the last four weeks, the latest first. Five queries
    beside their rights, one where nothing was taken back."""
    lately = list(Revert.objects.filter(at__gte=now - LATELY).values_list("repository_id"))
    if not lately:
        return []
    repositories = Repository.objects.filter(github_id__in={number for (number,) in lately})
    stand = standing_in(list(repositories), since=now - LATELY)
    if not stand:
        return []
    mine = may_be_looked_at_by(person=person, on=now.date()).filter(state__in=LOOKED_AT)
    rows = mine.filter(is_about(stand), journey__left_at=None)
    found = undone(list(rows.select_related("journey__path", "step")), stand)
    return sorted(found, key=lambda one: (one.at, one.by_number), reverse=True)


def undone_of(*, evidence: Evidence) -> list[Undone]:
    """Whenever it was. Three queries, two where nothing was taken back there, none where it is
    about no repository."""
    names = {evidence.step.repository} if evidence.step.counts in BY_MERGING else set()
    if shown := pull_request_at(evidence.link):
        names.add(shown[0])
    if not names or evidence.state not in LOOKED_AT:
        return []
    stand = standing_in(list(Repository.objects.filter(name__in=names)))
    return undone([evidence], stand) if stand else []


def standing_in(repositories: Sequence[Repository], since: datetime | None = None) -> Stand:
    """The latest of them. One query."""
    names = {one.github_id: one.name for one in repositories if one.github_id is not None}
    rows = Revert.objects.filter(repository_id__in=names)
    stand = standing_reverts([row.told for row in rows])
    latest = [one for one in stand if since is None or one.at >= since][-MOST_REVERTS:]
    return {(names[one.repository], one.number): one for one in latest}


def is_about(stand: Stand) -> Q:
    """Evidence that may be: what only looks like it is left out by `undone`."""
    found = Q()
    for (name, number), told in stand.items():
        merged = Contribution.objects.filter(
            person=OuterRef("journey__person"),
            repository_id=told.repository,
            number=number,
            kind=Kind.MERGED,
        )
        found |= Q(link__icontains=f"/{name}/pull/{number}")
        found |= Q(Exists(merged), step__repository=name, step__counts__in=BY_MERGING)
    return found


def undone(rows: Collection[Evidence], stand: Stand) -> list[Undone]:
    """One query, none for nothing."""
    facts = merges_of({one.journey.person_id for one in rows}, stand)
    return [
        Undone(one, *work, stand[work].by_number, stand[work].at)
        for one in rows
        for work in sorted(work_for(one, facts[one.journey.person_id]) & stand.keys())
    ]


def merges_of(people: Collection[int], stand: Stand) -> Mapping[int, list[tuple[str, Fact]]]:
    """By person, of the repositories in which something was taken back."""
    names = {told.repository: name for (name, _number), told in stand.items()}
    rows = Contribution.objects.filter(person__in=people, repository_id__in=names, kind=Kind.MERGED)
    found: dict[int, list[tuple[str, Fact]]] = defaultdict(list)
    for row in rows if people else []:
        found[row.person_id].append((names[row.repository_id], row.fact))
    return found


def work_for(evidence: Evidence, merges: Collection[tuple[str, Fact]]) -> set[tuple[str, int]]:
    """What was shown, and what counted for the step by itself."""
    step, shown = evidence.step, pull_request_at(evidence.link)
    work = {shown} if shown else set()
    if step.counts in BY_MERGING:
        rule = Rule(What(step.counts), step.how_many, patterns_of(step.paths))
        facts = [fact for name, fact in merges if name == step.repository]
        stood = standing(rule, facts, evidence.journey.started_at)
        work |= {(step.repository, fact.number) for fact in stood.counted[: rule.how_many]}
    return work
