"""Which groups should not meet at one time, as the organizers of either of them say."""

from django.db import transaction

from events.models import GroupConflict, Level
from initiatives.models import Initiative
from portal.kit import audit
from portal.people.models import User


class SameGroup(Exception):
    """A group is always minded by itself."""


@transaction.atomic
def set_conflict(*, one: Initiative, other: Initiative, level: str, by: User) -> GroupConflict:
    """The pair has one row, whoever says it: the later word holds. Raises SameGroup."""
    if one.pk == other.pk:
        raise SameGroup
    a, b = sorted((one, other), key=lambda group: group.pk)
    row, _ = GroupConflict.objects.update_or_create(a=a, b=b, defaults={"level": Level(level)})
    audit.record(by=by, verb="conflict.set", on=row, is_on_pages=False)
    return row


@transaction.atomic
def drop_conflict(*, conflict: GroupConflict, by: User) -> None:
    audit.record(by=by, verb="conflict.dropped", on=conflict, is_on_pages=False)
    conflict.delete()
