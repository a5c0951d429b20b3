"""What the people who run a program answer, and how the applicant hears of it."""

from datetime import timedelta

import pytest

from mentorship.actions.application import submit_application, withdraw_application
from mentorship.actions.decision import (
    NoReason,
    OwnApplication,
    StaleApplication,
    accept_application,
    answer_many,
    decline_application,
)
from mentorship.actions.run import publish_run, start_run
from mentorship.models import Application
from mentorship.queries.answer_letter import seen_answer
from portal.kit.models import AuditEntry
from portal.notices.letter import letter_of
from portal.notices.models import Notice
from tests.factories.mentorship import ApplicationFactory, CohortFactory
from tests.factories.people import UserFactory
from tests.mentorship.applying import DURING_THE_CALL, IN_REVIEW, answers, ready_person
from tests.mentorship.pool import IN_MATCHING, pool

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    return submit_application(
        cohort=CohortFactory(),
        person=ready_person(),
        role="mentee",
        answers=answers(),
        now=DURING_THE_CALL,
    )


@pytest.fixture
def admin():
    return UserFactory()


def accept(application, by, seen=DURING_THE_CALL):
    return accept_application(application=application, by=by, seen=seen, now=IN_REVIEW)


def decline(application, by, reason="We have no mentor for it yet.", seen=DURING_THE_CALL):
    return decline_application(
        application=application, by=by, reason=reason, seen=seen, now=IN_REVIEW
    )


def test_accepted_into_the_pool(sent, admin):
    row = accept(sent, admin)
    assert (row.status, row.decided_by, row.decided_at) == ("accepted", admin, IN_REVIEW)
    entry = AuditEntry.objects.first()
    assert (entry.verb, entry.actor) == ("application.accepted", admin)


def test_accepting_twice_says_it_once(sent, admin):
    accept(sent, admin)
    accept(sent, UserFactory())
    assert Application.objects.get().decided_by == admin
    assert Notice.objects.filter(template="mentorship/accept_application").count() == 1


def test_the_reason_reaches_the_person_and_never_the_trail(sent, admin):
    decline(sent, admin, reason="We have no mentor for Rust & Go yet.")
    letter = letter_of(Notice.objects.get(template="mentorship/decline_application"))
    assert "We have no mentor for Rust & Go yet." in letter.text
    assert "We have no mentor for Rust &amp; Go yet." in letter.html
    assert AuditEntry.objects.first().reason == ""


def test_nobody_is_declined_without_a_reason(sent, admin):
    with pytest.raises(NoReason):
        decline(sent, admin, reason=" \n ")
    assert Application.objects.get().status == "submitted"


def test_nobody_decides_about_themselves(sent):
    with pytest.raises(OwnApplication):
        accept(sent, sent.person)


@pytest.mark.parametrize(("many", "queries"), [(1, 17), (5, 49)])
def test_who_should_not_judge_whom_is_asked_once_for_all_who_are_answered(
    admin, many, queries, django_assert_num_queries
):
    """Each of them costs eight: the row, its history, the trail, and a letter on its way."""
    cohort = CohortFactory()
    rows = ApplicationFactory.create_batch(
        many, cohort=cohort, status="submitted", submitted_at=DURING_THE_CALL
    )
    keys = [row.public_id for row in rows]
    said = {"cohort": cohort, "to": "waitlisted", "reason": "You are next."}
    facts = {"by": admin, "seen": IN_REVIEW, "now": IN_REVIEW, "letter": seen_answer(**said)}
    with django_assert_num_queries(queries):
        found = answer_many(public_ids=keys, **said, **facts)
    assert (found.done, found.left_out) == (many, 0)


def test_what_changed_since_it_was_read_is_read_again(sent, admin):
    later = DURING_THE_CALL + timedelta(minutes=5)
    submit_application(
        cohort=sent.cohort, person=sent.person, role="mentee", answers=answers(), now=later
    )
    with pytest.raises(StaleApplication):
        decline(sent, admin)
    assert accept(sent, admin, seen=later).status == "accepted"


def test_what_was_withdrawn_is_not_decided(sent, admin):
    withdraw_application(cohort=sent.cohort, person=sent.person, role="mentee", now=IN_REVIEW)
    with pytest.raises(StaleApplication):
        accept(sent, admin)


def test_who_is_declined_after_all_leaves_their_match(admin):
    """Otherwise the mentor's place would stay taken, and both could still agree."""
    cohort = pool(mentees=1, mentors=1)
    run = start_run(cohort=cohort, by=admin, now=IN_MATCHING)
    [match] = publish_run(run=run, by=admin, now=IN_MATCHING)
    decline(match.mentee, admin, seen=match.mentee.submitted_at)
    match.refresh_from_db()
    assert (match.ended_at, match.ending) == (IN_REVIEW, "withdrawn")
    told = Notice.objects.filter(person=match.mentor.person, key=f"match-ended:{match.public_id}")
    assert told.count() == 1
