import pytest

from mentorship.review.actions import rubric
from mentorship.review.actions.reviewer import (
    Applies,
    NobodyThere,
    NotReading,
    step_down,
    take_off_reviewer,
)
from mentorship.review.models import MOST_CRITERIA, Reading, Reviewer
from mentorship.review.queries.usual_rubric import Words, usual_rubric
from portal.people.actions.erase import erase_person
from tests.factories.mentorship import ApplicationFactory
from tests.factories.people import EmailAddressFactory, UserFactory
from tests.mentorship.review.reading_room import (
    NOW,
    admin_of,
    give,
    given_out,
    named,
    readings,
    review_of,
    to_read,
)

pytestmark = pytest.mark.django_db
WORDS = Words(name="Kindness", asks="Are they kind?", weight=2, low="No", high="Yes")


def write(review, criterion=None, words=WORDS):
    return rubric.write_criterion(
        review=review, criterion=criterion, words=words, by=admin_of(review)
    )


def test_a_review_begins_with_the_usual_rubric_and_keeps_it_when_set_again():
    review = review_of(applications=0, readers=0)
    assert [one.name for one in review.criteria.all()] == [one.name for one in usual_rubric()]
    again = rubric.set_review(
        cohort=review.cohort, readers_each=3, due_on=review.due_on, by=admin_of(review)
    )
    assert again.pk == review.pk
    assert again.readers_each == 3
    assert again.criteria.count() == len(usual_rubric())


def test_criteria_are_written_changed_and_removed():
    review = review_of(applications=0, readers=0)
    made = write(review)
    other = Words(name="Care", asks="Do they care?", weight=1, low="No", high="Yes")
    assert write(review, made, other).pk == made.pk
    with pytest.raises(rubric.SameName):
        write(review, None, other)
    rubric.remove_criterion(review=review, criterion=made, by=admin_of(review))
    assert not review.criteria.filter(name="Care").exists()


def test_there_is_a_first_and_a_last_criterion():
    review = review_of(applications=0, readers=0)
    for number in range(MOST_CRITERIA - review.criteria.count()):
        write(review, None, Words(name=f"N {number}", asks="?", weight=1, low="a", high="b"))
    with pytest.raises(rubric.TooManyCriteria):
        write(review)
    first, *rest = review.criteria.all()
    for one in rest:
        rubric.remove_criterion(review=review, criterion=one, by=admin_of(review))
    with pytest.raises(rubric.LastCriterion):
        rubric.remove_criterion(review=review, criterion=first, by=admin_of(review))


def test_the_first_score_fixes_the_rubric_also_when_it_counts_no_more():
    review = given_out()
    write(review)
    first = give(readings(review)[0])
    Reading.objects.filter(pk=first.pk).update(ended_at=NOW, ending="conflict")
    with pytest.raises(rubric.RubricFrozen):
        write(review, None, Words(name="New", asks="?", weight=1, low="a", high="b"))
    with pytest.raises(rubric.RubricFrozen):
        rubric.remove_criterion(
            review=review, criterion=review.criteria.first(), by=admin_of(review)
        )


def test_a_reader_is_named_by_handle_or_by_an_address_they_proved():
    review = review_of(readers=0)
    reader = UserFactory(handle="somebody", email="somebody@example.org")
    EmailAddressFactory(user=reader, verified=True)
    assert named(review, "@SomeBody").person == reader
    again = named(review, "Somebody@example.org", most=3, organisation="Acme")
    assert (again.person, again.most, again.organisation) == (reader, 3, "Acme")
    assert review.reviewers.count() == 1
    for who in ("nobody", "nobody@example.org"):
        with pytest.raises(NobodyThere):
            named(review, who)


def test_who_applies_for_a_place_reads_nothing_and_a_mentor_may():
    review = review_of(readers=0)
    mentee, mentor = UserFactory(handle="a-learner"), UserFactory(handle="a-teacher")
    to_read(review.cohort, person=mentee)
    ApplicationFactory(cohort=review.cohort, person=mentor, role="mentor")
    with pytest.raises(Applies):
        named(review, "a-learner")
    assert named(review, "a-teacher").person == mentor


def test_who_steps_down_keeps_their_scores_and_others_take_over():
    review = given_out(readers=3)
    mine = [one for one in readings(review) if one.reviewer == review.reviewers.first()]
    give(mine[0])
    person = mine[0].reviewer.person
    step_down(review=review, by=person, now=NOW)
    assert Reading.objects.given().filter(reviewer__person=person).count() == 1
    assert not Reading.objects.open().filter(reviewer__person=person).exists()
    assert Reading.objects.counting().filter(reviewer__review=review).count() == 4
    with pytest.raises(NotReading):
        step_down(review=review, by=person, now=NOW)
    reviewer = Reviewer.objects.get(person=person)
    take_off_reviewer(reviewer=reviewer, by=admin_of(review), now=NOW)
    assert named(review, person.handle).left_at is None


def test_scores_of_an_account_that_goes_stay_without_a_name():
    review = given_out(readers=3)
    mine = [one for one in readings(review) if one.reviewer == review.reviewers.first()]
    give(mine[0])
    erase_person(person=mine[0].reviewer.person, by=mine[0].reviewer.person)
    reviewer = Reviewer.objects.get(pk=mine[0].reviewer.pk)
    assert reviewer.person is None
    assert [one.result for one in reviewer.readings.counting()] == [300]
    assert Reading.objects.counting().filter(reviewer__review=review).count() == 4
