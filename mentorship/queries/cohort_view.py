"""A cohort in words: where it stands, what comes next and when."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext_lazy as _

from mentorship.core.phases import Dates, Phase, Step, next_step, phase_step, steps
from mentorship.models import Cohort

PHASE_WORDS = {
    Phase.PLANNED: _("Applications are not open yet"),
    Phase.APPLICATIONS: _("Applications are open"),
    Phase.REVIEW: _("Applications are being read"),
    Phase.MATCHING: _("Pairs are being found"),
    Phase.MATCHED: _("Pairs know each other"),
    Phase.RUNNING: _("Pairs work together"),
    Phase.MIDTERM: _("Second half"),
    Phase.FINISHED: _("Finished"),
}
STEP_WORDS = {
    Phase.APPLICATIONS: (
        _("Applications"),
        _("Mentors and mentees apply here, in one form."),
    ),
    Phase.REVIEW: (
        _("Reading"),
        _("The people who run the program read every application and answer it."),
    ),
    Phase.MATCHING: (_("Matching"), _("The portal proposes pairs, people check them.")),
    Phase.MATCHED: (
        _("Results"),
        _("Everybody hears whom they are paired with and why, and says yes or no."),
    ),
    Phase.RUNNING: (_("Start"), _("Pairs meet about once a week.")),
    Phase.MIDTERM: (_("Half time"), _("Both sides say how it goes; who needs help gets it.")),
    Phase.FINISHED: (_("The end"), _("Both sides look back and say what comes next.")),
}


@dataclass(frozen=True)
class TimelineStep:
    """`first` and `last` are days of the cohort, `until` a minute of the last one; the two instants
    are the same for any reader."""

    phase: Phase
    title: str
    words: str
    state: str
    first: date
    last: date | None
    until: time | None
    starts_at: datetime
    last_minute: datetime | None


@dataclass(frozen=True)
class CohortView:
    key: str
    name: str
    weeks: int
    timezone: str
    phase: Phase
    said: str
    timeline: tuple[TimelineStep, ...]
    opens_at: datetime
    closes_at: datetime
    answered_by: datetime | None
    next_words: str
    next_at: datetime | None
    starts_on: date
    ends_on: date

    @property
    def is_open(self) -> bool:
        return self.phase is Phase.APPLICATIONS

    @property
    def is_planned(self) -> bool:
        return self.phase is Phase.PLANNED

    @property
    def last_minute(self) -> datetime | None:
        return self.timeline[0].last_minute


def cohort_view(*, cohort: Cohort, now: datetime) -> CohortView:
    """No query."""
    dates = cohort.dates
    here, ahead = phase_step(dates, now), next_step(dates, now)
    made = steps(dates)
    applications = made[1]
    assert applications.starts_at and applications.ends_at  # noqa: PT018  # for the type checker
    return CohortView(
        key=cohort.key,
        name=cohort.name,
        weeks=cohort.weeks,
        timezone=cohort.timezone,
        phase=here.phase,
        said=str(PHASE_WORDS[here.phase]),
        timeline=tuple(
            timeline_step(step, dates, here.phase)
            for step in made
            if step.phase in STEP_WORDS and step.starts_at != step.ends_at
        ),
        opens_at=applications.starts_at,
        closes_at=applications.ends_at,
        answered_by=made[2].last_minute,
        next_words=str(STEP_WORDS[ahead.phase][0]) if ahead else "",
        next_at=ahead.starts_at if ahead else None,
        starts_on=cohort.starts_on,
        ends_on=cohort.ends_on,
    )


def timeline_step(step: Step, dates: Dates, here: Phase) -> TimelineStep:
    title, words = STEP_WORDS[step.phase]
    first, last = days_of(step.phase, dates)
    order = list(Phase)
    state = "here" if step.phase is here else "ahead"
    if order.index(step.phase) < order.index(here):
        state = "done"
    assert step.starts_at  # every phase but the first has a beginning
    return TimelineStep(
        phase=step.phase,
        title=str(title),
        words=str(words),
        state=state,
        first=first,
        last=last,
        until=dates.closes_time if step.phase is Phase.APPLICATIONS else None,
        starts_at=step.starts_at,
        last_minute=step.last_minute,
    )


def days_of(phase: Phase, dates: Dates) -> tuple[date, date | None]:
    """The days people speak of; a phase of one decisive day has no last one."""
    return {
        Phase.APPLICATIONS: (dates.opens_on, dates.closes_on),
        Phase.REVIEW: (dates.closes_on, dates.review_until),
        Phase.MATCHING: (dates.review_until, dates.results_on),
        Phase.MATCHED: (dates.results_on, None),
        Phase.RUNNING: (dates.starts_on, None),
        Phase.MIDTERM: (dates.midterm_on, None),
        Phase.FINISHED: (dates.ends_on, None),
    }[phase]
