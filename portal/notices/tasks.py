from django_tasks import task

from portal.kit import clock
from portal.notices.actions.mail import deliver_key, deliver_notice, deliver_several


@task()
def deliver(public_id: str) -> None:
    deliver_notice(public_id=public_id, now=clock.now())


@task()
def deliver_all(key: str) -> None:
    deliver_key(key=key, now=clock.now())


@task()
def deliver_keys(keys: list[str]) -> None:
    deliver_several(keys=keys, now=clock.now())
