"""What an application takes from the profile, in words, each with the page where it is changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mentorship.core.facts_reading import windows_of
from mentorship.models import Role
from portal.core import availability, zones
from portal.people.models import Skill
from portal.people.queries.languages import language_name

LABELS = {
    "timezone": _("Time zone"),
    "availability": _("Free hours"),
    "skills": _("Skills"),
    "languages": _("Languages"),
}
PAGES = {
    "timezone": "people:profile",
    "availability": "people:availability",
    "skills": "people:skills",
    "languages": "people:languages",
}
MISSING = {
    "timezone": _("Your time zone is missing: without it nobody knows when your hours are."),
    "availability": _("Your free hours are missing: without them nobody can be matched with you."),
    "languages": _("Your languages are missing: you need one you speak well enough for a call."),
}
MISSING_SKILLS = {
    Role.MENTEE: _("What you want to learn is missing: it decides who can help you."),
    Role.MENTOR: _("What you can teach is missing: it decides whom you can help."),
}
TEACH_WORDS = {
    1: _("a little"),
    2: _("the basics"),
    3: _("well"),
    4: _("very well"),
    5: _("everything about it"),
}
LEARN_WORDS = {
    0: _("from the start"),
    1: _("knows a little"),
    2: _("knows the basics"),
    3: _("knows it well"),
}


@dataclass(frozen=True)
class ProfilePart:
    """Either `words` or what is `missing`."""

    label: str
    words: str
    missing: str
    url: str


def profile_parts(*, facts: dict[str, Any], role: str) -> list[ProfilePart]:
    """One query."""
    words = words_of_facts(facts=facts, role=role)
    return [
        ProfilePart(
            label=str(LABELS[part]),
            words=words[part],
            missing="" if words[part] else missing_words(part, role),
            url=reverse(PAGES[part]),
        )
        for part in LABELS
    ]


def missing_words(part: str, role: str) -> str:
    return str({**MISSING, "skills": MISSING_SKILLS[Role(role)]}[part])


def words_of_facts(*, facts: dict[str, Any], role: str) -> dict[str, str]:
    """One query, for the names of skills; a skill of an imported list keeps its own word."""
    told = facts.get("skills", ())
    names = skill_names(entry["skill"] for entry in told)
    scale = TEACH_WORDS if role == Role.MENTOR else LEARN_WORDS
    windows = windows_of(facts.get("availability", ()))
    return {
        "timezone": zones.place(facts["timezone"]) if facts.get("timezone") else "",
        "availability": availability.in_words(windows) if windows else "",
        "skills": ", ".join(
            f"{names.get(entry['skill'], entry['skill'])} ({scale[entry['level']]})"
            for entry in told
        ),
        "languages": ", ".join(language_name(code) for code in facts.get("languages", ())),
    }


def skill_names(slugs: Iterable[str]) -> dict[str, str]:
    return dict(Skill.objects.filter(slug__in=list(slugs)).values_list("slug", "name"))
