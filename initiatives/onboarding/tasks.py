from django_tasks import task

from initiatives.onboarding.actions import evidence
from portal.kit import clock


@task()
def look_at_link(pk: int) -> None:
    evidence.look_at_link(pk=pk, now=clock.now())
