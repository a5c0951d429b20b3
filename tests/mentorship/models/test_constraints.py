"""What the database itself refuses."""

from datetime import date, time

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mentorship.models import Application, ProgramAdmin
from tests.factories.mentorship import (
    ApplicationFactory,
    CohortFactory,
    GoalFactory,
    ProgramFactory,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def refuses(make, **facts) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**facts)


@pytest.mark.parametrize("slug", ["", "new", "applications"])
def test_a_program_has_a_name_that_is_no_address_of_ours(slug):
    refuses(ProgramFactory, slug=slug, name="A name")
    refuses(ProgramFactory, name="")


def test_a_goal_stands_once_in_a_program():
    goal = GoalFactory(slug="speak")
    refuses(GoalFactory, program=goal.program, slug="speak")
    assert GoalFactory(slug="speak").pk


def test_somebody_runs_a_program_once():
    program, person = ProgramFactory(), UserFactory()
    ProgramAdmin.objects.create(program=program, person=person)
    refuses(ProgramAdmin.objects.create, program=program, person=person)


@pytest.mark.parametrize(
    "wrong",
    [
        {"closes_on": date(2026, 1, 31)},
        {"review_until": date(2026, 2, 27)},
        {"results_on": date(2026, 3, 14)},
        {"starts_on": date(2026, 3, 16)},
        {"midterm_on": date(2026, 4, 6)},
        {"ends_on": date(2026, 5, 17)},
        {"starts_on": date(2026, 4, 7)},
        {"ends_on": date(2026, 6, 27)},
    ],
)
def test_dates_stand_in_order_and_make_whole_weeks(wrong):
    """Order of the dates; a Monday to begin with and a Sunday at the end."""
    refuses(CohortFactory, **wrong)


def test_the_hour_of_a_deadline_is_a_whole_minute():
    refuses(CohortFactory, closes_time=time(11, 0, 30))
    assert CohortFactory(closes_time=time(11, 30)).dates.closes_time == time(11, 30)


def test_a_cohort_counts_its_weeks():
    assert CohortFactory.build().weeks == 12


def test_one_application_for_a_role():
    one = ApplicationFactory(status="withdrawn")
    refuses(ApplicationFactory, cohort=one.cohort, person=one.person)


@pytest.mark.parametrize("status", ["draft", "submitted", "accepted"])
def test_nobody_is_mentor_and_mentee_of_one_cohort(status):
    now = timezone.now()
    one = ApplicationFactory(status=status, submitted_at=now, decided_at=now)
    refuses(ApplicationFactory, cohort=one.cohort, person=one.person, role="mentor")


@pytest.mark.parametrize("status", ["withdrawn", "declined"])
def test_who_is_out_in_one_role_may_take_the_other(status):
    now = timezone.now()
    one = ApplicationFactory(status=status, submitted_at=now, decided_at=now)
    ApplicationFactory(cohort=one.cohort, person=one.person, role="mentor")
    assert Application.objects.filter(person=one.person).count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "boss"},
        {"status": "lost"},
        {"capacity": 0},
        {"capacity": 11},
        {"seniority": 11},
        {"status": "submitted"},
        {"status": "accepted", "submitted_at": timezone.now()},
        {"status": "declined", "submitted_at": timezone.now()},
    ],
)
def test_an_application_says_what_it_can_mean(wrong):
    refuses(ApplicationFactory, **wrong)
