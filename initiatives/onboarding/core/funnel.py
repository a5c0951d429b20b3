"""How far the walks of a path came, counted: in all, step by step, and who waits at the moment.

Each stage is said of single walks alone, so that counts are sets of them: one that holds another
says so by its definition. Every walk counts by the edition it is on; steps of the newest are told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median

from portal.core.small_counts import SMALL, shown_counts

from .plan import Plan
from .progress import Progress, State
from .waiting import LONG


class Stage(StrEnum):
    """`STARTED` holds all the others. Of the others of one path, `FIRST` holds `FINISHED`, `SHOWN`
    holds `ANSWERED`, `VERIFIED` and `LOOKED_FOR`, each clock the ones where it runs for long; of a
    step, `REACHED` holds `DONE` and that `COUNTS`."""

    STARTED = "started"
    FIRST = "first_step"
    SHOWN = "first_shown"
    VERIFIED = "first_verified"
    AGAIN = "again_after_a_week"
    STAYED = "still_there_after_90_days"
    FINISHED = "finished"
    ROLE = "took_a_role"
    LEFT = "left"
    ANSWERED = "answered"
    TAKEN = "answered_after_being_taken"
    LOOKED_FOR = "waits_for_a_look"
    LOOKED_FOR_LONG = "waits_long_for_a_look"
    ON_THE_WAY = "on_the_way"
    QUIET = "quiet_for_long"
    REACHED = "step_reached"
    DONE = "step_done"
    COUNTS = "step_verified"


OF_A_PATH = tuple(stage for stage in Stage if not stage.startswith("step_"))
# What says most is shown first, and the rest gives way to it.
MOST_TELLING = (
    Stage.STARTED,
    Stage.FINISHED,
    Stage.ANSWERED,
    Stage.FIRST,
    Stage.LOOKED_FOR,
    Stage.QUIET,
    Stage.VERIFIED,
    Stage.SHOWN,
    Stage.ON_THE_WAY,
    Stage.LOOKED_FOR_LONG,
    Stage.TAKEN,
    Stage.ROLE,
    Stage.LEFT,
    Stage.STAYED,
    Stage.AGAIN,
)
OF_A_STEP = (Stage.DONE, Stage.COUNTS, Stage.REACHED)
# What is kept of who erased their account: each holds the next.
OF_FORMER = (Stage.STARTED, Stage.FIRST, Stage.FINISHED)
# The slowest tenth of fewer people is about a few of them.
ENOUGH_FOR_NINE_IN_TEN = 10 * SMALL
A_WEEK, A_QUARTER = timedelta(days=7), timedelta(days=90)
# The whole of a group, beside its paths.
ALL_PATHS = ""


@dataclass(frozen=True)
class Count:
    """What a number is of: a path, and one of its steps or the whole."""

    path: str
    stage: Stage
    step: str = ""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One thing that was shown for a step. `answered_at` is None until somebody has decided;
    `taken_at` where nobody took it before."""

    at: datetime
    taken_at: datetime | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Walked:
    """One walk; `quiet_since` is None for who rests, has left or has arrived. `did_at` are the
    instants of steps they did on it, in their order, earlier work left out; `role_since` is the
    last day on which they took a rung or a seat."""

    path: str
    person: int
    stands: Progress
    verified: frozenset[str] = frozenset()
    shown: tuple[Shown, ...] = ()
    begun_at: datetime | None = None
    did_at: tuple[datetime, ...] = ()
    quiet_since: datetime | None = None
    role_since: date | None = None
    has_left: bool = False

    @property
    def first_answered(self) -> Shown | None:
        return next((one for one in self.shown if one.answered_at), None)

    @property
    def waiting_since(self) -> datetime | None:
        if self.has_left:
            return None
        return next((one.at for one in self.shown if one.answered_at is None), None)

    @property
    def done(self) -> frozenset[str]:
        return frozenset(step.key for step, state in self.stands.states if state is State.DONE)


def counts_of(walk: Walked, plan: Plan, now: datetime) -> Iterator[Count]:
    """All that one walk counts in. `plan` is the newest edition."""
    for stage in stages_of(walk, now):
        yield Count(walk.path, stage)
        yield Count(ALL_PATHS, stage)
    for step in plan:
        state = walk.stands.state_of(step.key)
        if state is not None and state is not State.LOCKED:
            yield Count(walk.path, Stage.REACHED, step.key)
        if state is State.DONE:
            yield Count(walk.path, Stage.DONE, step.key)
            if step.is_shown and step.key in walk.verified:
                yield Count(walk.path, Stage.COUNTS, step.key)


def stages_of(walk: Walked, now: datetime) -> Iterator[Stage]:
    answered, waiting = walk.first_answered, walk.waiting_since
    yield Stage.STARTED
    if walk.done:
        yield Stage.FIRST
    if walk.shown or walk.verified:
        yield Stage.SHOWN
    if walk.verified:
        yield Stage.VERIFIED
    if walk.did_at and walk.did_at[-1] - walk.did_at[0] >= A_WEEK:
        yield Stage.AGAIN
    if walk.did_at and walk.begun_at and walk.did_at[-1] - walk.begun_at >= A_QUARTER:
        yield Stage.STAYED
    if walk.done and walk.stands.is_finished:
        yield Stage.FINISHED
    if walk.role_since and walk.begun_at and walk.role_since > walk.begun_at.date():
        yield Stage.ROLE
    if walk.has_left:
        yield Stage.LEFT
    if answered:
        yield Stage.ANSWERED
        if answered.taken_at:
            yield Stage.TAKEN
    if waiting:
        yield Stage.LOOKED_FOR
        if now - waiting >= LONG:
            yield Stage.LOOKED_FOR_LONG
    if walk.quiet_since:
        yield Stage.ON_THE_WAY
        if now - walk.quiet_since >= LONG:
            yield Stage.QUIET


# Whose clock a median is of: the stage whose walks have it, and how long it ran for one.
CLOCKS = (Stage.ANSWERED, Stage.TAKEN, Stage.LOOKED_FOR, Stage.ON_THE_WAY)


def clock_of(stage: Stage, walk: Walked, now: datetime) -> timedelta:
    """For a walk that counts in this stage."""
    answered = walk.first_answered
    ran: dict[Stage, tuple[datetime | None, datetime | None]] = {
        Stage.LOOKED_FOR: (walk.waiting_since, now),
        Stage.ON_THE_WAY: (walk.quiet_since, now),
    }
    if answered:
        ran[Stage.ANSWERED] = answered.at, answered.answered_at
        ran[Stage.TAKEN] = answered.taken_at, answered.answered_at
    since, until = ran[stage]
    return until - since if since and until else timedelta()


@dataclass(frozen=True)
class Funnel:
    """`numbers` of what may be told, `days` that half of its walks waited at most, `most_days` that
    nine in ten did; what is not in them is hidden."""

    numbers: dict[Count, int]
    days: dict[Count, float]
    most_days: dict[Count, float]


def funnel(
    walks: Sequence[Walked],
    plans: dict[str, Plan],
    now: datetime,
    took_a_role: AbstractSet[int] = frozenset(),
) -> Funnel:
    """Of all paths of a group at once: what one of them hides, no sum of the others gives back.

    `took_a_role` are all who did, walkers or not. Seats and rungs are public, so that how many of
    their holders walk is told only where as many of them do not.
    """
    found: dict[Count, set[int]] = {count: set() for count in in_order(plans)}
    for number, walk in enumerate(walks):
        for count in counts_of(walk, plans[walk.path], now):
            found[count].add(number)
    owners = {number: walk.person for number, walk in enumerate(walks)}
    shown = {
        count
        for count in shown_counts(found, owners=owners, order=list(found))
        if count.stage is not Stage.ROLE
        or len(took_a_role - {owners[number] for number in found[count]}) >= SMALL
    }
    waited = {
        count: [clock_of(count.stage, walks[n], now) for n in found[count]]
        for count in found
        if count in shown and count.stage in CLOCKS
    }
    return Funnel(
        numbers={count: len(found[count]) for count in found if count in shown},
        days={count: median_days(each) for count, each in waited.items()},
        most_days={
            count: nine_in_ten_days(waited[count])
            for count in waited
            if len({owners[n] for n in found[count]}) >= ENOUGH_FOR_NINE_IN_TEN
        },
    )


def in_order(plans: dict[str, Plan]) -> Iterator[Count]:
    """The whole of every path, then of the group, then the steps: a step never hides its path."""
    for stage in MOST_TELLING:
        yield from (Count(path, stage) for path in plans)
        yield Count(ALL_PATHS, stage)
    for stage in OF_A_STEP:
        yield from (
            Count(path, stage, step.key)
            for path, plan in plans.items()
            for step in plan
            if stage is not Stage.COUNTS or step.is_shown
        )


def told_of_former(people: Mapping[Stage, int]) -> dict[Stage, int]:
    """At least how many people who erased their account came to a stage, in fives: who is in which
    number is not known any more, and of one more it is seldom seen."""
    fives = {stage: people.get(stage, 0) // SMALL * SMALL for stage in OF_FORMER}
    return {stage: least for stage, least in fives.items() if least}


def median_days(waited: Iterable[timedelta]) -> float:
    """With one digit, so that no single wait can be read from it."""
    return round(median(one / timedelta(days=1) for one in waited), 1)


def nine_in_ten_days(waited: Iterable[timedelta]) -> float:
    """The least wait that nine in ten did not exceed, with one digit. At least one."""
    ranked = sorted(waited)
    return round(ranked[(9 * len(ranked) + 9) // 10 - 1] / timedelta(days=1), 1)


def percent(part: int | None, whole: int | None) -> int | None:
    """Rounded half up; None where one of them is hidden."""
    return None if part is None or not whole else (200 * part + whole) // (2 * whole)
