from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from initiatives.models import Initiative, Task, TaskSource, TaskState

MOST_LABELS = 40


@dataclass(frozen=True)
class KeptSource:
    """A repository as who keeps the group reads it; `failure` is empty while all is well."""

    repository: str
    tasks: int
    read_at: datetime | None
    failed_since: datetime | None
    failure: str


def kept_sources(*, initiative: Initiative) -> list[KeptSource]:
    """Two queries."""
    offered = Count("pk", filter=Q(state__in=[TaskState.OPEN, TaskState.IN_REVIEW]))
    rows = Task.objects.filter(initiative=initiative).order_by()
    counts = dict(rows.values_list("repository").annotate(n=offered))
    return [
        KeptSource(
            repository=row.repository,
            tasks=counts.get(row.repository, 0),
            read_at=row.read_at,
            failed_since=row.failed_since,
            failure=row.failure,
        )
        for row in initiative.task_sources.all()
    ]


def labels_seen(*, source: TaskSource) -> list[str]:
    """Of tasks the repository has given, the usual ones first. One query."""
    rows = Task.objects.filter(repository=source.repository).values_list("labels", flat=True)
    counted = Counter(label for labels in rows[:2000] for label in labels)
    return [label for label, _times in counted.most_common(MOST_LABELS)]
