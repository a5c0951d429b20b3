"""How far people come on the paths of a group, and who waits for whom: counts and nobody's walk."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.models import Initiative
from initiatives.onboarding.core.funnel import (
    ALL_PATHS,
    Count,
    Funnel,
    Shown,
    Stage,
    Walked,
    funnel,
    percent,
    told_of_former,
)
from initiatives.onboarding.core.hold_back import Lot
from initiatives.onboarding.core.plan import COUNTED_HERE, Plan, PlanStep
from initiatives.onboarding.core.progress import progress
from initiatives.onboarding.models import (
    FOUND_TO_COUNT,
    Completion,
    Counts,
    Edition,
    Evidence,
    EvidenceState,
    FormerWalkers,
    Journey,
    Path,
)
from initiatives.queries.follow import began_to_follow
from initiatives.queries.task_claims import ClaimRow, claim_rows
from portal.core.small_counts import SMALL

from .hold_back import ComparedRow, hold_back_rows
from .reached import NOTHING_NEW
from .roles_taken import roles_taken

MOST_WALKS = 20_000
MOST_PATHS = 50
FLOW = {
    Stage.STARTED: gettext_lazy("Began"),
    Stage.FIRST: gettext_lazy("Did a first step"),
    Stage.SHOWN: gettext_lazy("Showed something"),
    Stage.VERIFIED: gettext_lazy("Something was found to count"),
    Stage.AGAIN: gettext_lazy("Did another step, a week or more after the first"),
    Stage.STAYED: gettext_lazy("Did a step ninety days or more after they began"),
    Stage.FINISHED: gettext_lazy("Walked to the end"),
    Stage.LEFT: gettext_lazy("Left it"),
    Stage.ROLE: gettext_lazy("Took a role after they began"),
}
FORMER = {
    Stage.STARTED: gettext_lazy("Began, and erased their account since"),
    Stage.FIRST: gettext_lazy("Of them, did a first step"),
    Stage.FINISHED: gettext_lazy("Of them, walked to the end"),
}
CODE = {Counts.MERGED, Counts.REVIEWED}
NEEDS_A_LOOK = {Stage.SHOWN, Stage.VERIFIED}
CLOCKS = {
    Stage.ANSWERED: gettext_lazy("From showing something to the first answer of a person"),
    Stage.TAKEN: gettext_lazy("Of that: from taking it up to the answer"),
    Stage.LOOKED_FOR: gettext_lazy("Waits for a look now"),
    Stage.ON_THE_WAY: gettext_lazy("On the way: the next step waits for the newcomer"),
}
LONG_OF = {Stage.LOOKED_FOR: Stage.LOOKED_FOR_LONG, Stage.ON_THE_WAY: Stage.QUIET}


@dataclass(frozen=True)
class FlowRow:
    """Numbers are None where they are hidden; percents are of who began."""

    stage: Stage
    words: str
    walks: int | None
    percent: int | None


@dataclass(frozen=True)
class FormerRow:
    """At least so many people, not walks."""

    code: str
    words: str
    people: int


@dataclass(frozen=True)
class StepRow:
    key: str
    title: str
    is_optional: bool
    is_shown: bool
    is_code: bool
    reached: int | None
    done: int | None
    counts: int | None


@dataclass(frozen=True)
class ClockRow:
    """`days` half of them waited at most, `most_days` nine in ten. `has_long` is of clocks that
    still run; of those `long` has run two weeks and more."""

    stage: Stage
    words: str
    walks: int | None
    days: float | None
    most_days: float | None
    has_long: bool
    long: int | None


@dataclass(frozen=True)
class PathFunnel:
    """Of a path, or of all paths of a group, which has no steps. `former` are those of who erased
    their account that may be told; they are in no other number."""

    key: str
    title: str
    flow: tuple[FlowRow, ...]
    steps: tuple[StepRow, ...]
    clocks: tuple[ClockRow, ...]
    former: tuple[FormerRow, ...] = ()

    @property
    def without_code(self) -> int:
        return sum(not step.is_code for step in self.steps)

    @property
    def is_hidden(self) -> bool:
        """Not even how many began: then nothing of it is told."""
        return self.flow[0].walks is None


@dataclass(frozen=True)
class FunnelPage:
    """`most_walks` is set where as many are counted as may be, so that more may have begun;
    `followed` is None where it is hidden, and where `is_of_group` is not so."""

    year: int
    years: tuple[int, ...]
    whole: PathFunnel | None
    paths: tuple[PathFunnel, ...]
    is_of_group: bool
    followed: int | None
    claims: tuple[ClaimRow, ...]
    compared: tuple[ComparedRow, ...]
    most_walks: int | None


@dataclass(frozen=True)
class Planned:
    path: Path
    plan: Plan


def funnel_page(*, initiative: Initiative | None, year: int | None, now: datetime) -> FunnelPage:
    """Of the paths of everybody for no group. Of walks that began in one year: periods that overlap
    would tell by their difference what both hide. Twelve queries at most, for any number."""
    rows = Path.objects.published().filter(initiative=initiative).order_by("title", "slug")
    paths = list(rows[:MOST_PATHS])
    editions = list(
        Edition.objects.filter(path__in=paths).order_by("number").prefetch_related("steps")
    )
    plans = {edition.pk: edition.plan for edition in editions}
    newest = {edition.path_id: plans[edition.pk] for edition in editions}
    journeys = Journey.objects.filter(path__in=paths)
    former = list(FormerWalkers.objects.filter(path__in=paths))
    years = years_of(journeys, former, now)
    asked = year if year in years else years[0]
    walked = [path for path in paths if path.pk in newest]
    slugs = {path.pk: path.slug for path in walked}
    roles = roles_taken(initiative=initiative, until=now.date())
    walks = walks_in(journeys, asked, plans, slugs, roles=roles, now=now)
    told = funnel(
        walks,
        {path.slug: newest[path.pk] for path in walked},
        now,
        {person for person, day in roles.items() if day.year >= asked},
    )
    planned = [Planned(path, newest[path.pk]) for path in walked]
    return FunnelPage(
        year=asked,
        years=years,
        whole=whole_of(told, planned) if len(planned) > 1 else None,
        paths=tuple(
            path_funnel(told, one, former_rows(former, one.path, asked)) for one in planned
        ),
        is_of_group=initiative is not None,
        followed=began_to_follow(initiative=initiative, year=asked) if initiative else None,
        claims=claim_rows(initiative=initiative, year=asked, now=now) if initiative else (),
        compared=() if initiative else hold_back_rows(),
        most_walks=MOST_WALKS if len(walks) >= MOST_WALKS else None,
    )


def years_of(
    journeys: QuerySet[Journey], former: Sequence[FormerWalkers], now: datetime
) -> tuple[int, ...]:
    """The newest first, and this one always. One query."""
    found = journeys.annotate(year=ExtractYear("started_at", tzinfo=UTC)).order_by()
    begun = {
        *found.values_list("year", flat=True).distinct(),
        *(row.year for row in former if row.people >= SMALL),
    }
    return tuple(sorted({now.year, *begun}, reverse=True))


def walks_in(
    journeys: QuerySet[Journey],
    year: int,
    plans: dict[int, Plan],
    slugs: dict[int, str],
    *,
    roles: dict[int, date],
    now: datetime,
) -> list[Walked]:
    """Three queries."""
    begun = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    within = journeys.filter(started_at__gte=begun[0], started_at__lt=begun[1])
    rows = list(within.order_by("-started_at", "-pk")[:MOST_WALKS])
    of_these = {"journey__path__in": list(slugs), "journey__started_at__gte": begun[0]}
    of_these["journey__started_at__lt"] = begun[1]
    marks: dict[int, dict[str, str]] = defaultdict(dict)
    did: dict[int, list[datetime]] = defaultdict(list)
    for journey, key, source, at in (
        Completion.objects.filter(**of_these)
        .order_by("at", "pk")
        .values_list("journey", "key", "source", "at")
    ):
        marks[journey][key] = source
        if source not in NOTHING_NEW:
            did[journey].append(at)
    shown: dict[int, list[Shown]] = defaultdict(list)
    tries = Evidence.objects.filter(**of_these).exclude(state=EvidenceState.WITHDRAWN)
    for journey, at, taken_at, answered_at in tries.order_by("handed_in_at", "pk").values_list(
        "journey", "handed_in_at", "held_since", "decided_at"
    ):
        shown[journey].append(Shown(at=at, taken_at=taken_at, answered_at=answered_at))
    return [
        walked(
            row,
            slugs[row.path_id],
            plans[row.edition_id],
            marks[row.pk],
            shown[row.pk],
            did=did[row.pk],
            role_since=roles.get(row.person_id),
            now=now,
        )
        for row in rows
        if row.path_id in slugs
    ]


def walked(
    row: Journey,
    slug: str,
    plan: Plan,
    marks: dict[str, str],
    shown: Sequence[Shown],
    *,
    did: Sequence[datetime],
    role_since: date | None,
    now: datetime,
) -> Walked:
    stands = progress(plan, marks.keys(), row.kept_open)
    has_left = row.left_at is not None
    waits_for_them = not (has_left or stands.is_finished or row.rests(now))
    return Walked(
        path=slug,
        person=row.person_id,
        stands=stands,
        verified=frozenset(key for key in marks if marks[key] in FOUND_TO_COUNT),
        shown=tuple(shown),
        begun_at=row.started_at,
        did_at=tuple(did),
        role_since=role_since,
        quiet_since=row.quiet.since if waits_for_them else None,
        has_left=has_left,
    )


def is_looked_at(step: PlanStep) -> bool:
    """By somebody, or by GitHub: a task or a meeting of a pair shows nothing."""
    return step.is_shown or bool(step.counts and step.counts not in COUNTED_HERE)


def whole_of(told: Funnel, planned: Sequence[Planned]) -> PathFunnel:
    has_looks = any(is_looked_at(step) for one in planned for step in one.plan)
    flow, clocks = flow_of(told, ALL_PATHS, has_looks), clocks_of(told, ALL_PATHS, has_looks)
    return PathFunnel(ALL_PATHS, _("All paths together"), flow, (), clocks)


def former_rows(former: Sequence[FormerWalkers], path: Path, year: int) -> tuple[FormerRow, ...]:
    of_these = [row for row in former if (row.path_id, row.year) == (path.pk, year)]
    told = told_of_former({Stage(row.stage): row.people for row in of_these})
    return tuple(
        FormerRow(f"erased_{stage}", str(FORMER[stage]), people) for stage, people in told.items()
    )


def path_funnel(told: Funnel, one: Planned, former: tuple[FormerRow, ...]) -> PathFunnel:
    key, has_looks = one.path.slug, any(is_looked_at(step) for step in one.plan)
    return PathFunnel(
        key=key,
        title=one.path.title,
        flow=flow_of(told, key, has_looks),
        steps=tuple(steps_of(told, one)),
        clocks=clocks_of(told, key, has_looks),
        former=former,
    )


def flow_of(told: Funnel, path: str, has_looks: bool) -> tuple[FlowRow, ...]:
    began = told.numbers.get(Count(path, Stage.STARTED))
    rows = []
    for stage, words in FLOW.items():
        if has_looks or stage not in NEEDS_A_LOOK:
            walks = told.numbers.get(Count(path, stage))
            rows.append(FlowRow(stage, str(words), walks, percent(walks, began)))
    return tuple(rows)


def clocks_of(told: Funnel, path: str, has_looks: bool) -> tuple[ClockRow, ...]:
    return tuple(
        ClockRow(
            stage=stage,
            words=str(words),
            walks=told.numbers.get(Count(path, stage)),
            days=told.days.get(Count(path, stage)),
            most_days=told.most_days.get(Count(path, stage)),
            has_long=stage in LONG_OF,
            long=told.numbers.get(Count(path, LONG_OF.get(stage, stage))),
        )
        for stage, words in CLOCKS.items()
        if has_looks or stage is Stage.ON_THE_WAY
    )


def steps_of(told: Funnel, one: Planned) -> Iterator[StepRow]:
    for step in one.plan:
        reached, done, counts = (
            told.numbers.get(Count(one.path.slug, stage, step.key))
            for stage in (Stage.REACHED, Stage.DONE, Stage.COUNTS)
        )
        yield StepRow(
            key=step.key,
            title=step.title,
            is_optional=step.is_optional,
            is_shown=step.is_shown,
            is_code=step.counts in CODE,
            reached=reached,
            done=done,
            counts=counts,
        )


def lines_of(page: FunnelPage) -> Iterator[tuple[object, ...]]:
    """Path, what, step, walks, days of half and of nine in ten: every number of the page, a hidden
    one an empty cell. The whole group has no path, nor have its tasks and who follows it; what is
    of the paths of every group and of all years has a star."""
    for row in page.compared:
        for lot, walks in ((Lot.TOLD, row.told), (Lot.ALONE, row.alone)):
            yield "*", f"{row.came}_{lot}", "", cell(walks), "", ""
    if page.is_of_group:
        yield ALL_PATHS, "followed", "", cell(page.followed), "", ""
    for claim in page.claims:
        yield ALL_PATHS, f"task_claims_{claim.code}", "", cell(claim.claims), "", ""
    for one in (*([page.whole] if page.whole else []), *page.paths):
        for flow in one.flow:
            yield one.key, flow.stage.value, "", cell(flow.walks), "", ""
        for former in one.former:
            yield one.key, former.code, "", former.people, "", ""
        for clock in one.clocks:
            days = cell(clock.days), cell(clock.most_days)
            yield one.key, clock.stage.value, "", cell(clock.walks), *days
            if clock.has_long:
                yield one.key, LONG_OF[clock.stage].value, "", cell(clock.long), "", ""
        if one.steps:
            yield one.key, "steps", "", len(one.steps), "", ""
            yield one.key, "steps_without_code", "", one.without_code, "", ""
        for step in one.steps:
            yield one.key, Stage.REACHED.value, step.key, cell(step.reached), "", ""
            yield one.key, Stage.DONE.value, step.key, cell(step.done), "", ""
            if step.is_shown:
                yield one.key, Stage.COUNTS.value, step.key, cell(step.counts), "", ""


def cell(number: float | None) -> object:
    return "" if number is None else number
