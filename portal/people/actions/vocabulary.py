"""The first words for what people can do; staff keep them from then on."""

from functools import lru_cache
from pathlib import Path

import yaml
from django.db import transaction
from django.utils.text import slugify

from portal.core.skill_names import Entry, folded
from portal.people.models import Skill, SkillSynonym

FIRST_SKILLS = Path(__file__).parent.parent / "first_skills.yaml"


@lru_cache
def first_skills() -> tuple[tuple[str, Entry[str]], ...]:
    """Area and entry of each skill in the file; the key is its slug."""
    areas = yaml.safe_load(FIRST_SKILLS.read_text("utf-8"))
    return tuple(
        (area, Entry(slug_of(name), name, tuple(str(text) for text in synonyms)))
        for area, skills in areas.items()
        for name, synonyms in skills.items()
    )


def first_entries() -> tuple[Entry[str], ...]:
    return tuple(entry for _, entry in first_skills())


def slug_of(name: str) -> str:
    """`cpp` and `csharp` beside `c`."""
    return slugify(folded(name).replace("+", "p").replace("#", "sharp"))


@transaction.atomic
def lay_vocabulary() -> int:
    """Write the first skills where there is none; returns how many. Changes nothing after that."""
    if Skill.objects.exists():
        return 0
    laid = Skill.objects.bulk_create(
        Skill(slug=entry.key, name=entry.name, area=area) for area, entry in first_skills()
    )
    SkillSynonym.objects.bulk_create(
        SkillSynonym(skill=skill, text=spelling)
        for skill, (_, entry) in zip(laid, first_skills(), strict=True)
        for spelling in sorted({folded(text) for text in entry.synonyms} - {folded(entry.name)})
    )
    return len(laid)
