"""What somebody could do next, whichever slice offers it, and what a person answered about it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from portal.core.availability import CELLS, CELLS_A_DAY

# What kind of work somebody likes to do; the areas of skills are the same words.
ROLES = (
    "code",
    "docs",
    "design",
    "translation",
    "community",
    "policy",
    "research",
    "operations",
    "leadership",
)


# Half-hours of a day; the night reaches into the next morning.
PARTS_OF_DAY = {
    "morning": range(12, 24),
    "afternoon": range(24, 36),
    "evening": range(36, 46),
    "night": range(46, 60),
}
WEEKDAYS, WEEKEND = range(5), range(5, 7)
PARTS_OF_WEEK: dict[str, frozenset[int]] = {
    f"{days_name}-{part}": frozenset(
        (day * CELLS_A_DAY + cell) % CELLS for day in days for cell in cells
    )
    for days_name, days in (("weekday", WEEKDAYS), ("weekend", WEEKEND))
    for part, cells in PARTS_OF_DAY.items()
}


class OfferKind(StrEnum):
    """In the order in which equal offers are shown: who greets you first, then what takes time."""

    MEETING = "meeting"
    PATH = "path"
    OPENING = "opening"
    TASK = "task"
    INITIATIVE = "initiative"
    PROGRAM = "program"


class Section(StrEnum):
    """The lists of an answer, in the order in which they are shown. Places are what one can join:
    whoever goes there stays longer than for one piece of work."""

    OPENINGS = "openings"
    PLACES = "places"
    TASKS = "tasks"


OF_WORK = {OfferKind.OPENING: Section.OPENINGS, OfferKind.TASK: Section.TASKS}


class Question(StrEnum):
    """In the order in which they are asked."""

    SKILLS = "skills"
    ROLES = "roles"
    TOPICS = "topics"
    HOURS = "hours"
    LANGUAGES = "languages"
    TIMES = "times"


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One place where somebody could go next. What is empty or None, the offer says nothing about.

    `key` is unique among offers of the kind, `group` the slug of the initiative it belongs to.
    `hours` are the least and the most hours a week it takes; `starts` the instants of its meetings
    in the next four weeks, each `minutes` long. `is_asking` says that it looks for people now.
    Of its `skills` some are `needed`, and some `taught` to who comes without. `cared_for` is a day,
    the later the more lately somebody saw to it: of equal offers the later comes first.
    """

    kind: OfferKind
    key: str
    title: str
    url: str
    action: str
    action_url: str
    group: str = ""
    group_name: str = ""
    summary: str = ""
    skills: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()
    taught: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    hours: tuple[int, int | None] | None = None
    starts: tuple[datetime, ...] = ()
    minutes: int = 60
    is_open_to_newcomers: bool = False
    is_asking: bool = False
    deadline: datetime | None = None
    cared_for: date | None = None

    @property
    def section(self) -> Section:
        return OF_WORK.get(self.kind, Section.PLACES)


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What is empty or None was not answered.

    `free` are cells of `portal.core.availability`, half-hours of a week on the clocks of `zone`.
    """

    skills: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    hours: int | None = None
    languages: frozenset[str] = frozenset()
    free: frozenset[int] = frozenset()
    zone: str = "UTC"
