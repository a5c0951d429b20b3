"""Whether somebody did anything here yet: many accounts made to take all tasks have not."""

from datetime import datetime, timedelta

from django.conf import settings

from portal.people.models import User
from portal.people.queries.profile import has_told_anything
from portal.people.signals import own_acts_asked


def has_yet_to_act(*, person: User, now: datetime) -> bool:
    """A new account with which nothing was done but signing up. A query for each place to look at
    until something is found, none for an account that is older."""
    is_older = now - person.date_joined >= timedelta(days=settings.TASK_NEW_DAYS)
    if is_older or not settings.TASK_NEW_DAYS:
        return False
    if has_told_anything(person=person) or person.follows.exists() or person.task_claims.exists():
        return False
    return not any(did for _to, did in own_acts_asked.send(sender=None, person=person))
