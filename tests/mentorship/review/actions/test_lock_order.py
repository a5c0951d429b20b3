"""Whatever may give out readings takes the lock of the review before it locks or writes a row: with
rows first, two of them wait for each other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorship.review.actions.assignment import assign_readers
from mentorship.review.actions.conflict import declare_conflict
from mentorship.review.actions.reviewer import leave_everything, step_down, take_off_reviewer
from mentorship.review.actions.score import give_score, revise_score, save_draft
from mentorship.review.models import ConflictKind
from tests.mentorship.review.reading_room import NOW, admin_of, give, given_out, readings, said

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite locks no rows"),
]
LOCKING = ("pg_advisory_xact_lock", "FOR UPDATE", "INSERT INTO", 'UPDATE "')


def draft(review, reading):
    save_draft(reading=reading, said=said(review), by=reading.reviewer.person)


def score(review, reading):
    give_score(reading=reading, said=said(review, 2), by=reading.reviewer.person, now=NOW)


def revised(review, reading):
    facts = {"said": said(review, 4), "reason": "A page was missing", "now": NOW}
    revise_score(reading=reading, by=reading.reviewer.person, **facts)


def conflict(review, reading):
    facts = {"kind": ConflictKind.KNOWS, "words": "", "by": reading.reviewer.person, "now": NOW}
    declare_conflict(review=review, application=reading.application, **facts)


def taken_off(review, reading):
    take_off_reviewer(reviewer=reading.reviewer, by=admin_of(review), now=NOW)


def steps_down(review, reading):
    step_down(review=review, by=reading.reviewer.person, now=NOW)


def account_goes(review, reading):
    leave_everything(person=reading.reviewer.person)


def tick(review, reading):
    assign_readers(review=review, by=None, now=NOW)


@pytest.mark.parametrize(
    "act", [draft, score, revised, conflict, taken_off, steps_down, account_goes, tick]
)
def test_the_review_is_held_before_any_row(act):
    review = given_out(readers=3)
    reading = readings(review)[0]
    if act is revised:
        reading = give(reading)
    with CaptureQueriesContext(connection) as asked:
        act(review, reading)
    locks = [one["sql"] for one in asked if any(words in one["sql"] for words in LOCKING)]
    assert "pg_advisory_xact_lock" in locks[0]
