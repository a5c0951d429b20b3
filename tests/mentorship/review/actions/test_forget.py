"""What readers write about people goes with the term; what they gave stays."""

from datetime import UTC, datetime, time, timedelta

import pytest

from mentorship.review.actions.conflict import declare_conflict
from mentorship.review.actions.forget import forget_texts
from mentorship.review.actions.interview import propose_interview, write_interview_note
from mentorship.review.actions.score import revise_score
from mentorship.review.models import Conflict, ConflictKind, EarlierScore, InterviewNote, Reading
from mentorship.review.queries.conflicts import has_conflict
from mentorship.review.queries.own_record import readings_of_person, scores_about_person
from tests.mentorship.review.reading_room import (
    NOW,
    SENT_AT,
    admin_of,
    give,
    given_out,
    readings,
    said,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    """One application with every kind of text, decided about."""
    review = given_out(applications=1, readers=2)
    first, second = readings(review)
    give(first, 2, to_fellows="Writes clearly", to_admins="Sounds tired")
    give(second)
    revise_score(
        reading=first,
        said=said(review, 3, to_fellows="Writes very clearly", to_admins="Sounds tired"),
        reason="A page was missing",
        by=first.reviewer.person,
        now=NOW,
    )
    admin, application = admin_of(review), first.application
    propose_interview(
        application=application,
        starts_at=NOW + timedelta(days=1),
        minutes=30,
        where="https://meet.example/talk",
        words="Let us talk",
        by=admin,
        seen=SENT_AT,
        now=NOW,
    )
    write_interview_note(application=application, text="Nervous at first", by=admin, now=NOW)
    declare_conflict(
        review=review,
        application=application,
        kind=ConflictKind.KNOWS,
        words="My neighbour",
        by=second.reviewer.person,
        now=NOW,
    )
    review.cohort.applications.update(status="accepted", decided_at=NOW)
    return review


def day_after_the_last(review, number: int) -> datetime:
    last = datetime.combine(review.cohort.ends_on, time(12), tzinfo=UTC)
    return last + timedelta(days=number)


def test_every_text_is_gone_once_the_last_day_has_passed_everywhere(review):
    gone = [forget_texts(now=day_after_the_last(review, n)) for n in (0, 1, 2, 3)]
    assert gone == [0, 0, 4, 0]
    assert set(Reading.objects.values_list("to_fellows", "to_admins")) == {("", "")}
    assert not EarlierScore.objects.exists()
    assert not InterviewNote.objects.exists()
    assert list(Conflict.objects.values_list("kind", "words")) == [("knows", "")]


def test_what_was_given_stays_and_so_does_who_should_not_judge(review):
    application = review.cohort.applications.get()
    reader, neighbour = (one.reviewer.person for one in readings(review))
    [before] = scores_about_person(person=application.person)[:1]
    assert before["words"] == "Writes very clearly"
    forget_texts(now=day_after_the_last(review, 2))
    [after] = scores_about_person(person=application.person)[:1]
    assert after == before | {"words": ""}
    assert "Sounds tired" not in str(readings_of_person(person=reader))
    assert has_conflict(person=neighbour.pk, application=application)


def test_terms_that_run_keep_theirs(review):
    other = given_out(applications=1, readers=2, key="autumn")
    other.cohort.ends_on = review.cohort.ends_on + timedelta(weeks=13)
    other.cohort.save()
    kept = give(readings(other)[0], to_fellows="Asks good questions")
    forget_texts(now=day_after_the_last(review, 2))
    kept.refresh_from_db()
    assert kept.to_fellows == "Asks good questions"
