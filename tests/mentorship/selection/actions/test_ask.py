"""Who is asked for a list, and reminded, once each."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from mentorship.actions.run import publish_run, start_run
from mentorship.core.phases import end_of_day
from mentorship.selection.actions.ask import ask_for_lists
from mentorship.selection.actions.mentor_list import hand_in
from mentorship.selection.models import Way
from mentorship.selection.queries.foreseen import foreseen_lists
from portal.kit import clock
from portal.notices.models import Notice
from tests.mentorship.pool import IN_MATCHING, member_of, people
from tests.mentorship.selection.asked import asked

pytestmark = pytest.mark.django_db


def asks() -> int:
    return ask_for_lists(now=clock.now())


def letters():
    rows = Notice.objects.filter(template__startswith="selection/").order_by("pk")
    return [(row.person.username, row.template) for row in rows]


def test_each_mentor_is_asked_when_the_call_has_closed_and_reminded_once(at):
    cohort = asked()
    first, second = people(cohort, "mentor")
    at("2026-02-28T12:00Z")
    assert asks() == 0
    at("2026-03-01T12:00Z")
    assert asks() == 2
    assert asks() == 0
    hand_in(mentor=first, by=first.person, now=clock.now())
    at("2026-03-12T12:00Z")
    assert asks() == 1
    assert asks() == 0
    assert letters()[-1] == (second.person.username, "selection/remind_mentor")


def test_who_is_accepted_late_is_asked_and_not_reminded_the_same_day(at):
    cohort = asked(mentors=1)
    at("2026-03-13T12:00Z")
    assert asks() == 1
    assert asks() == 0
    at("2026-03-14T13:00Z")
    assert asks() == 1
    late = member_of(cohort, "mentor", "late")
    assert asks() == 1
    assert letters()[-1] == (late.person.username, "selection/ask_mentor")
    at("2026-03-16T12:00Z")
    assert asks() == 0


@pytest.mark.parametrize("selects", ["engine", ""])
def test_nobody_is_asked_where_the_matching_selects(at, selects):
    at("2026-03-01T12:00Z")
    asked(selects="engine")
    if not selects:
        Way.objects.all().delete()
    assert asks() == 0


def test_nobody_is_asked_once_a_result_is_published(at):
    at(IN_MATCHING)
    cohort = asked()
    publish_run(run=start_run(cohort=cohort, by=None, now=IN_MATCHING), by=None, now=IN_MATCHING)
    assert asks() == 0


def test_who_is_asked_after_the_day_reads_no_day_that_is_over(at):
    cohort = asked(mentors=1)
    at(end_of_day(cohort.review_until, cohort.timezone))
    assert asks() == 1
    [letter] = Notice.objects.filter(template="selection/ask_mentor")
    assert letter.context["until"] == ""
    for part in ("body.txt", "body.html"):
        said = render_to_string(f"mail/selection/ask_mentor/{part}", letter.context | {"zone": ""})
        assert "say whom you can help best as soon as you can" in said


def test_what_mentors_are_asked_was_foreseen_to_the_minute(at):
    cohort = asked(mentors=1)
    [mentor] = people(cohort, "mentor")
    at("2026-02-20T12:00Z")
    ask, reminder = foreseen_lists(application=mentor, now=clock.now())
    assert ask.what == "Whom you can help best: a list to hand in"
    assert reminder.unless == "you have handed in your list before"
    for letter in (ask, reminder):
        at(letter.at - timedelta(minutes=1))
        assert asks() == 0
        at(letter.at)
        assert asks() == 1
        assert letter not in foreseen_lists(application=mentor, now=clock.now())
    assert foreseen_lists(application=mentor, now=clock.now()) == []


def test_nothing_is_foreseen_for_who_has_handed_in_or_is_not_asked(at):
    cohort = asked()
    first, second = people(cohort, "mentor")
    at("2026-03-02T12:00Z")
    hand_in(mentor=first, by=first.person, now=clock.now())
    rows = [*people(cohort, "mentee"), first]
    assert [foreseen_lists(application=one, now=clock.now()) for one in rows] == [[], [], []]
    Way.objects.update(selects="engine")
    assert foreseen_lists(application=second, now=clock.now()) == []
