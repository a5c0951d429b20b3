"""What waits at the desk to be looked at, and all that helps who looks."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.onboarding.models import Evidence, EvidenceState
from portal.people.models import User
from portal.people.queries.names import told_name

from .verifiers import may_be_looked_at_by, standing_in_words


@dataclass(frozen=True)
class Waiting:
    """`held_by` is empty while nobody looks; the two clocks are `waits_since` and `held_since`."""

    evidence: Evidence
    who: str
    held_by: str
    is_mine: bool

    @property
    def step(self) -> str:
        return self.evidence.step.title

    @property
    def path(self) -> str:
        return self.evidence.journey.path.title

    @property
    def group(self) -> str:
        group = self.evidence.journey.path.initiative
        return group.name if group else _("every group")

    @property
    def waits_since(self) -> datetime:
        return self.evidence.handed_in_at

    @property
    def held_since(self) -> datetime | None:
        return self.evidence.held_since

    @property
    def held_until(self) -> datetime | None:
        return self.evidence.held_until

    @property
    def url(self) -> str:
        return reverse("onboarding:desk_evidence_page", args=[self.evidence.public_id])


def evidence_queue(*, person: User, now: datetime) -> QuerySet[Evidence]:
    """Who waits longest first; who has left their path waits for nothing."""
    mine = may_be_looked_at_by(person=person, on=now.date())
    return (
        mine.filter(state=EvidenceState.WAITING, journey__left_at=None)
        .select_related(
            "journey__person__profile",
            "journey__path__initiative",
            "step",
            "held_by__profile",
        )
        .order_by("handed_in_at", "pk")
    )


def told(evidence: Evidence, *, reader: User, now: datetime) -> Waiting:
    """No query for one that was fetched with all that is told. Whoever shows something says who
    they are to those who look, by the name they gave; their profile shows it to nobody else."""
    holder = evidence.holder(now)
    return Waiting(
        evidence=evidence,
        who=told_name(evidence.journey.person) or _("A newcomer without a name"),
        held_by=(told_name(holder) or _("Somebody")) if holder else "",
        is_mine=holder is not None and holder.pk == reader.pk,
    )


@dataclass(frozen=True)
class EvidencePage:
    waiting: Waiting
    tries: tuple[Evidence, ...]
    is_shown_by_others: bool
    is_shown_elsewhere: bool

    @property
    def evidence(self) -> Evidence:
        return self.waiting.evidence

    @property
    def decided_by(self) -> str:
        """A name, or what is left of somebody who erased their account."""
        by = self.evidence.decided_by
        return (told_name(by) or _("Somebody")) if by else _("a former member")

    @property
    def decided_as(self) -> str:
        return standing_in_words(self.evidence.decided_as)


def evidence_page(*, evidence: Evidence, reader: User, now: datetime) -> EvidencePage:
    """Two queries, one without a link. Whether another showed the same address is only told among
    the paths of one group."""
    journey = evidence.journey
    tries = journey.evidence.filter(key=evidence.key).exclude(pk=evidence.pk)
    same = Evidence.objects.none()
    if evidence.fingerprint:
        same = Evidence.objects.filter(
            fingerprint=evidence.fingerprint, journey__path__initiative=journey.path.initiative
        )
    others = list(same.exclude(journey=journey, key=evidence.key).values_list("journey__person"))
    return EvidencePage(
        waiting=told(evidence, reader=reader, now=now),
        tries=tuple(tries.exclude(state=EvidenceState.WITHDRAWN)),
        is_shown_by_others=any(person != journey.person_id for (person,) in others),
        is_shown_elsewhere=any(person == journey.person_id for (person,) in others),
    )
