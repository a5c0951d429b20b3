"""A member's start page: their next meetings."""

from datetime import date, datetime, time

import pytest

from events.actions.occurrence import cancel_occurrence, move_occurrence
from events.actions.rsvp import answer_date
from events.queries.agenda import agenda_of
from initiatives.models import Follow

pytestmark = pytest.mark.django_db


def told(person, now) -> list[tuple[str, str]]:
    return [(one.url, one.why) for one in agenda_of(person=person, now=now)]


def on(series, day):
    return series.occurrences.get(original_date=date(2026, 2, day))


def test_seats_come_first_and_each_says_why_it_is_here(make_series, member, now):
    seated, followed = make_series(slug="seated"), make_series(slug="followed")
    Follow.objects.create(person=member, initiative=followed.initiative)
    for day in (17, 24):
        answer_date(occurrence=on(seated, day), by=member, answer="yes")
    answer_date(occurrence=on(seated, 10), by=member, answer="yes")
    cancel_occurrence(occurrence=on(seated, 17), by=None)
    move_occurrence(occurrence=on(seated, 24), to=datetime(2026, 2, 25, 11), by=None)
    assert told(member, now) == [
        ("/events/seated/2026-02-10/", "You said you come."),
        ("/events/seated/2026-02-17/", "Cancelled: this date does not take place."),
        ("/events/seated/2026-02-24/", "Moved to this time."),
        ("/events/followed/2026-02-03/", "You follow this group."),
        ("/events/followed/2026-02-10/", "You follow this group."),
        ("/events/followed/2026-02-17/", "You follow this group."),
        ("/events/followed/2026-02-24/", "You follow this group."),
    ]


def test_an_item_says_when_and_with_whom(make_series, member, now):
    series = make_series(slug="call", title="Weekly call", initiative__name="Bread WG")
    row = on(series, 10)
    answer_date(occurrence=row, by=member, answer="yes")
    [item] = agenda_of(person=member, now=now)
    assert (item.what, item.with_whom, item.at, item.until, item.kind) == (
        "Weekly call",
        "Bread WG",
        row.starts_at,
        row.ends_at,
        "Meeting",
    )


def test_what_has_days_instead_of_hours_says_its_days(make_series, member, now):
    summit = make_series(
        slots=[
            {
                "start_date": date(2026, 2, 12),
                "start_time": time(),
                "tzid": "Asia/Tokyo",
                "rrule": "",
            }
        ],
        is_all_day=True,
        duration_minutes=3 * 24 * 60,
    )
    Follow.objects.create(person=member, initiative=summit.initiative)
    [item] = agenda_of(person=member, now=now)
    assert item.days == (date(2026, 2, 12), date(2026, 2, 14))


def test_who_neither_comes_nor_follows_is_told_nothing(make_series, member, now):
    make_series()
    assert agenda_of(person=member, now=now) == []


@pytest.mark.parametrize("many", [1, 12])
def test_many_meetings_cost_what_one_costs(
    make_series, member, now, many, django_assert_num_queries
):
    for number in range(many):
        series = make_series(slug=f"m-{number}")
        Follow.objects.create(person=member, initiative=series.initiative)
    with django_assert_num_queries(3):
        assert len(agenda_of(person=member, now=now)) == (4 if many == 1 else 8)
