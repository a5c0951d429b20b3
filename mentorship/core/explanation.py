"""Why these two: what is kept of a pair when it is published, and shown to both for good."""

from typing import Any

from .instance import Limits, Mentee, Mentor


def explanation(
    *, mentee: Mentee, mentor: Mentor, components: dict[str, dict[str, int]], minutes: int
) -> dict[str, Any]:
    """JSON; `components` as in the result of a matching. What one of them alone said, and anything
    about anybody else, stays out: from the worth of wishes each could tell the other's rank. How
    many `minutes` a meeting lasts is left out where it is the usual hour."""
    return {
        "components": {name: part for name, part in components.items() if name != "preference"},
        "skills": shared_skills(mentee, mentor),
        "languages": sorted(set(mentee.languages) & set(mentor.languages)),
        "goals": sorted(set(mentee.goals) & set(mentor.goals), key=str),
        "initiatives": sorted(set(mentee.initiatives) & set(mentor.initiatives), key=str),
        **({"meeting_minutes": minutes} if minutes != Limits().meeting_minutes else {}),
    }


def shared_skills(mentee: Mentee, mentor: Mentor) -> list[dict[str, Any]]:
    """What the mentor knows better than the mentee does, most important to the mentee first."""
    taught = {skill.skill: skill.level for skill in mentor.skills}
    shared = [
        {
            "skill": skill.skill,
            "mentee": skill.level,
            "mentor": taught[skill.skill],
            "importance": skill.importance,
        }
        for skill in mentee.skills
        if taught.get(skill.skill, 0) > skill.level
    ]
    return sorted(shared, key=lambda each: (-each["importance"], -each["mentor"], each["skill"]))
