from datetime import timedelta

import pytest

from mentorship.actions.decision import OwnApplication, StaleApplication
from mentorship.actions.status import MoveNotAllowed
from mentorship.review.actions.interview import (
    AlreadyPast,
    propose_interview,
    write_interview_note,
)
from mentorship.review.actions.reminder import remind_readers
from mentorship.review.models import Interview, InterviewNote
from mentorship.review.queries.due import due_at
from mentorship.review.queries.reading_page import talk_of
from portal.notices.models import Notice
from tests.mentorship.review.reading_room import (
    NOW,
    SENT_AT,
    admin_of,
    give,
    given_out,
    readings,
    review_of,
    to_read,
    wrote_from,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


def propose(application, by, **changes):
    facts = {"starts_at": LATER, "minutes": 30, "where": "https://meet.example.org/x"}
    words = {"words": "Tell us of your plan.", "seen": SENT_AT, "now": NOW}
    return propose_interview(application=application, by=by, **facts | words | changes)


def test_one_letter_says_why_and_when():
    review = review_of(applications=1, readers=0)
    application = review.cohort.applications.get()
    propose(application, admin_of(review))
    application.refresh_from_db()
    assert application.status == "interview"
    [letter] = Notice.objects.all()
    assert (letter.person, letter.template) == (application.person, "review/propose_interview")
    assert letter.context["starts"] == LATER.isoformat()
    assert letter.context["reason"] == "Tell us of your plan."


def test_another_time_takes_the_place_of_the_first():
    review = review_of(applications=1, readers=0)
    application = review.cohort.applications.get()
    propose(application, admin_of(review))
    moved = LATER + timedelta(days=1)
    propose(application, admin_of(review), starts_at=moved, now=NOW + timedelta(hours=1))
    assert Interview.objects.get().starts_at == moved
    assert Notice.objects.count() == 2


def test_the_same_time_pressed_twice_is_told_once():
    review = review_of(applications=1, readers=0)
    application = review.cohort.applications.get()
    first = propose(application, admin_of(review))
    again = propose(application, admin_of(review), now=NOW + timedelta(seconds=2))
    assert (again, again.proposed_at) == (first, NOW)
    assert Notice.objects.count() == 1


def test_nobody_is_asked_to_come_yesterday_by_the_wrong_one_or_unread():
    review = review_of(applications=1, readers=0)
    application = review.cohort.applications.get()
    with pytest.raises(AlreadyPast):
        propose(application, admin_of(review), starts_at=NOW)
    with pytest.raises(StaleApplication):
        propose(application, admin_of(review), seen=NOW)
    own = to_read(review.cohort, person=admin_of(review))
    with pytest.raises(OwnApplication):
        propose(own, admin_of(review))
    assert not Interview.objects.exists()


def test_notes_are_their_authors_alone_until_the_talk_begins():
    review = review_of(applications=1, readers=0)
    application, admin = review.cohort.applications.get(), admin_of(review)
    told = {"application": application, "by": admin, "now": NOW}
    with pytest.raises(MoveNotAllowed):
        write_interview_note(**told, text="Early")
    propose(application, admin)
    write_interview_note(**told, text="Ask of Rust")
    write_interview_note(**told, text="Ask of Go")
    other = application.person
    assert [note.text for note in talk_of(application, admin, NOW)[1]] == ["Ask of Go"]
    assert talk_of(application, other, NOW)[1] == []
    assert [note.text for note in talk_of(application, other, LATER)[1]] == ["Ask of Go"]
    write_interview_note(**told, text=" ")
    assert not InterviewNote.objects.exists()


def heard():
    return list(Notice.objects.order_by("pk").values_list("template", "context__n"))


def test_readers_are_reminded_once_at_half_time_and_once_when_it_is_over():
    review = given_out(applications=2, readers=2)
    first, *_ = readings(review)
    give(first)
    due = due_at(review)
    half = NOW + (due - NOW) / 2
    assert remind_readers(now=half - timedelta(minutes=1)) == 0
    assert remind_readers(now=half) == 2
    assert remind_readers(now=due) == 0
    assert sorted(heard()) == [("review/remind_reader", 1), ("review/remind_reader", 2)]
    assert remind_readers(now=due + timedelta(minutes=1)) == 2
    assert remind_readers(now=due + timedelta(days=2)) == 0
    assert remind_readers(now=due + timedelta(days=30)) == 0


def test_who_has_nothing_to_read_hears_nothing():
    review = given_out(applications=1, readers=2)
    for reading in readings(review):
        give(reading)
    assert remind_readers(now=due_at(review)) == 0
    other = given_out(applications=1, readers=2)
    other.cohort.applications.update(status="accepted", decided_at=NOW)
    assert remind_readers(now=due_at(other) + timedelta(minutes=1)) == 0


def test_who_turned_out_to_be_in_conflict_is_not_reminded_of_a_page_that_is_closed():
    review = given_out(applications=1, readers=2)
    colleague, other = readings(review)
    wrote_from(colleague.reviewer.person, "Acme")
    review.cohort.applications.update(organisation="ACME, Inc.")
    assert remind_readers(now=due_at(review) + timedelta(minutes=1)) == 1
    [late] = Notice.objects.all()
    assert (late.person, late.template) == (other.reviewer.person, "review/late_reader")
