"""Dates somebody could come to: in their waking hours, or in the free hours of their profile."""

from collections.abc import Set as AbstractSet
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AnonymousUser

from events.models.occurrence import OccurrenceQuerySet
from portal.core.availability import Window, cells_during, cells_of
from portal.people.models import User
from portal.people.queries.availability import windows_of_person

WAKING_FROM, WAKING_UNTIL = 8, 22
WAKING = cells_of(
    Window(day, WAKING_FROM * 60, (WAKING_UNTIL - WAKING_FROM) * 60) for day in range(7)
)
# More dates than this are not looked through: a window that has them is full anyway.
MOST = 5000
A_DAY = timedelta(days=1)


def free_hours(person: User | AnonymousUser) -> frozenset[int]:
    """Half-hours of the week from the profile; empty for who told none. At most one query."""
    if not person.is_authenticated:
        return frozenset()
    return cells_of(windows_of_person(person=person))


def attendable(
    dates: OccurrenceQuerySet, *, hours: AbstractSet[int], zone: ZoneInfo
) -> OccurrenceQuerySet:
    """Of the dates, those that take place within the half-hours from beginning to end; also what
    lasts whole days, where one comes for a part. One query."""
    told = dates.on().order_by("starts_at").values_list("pk", "starts_at", "ends_at")
    return dates.filter(
        pk__in=[
            pk
            for pk, start, end in told[:MOST]
            if end - start >= A_DAY
            or cells_during(start, (end - start) // timedelta(minutes=1), zone) <= hours
        ]
    )
