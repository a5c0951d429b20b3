"""What is decided about one date."""

from datetime import UTC, date, datetime, timedelta

import pytest

from events.actions.horizon import materialise
from events.actions.occurrence import (
    AlreadyCancelled,
    AlreadyOver,
    NoSuchTime,
    NotCancelled,
    PastTime,
    SameTime,
    cancel_occurrence,
    move_occurrence,
    restore_occurrence,
)
from portal.kit.models import AuditEntry
from tests.factories.events import SeriesFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 2, 2, 9, tzinfo=UTC)


@pytest.fixture
def series(at):
    at(NOW)
    series = SeriesFactory(changed_at=NOW - timedelta(days=30))
    materialise(series=series, now=NOW)
    return series


def on(series, day):
    return series.occurrences.get(original_date=day)


def test_a_cancelled_date_keeps_its_row_and_tells_subscribers(series, member):
    cancel_occurrence(occurrence=on(series, date(2026, 2, 10)), by=member, reason="holiday")
    assert on(series, date(2026, 2, 10)).status == "cancelled"
    series.refresh_from_db()
    assert series.changed_at >= NOW
    assert series.slots.get().sequence == 1
    entry = AuditEntry.objects.latest("id")
    assert (entry.verb, entry.actor, entry.reason) == ("occurrence.cancelled", member, "holiday")


def test_a_moved_date_keeps_its_address_and_its_length(series):
    move_occurrence(
        occurrence=on(series, date(2026, 2, 10)), to=datetime(2026, 2, 12, 9, 30), by=None
    )
    row = on(series, date(2026, 2, 10))
    assert (row.status, row.starts_at, row.ends_at) == (
        "moved",
        datetime(2026, 2, 12, 14, 30, tzinfo=UTC),
        datetime(2026, 2, 12, 15, 30, tzinfo=UTC),
    )
    assert row.get_absolute_url() == f"/events/{series.slug}/2026-02-10/"


def test_a_date_moved_over_the_clock_change_is_meant_in_the_new_clock(series):
    move_occurrence(occurrence=on(series, date(2026, 3, 3)), to=datetime(2026, 3, 9, 11), by=None)
    assert on(series, date(2026, 3, 3)).starts_at == datetime(2026, 3, 9, 15, tzinfo=UTC)


def test_what_is_over_is_not_undone(series):
    with pytest.raises(AlreadyOver):
        cancel_occurrence(occurrence=on(series, date(2026, 1, 27)), by=None)


def test_what_is_cancelled_is_neither_moved_nor_cancelled_again(series):
    cancel_occurrence(occurrence=on(series, date(2026, 2, 10)), by=None)
    with pytest.raises(AlreadyCancelled):
        cancel_occurrence(occurrence=on(series, date(2026, 2, 10)), by=None)
    with pytest.raises(AlreadyCancelled):
        move_occurrence(
            occurrence=on(series, date(2026, 2, 10)), to=datetime(2026, 2, 12, 9), by=None
        )


def test_moving_to_where_it_is_changes_nothing(series):
    with pytest.raises(SameTime):
        move_occurrence(
            occurrence=on(series, date(2026, 2, 10)), to=datetime(2026, 2, 10, 11), by=None
        )


def test_a_wall_time_that_clocks_skip_is_refused(series):
    with pytest.raises(NoSuchTime):
        move_occurrence(
            occurrence=on(series, date(2026, 3, 3)), to=datetime(2026, 3, 8, 2, 30), by=None
        )


def test_nothing_moves_into_the_past(series):
    with pytest.raises(PastTime):
        move_occurrence(
            occurrence=on(series, date(2026, 2, 10)), to=datetime(2026, 2, 2, 4), by=None
        )


def test_moved_back_to_its_rule_it_is_as_planned(series):
    for to in (datetime(2026, 2, 12, 9), datetime(2026, 2, 10, 11)):
        move_occurrence(occurrence=on(series, date(2026, 2, 10)), to=to, by=None)
    row = on(series, date(2026, 2, 10))
    assert (row.status, row.moved_to, row.changes) == ("scheduled", None, 2)


def test_the_reason_and_the_day_of_a_decision_are_kept_for_the_page(series):
    cancel_occurrence(occurrence=on(series, date(2026, 2, 10)), by=None, reason="No quorum.")
    row = on(series, date(2026, 2, 10))
    assert (row.change_note, row.changed_at >= NOW, row.changes) == ("No quorum.", True, 1)


@pytest.mark.parametrize("to", [None, datetime(2026, 2, 12, 9)])
def test_a_restored_date_stands_where_it_last_stood(series, to):
    if to:
        move_occurrence(occurrence=on(series, date(2026, 2, 10)), to=to, by=None)
    before = on(series, date(2026, 2, 10))
    cancel_occurrence(occurrence=before, by=None)
    restore_occurrence(occurrence=before, by=None)
    row = on(series, date(2026, 2, 10))
    assert (row.status, row.starts_at) == ("moved" if to else "scheduled", before.starts_at)
    assert series.slots.get().sequence == (3 if to else 2)


def test_only_what_is_cancelled_is_restored(series):
    with pytest.raises(NotCancelled):
        restore_occurrence(occurrence=on(series, date(2026, 2, 10)), by=None)
    with pytest.raises(AlreadyOver):
        restore_occurrence(occurrence=on(series, date(2026, 1, 27)), by=None)
