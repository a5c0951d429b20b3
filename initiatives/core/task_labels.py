"""What the labels of a tracker say about a piece of work; every group may mean them its own way."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

NEWCOMER, WANTED, TAKEN, SAYS_NOTHING = "newcomer", "wanted", "taken", ""
ROLE, SIZE, SKILL = "role:", "size:", "skill:"
SIZES = ("s", "m", "l")

# As the trackers of many projects use them; a group's own words win.
DEFAULT_LABELS: Mapping[str, str] = {
    "good first issue": NEWCOMER,
    "good-first-issue": NEWCOMER,
    "first-timers-only": NEWCOMER,
    "beginner friendly": NEWCOMER,
    "up-for-grabs": WANTED,
    "help wanted": WANTED,
    "help-wanted": WANTED,
    "contributions welcome": WANTED,
    "in progress": TAKEN,
    "claimed": TAKEN,
    "documentation": ROLE + "docs",
    "docs": ROLE + "docs",
    "design": ROLE + "design",
    "ux": ROLE + "design",
    "translation": ROLE + "translation",
    "i18n": ROLE + "translation",
    "community": ROLE + "community",
    "policy": ROLE + "policy",
    "research": ROLE + "research",
    "infrastructure": ROLE + "operations",
    "small": SIZE + "s",
    "size/s": SIZE + "s",
    "medium": SIZE + "m",
    "size/m": SIZE + "m",
    "large": SIZE + "l",
    "size/l": SIZE + "l",
}


def spelt(label: str) -> str:
    return " ".join(label.split()).lower()


@dataclass(frozen=True)
class LabelFacts:
    """`is_offered`: without a label that asks for people, an issue is the group's own affair."""

    is_offered: bool = False
    is_for_newcomers: bool = False
    is_taken: bool = False
    role: str = ""
    size: str = ""
    skills: tuple[str, ...] = ()


def read_labels(
    labels: Iterable[str],
    own: Mapping[str, str],
    *,
    roles: Iterable[str],
    skill_of: Callable[[str], str | None],
) -> LabelFacts:
    """`own` are the group's meanings. A label nobody gave a meaning may be the name of a skill."""
    meanings: list[str] = []
    skills: dict[str, None] = {}
    for label in map(spelt, labels):
        meaning = own.get(label, DEFAULT_LABELS.get(label))
        if meaning is None:
            meaning = SKILL + (skill_of(label) or "")
        if meaning.startswith(SKILL):
            skills[meaning.removeprefix(SKILL)] = None
        meanings.append(meaning)
    known = set(roles)
    return LabelFacts(
        is_offered=NEWCOMER in meanings or WANTED in meanings,
        is_for_newcomers=NEWCOMER in meanings,
        is_taken=TAKEN in meanings,
        role=first(meanings, ROLE, known),
        size=first(meanings, SIZE, SIZES),
        skills=tuple(skill for skill in skills if skill),
    )


def first(meanings: Iterable[str], prefix: str, known: Iterable[str]) -> str:
    said = (one.removeprefix(prefix) for one in meanings if one.startswith(prefix))
    return next((value for value in said if value in known), "")
