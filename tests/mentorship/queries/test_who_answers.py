"""Whom nobody who runs a program may answer, and who is told."""

import pytest

from mentorship.models import ProgramAdmin
from mentorship.queries.who_answers import for_nobody, in_conflict
from mentorship.review.models import Conflict
from tests.factories.mentorship import ApplicationFactory, CohortFactory
from tests.factories.people import UserFactory
from tests.mentorship.applying import DURING_THE_CALL, IN_REVIEW

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return CohortFactory()


def admin_from(cohort, organisation: str = "", **facts):
    """Where somebody works is known from what they wrote elsewhere."""
    person = UserFactory(**facts)
    ProgramAdmin.objects.create(program=cohort.program, person=person)
    facts = {"status": "submitted", "submitted_at": DURING_THE_CALL, "organisation": organisation}
    ApplicationFactory(person=person, role="mentor", **facts)
    return person


def sent(cohort, **facts):
    return ApplicationFactory(
        cohort=cohort, **{"status": "submitted", "submitted_at": DURING_THE_CALL} | facts
    )


def test_one_word_of_an_applicant_can_bar_everybody(cohort):
    first, second = admin_from(cohort, "Acme Labs"), admin_from(cohort, "ACME labs, Inc.")
    theirs, other = sent(cohort, organisation="acme labs"), sent(cohort, organisation="Tidewater")
    assert for_nobody(cohort=cohort, reader=first) == {theirs.pk}
    assert for_nobody(cohort=cohort, reader=second, only=other) == set()
    admin_from(cohort, "Tidewater")
    assert for_nobody(cohort=cohort, reader=first) == set()


def test_each_may_be_kept_from_it_for_another_reason(cohort):
    colleague, friend = admin_from(cohort, "Acme"), admin_from(cohort)
    theirs = sent(cohort, organisation="Acme")
    assert for_nobody(cohort=cohort, reader=colleague) == set()
    Conflict.objects.create(application=theirs, person=friend, kind="knows")
    assert for_nobody(cohort=cohort, reader=colleague) == {theirs.pk}


def test_whose_account_is_closed_answers_nobody(cohort):
    colleague = admin_from(cohort, "Acme")
    admin_from(cohort, is_active=False)
    theirs = sent(cohort, organisation="Acme")
    assert for_nobody(cohort=cohort, reader=colleague) == {theirs.pk}


def test_what_others_say_of_an_application_is_not_told_to_its_own_person(cohort):
    mine, other = admin_from(cohort), admin_from(cohort)
    own = sent(cohort, person=mine)
    Conflict.objects.create(application=own, person=other, kind="knows")
    assert for_nobody(cohort=cohort, reader=other) == {own.pk}
    assert for_nobody(cohort=cohort, reader=mine) == set()


def test_who_alone_runs_it_reads_that_nobody_may_answer_their_own(cohort):
    """Nobody else could have said anything."""
    alone = admin_from(cohort)
    own = sent(cohort, person=alone, role="mentor")
    assert for_nobody(cohort=cohort, reader=alone) == {own.pk}


@pytest.mark.parametrize("status", ["accepted", "declined", "withdrawn", "draft"])
def test_what_waits_for_no_answer_needs_nobody(cohort, status):
    alone = admin_from(cohort, "Acme")
    sent(cohort, organisation="Acme", status=status, decided_at=IN_REVIEW)
    assert for_nobody(cohort=cohort, reader=alone) == set()


def test_whoever_is_on_the_waiting_list_still_waits_for_one(cohort):
    alone = admin_from(cohort, "Acme")
    theirs = sent(cohort, organisation="Acme", status="waitlisted", decided_at=IN_REVIEW)
    assert for_nobody(cohort=cohort, reader=alone) == {theirs.pk}


def test_mentors_offer_a_place_so_a_colleague_may_answer_them(cohort):
    colleague = admin_from(cohort, "Acme")
    sent(cohort, role="mentor", organisation="Acme")
    assert in_conflict(cohort=cohort, person=colleague) == set()
    assert for_nobody(cohort=cohort, reader=colleague) == set()


@pytest.mark.parametrize(("applications", "admins"), [(1, 1), (8, 4)])
def test_seven_queries_for_one_and_for_many(
    cohort, applications, admins, django_assert_num_queries
):
    people = [admin_from(cohort, "Acme") for _ in range(admins)]
    for _ in range(applications):
        sent(cohort, organisation="Acme")
    with django_assert_num_queries(7):
        assert len(for_nobody(cohort=cohort, reader=people[0])) == applications
