from datetime import timedelta

import pytest

from mentorship.review.actions.score import (
    GivenBefore,
    NoReason,
    NothingToRevise,
    ReadingOver,
    Said,
    Unfinished,
    give_score,
    revise_score,
    save_draft,
)
from mentorship.review.models import Conflict, Reading
from tests.factories.people import UserFactory
from tests.mentorship.review.reading_room import NOW, give, given_out, readings, said

pytestmark = pytest.mark.django_db


def first_of(review):
    return readings(review)[0]


def revise(reading, points, reason="I had missed a page", **words):
    return revise_score(
        reading=reading,
        said=said(reading.reviewer.review, points, **words),
        reason=reason,
        by=reading.reviewer.person,
        now=NOW,
    )


def test_a_draft_is_kept_and_is_no_score():
    reading = first_of(given_out())
    half = Said(marks={"1": 4}, to_fellows=" so far ")
    save_draft(reading=reading, said=half, by=reading.reviewer.person)
    reading.refresh_from_db()
    assert (reading.marks, reading.to_fellows, reading.given_at) == ({"1": 4}, "so far", None)


def test_a_score_is_given_once_and_whole():
    review = given_out()
    reading = first_of(review)
    person = reading.reviewer.person
    with pytest.raises(Unfinished):
        give_score(reading=reading, said=Said(marks={}), by=person, now=NOW)
    with pytest.raises(Unfinished):
        give_score(reading=reading, said=said(review, 6), by=person, now=NOW)
    assert give(reading, 4).result == 400
    with pytest.raises(GivenBefore):
        give(reading, 5)
    with pytest.raises(GivenBefore):
        save_draft(reading=reading, said=said(review, 2), by=person)


def test_what_a_score_was_before_stays_with_the_reason():
    reading = give(first_of(given_out()), 4, to_fellows="Good")
    assert revise(reading, 2, "Read it again", to_fellows="Fair").result == 200
    [was] = reading.earlier.all()
    assert (was.result, was.reason, was.to_fellows) == (400, "Read it again", "Good")


def test_nothing_is_revised_without_a_difference_or_a_reason():
    reading = first_of(given_out())
    with pytest.raises(NothingToRevise):
        revise(reading, 4)
    give(reading, 4)
    with pytest.raises(NothingToRevise):
        revise(reading, 4)
    with pytest.raises(NoReason):
        revise(reading, 5, " ")
    assert not reading.earlier.exists()


@pytest.mark.parametrize("why", ["other", "ended", "left", "decided", "conflict"])
def test_a_reading_that_is_over_takes_no_score(why):
    review = given_out()
    reading = first_of(review)
    person = reading.reviewer.person
    if why == "other":
        person = UserFactory()
    elif why == "ended":
        Reading.objects.filter(pk=reading.pk).update(ended_at=NOW, ending="left")
    elif why == "left":
        review.reviewers.filter(pk=reading.reviewer_id).update(left_at=NOW)
    elif why == "decided":
        review.cohort.applications.update(status="accepted", decided_at=NOW)
    else:
        Conflict.objects.create(application=reading.application, person=person, kind="knows")
    with pytest.raises(ReadingOver):
        give_score(reading=reading, said=said(review), by=person, now=NOW)
    with pytest.raises(ReadingOver):
        save_draft(reading=reading, said=said(review), by=person)


def test_a_score_may_be_revised_after_the_decision_and_asks_nobody_more():
    review = given_out(applications=1, readers=3)
    one, other = readings(review)
    give(one, 3)
    give(other, 3)
    review.cohort.applications.update(status="accepted", decided_at=NOW)
    revise(one, 5)
    assert len(readings(review)) == 2


def test_where_readers_disagree_a_third_is_asked_once():
    review = given_out(applications=1, readers=4)
    one, other = readings(review)
    give(one, 2)
    give(other, 4)
    [third] = readings(review, given_at=None)
    give(third, 5)
    assert len(readings(review)) == 3


def test_one_point_apart_is_no_disagreement_and_a_revision_may_make_one():
    review = given_out(applications=1, readers=3)
    one, other = readings(review)
    give(one, 3)
    give(other, 4)
    assert len(readings(review)) == 2
    revise_score(
        reading=other,
        said=said(review, 5),
        reason="Higher",
        by=other.reviewer.person,
        now=NOW + timedelta(hours=1),
    )
    assert len(readings(review)) == 3
