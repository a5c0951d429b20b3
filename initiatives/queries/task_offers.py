from collections import defaultdict
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.models import Task, TaskSize
from portal.core.fit import Offer, OfferKind
from portal.people.models import User

from .tasks import free_tasks, resting_tasks

MOST_OFFERS = 2000


def offers(*, now: datetime, person: User | None = None) -> list[Offer]:
    """Tasks somebody could take today, for who looks for a place; for a person without those that
    rest because their own lease ran out. Two queries.

    Those for newcomers first, then what was touched last: what is beyond the most is hardly missed.
    What a task's group is about and when it meets, `portal.fit` adds.
    """
    free = free_tasks(now=now)
    if person is not None:
        free = free.exclude(pk__in=resting_tasks(person=person, now=now))
    skills: dict[int, set[str]] = defaultdict(set)
    asked = Task.skills.through.objects.filter(task__in=free.order_by().values("pk"))
    for task, skill in asked.values_list("task_id", "skill__slug"):
        skills[task].add(skill)
    rows = free.order_by("-is_for_newcomers", "-changed_at", "pk").values(
        "pk",
        "key",
        "title",
        "repository",
        "role",
        "size",
        "is_for_newcomers",
        "changed_at",
        "initiative__slug",
        "initiative__name",
        "initiative__languages",
    )
    # Once, not once a task: `reverse` and the reader's language take their time.
    start, action = reverse("initiatives:tasks"), _("See the task")
    sizes = {size.value: str(size.label) for size in TaskSize}
    return [
        offer(row, skills[row["pk"]], f"{start}{row['key']}/", action, sizes.get(row["size"], ""))
        for row in rows[:MOST_OFFERS]
    ]


def offer(row: dict, skills: set[str], url: str, action: str, size: str) -> Offer:
    return Offer(
        kind=OfferKind.TASK,
        key=str(row["key"]),
        title=row["title"],
        url=url,
        action=action,
        action_url=url,
        group=row["initiative__slug"],
        group_name=row["initiative__name"],
        summary=" · ".join(filter(None, [size, row["repository"]])),
        skills=frozenset(skills),
        roles=frozenset({row["role"]} - {""}),
        languages=frozenset(row["initiative__languages"]),
        is_open_to_newcomers=row["is_for_newcomers"],
        is_asking=True,
        cared_for=row["changed_at"].date(),
    )
