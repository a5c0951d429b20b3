from django_tasks import task

from portal.kit import clock
from portal.notices.actions.mail import deliver_notice


@task()
def deliver(public_id: str) -> None:
    deliver_notice(public_id=public_id, now=clock.now())
