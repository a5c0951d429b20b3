"""What comes next, for a group, for many groups, for newcomers."""

from datetime import date, time

import pytest

from events.actions.occurrence import cancel_occurrence
from events.queries.next_dates import (
    next_newcomer_call,
    next_occurrence_by_initiative,
    next_of_initiative,
)
from tests.factories.initiatives import InitiativeFactory


def dates(lines):
    return [one.day for one in lines]


def test_the_next_two_dates_of_a_group(make_series, now):
    series = make_series()
    found = next_of_initiative(initiative_id=series.initiative_id, now=now)
    assert dates(found) == [date(2026, 2, 3), date(2026, 2, 10)]


def test_a_joint_meeting_comes_next_for_the_group_it_serves(make_series, now):
    series, served = make_series(), InitiativeFactory()
    series.also_for.add(served)
    assert dates(next_of_initiative(initiative_id=served.pk, now=now)) == [
        date(2026, 2, 3),
        date(2026, 2, 10),
    ]
    found = next_occurrence_by_initiative(initiative_ids=[served.pk], now=now)
    assert found[served.pk].series_slug == series.slug


def test_a_cancelled_date_is_told_on_the_groups_page_and_skipped_in_the_index(make_series, now):
    series = make_series()
    cancel_occurrence(occurrence=series.occurrences.get(original_date=date(2026, 2, 3)), by=None)
    first = next_of_initiative(initiative_id=series.initiative_id, now=now)[0]
    assert (first.day, first.is_cancelled) == (date(2026, 2, 3), True)
    found = next_occurrence_by_initiative(initiative_ids=[series.initiative_id], now=now)
    assert found[series.initiative_id].day == date(2026, 2, 10)


def test_the_earliest_of_several_series_is_next(make_series, now):
    late = make_series()
    early = make_series(initiative=late.initiative, slots=[{"start_time": time(8)}])
    found = next_occurrence_by_initiative(initiative_ids=[late.initiative_id], now=now)
    assert found[late.initiative_id].series_slug == early.slug


def test_a_group_without_a_date_is_left_out(now, db):
    quiet = InitiativeFactory()
    assert next_occurrence_by_initiative(initiative_ids=[quiet.pk], now=now) == {}
    assert next_of_initiative(initiative_id=quiet.pk, now=now) == []


@pytest.mark.parametrize("count", [1, 30])
def test_many_groups_take_two_queries(count, make_series, now, django_assert_num_queries):
    ids = [make_series().initiative_id for _ in range(count)]
    with django_assert_num_queries(2):
        assert len(next_occurrence_by_initiative(initiative_ids=ids, now=now)) == count


def test_a_welcome_call_goes_before_a_meeting_that_welcomes_newcomers(make_series, now):
    make_series(is_open_to_newcomers=True)
    assert next_newcomer_call(now=now).kind == "meeting"
    make_series(kind="welcome-call", slots=[{"start_date": date(2026, 3, 3)}])
    assert next_newcomer_call(now=now).kind == "welcome-call"


def test_nothing_for_newcomers_is_none(db, now):
    assert next_newcomer_call(now=now) is None
