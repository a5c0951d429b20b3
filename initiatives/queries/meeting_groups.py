from datetime import datetime
from typing import Any

from django.db.models import Q

from initiatives.models import Initiative
from initiatives.signals import gather_meeting_groups

NONE = Q(pk__in=[])


def meets(*, now: datetime) -> Q:
    """Picks the groups with a meeting to come, as far as the calendar knows."""
    answers: list[tuple[Any, Any]] = gather_meeting_groups.send(Initiative, now=now)
    return next((told for _receiver, told in answers), NONE)


def is_meeting(*, initiative: Initiative, now: datetime) -> bool:
    """One query."""
    return Initiative.objects.filter(meets(now=now), pk=initiative.pk).exists()
