"""Why these two: what is kept of a pair when it is published, and shown to both for good."""

from typing import Any

from .instance import Mentee, Mentor
from .result import MatchedPair


def explanation(*, pair: MatchedPair, mentee: Mentee, mentor: Mentor) -> dict[str, Any]:
    """JSON. Holds nothing that is not about the two of them together: what one of them alone said,
    and anything about anybody else, stays out."""
    return {
        "components": {
            name: {"value": part.value, "weight": part.weight}
            for name, part in pair.components.items()
        },
        "skills": shared_skills(mentee, mentor),
        "languages": sorted(set(mentee.languages) & set(mentor.languages)),
        "goals": sorted(set(mentee.goals) & set(mentor.goals), key=str),
        "initiatives": sorted(set(mentee.initiatives) & set(mentor.initiatives), key=str),
        "locked": pair.locked,
        "broken_rules": list(pair.broken_rules),
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
