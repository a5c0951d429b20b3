"""The dates of a cohort are saved twice in one moment. The guard has a twin without it."""

from datetime import timedelta

import pytest

from mentorship.actions.cohort import change_cohort
from mentorship.actions.looked_at import NotAsSeen
from mentorship.models import Cohort
from mentorship.queries.new_dates import seen_dates
from portal.notices.models import Notice
from tests.factories.mentorship import ApplicationFactory
from tests.factories.people import UserFactory
from tests.mentorship.applying import DURING_THE_CALL
from tests.mentorship.at_once import at_once, pressing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cohort():
    """With one applicant."""
    return ApplicationFactory(status="submitted", submitted_at=DURING_THE_CALL).cohort


def moving(cohort: Cohort, days: int):
    """After a look at the letter that says so."""
    moved = Cohort.objects.select_related("program").get(pk=cohort.pk)
    before = moved.dates
    moved.closes_on += timedelta(days=days)
    facts = {"closes_on": moved.closes_on, "seen": seen_dates(before=before, cohort=moved)}
    return pressing("moved", change_cohort, NotAsSeen, cohort=cohort, by=UserFactory(), **facts)


def test_the_same_dates_saved_twice_at_once_are_told_once(cohort):
    assert at_once(moving(cohort, 1), moving(cohort, 1)) == ["moved", "moved"]
    assert Notice.objects.count() == 1


def test_of_two_who_move_them_otherwise_at_once_one_looks_again(cohort):
    assert at_once(moving(cohort, 1), moving(cohort, 2)) == ["NotAsSeen", "moved"]
    assert Notice.objects.count() == 1


def test_without_the_lock_both_believe_that_they_moved_them(cohort):
    """The twin: look, then write."""
    later = cohort.closes_on + timedelta(days=1)

    def press(start) -> str:
        is_moving = Cohort.objects.get(pk=cohort.pk).closes_on != later
        start.wait()
        Cohort.objects.filter(pk=cohort.pk).update(closes_on=later)
        return "told" if is_moving else "silent"

    assert at_once(press, press) == ["told", "told"]
