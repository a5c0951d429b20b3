"""A foundation of 300 groups and 100 series: larger than any we know, small enough to make."""

from django.db import transaction

from events.actions.horizon import materialise
from initiatives.models import Initiative
from portal.kit import clock
from tests.factories.events import SeriesFactory
from tests.factories.initiatives import InitiativeFactory, RoleFactory, TopicFactory

GROUPS = 300
WORKING_GROUPS = 30
SERIES = 100
STAGES = ("sandbox", "incubating", "graduated")
ZONES = ("America/New_York", "Europe/Berlin", "Asia/Kolkata", "America/Los_Angeles")
DAYS = ("MO", "TU", "WE", "TH", "FR")


@transaction.atomic
def make() -> Initiative:
    """A council, thirty groups that report to it, and nine that report to each of those.

    Returns a group with a parent, people and meetings: the one whose page is measured.
    """
    topics = [TopicFactory() for _ in range(8)]
    council = InitiativeFactory(slug="council", kind="council")
    groups = []
    for number in range(GROUPS - 1):
        group = InitiativeFactory(
            slug=f"group-{number}",
            stage=STAGES[number % 3],
            parent=council if number < WORKING_GROUPS else groups[number % WORKING_GROUPS],
            topics=[topics[number % 8], topics[(number + 3) % 8]],
        )
        groups.append(group)
    for group in groups:
        RoleFactory(initiative=group, role="chair")
        RoleFactory(initiative=group, role="co-chair")
    for number in range(SERIES):
        day = DAYS[number % 5]
        series = SeriesFactory(
            slug=f"meeting-{number}",
            initiative=groups[number],
            slots=[
                {
                    "rrule": f"FREQ=WEEKLY;INTERVAL={1 + number % 2};BYDAY={day}",
                    "tzid": ZONES[number % 4],
                    "start_date": f"2026-01-{5 + number % 5:02}",
                    "start_time": f"{8 + number % 10:02}:00",
                }
            ],
        )
        series.slots.get().refresh_from_db()
        materialise(series=series, now=clock.now())
    return groups[0]
