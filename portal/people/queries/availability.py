"""Free hours as plain windows. One query each, for any number of people."""

from collections import defaultdict
from collections.abc import Collection

from portal.core.availability import Window
from portal.people.models import AvailabilityWindow, User


def windows_of_person(*, person: User) -> list[Window]:
    return windows_of_people(ids=[person.pk])[person.pk]


def windows_of_people(*, ids: Collection[int]) -> dict[int, list[Window]]:
    """By person; who told no hours has an empty list."""
    found: dict[int, list[Window]] = defaultdict(list, {pk: [] for pk in ids})
    for pk, weekday, start, minutes in AvailabilityWindow.objects.filter(
        person__in=ids
    ).values_list("person", "weekday", "start", "minutes"):
        found[pk].append(Window(weekday, start.hour * 60 + start.minute, minutes))
    return found
