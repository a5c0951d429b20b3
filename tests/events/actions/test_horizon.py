"""Dates made from rules, and kept true."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db.models import F

from events.actions import horizon
from events.actions.guest import answer_as_guest, ask_as_guest
from events.actions.horizon import Materialised, materialise, roll_horizon
from events.actions.occurrence import cancel_occurrence, move_occurrence
from events.actions.rsvp import answer_date
from events.models import Occurrence, Rsvp, Series
from initiatives.models import Follow
from portal.core import zones
from portal.kit.models import AuditEntry
from portal.notices.models import Notice
from tests.factories.events import SeriesFactory
from tests.factories.initiatives import RoleFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 2, 2, 9, tzinfo=UTC)


def made(series: Series) -> Series:
    materialise(series=series, now=NOW)
    return series


def starts(series: Series, *, first: date, last: date) -> list[str]:
    rows = series.occurrences.filter(original_date__range=(first, last))
    return [f"{row.starts_at:%m-%d %H:%M}" for row in rows.order_by("starts_at")]


def test_dates_reach_eighteen_months_ahead():
    series = made(SeriesFactory())
    last = series.occurrences.latest("starts_at").original_date
    assert last == date(2027, 8, 3)
    assert NOW + horizon.AHEAD - last_instant(series) < timedelta(days=7)


def last_instant(series):
    return series.occurrences.latest("starts_at").starts_at


def test_a_new_series_shows_the_month_it_arrives_in():
    series = made(SeriesFactory())
    assert series.occurrences.earliest("starts_at").original_date == date(2026, 1, 6)


def test_the_wall_time_stays_over_the_clock_change_and_the_instant_moves():
    series = made(SeriesFactory())
    assert starts(series, first=date(2026, 3, 1), last=date(2026, 3, 15)) == [
        "03-03 16:00",
        "03-10 15:00",
    ]


@pytest.mark.parametrize(
    ("tzid", "expected"),
    [
        ("Asia/Kolkata", ["03-03 05:30", "03-10 05:30"]),
        ("America/St_Johns", ["03-03 14:30", "03-10 13:30"]),
        ("Europe/Berlin", ["03-03 10:00", "03-10 10:00"]),
        ("Asia/Kathmandu", ["03-03 05:15", "03-10 05:15"]),
    ],
)
def test_every_zone_keeps_its_own_offset(tzid, expected):
    series = made(SeriesFactory(slots=[{"tzid": tzid}]))
    assert starts(series, first=date(2026, 3, 1), last=date(2026, 3, 15)) == expected


def test_a_date_in_the_gap_of_a_clock_change_does_not_exist():
    slot = {
        "tzid": "America/New_York",
        "start_date": date(2026, 3, 1),
        "start_time": time(2, 30),
        "rrule": "FREQ=WEEKLY;BYDAY=SU",
    }
    series = made(SeriesFactory(slots=[slot]))
    assert starts(series, first=date(2026, 3, 1), last=date(2026, 3, 15)) == [
        "03-01 07:30",
        "03-15 06:30",
    ]


def test_it_is_safe_to_repeat():
    series = made(SeriesFactory())
    before = list(series.occurrences.values())
    assert materialise(series=series, now=NOW) == Materialised()
    assert list(series.occurrences.values()) == before


def test_the_horizon_rolls_with_the_days():
    series = made(SeriesFactory())
    assert roll_horizon(now=NOW + timedelta(days=14)) == Materialised(created=2)
    assert last_instant(series) == datetime(2027, 8, 17, 15, tzinfo=UTC)


def change_slot(series: Series, **changed) -> Series:
    series.slots.update(**changed)
    return Series.objects.get(pk=series.pk)


def test_a_new_hour_moves_the_future_and_leaves_the_past():
    series = change_slot(made(SeriesFactory()), start_time=time(15))
    materialise(series=series, now=NOW)
    assert starts(series, first=date(2026, 1, 20), last=date(2026, 2, 10)) == [
        "01-20 16:00",
        "01-27 16:00",
        "02-03 20:00",
        "02-10 20:00",
    ]


def test_a_new_day_replaces_only_dates_nobody_touched():
    series = made(SeriesFactory())
    with time_machine.travel(NOW, tick=False):
        cancel_occurrence(
            occurrence=series.occurrences.get(original_date=date(2026, 2, 10)), by=None
        )
    series = change_slot(series, start_date=date(2026, 1, 7), rrule="FREQ=WEEKLY;BYDAY=WE")
    materialise(series=series, now=NOW)
    rows = series.occurrences.filter(
        original_date__range=(date(2026, 1, 27), date(2026, 2, 18))
    ).order_by("original_date")
    assert [(row.original_date, row.status, row.slot is None) for row in rows] == [
        (date(2026, 1, 27), "scheduled", False),
        (date(2026, 2, 4), "scheduled", False),
        (date(2026, 2, 10), "cancelled", True),
        (date(2026, 2, 11), "scheduled", False),
        (date(2026, 2, 18), "scheduled", False),
    ]


def test_a_cancelled_date_stays_cancelled_when_the_hour_changes():
    series = made(SeriesFactory())
    with time_machine.travel(NOW, tick=False):
        cancel_occurrence(
            occurrence=series.occurrences.get(original_date=date(2026, 2, 10)), by=None
        )
    materialise(series=change_slot(series, start_time=time(15)), now=NOW)
    row = series.occurrences.get(original_date=date(2026, 2, 10))
    assert (row.status, row.starts_at) == ("cancelled", datetime(2026, 2, 10, 20, tzinfo=UTC))


def test_a_moved_date_keeps_the_time_it_was_moved_to():
    series = made(SeriesFactory())
    with time_machine.travel(NOW, tick=False):
        move_occurrence(
            occurrence=series.occurrences.get(original_date=date(2026, 2, 10)),
            to=datetime(2026, 2, 12, 9),
            by=None,
        )
    materialise(series=change_slot(series, start_time=time(15)), now=NOW)
    row = series.occurrences.get(original_date=date(2026, 2, 10))
    assert (row.status, row.starts_at) == ("moved", datetime(2026, 2, 12, 14, tzinfo=UTC))


def test_a_rule_that_ends_takes_its_later_dates_away():
    series = change_slot(made(SeriesFactory()), until_date=date(2026, 2, 10))
    materialise(series=series, now=NOW)
    assert last_instant(series) == datetime(2026, 2, 10, 16, tzinfo=UTC)


def test_a_slot_that_is_gone_leaves_its_past_dates():
    series = made(SeriesFactory())
    series.slots.all().delete()
    materialise(series=Series.objects.get(pk=series.pk), now=NOW)
    assert [row.original_date for row in series.occurrences.order_by("starts_at")] == [
        date(2026, 1, 6),
        date(2026, 1, 13),
        date(2026, 1, 20),
        date(2026, 1, 27),
    ]


def test_new_zone_data_moves_the_instant_of_future_dates_and_says_so(monkeypatch):
    """The wall time is the truth: rows made with other rules for the zone are derived again."""
    series = made(SeriesFactory())
    future = Occurrence.objects.filter(series=series, starts_at__gte=NOW)
    hour = timedelta(hours=1)
    for row in Occurrence.objects.filter(series=series):
        Occurrence.objects.filter(pk=row.pk).update(
            starts_at=row.starts_at - hour, ends_at=row.ends_at - hour, tz_version="2019a"
        )
    count = future.count()
    assert materialise(series=series, now=NOW) == Materialised(updated=count, shifted=count)
    assert set(future.values_list("tz_version", flat=True)) == {zones.tzdata_version()}
    assert starts(series, first=date(2026, 1, 27), last=date(2026, 2, 3)) == [
        "01-27 15:00",
        "02-03 16:00",
    ]
    series.refresh_from_db()
    assert series.changed_at == NOW
    assert AuditEntry.objects.latest("id").verb == "occurrences.rederived"
    assert series.slots.get().sequence == 0


def an_hour_early(dates) -> None:
    """As other zone data would have it."""
    hour = timedelta(hours=1)
    dates.update(starts_at=F("starts_at") - hour, ends_at=F("ends_at") - hour)


def test_new_zone_data_is_told_once_to_who_follows_comes_or_arranges(caplog):
    series = made(SeriesFactory())
    call = series.occurrences.get(original_date=date(2026, 2, 10))
    follower, guest, organizer = UserFactory.create_batch(3)
    Follow.objects.create(person=follower, initiative=series.initiative)
    RoleFactory(initiative=series.initiative, person=organizer, role="organizer")
    with time_machine.travel(NOW, tick=False):
        answer_date(occurrence=call, by=guest, answer="yes")
        for _ in range(2):
            an_hour_early(Occurrence.objects.filter(pk=call.pk))
            materialise(series=series, now=NOW)
    told = Notice.objects.filter(template="events/clocks")
    assert {notice.person for notice in told} == {follower, guest, organizer}
    assert told.count() == 3
    assert told[0].context["starts_at"] == call.starts_at.isoformat()
    assert f"{series.slug} 2026-02-10: 2026-02-10T15:00:00+00:00 is 2026-02-10T16" in caplog.text


def test_a_guest_hears_it_of_their_own_date():
    series = made(SeriesFactory())
    call = series.occurrences.get(original_date=date(2026, 2, 17))
    with time_machine.travel(NOW, tick=False):
        ask_as_guest(occurrence=call, name="Ada", address="ada@example.org", zone="Asia/Tokyo")
        answer_as_guest(rsvp=Rsvp.objects.get(), answer="yes")
        an_hour_early(Occurrence.objects.filter(series=series, starts_at__gte=NOW))
        materialise(series=series, now=NOW)
    told = Notice.objects.get(template="events/clocks", address="ada@example.org")
    assert told.url.startswith("/meet/guest/seat/")
    assert (told.context["starts_at"], told.context["zone"]) == (
        call.starts_at.isoformat(),
        "Asia/Tokyo",
    )


def test_new_zone_data_of_a_draft_is_told_to_nobody():
    series = made(SeriesFactory(is_published=False))
    Follow.objects.create(person=UserFactory(), initiative=series.initiative)
    an_hour_early(Occurrence.objects.all())
    assert materialise(series=series, now=NOW).shifted
    assert Notice.objects.count() == 0


def test_an_old_version_with_the_same_instants_is_no_change_for_subscribers():
    series = made(SeriesFactory())
    changed_at = series.changed_at
    Occurrence.objects.filter(series=series).update(tz_version="2019a")
    assert materialise(series=series, now=NOW).shifted == 0
    series.refresh_from_db()
    assert series.changed_at == changed_at


def test_a_series_costs_the_same_few_queries_whatever_its_dates(django_assert_max_num_queries):
    """Fewer where a database takes all rows at once."""
    for _ in range(3):
        SeriesFactory()
    with django_assert_max_num_queries(1 + 3 * 11):
        roll_horizon(now=NOW)


def test_one_broken_rule_does_not_stop_the_others():
    broken, whole = SeriesFactory(), SeriesFactory()
    broken.slots.update(rrule="FREQ=NEVER")
    roll_horizon(now=NOW)
    assert (broken.occurrences.exists(), whole.occurrences.exists()) == (False, True)
