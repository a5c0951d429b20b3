from datetime import UTC, datetime

import pytest

from events.queries.offers import offers
from portal.core.fit import Offer
from tests.factories.initiatives import InitiativeFactory


def test_a_meeting_is_offered_with_its_dates_of_four_weeks(make_series, now):
    group = InitiativeFactory(slug="scorecard", name="Scorecard")
    make_series(
        slug="call",
        title="Weekly call",
        initiative=group,
        is_open_to_newcomers=True,
        duration_minutes=45,
    )

    assert offers(now=now) == [
        Offer(
            kind="meeting",
            key="call",
            title="Weekly call",
            url="/events/call/2026-02-03/",
            action="See the next date",
            action_url="/events/call/2026-02-03/",
            group="scorecard",
            group_name="Scorecard",
            starts=tuple(datetime(2026, 2, day, 16, tzinfo=UTC) for day in (3, 10, 17, 24)),
            minutes=45,
            is_open_to_newcomers=True,
        )
    ]


def test_a_cancelled_date_is_no_date(make_series, now):
    series = make_series()
    series.occurrences.exclude(original_date="2026-02-24").update(status="cancelled")

    (one,) = offers(now=now)
    assert one.starts == (datetime(2026, 2, 24, 16, tzinfo=UTC),)


@pytest.mark.parametrize(
    "facts", [{"is_published": False}, {"kind": "deadline"}, {"kind": "election"}]
)
def test_what_is_no_public_meeting_is_not_offered(facts, make_series, now):
    make_series(**facts)

    assert offers(now=now) == []


def test_meetings_of_a_group_that_is_not_listed_are_not_offered(make_series, now):
    make_series(initiative=InitiativeFactory(is_listed=False))

    assert offers(now=now) == []


@pytest.mark.parametrize("number", [1, 5])
def test_many_meetings_ask_no_more_than_one(number, make_series, now, django_assert_num_queries):
    for _ in range(number):
        make_series()

    with django_assert_num_queries(1):
        assert len(offers(now=now)) == number
