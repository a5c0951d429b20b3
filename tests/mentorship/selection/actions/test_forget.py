"""What mentors say against applicants goes with the term."""

from datetime import UTC, datetime, time, timedelta

import pytest

from mentorship.models import Pin
from mentorship.selection.actions.forget import forget_words
from mentorship.selection.actions.judged import judge_word
from mentorship.selection.actions.mentor_list import put_on_list, say_against
from mentorship.selection.models import LONGEST_REASON, Word
from mentorship.selection.queries.own_record import words_of_mentor
from tests.mentorship.pool import people
from tests.mentorship.selection.asked import IN_REVIEW, asked

pytestmark = pytest.mark.django_db


def test_reasons_are_gone_once_the_last_day_has_passed_everywhere(at):
    at(IN_REVIEW)
    cohort, elsewhere = asked(mentees=3, mentors=1), asked(mentees=1, mentors=1, key="autumn")
    elsewhere.ends_on = cohort.ends_on + timedelta(weeks=13)
    elsewhere.save()
    [mentor], (listed, other, relative) = people(cohort, "mentor"), people(cohort, "mentee")
    mine = {"mentor": mentor, "by": mentor.person, "now": IN_REVIEW}
    put_on_list(mentee=listed, **mine)
    rather_not = say_against(mentee=other, said="rather_not", reason="x" * LONGEST_REASON, **mine)
    say_against(mentee=relative, said="conflict", reason="My cousin", **mine)
    admin = cohort.program.admins.get().person
    judge_word(word=rather_not, by=admin, keep_apart=True, now=IN_REVIEW)
    [later], [somebody] = people(elsewhere, "mentor"), people(elsewhere, "mentee")
    say_against(
        mentor=later,
        mentee=somebody,
        by=later.person,
        said="rather_not",
        reason="Too far away",
        now=IN_REVIEW,
    )
    last = datetime.combine(cohort.ends_on, time(12), tzinfo=UTC)
    assert [forget_words(now=last + timedelta(days=n)) for n in (0, 1, 2, 3)] == [0, 0, 2, 0]
    told = [(word.said, word.reason) for word in Word.objects.order_by("pk")]
    assert told == [("listed", ""), ("rather_not", "Too far away")]
    assert [one["said"] for one in words_of_mentor(person=mentor.person)] == ["listed"]
    assert list(Pin.objects.values_list("kind", "mentee", "reason")) == [("veto", other.pk, "")]
