"""The shared words for skills, and what somebody said with them."""

from dataclasses import dataclass
from functools import lru_cache

from portal.core.skill_names import Entry, Vocabulary
from portal.people.models import (
    Importance,
    LearnLevel,
    PersonSkill,
    Skill,
    SkillArea,
    SkillSynonym,
    TeachLevel,
    User,
)

Words = tuple[tuple[str, str, tuple[str, ...]], ...]


def vocabulary() -> Vocabulary[str]:
    """Slugs by all their spellings. Two queries; built anew only when a word changed."""
    synonyms: dict[str, list[str]] = {}
    for slug, text in SkillSynonym.objects.values_list("skill__slug", "text"):
        synonyms.setdefault(slug, []).append(text)
    return _built(
        tuple(
            (slug, name, tuple(synonyms.get(slug, ())))
            for slug, name in Skill.objects.values_list("slug", "name")
        )
    )


@lru_cache(maxsize=2)
def _built(words: Words) -> Vocabulary[str]:
    return Vocabulary(Entry(slug, name, synonyms) for slug, name, synonyms in words)


def skill_names() -> dict[str, str]:
    """Every skill's name by its slug, in the order of names. One query."""
    return dict(Skill.objects.values_list("slug", "name"))


@dataclass(frozen=True)
class OwnSkill:
    """One line of somebody's own list, in words."""

    slug: str
    name: str
    area: str
    teaches: str
    learns: str
    importance: str


def own_skills(*, person: User) -> list[OwnSkill]:
    """By name. One query."""
    rows = PersonSkill.objects.filter(person=person).select_related("skill")
    return [
        OwnSkill(
            slug=row.skill.slug,
            name=row.skill.name,
            area=str(SkillArea(row.skill.area).label),
            teaches=str(TeachLevel(row.teach_level).label) if row.teach_level is not None else "",
            learns=str(LearnLevel(row.learn_level).label) if row.learn_level is not None else "",
            importance=str(Importance(row.importance).label),
        )
        for row in rows.order_by("skill__name")
    ]


def own_skill(*, person: User, skill: Skill) -> PersonSkill | None:
    return PersonSkill.objects.filter(person=person, skill=skill).first()


def skill_slugs(*, person: User) -> frozenset[str]:
    """What somebody can do or wants to learn. One query."""
    mine = PersonSkill.objects.filter(person=person)
    return frozenset(mine.values_list("skill__slug", flat=True))
