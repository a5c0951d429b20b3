from django_tasks import task

from initiatives.onboarding.actions import evidence, kin
from portal.kit import clock


@task()
def look_at_link(pk: int) -> None:
    evidence.look_at_link(pk=pk, now=clock.now())


@task()
def cover_in_kin(pk: int) -> None:
    kin.cover_in_kin(evidence=pk)
