from concurrent.futures import ThreadPoolExecutor
from datetime import time
from threading import Barrier

import pytest
from django.db import connection

from portal.core.availability import DAY, Window
from portal.kit.models import AuditEntry
from portal.people.actions.availability import set_availability
from portal.people.models import AvailabilityWindow, User
from portal.people.queries.availability import windows_of_people, windows_of_person
from tests.factories.people import UserFactory

EVENING = Window(0, 18 * 60, 150)


def test_hours_are_kept_merged_in_the_order_of_the_week(member):
    kept = set_availability(
        person=member,
        windows=[Window(6, 1380, 60), Window(0, 0, 60), EVENING, Window(0, 19 * 60, 30)],
        by=member,
    )

    assert kept == [EVENING, Window(6, 1380, 120)]
    assert windows_of_person(person=member) == kept


def test_the_latest_hours_replace_all_before(member):
    set_availability(person=member, windows=[EVENING], by=member)
    set_availability(person=member, windows=[Window(2, 600, 60)], by=member)

    assert windows_of_person(person=member) == [Window(2, 600, 60)]


def test_a_whole_week_is_one_row(member):
    whole = [Window(day, 0, DAY) for day in range(7)]

    assert set_availability(person=member, windows=whole, by=member) == [Window(0, 0, 7 * DAY)]


def test_the_zone_changes_only_when_one_is_given(member):
    set_availability(person=member, windows=[], timezone="Asia/Kolkata", by=member)
    set_availability(person=member, windows=[EVENING], by=member)

    assert User.objects.get(pk=member.pk).timezone == "Asia/Kolkata"


def test_the_trail_says_that_hours_changed_and_not_which(member):
    set_availability(person=member, windows=[EVENING], by=member)

    entry = AuditEntry.objects.get(verb="availability.set")
    assert (entry.actor, entry.object_key, entry.reason) == (member, str(member.pk), "")


def test_the_hours_of_many_people_come_in_one_query(member, django_assert_num_queries):
    others = UserFactory.create_batch(3)
    set_availability(person=others[0], windows=[EVENING], by=None)

    with django_assert_num_queries(1):
        found = windows_of_people(ids=[member.pk, *(other.pk for other in others)])

    assert found == {
        member.pk: [],
        others[0].pk: [EVENING],
        others[1].pk: [],
        others[2].pk: [],
    }


MORNING, NIGHT = [Window(0, 480, 60)], [Window(1, 1320, 60)]


def at_once(work) -> None:
    start = Barrier(2)

    def one(windows) -> None:
        try:
            work(windows, start)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, [MORNING, NIGHT]))


@pytest.mark.django_db(transaction=True)
def test_of_two_sheets_saved_at_once_one_stays_whole():
    person = UserFactory()

    def save(windows, start) -> None:
        start.wait()
        set_availability(person=person, windows=windows, by=person)

    at_once(save)
    assert windows_of_person(person=person) in (MORNING, NIGHT)


@pytest.mark.django_db(transaction=True)
def test_without_the_guard_both_sheets_are_mixed():
    """The twin: each clears the old hours and writes its own, not holding on to the person."""
    person = UserFactory()

    def save(windows, start) -> None:
        person.availability.all().delete()
        start.wait()
        for window in windows:
            AvailabilityWindow.objects.create(
                person=person,
                weekday=window.weekday,
                start=time(*divmod(window.start, 60)),
                minutes=window.minutes,
            )

    at_once(save)
    assert windows_of_person(person=person) == MORNING + NIGHT
