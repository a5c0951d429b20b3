"""Whatever writes words of mentors takes the lock of the matching before it locks a row: with rows
first, two of them wait for each other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorship.selection.actions.judged import judge_word
from mentorship.selection.actions.mentor_list import put_on_list, say_against, take_back
from tests.mentorship.pool import people
from tests.mentorship.selection.asked import IN_REVIEW, asked

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite locks no rows"),
]
LOCKING = ("pg_advisory_xact_lock", "FOR UPDATE", "INSERT INTO", 'UPDATE "', "DELETE FROM")


def judged(word, said):
    by = word.mentor.cohort.program.admins.get().person
    judge_word(word=word, by=by, keep_apart=True, now=IN_REVIEW)


def listed(word, said):
    put_on_list(**said)


def taken_back(word, said):
    take_back(**said)


@pytest.mark.parametrize("act", [judged, listed, taken_back])
def test_the_matching_is_held_before_any_row(at, act):
    at(IN_REVIEW)
    cohort = asked(mentees=1, mentors=1)
    [mentee], [mentor] = people(cohort, "mentee"), people(cohort, "mentor")
    said = {"mentor": mentor, "mentee": mentee, "by": mentor.person, "now": IN_REVIEW}
    word = say_against(**said, said="rather_not", reason="Another field")
    with CaptureQueriesContext(connection) as asked_for:
        act(word, said)
    locks = [one["sql"] for one in asked_for if any(words in one["sql"] for words in LOCKING)]
    assert "pg_advisory_xact_lock" in locks[0]
