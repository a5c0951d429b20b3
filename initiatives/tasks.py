from django_tasks import task

from initiatives.actions.task_source import refresh_known_source
from portal.kit import clock


@task()
def refresh_source(pk: int) -> None:
    refresh_known_source(pk=pk, now=clock.now())
