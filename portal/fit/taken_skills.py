"""Skills that something here takes: what the first question offers to tick."""

from django.db.models import Q

from initiatives.models import Initiative, Topic
from initiatives.onboarding.models import Path
from mentorship.models import Program
from portal.people.models import Skill

MOST = 24


def taken_skills() -> list[str]:
    """Slugs of skills that a topic of a listed group, a path or a program asks for. One query."""
    topics = Topic.objects.filter(initiatives__in=Initiative.objects.listed())
    skills = Skill.objects.filter(
        Q(pk__in=topics.values("skills"))
        | Q(pk__in=Path.objects.published().values("skills"))
        | Q(pk__in=Program.objects.published().values("skills"))
    )
    return list(skills.order_by("name").values_list("slug", flat=True)[:MOST])
