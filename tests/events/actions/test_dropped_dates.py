"""Days a rule gives and its series does not meet on; days it meets on without a rule."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from events.actions.horizon import materialise
from events.actions.rsvp import answer_date
from events.core.expand import expand
from events.core.ics import read_calendar, write_calendar
from events.models import Occurrence, Series
from events.queries.feed import feed_of_series
from tests.factories.people import UserFactory

TUESDAYS = {"start_date": date(2026, 1, 6), "rrule": "FREQ=WEEKLY;BYDAY=TU"}
EVERY_FOURTH = {"start_date": date(2026, 2, 3), "rrule": "FREQ=WEEKLY;INTERVAL=4;BYDAY=TU"}
IN_THE_GAP = {"start_date": date(2026, 3, 1), "start_time": time(2, 30), "rrule": "FREQ=WEEKLY"}


def dates(series: Series, *, until: date = date(2026, 3, 18)) -> list[str]:
    rows = series.occurrences.filter(original_date__gte=date(2026, 2, 1), original_date__lt=until)
    return [f"{row.original_date:%m-%d}" for row in rows.order_by("original_date")]


def in_the_feed(series: Series, now: datetime) -> list[tuple[datetime, datetime, str]]:
    """As a calendar program reads it."""
    feed = feed_of_series(series)
    calendar = read_calendar(write_calendar(feed.name, feed.events()))
    assert calendar.problems == ()
    found = [
        (one.start, one.end, one.status)
        for event in calendar.events
        for one in expand(event.schedule, start=now, end=now + timedelta(days=400))
    ]
    return sorted(found)


def in_the_rows(series: Series, now: datetime) -> list[tuple[datetime, datetime, str]]:
    rows = series.occurrences.filter(ends_at__gt=now, starts_at__lt=now + timedelta(days=400))
    return sorted(
        (row.starts_at, row.ends_at, "cancelled" if row.is_cancelled else "confirmed")
        for row in rows
    )


@pytest.fixture
def give_way(make_series, now):
    """A weekly call that leaves its Tuesdays to another meeting."""

    def give_way(other: Series, **facts) -> Series:
        series = make_series(slots=[TUESDAYS], **facts)
        series.yields_to.add(other)
        materialise(series=series, now=now)
        return series

    return give_way


class TestGivingWay:
    def test_a_date_is_left_to_the_other_meeting(self, give_way, make_series, now):
        series = give_way(make_series(slots=[EVERY_FOURTH]))
        assert dates(series) == ["02-10", "02-17", "02-24", "03-10", "03-17"]
        assert in_the_feed(series, now) == in_the_rows(series, now)

    def test_the_feed_says_it_as_exdate_and_carries_a_new_date_of_change(
        self, give_way, make_series, now
    ):
        series = give_way(make_series(slots=[EVERY_FOURTH]), changed_at=now - timedelta(days=9))
        feed = feed_of_series(series)
        text = write_calendar(feed.name, feed.events()).decode()
        assert "EXDATE;TZID=America/New_York:20260203T110000" in text
        assert Series.objects.get(pk=series.pk).changed_at == now

    def test_the_day_counts_where_the_one_that_gives_way_is_at_home(
        self, give_way, make_series, now
    ):
        """Monday 22:00 in New York is Tuesday in Tokyo: it is in nobody's way in New York."""
        monday_night = {"start_date": date(2026, 2, 2), "start_time": time(22), "rrule": ""}
        assert "02-03" in dates(give_way(make_series(slots=[monday_night])))

    def test_a_meeting_over_several_days_takes_each_of_them(self, give_way, make_series):
        summit = {"start_date": date(2026, 2, 9), "start_time": time(9), "rrule": ""}
        series = give_way(make_series(slots=[summit], duration_minutes=2 * 24 * 60))
        assert dates(series, until=date(2026, 2, 20)) == ["02-03", "02-17"]

    def test_it_meets_again_when_the_other_one_no_longer_does(self, give_way, make_series, now):
        other = make_series(slots=[EVERY_FOURTH])
        series = give_way(other)
        other.occurrences.filter(original_date=date(2026, 3, 3)).update(status="cancelled")
        materialise(series=other, now=now)
        assert dates(series) == ["02-10", "02-17", "02-24", "03-03", "03-10", "03-17"]

    def test_a_draft_is_in_nobodys_way(self, give_way, make_series):
        draft = make_series(slots=[EVERY_FOURTH], is_published=False)
        assert "02-03" in dates(give_way(draft))

    def test_a_date_with_people_stays_and_keeps_its_slot(self, make_series, now):
        other, series = make_series(slots=[EVERY_FOURTH]), make_series(slots=[TUESDAYS])
        call = series.occurrences.get(original_date=date(2026, 3, 3))
        answer_date(occurrence=call, by=UserFactory(), answer="yes")
        series.yields_to.add(other)
        materialise(series=series, now=now)
        call.refresh_from_db()
        assert (call.slot, call.starts_at) == (
            series.slots.get(),
            datetime(2026, 3, 3, 16, tzinfo=UTC),
        )
        assert in_the_feed(series, now) == in_the_rows(series, now)

    def test_new_days_of_the_other_one_are_left_to_it_by_the_nightly_work(
        self, give_way, make_series, now
    ):
        other = make_series(slots=[EVERY_FOURTH])
        series = give_way(other)
        later = now + timedelta(days=30)
        materialise(series=other, now=later)
        days = series.slots.get().dropped_dates
        assert days[-1] == other.occurrences.latest("original_date").original_date.isoformat()
        assert series.occurrences.filter(original_date__in=days).count() == 0


class TestSkippedHours:
    def test_a_date_clocks_skip_is_dropped_for_every_calendar_program(self, make_series, now):
        series = make_series(slots=[IN_THE_GAP])
        assert dates(series) == ["03-01", "03-15"]
        assert series.slots.get().dropped_dates == [
            "2026-03-08",
            "2027-03-14",
            "2028-03-12",
            "2029-03-11",
            "2030-03-10",
        ]
        feed = feed_of_series(series)
        assert b"20270314T023000" in write_calendar(feed.name, feed.events())

    def test_a_date_added_on_that_day_meets_at_an_hour_there_is(self, make_series, now):
        series = make_series(slots=[IN_THE_GAP])
        add(series, datetime(2026, 3, 8, 3))
        materialise(series=series, now=now)
        assert dates(series) == ["03-01", "03-08", "03-15"]
        assert in_the_feed(series, now) == in_the_rows(series, now)


class TestTwoSlotsOnADay:
    def test_the_first_has_it_and_calendars_agree(self, make_series, now):
        first_of_month = {"start_date": date(2026, 2, 3), "rrule": "FREQ=MONTHLY;BYDAY=1TU"}
        series = make_series(slots=[TUESDAYS, first_of_month | {"start_time": time(18)}])
        assert in_the_feed(series, now) == in_the_rows(series, now)


class TestAddedDates:
    def test_it_stays_whatever_the_rule_does_and_follows_its_own_clock(self, make_series, now):
        series = make_series(slots=[TUESDAYS])
        row = add(series, datetime(2026, 2, 12, 15))
        series.slots.update(rrule="FREQ=MONTHLY;BYDAY=1TU", start_date=date(2026, 2, 3))
        materialise(series=series, now=now)
        row.refresh_from_db()
        assert row.starts_at == datetime(2026, 2, 12, 20, tzinfo=UTC)
        assert dates(series) == ["02-03", "02-12", "03-03"]
        assert in_the_feed(series, now) == in_the_rows(series, now)

    def test_it_takes_the_place_of_a_date_the_rule_gives_on_that_day_later(self, make_series, now):
        series = make_series(slots=[TUESDAYS])
        add(series, datetime(2026, 2, 12, 15))
        series.slots.update(rrule="FREQ=WEEKLY;BYDAY=TH", start_date=date(2026, 2, 5))
        materialise(series=series, now=now)
        assert series.slots.get().dropped_dates == ["2026-02-12"]
        assert in_the_feed(series, now) == in_the_rows(series, now)

    @pytest.mark.parametrize(
        ("hour", "tzid"), [(11, "America/New_York"), (16, "UTC"), (17, "Europe/Berlin")]
    )
    def test_one_at_the_very_hour_of_the_rule_stays_in_the_feed(self, make_series, now, hour, tzid):
        series = make_series(slots=[TUESDAYS | {"start_date": date(2026, 2, 10)}])
        add(series, datetime(2026, 2, 3, hour), tzid=tzid)
        series.slots.update(start_date=date(2026, 2, 3))
        materialise(series=series, now=now)
        assert series.slots.get().dropped_dates == []
        assert in_the_feed(series, now) == in_the_rows(series, now)

    def test_one_at_the_hour_of_another_slot_than_the_last_is_there_once(self, make_series, now):
        thursdays = {"start_date": date(2026, 2, 5), "rrule": "FREQ=WEEKLY;BYDAY=TH"}
        series = make_series(slots=[TUESDAYS | {"start_date": date(2026, 2, 10)}, thursdays])
        add(series, datetime(2026, 2, 3, 11))
        series.slots.filter(position=1).update(start_date=date(2026, 2, 3))
        materialise(series=series, now=now)
        assert in_the_feed(series, now) == in_the_rows(series, now)

    def test_cancelled_or_moved_it_stays_in_the_feed_as_that(self, make_series, now):
        series = make_series(slots=[TUESDAYS])
        add(series, datetime(2026, 2, 12, 15), status="cancelled")
        add(series, datetime(2026, 2, 19, 15), tzid="Europe/Berlin")
        materialise(series=series, now=now)
        found = in_the_feed(series, now)
        assert found == in_the_rows(series, now)
        assert [one for one in found if one[2] == "cancelled"] == [
            (
                datetime(2026, 2, 12, 20, tzinfo=UTC),
                datetime(2026, 2, 12, 21, tzinfo=UTC),
                "cancelled",
            )
        ]


class TestNumbers:
    """Calendars take a new schedule only with a higher SEQUENCE (RFC 5546, 2.1.4)."""

    def test_a_day_left_to_another_series_is_a_new_schedule(self, give_way, make_series, now):
        other = make_series(slots=[EVERY_FOURTH])
        series = give_way(other)
        before = series.slots.get().sequence
        other.occurrences.filter(original_date=date(2026, 3, 3)).update(status="cancelled")
        materialise(series=other, now=now)
        assert series.slots.get().sequence == before + 1
        materialise(series=other, now=now)
        assert series.slots.get().sequence == before + 1

    def test_an_hour_that_clocks_skip_is_none(self, make_series, now):
        series = make_series(slots=[IN_THE_GAP])
        assert series.slots.get().dropped_dates[0] == "2026-03-08"
        assert series.slots.get().sequence == 0

    def test_a_date_that_loses_its_rule_counts_with_the_slot_it_stands_with(self, make_series, now):
        thursdays = {"start_date": date(2026, 2, 5), "rrule": "FREQ=WEEKLY;BYDAY=TH"}
        series = make_series(slots=[TUESDAYS, thursdays])
        call = series.occurrences.get(original_date=date(2026, 3, 3))
        answer_date(occurrence=call, by=UserFactory(), answer="yes")
        series.slots.filter(position=1).update(until_date=date(2026, 2, 10))
        materialise(series=series, now=now)
        assert [slot.sequence for slot in series.slots.all()] == [0, 1]
        series.slots.filter(position=1).update(until_date=None)
        materialise(series=series, now=now)
        assert [slot.sequence for slot in series.slots.all()] == [0, 2]


class TestRulesThatWent:
    def test_a_date_with_people_that_lost_its_rule_is_in_the_feed_too(self, make_series, now):
        series = make_series(slots=[TUESDAYS])
        call = series.occurrences.get(original_date=date(2026, 3, 3))
        answer_date(occurrence=call, by=UserFactory(), answer="yes")
        series.slots.update(rrule="FREQ=WEEKLY;BYDAY=WE", start_date=date(2026, 2, 4))
        materialise(series=series, now=now)
        assert Occurrence.objects.get(pk=call.pk).slot is None
        assert in_the_feed(series, now) == in_the_rows(series, now)

    def test_it_lasts_as_long_as_the_others_and_follows_new_zone_data(self, make_series, now):
        series = make_series(slots=[TUESDAYS])
        call = series.occurrences.get(original_date=date(2026, 3, 3))
        answer_date(occurrence=call, by=UserFactory(), answer="yes")
        series.slots.update(rrule="FREQ=WEEKLY;BYDAY=WE", start_date=date(2026, 2, 4))
        materialise(series=series, now=now)
        Series.objects.filter(pk=series.pk).update(duration_minutes=90)
        hour_late = datetime(2026, 3, 3, 17, tzinfo=UTC)
        Occurrence.objects.filter(pk=call.pk).update(
            starts_at=hour_late, ends_at=hour_late + timedelta(hours=1), tz_version="2020a"
        )
        materialise(series=series, now=now)
        call.refresh_from_db()
        assert (call.starts_at, call.ends_at) == (
            datetime(2026, 3, 3, 16, tzinfo=UTC),
            datetime(2026, 3, 3, 17, 30, tzinfo=UTC),
        )


class TestWholeDays:
    def test_they_last_from_midnight_to_midnight_over_a_clock_change(self, make_series, now):
        days = {
            "start_date": date(2026, 3, 28),
            "start_time": time(),
            "tzid": "Europe/Berlin",
            "rrule": "",
        }
        series = make_series(slots=[days], is_all_day=True, duration_minutes=2 * 24 * 60)
        row = series.occurrences.get()
        assert (row.starts_at, row.ends_at) == (
            datetime(2026, 3, 27, 23, tzinfo=UTC),
            datetime(2026, 3, 29, 22, tzinfo=UTC),
        )
        feed = feed_of_series(series)
        text = write_calendar(feed.name, feed.events()).decode()
        assert "DTSTART;VALUE=DATE:20260328\r\nDTEND;VALUE=DATE:20260330" in text

    def test_one_date_by_itself_ends_on_the_same_day_as_in_the_series(self, make_series, now):
        """The day itself has 23 hours."""
        day = {
            "start_date": date(2026, 3, 29),
            "start_time": time(),
            "tzid": "Europe/Berlin",
            "rrule": "",
        }
        series = make_series(slots=[day], is_all_day=True, duration_minutes=24 * 60)
        dates = feed_of_series(series).dates(today=now.date())
        text = write_calendar("One day", dates).decode()
        assert "DTSTART;VALUE=DATE:20260329\r\nDTEND;VALUE=DATE:20260330" in text


def add(series: Series, wall: datetime, *, tzid: str = "America/New_York", **facts) -> Occurrence:
    """Instants are derived when its dates are made."""
    at = wall.replace(tzinfo=UTC)
    return Occurrence.objects.create(
        series=series,
        original_date=wall.date(),
        original_time=wall.time(),
        tzid=tzid,
        starts_at=at,
        ends_at=at + timedelta(hours=1),
        tz_version="",
        is_extra=True,
        **facts,
    )
