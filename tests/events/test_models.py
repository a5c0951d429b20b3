"""What the database itself refuses, whoever writes to it."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError, transaction

from events.models import GroupConflict, HoursConsent, Level, Occurrence, Rsvp, Series
from tests.factories.events import SeriesFactory, SlotFactory
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db


def occurrence(series, **changed):
    row = {
        "series": series,
        "slot": series.slots.first(),
        "original_date": date(2026, 1, 6),
        "original_time": time(11),
        "tzid": "America/New_York",
        "starts_at": datetime(2026, 1, 6, 16, tzinfo=UTC),
        "ends_at": datetime(2026, 1, 6, 17, tzinfo=UTC),
        "tz_version": "2026f",
    }
    return Occurrence.objects.create(**row | changed)


def refuses(make, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make()


def test_a_series_has_one_date_a_day_because_the_day_is_its_address():
    series = SeriesFactory()
    occurrence(series)
    refuses(
        lambda: occurrence(series, slot=None, original_time=time(15)),
        "events_occurrence.series_id|one_address_a_day",
    )


def test_a_date_ends_after_it_starts():
    series = SeriesFactory()
    refuses(
        lambda: occurrence(series, ends_at=datetime(2026, 1, 6, 16, tzinfo=UTC)),
        "ends_after_it_starts",
    )


def test_a_moved_date_says_where_it_went():
    refuses(lambda: occurrence(SeriesFactory(), status="moved"), "moved_somewhere")
    refuses(
        lambda: occurrence(SeriesFactory(), moved_date=date(2026, 1, 7)), "moved_to_a_whole_time"
    )


def test_a_status_nobody_knows_is_refused():
    refuses(lambda: occurrence(SeriesFactory(), status="perhaps"), "known_status")


def test_a_join_link_is_https():
    refuses(
        lambda: SeriesFactory(join_url="http://call.example.org/1"),
        "events_series_joined_over_https",
    )


def test_a_limit_leaves_room_for_somebody():
    refuses(lambda: SeriesFactory(capacity=0), "events_series_seats_somebody")


def test_nobody_owes_a_seat():
    refuses(lambda: occurrence(SeriesFactory(), seats_taken=-1), "seats_not_owed|seats_taken")


def test_a_person_has_one_seat_at_a_date(member):
    row = occurrence(SeriesFactory())
    Rsvp.objects.create(occurrence=row, person=member)
    refuses(
        lambda: Rsvp.objects.create(occurrence=row, person=member),
        "events_rsvp.occurrence_id|one_seat",
    )


@pytest.mark.parametrize("slug", ["month", "check"])
def test_a_series_cannot_take_an_address_of_the_calendar_itself(slug):
    refuses(lambda: SeriesFactory(slug=slug), "events_series_has_a_name")


def test_a_pair_of_groups_is_one_row_in_one_order():
    older, newer = InitiativeFactory(), InitiativeFactory()
    GroupConflict.objects.create(a=older, b=newer, level=Level.TOPIC)
    refuses(
        lambda: GroupConflict.objects.create(a=older, b=newer, level=Level.LEADS),
        "events_groupconflict.a_id|pair_once",
    )
    refuses(
        lambda: GroupConflict.objects.create(a=newer, b=older, level=Level.TOPIC),
        "events_conflict_in_order",
    )
    refuses(
        lambda: GroupConflict.objects.create(a=newer, b=InitiativeFactory(), level="friends"),
        "events_conflict_known_level",
    )


def test_a_group_is_let_count_hours_once(member):
    group = InitiativeFactory()
    HoursConsent.objects.create(person=member, initiative=group)
    refuses(
        lambda: HoursConsent.objects.create(person=member, initiative=group),
        "events_hoursconsent.person_id|consent_once",
    )


def test_a_meeting_held_once_has_no_last_day():
    refuses(
        lambda: SlotFactory(rrule="", until_date=date(2026, 3, 1)), "events_slot_once_has_no_end"
    )


def test_a_series_of_an_unlisted_group_is_not_public():
    series = SeriesFactory(initiative__is_listed=False)
    assert series not in Series.objects.published()


def test_upcoming_holds_what_runs_right_now_and_not_what_is_over():
    series = SeriesFactory()
    row = occurrence(series)
    during = datetime(2026, 1, 6, 16, 59, tzinfo=UTC)
    over = datetime(2026, 1, 6, 17, tzinfo=UTC)
    assert list(Occurrence.objects.upcoming(during)) == [row]
    assert list(Occurrence.objects.upcoming(over)) == []
