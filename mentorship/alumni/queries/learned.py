from mentorship.alumni.models import Graduation
from mentorship.models import Match
from portal.people.models import Skill


def learned_skills(*, graduation: Graduation) -> list[Skill]:
    """What the pair shared when it was made, by name; nothing where the mentor has left. Two
    queries."""
    match = Match.objects.filter(
        mentee=graduation.application_id, mentor=graduation.mentor_id
    ).first()
    if match is None:
        return []
    slugs = [one["skill"] for one in match.explanation["skills"]]
    return list(Skill.objects.filter(slug__in=slugs))
