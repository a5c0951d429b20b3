"""One's own journeys: where one stands, what comes next, and with whom."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import takewhile

from django.db.models import (
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    prefetch_related_objects,
)
from django.urls import reverse

from initiatives.core.lead_roles import LEAD_ROLES
from initiatives.models import Initiative
from initiatives.onboarding.core.nudge import Rung
from initiatives.onboarding.core.plan import PlanStep
from initiatives.onboarding.core.progress import Progress, State, progress
from initiatives.onboarding.models import (
    FOUND_TO_COUNT,
    OWN_WORD,
    Completion,
    Evidence,
    EvidenceState,
    Journey,
    Path,
    Step,
    StepPerson,
)
from initiatives.queries.initiative_detail import Seat, seats_of
from portal.kit import clock
from portal.people.models import User

from .step_words import (
    by_itself_in_words,
    done_in_words,
    note,
    time_in_words,
    what_comes_first,
    whom_in_words,
)
from .verifiers import standing_in_words

MOST_JOURNEYS = 100
FEWEST_FOLDED = 2
# The seats of a group that a step's words mean; a mentor and "anyone" sit on none.
SEATS: dict[str, Q] = {
    StepPerson.LEAD.value: Q(role__in=LEAD_ROLES),
    StepPerson.MAINTAINER.value: Q(role="maintainer"),
}
MARKS = Prefetch("completions", Completion.objects.select_related("step"))
SHOWN_STATES = {State.DONE: "done", State.HERE: "here"}


@dataclass(frozen=True)
class WalkedStep:
    step: PlanStep
    state: State
    done: Completion | None
    note: str
    first: str
    by_itself: str = ""
    evidence: Evidence | None = None

    @property
    def shown_as(self) -> str:
        """The mark in the picture: what is open and what is locked both lie ahead."""
        return SHOWN_STATES.get(self.state) or ("optional" if self.step.is_optional else "ahead")

    @property
    def has_a_page(self) -> bool:
        """Where it is done: nobody ticks it."""
        return self.step.is_shown or self.step.is_answered

    @property
    def done_words(self) -> str:
        return done_in_words(self.step)

    @property
    def is_locked(self) -> bool:
        return self.state is State.LOCKED

    @property
    def may_be_undone(self) -> bool:
        return self.done is not None and self.done.source in OWN_WORD

    @property
    def is_looked_at(self) -> bool:
        """Somebody has it open at the moment. Who, its person need not know."""
        one = self.evidence
        return one is not None and one.is_waiting and one.holder(clock.now()) is not None

    @property
    def who_decided(self) -> str:
        return standing_in_words(self.evidence.decided_as) if self.evidence else ""


@dataclass(frozen=True)
class Walk:
    """A journey with everything its one screen says, made of rows fetched before."""

    journey: Journey
    progress: Progress
    marks: dict[str, Completion]
    shown: dict[str, Evidence] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return self.journey.path

    @property
    def initiative(self) -> Initiative | None:
        group = self.path.initiative
        return group if group and group.is_listed else None

    @property
    def hue(self) -> int | None:
        return self.initiative.hue if self.initiative else None

    @property
    def is_left(self) -> bool:
        return self.journey.left_at is not None

    @property
    def found_to_count(self) -> frozenset[str]:
        """Steps of the plan of which others said so, or GitHub."""
        plan = {step.key for step, _state in self.progress.states}
        return frozenset(
            key for key, mark in self.marks.items() if mark.source in FOUND_TO_COUNT and key in plan
        )

    @property
    def rests(self) -> bool:
        return not self.is_left and self.journey.rests(clock.now())

    @property
    def is_asked(self) -> bool:
        """Whether the last reminder of this quiet is due or has been."""
        is_over = self.is_left or self.progress.is_finished
        return not is_over and self.journey.quiet.rung_at(clock.now()) is Rung.ASK

    @property
    def url(self) -> str:
        return reverse("onboarding:journey", args=[self.path.slug])

    @cached_property
    def steps(self) -> tuple[WalkedStep, ...]:
        plan = tuple(step for step, _state in self.progress.states)
        return tuple(
            WalkedStep(
                step=step,
                state=state,
                done=self.marks.get(step.key),
                note=note(step, self.initiative),
                first=what_comes_first(step, plan),
                by_itself=by_itself_in_words(
                    step, is_of_a_group=self.path.initiative_id is not None
                ),
                evidence=self.shown.get(step.key),
            )
            for step, state in self.progress.states
        )

    @property
    def has_shown_steps(self) -> bool:
        return any(one.step.is_shown for one in self.steps)

    @property
    def waiting(self) -> int:
        """How many steps count that somebody has still to look at."""
        return sum(one.is_waiting for one in self.shown.values())

    @property
    def folded(self) -> tuple[WalkedStep, ...]:
        """What is done from the start on, told in one line so that the next step stands high up."""
        behind = tuple(takewhile(lambda step: step.state is State.DONE, self.steps))
        return behind if len(behind) >= FEWEST_FOLDED else ()

    @property
    def unfolded(self) -> tuple[WalkedStep, ...]:
        return self.steps[len(self.folded) :]

    @property
    def marks_shown(self) -> tuple[tuple[str, bool], ...]:
        """For the picture: the mark of each step, and whether it stands beside the way."""
        return tuple((step.shown_as, step.step.is_optional) for step in self.steps)

    @property
    def kept(self) -> tuple[Completion, ...]:
        """What is done and no longer part of the edition walked."""
        return tuple(mark for key, mark in self.marks.items() if not self.progress.state_of(key))

    @property
    def covered(self) -> tuple[WalkedStep, ...]:
        """Steps that earlier work seems to cover, as long as their person has not said so."""
        asked = set(self.journey.covered) - self.marks.keys()
        return tuple(step for step in self.steps if step.step.key in asked)

    @property
    def here(self) -> WalkedStep | None:
        return next((step for step in self.steps if step.state is State.HERE), None)

    @property
    def time_left(self) -> str:
        return time_in_words(self.progress.minutes_left) if self.progress.minutes_left else ""

    @property
    def with_whom(self) -> str:
        return whom_in_words(self.progress.next, self.initiative) if self.progress.next else ""

    @property
    def finished_at(self) -> datetime | None:
        if not self.progress.is_finished:
            return None
        return max(mark.at for mark in self.marks.values())


def walk_of(journey: Journey, shown: dict[str, Evidence] | None = None) -> Walk:
    """For a journey whose steps and completions are at hand, or two queries."""
    marks = {mark.key: mark for mark in journey.completions.all()}
    stands = progress(journey.edition.plan, marks.keys(), journey.kept_open)
    return Walk(journey, stands, marks, shown or {})


def walk(*, journey: Journey) -> Walk:
    """With what was shown last for each step. Three queries, where its edition is at hand, two
    where no step was ever to be shown."""
    prefetch_related_objects([journey], "edition__steps", MARKS)
    done = [mark.step.planned for mark in journey.completions.all()]
    if not any(step.is_shown for step in (*journey.edition.plan, *done)):
        return walk_of(journey)
    tries = journey.evidence.exclude(state=EvidenceState.WITHDRAWN).select_related("held_by")
    return walk_of(journey, {one.key: one for one in tries})


def walks_of(*, person: User) -> list[Walk]:
    """All one's journeys, the open ones first, each by the newest. Three queries for any number."""
    journeys = with_steps(Journey.objects.filter(person=person))
    walks = [walk_of(journey) for journey in journeys[:MOST_JOURNEYS]]
    return sorted(walks, key=lambda one: (one.is_left, one.progress.is_finished))


def with_steps(journeys: QuerySet[Journey]) -> QuerySet[Journey]:
    return journeys.select_related("person", "path__initiative", "edition").prefetch_related(
        "edition__steps", MARKS
    )


def on_the_way() -> QuerySet[Journey]:
    """Who walks and has not arrived. One query."""
    return Journey.objects.open().filter(has_steps_ahead())


def has_steps_ahead() -> Exists:
    """Of a journey: a step that is not optional is not done."""
    done = Completion.objects.filter(key=OuterRef("key"), journey=OuterRef(OuterRef("pk")))
    return Exists(
        Step.objects.filter(~Exists(done), edition=OuterRef("edition"), is_optional=False)
    )


def people_for(*, step: PlanStep | None, initiative: Initiative | None, on: date) -> list[Seat]:
    """Who holds the seats a step speaks of, as the group published it. No query without one."""
    if step is None or initiative is None:
        return []
    wanted = SEATS.get(step.with_whom)
    if wanted is None:
        return []
    return list(seats_of(list(initiative.roles.current(on).filter(wanted))))
