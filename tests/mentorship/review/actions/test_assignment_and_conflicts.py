from datetime import timedelta

import pytest

from mentorship.actions.decision import (
    InConflict,
    accept_all_sent,
    answer_application,
    answer_many,
)
from mentorship.queries.answer_letter import seen_answer
from mentorship.queries.letter_preview import seen_as
from mentorship.queries.letter_words import told_to_accepted
from mentorship.queries.who_answers import for_others
from mentorship.review.actions.assignment import assign_readers, assign_what_is_new
from mentorship.review.actions.conflict import declare_conflict
from mentorship.review.core.assignment import Short
from mentorship.review.models import Conflict, ConflictKind, Reading
from mentorship.review.queries.conflicts import conflicted, conflicts_of, has_conflict
from portal.notices.models import Notice
from tests.factories.mentorship import ApplicationFactory, CohortFactory
from tests.factories.people import UserFactory
from tests.factories.proposals import CallFactory, approved
from tests.mentorship.cohort_life.together import pair_together
from tests.mentorship.review.reading_room import (
    NOW,
    SENT_AT,
    admin_of,
    give,
    given_out,
    named,
    readings,
    review_of,
    to_read,
    wrote_from,
)

pytestmark = pytest.mark.django_db


def assign(review, now=NOW):
    return assign_readers(review=review, by=admin_of(review), now=now)


def declare(reading, kind=ConflictKind.KNOWS, words=""):
    return declare_conflict(
        review=reading.reviewer.review,
        application=reading.application,
        kind=kind,
        words=words,
        by=reading.reviewer.person,
        now=NOW,
    )


def pairs(review):
    return {(one.application_id, one.reviewer_id) for one in readings(review, ended_at=None)}


def test_each_application_that_is_read_gets_two_and_each_reader_hears_how_many():
    review = review_of(applications=3, readers=3)
    to_read(review.cohort, status="submitted")
    to_read(review.cohort, role="mentor")
    assert assign(review).made == 6
    assert {n for _, n in Notice.objects.values_list("person", "context__n")} == {2}
    assert set(Notice.objects.values_list("template", "kind")) == {
        ("review/assign_readings", "review")
    }


def test_again_changes_nothing_and_what_came_in_gets_readers_by_the_tick():
    review = given_out(applications=2, readers=3)
    before = pairs(review)
    assert assign(review).made == 0
    to_read(review.cohort)
    assert assign_what_is_new(now=NOW) == 2
    assert before < pairs(review)
    assert assign_what_is_new(now=NOW + timedelta(days=30)) == 0


def test_the_tick_begins_nothing_that_nobody_has_begun():
    review_of()
    assert assign_what_is_new(now=NOW) == 0


def test_who_can_not_get_two_is_told_with_the_reason():
    review = review_of(applications=2, readers=1)
    pks = sorted(one.pk for one in review.cohort.applications.all())
    assert assign(review).short == {pk: Short(missing=1, able=1) for pk in pks}


def test_a_conflict_that_is_said_ends_the_reading_and_somebody_else_is_asked():
    review = given_out(applications=1, readers=3)
    first, second = readings(review)
    give(first, 5)
    declare(first, ConflictKind.EMPLOYER, "The same team")
    first.refresh_from_db()
    assert (first.ending, first.result) == ("conflict", 500)
    now_reads = {one.reviewer_id for one in readings(review, ended_at=None)}
    assert first.reviewer_id not in now_reads
    assert second.reviewer_id in now_reads
    assert len(now_reads) == 2
    assert declare(first, ConflictKind.OTHER).kind == "employer"


def test_who_said_that_they_should_not_judge_somebody_decides_nothing_about_them():
    review = review_of(applications=2, readers=2)
    admin = admin_of(review)
    one, other = review.cohort.applications.filter(role="mentee").order_by("pk")
    declare_conflict(
        review=review, application=one, kind=ConflictKind.KNOWS, words="", by=admin, now=NOW
    )
    facts = {"to": "declined", "reason": "No place", "by": admin, "now": NOW}
    with pytest.raises(InConflict):
        answer_application(application=one, seen=one.submitted_at, **facts)
    letter = seen_answer(cohort=review.cohort, to="declined", reason="No place")
    keys = [one.public_id, other.public_id]
    found = answer_many(cohort=review.cohort, public_ids=keys, seen=NOW, letter=letter, **facts)
    assert (found.done, found.left_out) == (1, 1)
    assert for_others(cohort=review.cohort, person=admin) == {one.pk}
    letter = seen_as(told_to_accepted(review.cohort))
    assert accept_all_sent(cohort=review.cohort, by=admin, seen=NOW, letter=letter, now=NOW) == 0
    one.refresh_from_db()
    assert one.status == "in_review"


def test_who_works_with_somebody_or_is_wanted_by_them_decides_nothing_about_them(at):
    review = review_of(applications=0, readers=0)
    admin = admin_of(review)
    wrote_from(admin, "ACME, Inc.")
    project = approved(call=CallFactory(cohort=review.cohort), mentor=admin)
    colleague = to_read(review.cohort, organisation="acme")
    chooser = to_read(review.cohort, choices=[str(project.public_id)])
    other = to_read(review.cohort)
    at(NOW)
    rows = (colleague, chooser, other)
    facts = {"by": admin, "now": NOW}
    for row in (colleague, chooser):
        with pytest.raises(InConflict):
            answer_application(
                application=row, to="accepted", reason="", seen=row.submitted_at, **facts
            )
    review.cohort.applications.update(status="complete")
    keys = [row.public_id for row in rows]
    said = {"cohort": review.cohort, "to": "waitlisted", "reason": ""}
    letter = seen_answer(**said)
    found = answer_many(public_ids=keys, seen=NOW, letter=letter, **said, **facts)
    assert (found.done, found.left_out) == (1, 2)
    letter = seen_as(told_to_accepted(review.cohort))
    assert accept_all_sent(cohort=review.cohort, seen=NOW, letter=letter, **facts) == 0
    for row, status in zip(rows, ("complete", "complete", "waitlisted"), strict=True):
        row.refresh_from_db()
        assert row.status == status


def test_what_stands_in_a_draft_tries_out_no_employer():
    review = given_out(applications=1, readers=2)
    reading = readings(review)[0]
    reading.application.organisation = "acme"
    reading.application.save()
    draft = {"role": "mentor", "organisation": "ACME, Inc."}
    ApplicationFactory(person=reading.reviewer.person, **draft)
    assert assign(review).short == {}
    reading.refresh_from_db()
    assert reading.ending == ""


def test_what_is_found_out_later_ends_a_reading_too():
    review = given_out(applications=1, readers=2)
    reading = readings(review)[0]
    wrote_from(reading.reviewer.person, "ACME, Inc.")
    reading.application.organisation = "acme"
    reading.application.save()
    assert assign(review).short == {reading.application_id: Short(missing=1, able=1)}
    reading.refresh_from_db()
    assert reading.ending == "conflict"


def test_nobody_reads_who_works_where_the_applicant_does():
    review = review_of(applications=0, readers=2)
    mine = to_read(review.cohort, organisation="Larkmoor Systems Ltd.")
    other = to_read(review.cohort, organisation="")
    reader = named(review, UserFactory(handle="colleague").handle, organisation="larkmoor systems")
    assert has_conflict(person=reader.person_id, application=mine)
    assert conflicted(cohort=review.cohort, person=reader.person_id) == {mine.pk}
    assert not has_conflict(person=reader.person_id, application=other)


def test_nobody_reads_who_is_wanted_as_a_mentor(at):
    review = review_of(applications=0, readers=0)
    mentor = UserFactory(handle="wanted")
    project = approved(call=CallFactory(cohort=review.cohort), mentor=mentor)
    one = to_read(review.cohort, choices=[str(project.public_id)])
    to_read(review.cohort, choices=["gone"])
    at(NOW)
    people = [mentor.pk]
    assert conflicts_of(cohort=review.cohort, people=people) == {
        (one.pk, mentor.pk): ConflictKind.CHOSEN
    }


def test_nobody_reads_whom_they_were_paired_with_before():
    match = pair_together()
    review = review_of(applications=0, readers=0)
    again = to_read(review.cohort, person=match.mentee.person)
    mentor = match.mentor.person
    assert conflicts_of(cohort=review.cohort, people=[mentor.pk]) == {
        (again.pk, mentor.pk): ConflictKind.PAIRED
    }
    assert conflicts_of(cohort=match.cohort, people=[mentor.pk]) == {}


def test_who_applies_after_they_were_named_reads_nothing_any_more():
    review = given_out(applications=2, readers=3)
    reader = review.reviewers.first()
    to_read(review.cohort, person=reader.person)
    assign(review)
    assert not Reading.objects.counting().filter(reviewer=reader).exists()
    kinds = set(conflicts_of(cohort=review.cohort, people=[reader.person_id]).values())
    assert kinds == {ConflictKind.APPLIES}


def test_conflicts_of_other_cohorts_and_people_do_not_count():
    review = given_out(applications=1, readers=2)
    elsewhere = ApplicationFactory(cohort=CohortFactory(), submitted_at=SENT_AT)
    person = review.reviewers.first().person
    Conflict.objects.create(application=elsewhere, person=person, kind="other")
    assert conflicted(cohort=review.cohort, person=person.pk) == set()
    assert conflicts_of(cohort=review.cohort, people=[]) == {}


def test_as_many_queries_for_many_as_for_one(django_assert_num_queries):
    for size in (1, 8):
        review = review_of(applications=size, readers=3)
        people = list(review.reviewers.values_list("person", flat=True))
        with django_assert_num_queries(5):
            conflicts_of(cohort=review.cohort, people=people)
