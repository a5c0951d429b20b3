"""Programs as everybody sees them: open calls first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from mentorship.core.formula import COMPONENTS, pair_weights
from mentorship.core.instance import Config
from mentorship.core.phases import Phase, phase_at
from mentorship.models import Cohort, Program
from portal.people.models import Skill

from .cohort_view import CohortView, cohort_view
from .limit_words import rules_of

MOST_PROGRAMS = 200
# Which cohort of a program matters most to somebody who looks for a place now.
URGENCY = [
    *(Phase.APPLICATIONS, Phase.PLANNED, Phase.REVIEW, Phase.MATCHING),
    *(Phase.MATCHED, Phase.RUNNING, Phase.MIDTERM, Phase.FINISHED),
]
COMPONENT_WORDS = {
    "skill": _("What the mentor can teach and the mentee wants to learn"),
    "time": _("Hours both have free, counted in every single week, clock changes included"),
    "goals": _("Goals in common"),
    "initiative": _("A group both care about"),
    "seniority": _("A step in experience that is neither too small nor too large"),
    "language": _("Languages both speak well enough for a call"),
    "preference": _("Whom people asked for"),
}


@dataclass(frozen=True)
class ProgramRow:
    slug: str
    name: str
    summary: str
    url: str
    group: str
    group_url: str
    hue: int | None
    cohort: CohortView | None


@dataclass(frozen=True)
class Weight:
    words: str
    share: int


@dataclass(frozen=True)
class ProgramDetail:
    row: ProgramRow
    cohorts: tuple[CohortView, ...]
    skills: tuple[str, ...]
    goals: tuple[str, ...]
    rules: tuple[str, ...]
    weights: tuple[Weight, ...]
    meeting_minutes: int


def list_programs(*, now: datetime) -> list[ProgramRow]:
    """Two queries."""
    programs = (
        Program.objects.published()
        .select_related("initiative")
        .prefetch_related(Prefetch("cohorts", Cohort.objects.order_by("starts_on")))
    )
    rows = [program_row(program, now) for program in programs[:MOST_PROGRAMS]]
    return sorted(rows, key=lambda row: (*urgency(row.cohort), row.name.casefold(), row.slug))


def urgency(cohort: CohortView | None) -> tuple[int, float]:
    if cohort is None:
        return len(URGENCY), 0.0
    soonest = cohort.closes_at if cohort.is_open else cohort.opens_at
    return URGENCY.index(cohort.phase), soonest.timestamp()


def program_row(program: Program, now: datetime) -> ProgramRow:
    group = program.initiative
    cohorts = by_urgency(program.cohorts.all(), now)
    return ProgramRow(
        slug=program.slug,
        name=program.name,
        summary=program.summary,
        url=program.get_absolute_url(),
        group=group.name if group else "",
        group_url=group.get_absolute_url() if group else "",
        hue=group.hue if group else None,
        cohort=cohort_view(cohort=cohorts[0], now=now) if cohorts else None,
    )


def by_urgency(cohorts: Iterable[Cohort], now: datetime) -> list[Cohort]:
    """The soonest first; of what is over, the latest."""

    def key(cohort: Cohort) -> tuple[int, int]:
        phase = phase_at(cohort.dates, now)
        day = cohort.starts_on.toordinal()
        return URGENCY.index(phase), -day if phase is Phase.FINISHED else day

    return sorted(cohorts, key=key)


def program_detail(*, program: Program, config: Config, now: datetime) -> ProgramDetail:
    """Three queries."""
    cohorts = by_urgency(program.cohorts.all(), now)
    shares = pair_weights(config.weights, left_out=frozenset())
    names = Skill.objects.filter(programs=program).values_list("name", flat=True)
    return ProgramDetail(
        row=program_row(program, now),
        cohorts=tuple(
            cohort_view(cohort=cohort, now=now)
            for cohort in cohorts
            if phase_at(cohort.dates, now) is not Phase.FINISHED
        ),
        skills=tuple(names),
        goals=tuple(program.goals.values_list("name", flat=True)),
        rules=rules_of(config),
        weights=tuple(
            Weight(str(COMPONENT_WORDS[name]), shares[name])
            for name in sorted(COMPONENTS, key=lambda name: -shares[name])
            if shares[name]
        ),
        meeting_minutes=config.limits.meeting_minutes,
    )
