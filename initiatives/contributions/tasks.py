from django_tasks import task

from initiatives.contributions.actions import poll
from portal.kit import clock


@task()
def poll_repositories(pks: list[int]) -> None:
    poll.poll_repositories(pks=pks, now=clock.now())
