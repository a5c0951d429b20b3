"""Two people press the same button in the same moment. Each guard has a twin without it."""

import pytest
from django.db import IntegrityError, transaction

from mentorship.actions.application import withdraw_application
from mentorship.actions.match import AlreadyAnswered, answer_match
from mentorship.actions.run import AlreadyPublished, StaleRun, publish_run, start_run
from mentorship.cohort_life.actions.limit import set_limit
from mentorship.models import Match, Run
from mentorship.queries.matching import instance_of_run
from portal.notices.models import Notice
from tests.factories.people import UserFactory
from tests.mentorship.at_once import at_once
from tests.mentorship.pool import IN_MATCHING, member_of, people, pool

pytestmark = pytest.mark.django_db(transaction=True)


def publishing(run):
    admin = UserFactory()

    def press(start) -> str:
        start.wait()
        try:
            publish_run(run=run, by=admin, now=IN_MATCHING)
        except (AlreadyPublished, StaleRun) as refusal:
            return type(refusal).__name__
        return "published"

    return press


def test_a_run_published_twice_at_once_is_published_once():
    run = start_run(cohort=pool(), by=None, now=IN_MATCHING)
    assert at_once(publishing(run), publishing(run)) == ["AlreadyPublished", "published"]
    assert (Match.objects.count(), Notice.objects.count()) == (2, 4)


def test_of_two_runs_published_at_once_one_is_stale():
    cohort = pool()
    runs = [start_run(cohort=cohort, by=None, now=IN_MATCHING) for _ in range(2)]
    assert at_once(*map(publishing, runs)) == ["StaleRun", "published"]
    assert Match.objects.count() == 2


def test_of_two_cohorts_published_at_once_one_gets_the_last_place_of_a_mentor(at):
    """Over all programs together the mentor wants one mentee."""
    at(IN_MATCHING)
    one, other = pool(mentees=1, mentors=1), pool(mentees=1, mentors=0)
    mentor = people(one, "mentor")[0].person
    member_of(other, "mentor", person=mentor)
    set_limit(person=mentor, most=1, now=IN_MATCHING)
    runs = [start_run(cohort=cohort, by=None, now=IN_MATCHING) for cohort in (one, other)]
    assert at_once(*map(publishing, runs)) == ["StaleRun", "published"]
    assert Match.objects.count() == 1


def test_without_the_lock_of_all_cohorts_a_mentor_gets_more_than_they_said(at):
    """The twin: each looks whether there is a place, then both take it. No constraint of one row
    can know of it: what a match takes depends on matches of other cohorts and on their days."""
    at(IN_MATCHING)
    one, other = pool(mentees=1, mentors=1), pool(mentees=1, mentors=0)
    mentor = people(one, "mentor")[0].person
    member_of(other, "mentor", person=mentor)
    set_limit(person=mentor, most=1, now=IN_MATCHING)
    runs = [start_run(cohort=cohort, by=None, now=IN_MATCHING) for cohort in (one, other)]

    def publishing_unheld(run):
        [mentee], [own] = people(run.cohort, "mentee"), people(run.cohort, "mentor")

        def press(turn) -> str:
            [there] = instance_of_run(run).mentors
            turn.wait()
            assert there.capacity == 1
            Match.objects.create(
                cohort=run.cohort,
                run=run,
                mentee=mentee,
                mentor=own,
                score=0,
                explanation={},
                answer_by=IN_MATCHING,
            )
            return "published"

        return press

    assert at_once(*map(publishing_unheld, runs)) == ["published", "published"]
    assert Match.objects.open().filter(mentor__person=mentor).count() == 2


def test_without_the_lock_both_believe_they_publish_and_only_the_database_says_no():
    """The twin: look first, write then. What is left is the constraint on open matches."""
    run = start_run(cohort=pool(mentees=1, mentors=1), by=None, now=IN_MATCHING)
    [pair] = run.result["pairs"]
    by_id = {str(row.public_id): row for row in run.cohort.applications.all()}

    def press(start) -> str:
        is_published = Run.objects.get(pk=run.pk).is_published
        start.wait()
        if is_published:
            return "AlreadyPublished"
        try:
            with transaction.atomic():
                Match.objects.create(
                    cohort=run.cohort,
                    run=run,
                    mentee=by_id[pair["mentee"]],
                    mentor=by_id[pair["mentor"]],
                    score=pair["score"],
                    explanation={},
                    answer_by=IN_MATCHING,
                )
        except IntegrityError:
            return "IntegrityError"
        return "published"

    assert at_once(press, press) == ["IntegrityError", "published"]


def withdraw(application) -> None:
    withdraw_application(
        cohort=application.cohort,
        person=application.person,
        role=application.role,
        now=IN_MATCHING,
    )


def test_who_leaves_while_a_run_is_published_is_left_in_no_open_match():
    cohort = pool(mentees=1, mentors=1)
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    [mentee] = people(cohort, "mentee")

    def leave(start) -> str:
        start.wait()
        withdraw(mentee)
        return "withdrawn"

    assert "withdrawn" in at_once(publishing(run), leave)
    assert not Match.objects.open().exists()


def test_without_a_hold_on_the_people_a_match_is_made_of_somebody_who_left():
    """The twin: look, let somebody leave, write."""
    cohort = pool(mentees=1, mentors=1)
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    [mentee], [mentor] = people(cohort, "mentee"), people(cohort, "mentor")

    def publish(turn) -> str:
        assert cohort.applications.accepted().count() == 2
        turn.wait()
        turn.wait()
        Match.objects.create(
            cohort=cohort,
            run=run,
            mentee=mentee,
            mentor=mentor,
            score=0,
            explanation={},
            answer_by=IN_MATCHING,
        )
        return "published"

    def leave(turn) -> str:
        turn.wait()
        withdraw(mentee)
        turn.wait()
        return "withdrawn"

    assert at_once(publish, leave) == ["published", "withdrawn"]
    assert Match.objects.open().count() == 1


def published_match() -> Match:
    run = start_run(cohort=pool(mentees=1, mentors=1), by=None, now=IN_MATCHING)
    [match] = publish_run(run=run, by=UserFactory(), now=IN_MATCHING)
    Notice.objects.all().delete()
    return match


def answering(match, side, accept):
    def press(start) -> str:
        start.wait()
        try:
            answer_match(
                match=match, by=getattr(match, side).person, accept=accept, now=IN_MATCHING
            )
        except AlreadyAnswered:
            return "AlreadyAnswered"
        return "answered"

    return press


def test_two_yes_of_one_person_count_once():
    match = published_match()
    presses = [answering(match, "mentee", accept=True) for _ in range(2)]
    assert at_once(*presses) == ["AlreadyAnswered", "answered"]


def test_yes_and_no_of_one_person_at_once_leave_one_of_them():
    match = published_match()
    presses = [answering(match, "mentee", accept=accept) for accept in (True, False)]
    assert at_once(*presses) == ["AlreadyAnswered", "answered"]
    match.refresh_from_db()
    assert (match.mentee_answer == "declined") == (match.ended_at is not None)


def test_two_people_who_say_yes_at_once_are_both_told_once():
    match = published_match()
    presses = [answering(match, side, accept=True) for side in ("mentee", "mentor")]
    assert at_once(*presses) == ["answered", "answered"]
    match.refresh_from_db()
    assert match.is_agreed
    assert Notice.objects.filter(template="mentorship/accept_match").count() == 2


def test_without_the_condition_both_answers_are_taken():
    """The twin: read, think, write."""
    match = published_match()

    def press(start) -> str:
        row = Match.objects.get(pk=match.pk)
        start.wait()
        if row.mentee_answer != "awaited":
            return "AlreadyAnswered"
        Match.objects.filter(pk=match.pk).update(mentee_answer="accepted")
        return "answered"

    assert at_once(press, press) == ["answered", "answered"]
