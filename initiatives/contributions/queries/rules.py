"""What steps of paths count by themselves, and whether anybody's work still does that."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import OuterRef, QuerySet, Subquery

from initiatives.contributions.core.rule import What
from initiatives.contributions.core.silence import DEAD, Life, life_of
from initiatives.contributions.models import Poll, Repository
from initiatives.models import Initiative
from initiatives.onboarding.models import Edition, Path, Step
from initiatives.onboarding.queries.step_words import counted_in_words
from initiatives.onboarding.queries.verifiers import seats, works_for_the_foundation
from portal.people.models import User

MOST_RULES = 200
ANY_DEAD, KEPT_SECONDS = "contributions:any-dead-rule", 24 * 60 * 60
LAST = {"merged": "merged_at", "docs": "docs_at", "reviewed": "reviewed_at"}


def counted_steps() -> QuerySet[Step]:
    return Step.objects.filter(counts__in=list(What))


def is_spoken_of(*, name: str) -> bool:
    """By a step of any edition: people walk on older ones too. One query."""
    return counted_steps().filter(repository=name).exists()


@dataclass(frozen=True)
class ToldRule:
    """One kind of work in one repository that completes a step of a path. `perhaps` is when
    something was last done there that may be such work, where only its files would tell."""

    path: str
    group: str
    url: str
    words: str
    life: Life
    last: datetime | None
    heard: datetime | None
    perhaps: datetime | None = None
    delivered: datetime | None = None
    poll: Poll | None = None

    @property
    def is_dead(self) -> bool:
        return self.life in DEAD


def rules_for(*, person: User, now: datetime) -> list[ToldRule]:
    """Of the public paths of groups they lead, and of all for who works for the foundation; what
    nobody's work completes comes first, then what is not known. Two queries."""
    told = rules_of(paths_of_who_leads(person, now), now)
    return sorted(told, key=lambda rule: (not rule.is_dead, rule.life != Life.UNKNOWN))


def dead_rules_of(*, initiative: Initiative | None, now: datetime) -> list[ToldRule]:
    """Of its public paths, or of those of no single group. Two queries."""
    paths = Path.objects.published().filter(initiative=initiative)
    return [rule for rule in rules_of(paths, now) if rule.is_dead]


def rules_of(paths: QuerySet[Path], now: datetime) -> list[ToldRule]:
    alike = counted_steps().filter(
        edition__path=OuterRef("edition__path"),
        counts=OuterRef("counts"),
        repository=OuterRef("repository"),
    )
    first = alike.order_by("edition__published_at").values("edition__published_at")[:1]
    steps = (
        counted_steps()
        .filter(edition__in=Edition.objects.newest())
        .filter(edition__path__in=paths)
        .annotate(since=Subquery(first))
        .select_related("edition__path__initiative")
        .order_by("edition__path__title", "edition", "position")
    )[:MOST_RULES]
    names = {step.repository for step in steps}
    known = Repository.objects.select_related("poll").in_bulk(names, field_name="name")
    return [told_rule(step, step.since, known.get(step.repository), now) for step in steps]


def note_whether_any_is_dead(*, now: datetime) -> bool:
    """Part of `tick`, kept for the start page of the desk: it may ask no question of its own for
    the many who lead no such path."""
    is_any = any(rule.is_dead for rule in rules_of(Path.objects.published(), now))
    cache.set(ANY_DEAD, is_any, KEPT_SECONDS)
    return is_any


def may_be_dead() -> bool:
    return bool(cache.get(ANY_DEAD))


def paths_of_who_leads(person: User, now: datetime) -> QuerySet[Path]:
    if works_for_the_foundation(person):
        return Path.objects.published()
    led = seats(now.date()).filter(person=person).values("initiative")
    return Path.objects.published().filter(initiative__in=led)


def told_rule(
    step: Step, since: datetime, repository: Repository | None, now: datetime
) -> ToldRule:
    path = step.edition.path
    last = getattr(repository, LAST[step.counts], None)
    # Files are asked of few, and what those few did is theirs alone: labels tell of anybody's work.
    perhaps = repository.merged_at if repository and step.paths else None
    heard = repository.heard_at if repository else None
    patience = timedelta(days=settings.RULE_SILENT_DAYS)
    return ToldRule(
        path=path.title,
        group=path.initiative.name if path.initiative else "",
        url=path.get_absolute_url(),
        words=counted_in_words(step.planned),
        life=life_of(
            since=since, last=last, heard=heard, now=now, patience=patience, perhaps=perhaps
        ),
        last=last,
        perhaps=perhaps,
        heard=heard,
        delivered=repository.delivered_at if repository else None,
        poll=getattr(repository, "poll", None),
    )
