"""Asked three times at most, answered in one press, stopped for good in one."""

from datetime import UTC, datetime, timedelta

import pytest

from mentorship.alumni.actions.later import answer_later, ask_graduates, ask_no_more
from mentorship.alumni.models import Later
from mentorship.alumni.queries.later_numbers import later_numbers
from portal.notices.models import Notice
from portal.people.actions.erase import erase_person
from tests.mentorship.alumni.graduated import finished, graduate, not_graduate

pytestmark = pytest.mark.django_db
THREE = datetime(2026, 9, 28, 12, tzinfo=UTC)
SIX = datetime(2026, 12, 28, 12, tzinfo=UTC)
TWELVE = datetime(2027, 6, 28, 12, tzinfo=UTC)


def test_each_time_once():
    graduate(finished(pairs=2))
    days = [THREE - timedelta(days=1), THREE, THREE, SIX, SIX + timedelta(days=1), TWELVE]
    assert [ask_graduates(now=day) for day in days] == [0, 2, 0, 2, 0, 2]
    assert Notice.objects.filter(kind="alumni").count() == 6
    assert ask_graduates(now=TWELVE + timedelta(days=1)) == 0


def test_after_days_without_a_tick_only_the_last_question_is_caught_up_on():
    graduate(finished())
    assert ask_graduates(now=SIX + timedelta(days=20)) == 1
    assert list(Later.objects.values_list("months", flat=True)) == [6]


def test_who_did_not_graduate_stopped_it_or_left_is_not_asked():
    not_graduate(finished(), "You met twice.")
    assert ask_graduates(now=THREE) == 0
    first, second = graduate(finished(pairs=2))
    ask_no_more(person=first.application.person)
    ask_no_more(person=first.application.person)
    assert ask_graduates(now=THREE) == 1
    erase_person(person=second.application.person, by=second.application.person)
    assert ask_graduates(now=SIX) == 0


def test_fewer_than_five_answers_are_no_number():
    cohort = finished(pairs=5)
    graduate(cohort)
    ask_graduates(now=THREE)
    rows = list(Later.objects.order_by("pk"))
    words = ["here", "here", "here", "elsewhere", "not-now"]
    for row, word in zip(rows[:4], words[:4], strict=True):
        answer_later(later=row, answer=word, has_role=word == "here", now=THREE)
    [few] = later_numbers(cohort=cohort)
    assert (few.asked, few.is_told, few.answered, few.here, few.with_role) == (5, False, 0, 0, 0)
    answer_later(later=rows[4], answer=words[4], has_role=False, now=THREE)
    answer_later(later=rows[4], answer="elsewhere", has_role=False, now=THREE)
    [all_five] = later_numbers(cohort=cohort)
    assert (all_five.answered, all_five.here, all_five.elsewhere) == (5, 3, 2)
    assert (all_five.not_now, all_five.with_role) == (0, 3)
