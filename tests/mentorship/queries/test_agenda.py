"""What somebody's own start page says about their applications."""

from datetime import UTC, datetime, timedelta

import pytest

from mentorship.queries.agenda import agenda_of
from tests.factories.mentorship import ApplicationFactory, CohortFactory
from tests.factories.people import UserFactory
from tests.mentorship.applying import DEADLINE, DURING_THE_CALL, IN_REVIEW

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory()


def lines(person, now) -> list[tuple]:
    return [(item.url, item.is_waiting, item.when) for item in agenda_of(person=person, now=now)]


def test_a_draft_waits_for_its_writer_until_the_last_minute(person):
    ApplicationFactory(person=person, cohort=CohortFactory(key="spring"))
    assert lines(person, DURING_THE_CALL) == [
        (
            "/me/mentorship/spring/apply/mentee/",
            True,
            datetime(2026, 2, 28, 22, 59, tzinfo=UTC),
        )
    ]
    assert lines(person, DEADLINE) == []


def test_what_is_sent_waits_for_an_answer_and_then_for_the_results(person):
    ApplicationFactory(person=person, status="submitted", submitted_at=DURING_THE_CALL)
    answered_by = datetime(2026, 3, 14, 22, 59, tzinfo=UTC)
    assert lines(person, IN_REVIEW) == [("/me/mentorship/", False, answered_by)]
    results = datetime(2026, 3, 22, 23, tzinfo=UTC)
    assert lines(person, answered_by + timedelta(minutes=1)) == [
        ("/me/mentorship/", False, results)
    ]


@pytest.mark.parametrize("status", ["declined", "withdrawn"])
def test_what_is_over_is_over(person, status):
    ApplicationFactory(
        person=person, status=status, submitted_at=DURING_THE_CALL, decided_at=IN_REVIEW
    )
    ApplicationFactory()
    assert lines(person, IN_REVIEW) == []


@pytest.mark.parametrize("count", [1, 10])
def test_two_queries_for_one_and_for_many(person, count, django_assert_num_queries):
    for _ in range(count):
        ApplicationFactory(person=person)
    with django_assert_num_queries(2):
        assert len(agenda_of(person=person, now=DURING_THE_CALL)) == count
