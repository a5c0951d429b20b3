"""Skills that something here takes: what the first question offers to tick."""

from datetime import datetime

from django.db.models import Q

from initiatives.models import Initiative, OpeningSkill, Task, Topic
from initiatives.onboarding.models import Path
from initiatives.queries.openings import shown_openings
from initiatives.queries.tasks import free_tasks
from mentorship.models import Program
from portal.people.models import Skill

MOST = 24


def taken_skills(*, now: datetime) -> list[str]:
    """Slugs of skills that a topic of a listed group, an opening, a free task, a path or a program
    asks for. One query."""
    topics = Topic.objects.filter(initiatives__in=Initiative.objects.listed())
    openings = OpeningSkill.objects.filter(opening__in=shown_openings(on=now.date()))
    tasks = free_tasks(now=now).order_by().values("pk")
    skills = Skill.objects.filter(
        Q(pk__in=topics.values("skills"))
        | Q(pk__in=openings.values("skill"))
        | Q(pk__in=Task.skills.through.objects.filter(task__in=tasks).values("skill"))
        | Q(pk__in=Path.objects.published().values("skills"))
        | Q(pk__in=Program.objects.published().values("skills"))
    )
    return list(skills.order_by("name").values_list("slug", flat=True)[:MOST])
