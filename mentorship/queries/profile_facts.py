"""What the matching reads from a profile, in the shape of the matching file. Three queries."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from mentorship.models import Role
from portal.core import zones
from portal.people.models import (
    AvailabilityWindow,
    LanguageLevel,
    PersonLanguage,
    PersonSkill,
    User,
)

# Windows of a week, in the shape of the matching file.
Hours = list[dict[str, Any]]
# What is read from the profile; without any of it nobody can be matched.
PROFILE_PARTS = ("timezone", "availability", "skills", "languages")
GOOD_ENOUGH = (LanguageLevel.CONVERSATION, LanguageLevel.FLUENT, LanguageLevel.NATIVE)


def profile_facts(*, person: User, role: str) -> dict[str, Any]:
    return {
        "timezone": known_zone(person.timezone),
        "availability": hours_of([person.pk]).get(person.pk, []),
        "skills": taught_by(person) if role == Role.MENTOR else wanted_by(person),
        "languages": list(
            PersonLanguage.objects.filter(person=person, level__in=GOOD_ENOUGH)
            .order_by("language")
            .values_list("language", flat=True)
        ),
    }


def missing_parts(facts: dict[str, Any]) -> list[str]:
    return [part for part in PROFILE_PARTS if not facts.get(part)]


def known_zone(name: str) -> str:
    try:
        return zones.canonical(name) if name else ""
    except zones.UnknownZone:
        return ""


def hours_of(people: Collection[int]) -> dict[int, Hours]:
    """By primary key of who has any. One query."""
    days: dict[int, dict[tuple[str, int], list[int]]] = defaultdict(lambda: defaultdict(list))
    for window in AvailabilityWindow.objects.filter(person__in=people):
        days[window.person_id][f"{window.start:%H:%M}", window.minutes].append(window.weekday)
    return {
        person: [
            {"days": sorted(on), "start": start, "minutes": minutes}
            for (start, minutes), on in sorted(windows.items())
        ]
        for person, windows in days.items()
    }


def taught_by(person: User) -> list[dict[str, Any]]:
    rows = PersonSkill.objects.filter(person=person).exclude(teach_level=None)
    found = rows.order_by("skill__slug").values_list("skill__slug", "teach_level")
    return [{"skill": slug, "level": level} for slug, level in found]


def wanted_by(person: User) -> list[dict[str, Any]]:
    rows = PersonSkill.objects.filter(person=person).exclude(learn_level=None)
    found = rows.order_by("skill__slug").values_list("skill__slug", "learn_level", "importance")
    return [
        {"skill": slug, "level": level, "importance": importance}
        for slug, level, importance in found
    ]
