"""What waits for the people who run programs."""

from datetime import UTC, datetime

import pytest

from mentorship.models import ProgramAdmin
from mentorship.queries.desk import desk_of, doors_of
from tests.factories.mentorship import ApplicationFactory, CohortFactory
from tests.factories.people import UserFactory
from tests.mentorship.applying import DURING_THE_CALL, IN_REVIEW

pytestmark = pytest.mark.django_db
LATE = datetime(2026, 3, 20, tzinfo=UTC)


@pytest.fixture
def cohort():
    return CohortFactory(program__slug="learn", program__name="Learn", key="spring")


@pytest.fixture
def person(cohort):
    person = UserFactory()
    ProgramAdmin.objects.create(program=cohort.program, person=person)
    return person


def sent(cohort, **facts):
    return ApplicationFactory(
        cohort=cohort, **{"status": "submitted", "submitted_at": DURING_THE_CALL} | facts
    )


def about_applications(person, now):
    """Matches to make have tests of their own."""
    items = desk_of(person=person, now=now)
    return [item for item in items if not item.url.endswith("/matching/")]


def test_applications_to_answer_and_the_next_date(cohort, person):
    sent(cohort)
    sent(cohort, status="accepted", decided_at=IN_REVIEW)
    ApplicationFactory(cohort=cohort)
    waiting, coming = about_applications(person, IN_REVIEW)
    assert (waiting.what, waiting.is_waiting, waiting.is_stale, waiting.due) == (
        "1 application to answer: Learn, Spring 2026",
        True,
        False,
        datetime(2026, 3, 14, 22, 59, tzinfo=UTC),
    )
    assert waiting.url == "/desk/mentorship/learn/spring/"
    assert (coming.what, coming.at) == (
        "Matching: Learn, Spring 2026",
        datetime(2026, 3, 14, 23, tzinfo=UTC),
    )


def test_what_should_have_been_answered_is_stale(cohort, person):
    sent(cohort)
    assert about_applications(person, LATE)[0].is_stale


def test_programs_of_others_are_nobodys_business(cohort):
    sent(cohort)
    stranger = UserFactory()
    assert (desk_of(person=stranger, now=IN_REVIEW), doors_of(person=stranger)) == ([], [])


def test_who_runs_a_program_has_a_door(person):
    assert doors_of(person=person) == [("Mentorship", "/desk/mentorship/")]


@pytest.mark.parametrize("count", [1, 10])
def test_three_queries_for_one_and_for_many(cohort, person, count, django_assert_num_queries):
    for _ in range(count):
        sent(CohortFactory(program=cohort.program))
    with django_assert_num_queries(3):
        assert len(about_applications(person, IN_REVIEW)) == 2 * count + 1
