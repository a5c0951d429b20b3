"""What a path's public page says, from its newest edition or from a page still being written."""

from dataclasses import dataclass
from datetime import datetime

from wagtail.fields import StreamValue

from initiatives.models import Initiative
from initiatives.onboarding.core.plan import Plan, PlanStep
from initiatives.onboarding.models import Edition, Level, Path, PathPage
from initiatives.queries.story import shown_to_all
from portal.people.models import Skill, SkillArea

from .step_words import note, time_in_words, what_comes_first


@dataclass(frozen=True)
class ToldStep:
    step: PlanStep
    note: str
    first: str

    @property
    def state(self) -> str:
        return "optional" if self.step.is_optional else "ahead"


@dataclass(frozen=True)
class PathDetail:
    title: str
    summary: str
    outcomes: tuple[str, ...]
    role: str
    level: str
    hours_a_week: int | None
    initiative: Initiative | None
    skills: tuple[Skill, ...]
    steps: tuple[ToldStep, ...]
    time: str
    is_time_known: bool
    published_at: datetime | None
    number: int | None
    body: StreamValue | None

    @property
    def hue(self) -> int | None:
        return self.initiative.hue if self.initiative else None

    @property
    def marks_shown(self) -> tuple[tuple[str, bool], ...]:
        """For the picture: the mark of each step, and whether it stands beside the way."""
        return tuple((told.state, told.step.is_optional) for told in self.steps)

    @property
    def optional_steps(self) -> int:
        return sum(told.step.is_optional for told in self.steps)


def path_detail(*, path: Path) -> PathDetail:
    """Four queries."""
    edition = Edition.objects.newest().prefetch_related("steps").get(path=path)
    pages = shown_to_all(PathPage.objects.live().filter(translation_key=path.translation_key))
    page = pages.first()
    return detail_of(
        path,
        edition.plan,
        initiative=path.initiative,
        body=page.body if page else None,
        edition=edition,
    )


def draft_detail(*, page: PathPage) -> PathDetail:
    """How a page would look if it were published now."""
    return detail_of(page, page.plan, initiative=page.initiative, body=page.body)


def detail_of(
    told: Path | PathPage,
    plan: Plan,
    *,
    initiative: Initiative | None,
    body: StreamValue | None,
    edition: Edition | None = None,
) -> PathDetail:
    required = [step for step in plan if not step.is_optional]
    minutes = sum(step.minutes or 0 for step in required)
    return PathDetail(
        title=told.title,
        summary=told.summary,
        outcomes=lines_of(told.outcomes),
        role=str(SkillArea(told.role).label) if told.role else "",
        level=str(Level(told.level).label),
        hours_a_week=told.hours_a_week,
        initiative=initiative if initiative and initiative.is_listed else None,
        skills=tuple(told.skills.all()),
        steps=tuple(
            ToldStep(step, note(step, initiative), what_comes_first(step, plan)) for step in plan
        ),
        time=time_in_words(minutes) if minutes else "",
        is_time_known=all(step.minutes for step in required),
        published_at=edition.published_at if edition else None,
        number=edition.number if edition else None,
        body=body,
    )


def lines_of(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
