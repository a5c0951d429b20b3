"""Yes, no, and leaving."""

from datetime import timedelta

import pytest

from mentorship.actions.match import (
    AlreadyAnswered,
    IsOver,
    NotTheirs,
    answer_match,
    end_matches,
    lapse_matches,
    remind_of_answers,
    stop_match,
)
from mentorship.actions.run import publish_run, start_run
from mentorship.models import Match, ProgramAdmin
from portal.notices.models import Notice
from tests.factories.people import UserFactory
from tests.mentorship.pool import IN_MATCHING, pool

pytestmark = pytest.mark.django_db
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def match(superuser) -> Match:
    """Published a moment ago, in a program that one admin runs."""
    cohort = pool(mentees=1, mentors=1)
    ProgramAdmin.objects.create(program=cohort.program, person=UserFactory(username="runs-it"))
    run = start_run(cohort=cohort, by=superuser, now=IN_MATCHING)
    [match] = publish_run(run=run, by=superuser, now=IN_MATCHING)
    Notice.objects.all().delete()
    return match


def answer(match, side, accept):
    person = getattr(match, side).person
    return answer_match(match=match, by=person, accept=accept, now=IN_MATCHING)


def letters() -> set[tuple[str, str]]:
    return set(Notice.objects.values_list("person__username", "template"))


def test_one_yes_waits_for_the_other(match):
    row = answer(match, "mentee", accept=True)
    assert (row.mentee_answer, row.mentor_answer, row.is_agreed) == ("accepted", "awaited", False)
    assert letters() == set()


def test_two_yes_begin_it_and_tell_both(match):
    answer(match, "mentor", accept=True)
    row = answer(match, "mentee", accept=True)
    assert (row.is_agreed, row.ended_at) == (True, None)
    assert letters() == {
        (match.mentee.person.username, "mentorship/accept_match"),
        (match.mentor.person.username, "mentorship/accept_match"),
    }


@pytest.mark.parametrize(("side", "other"), [("mentee", "mentor"), ("mentor", "mentee")])
def test_one_no_ends_it_and_tells_the_other_and_the_admins(match, side, other):
    row = answer(match, side, accept=False)
    assert (row.ended_at, row.ending, row.is_agreed) == (IN_MATCHING, "declined", False)
    assert letters() == {
        (getattr(match, other).person.username, "mentorship/end_match"),
        ("runs-it", "mentorship/match_again"),
    }


def test_nobody_answers_twice(match):
    answer(match, "mentee", accept=True)
    for accept in (True, False):
        with pytest.raises(AlreadyAnswered):
            answer(match, "mentee", accept=accept)
    match.refresh_from_db()
    assert (match.mentee_answer, match.ended_at) == ("accepted", None)


def test_nobody_says_yes_to_what_has_ended(match):
    answer(match, "mentee", accept=False)
    with pytest.raises(AlreadyAnswered):
        answer(match, "mentor", accept=True)
    match.refresh_from_db()
    assert match.mentor_answer == "awaited"


def test_only_the_two_answer(match, member, superuser):
    for stranger in (member, superuser):
        with pytest.raises(NotTheirs):
            answer_match(match=match, by=stranger, accept=True, now=IN_MATCHING)


@pytest.mark.parametrize(("leaver", "other"), [("mentee", "mentor"), ("mentor", "mentee")])
def test_who_leaves_the_cohort_ends_their_match(match, leaver, other):
    application = getattr(match, leaver)
    [ended] = end_matches(application=application, by=application.person, now=IN_MATCHING)
    assert (ended.ended_at, ended.ending) == (IN_MATCHING, "withdrawn")
    assert letters() == {
        (getattr(match, other).person.username, "mentorship/end_match"),
        ("runs-it", "mentorship/match_again"),
    }
    assert end_matches(application=application, by=application.person, now=IN_MATCHING) == []


def test_who_leaves_a_cohort_that_is_over_tells_nobody(match):
    over = IN_MATCHING + timedelta(days=365)
    [ended] = end_matches(application=match.mentee, by=match.mentee.person, now=over)
    assert (ended.ended_at, letters()) == (over, set())


def test_a_no_may_say_why_to_those_who_run_the_program(match):
    person = match.mentee.person
    answer_match(match=match, by=person, accept=False, now=IN_MATCHING, reason="We know each other")
    match.refresh_from_db()
    assert match.ending_reason == "We know each other"
    contexts = [str(notice.context) for notice in Notice.objects.all()]
    assert not any("We know" in said for said in contexts)


def test_what_is_answered_when_it_is_too_late_changes_nothing(match):
    with pytest.raises(AlreadyAnswered):
        answer_match(match=match, by=match.mentee.person, accept=True, now=match.answer_by)
    row = answer_match(
        match=match, by=match.mentee.person, accept=True, now=match.answer_by - MOMENT
    )
    assert row.mentee_answer == "accepted"


def test_a_match_that_is_not_answered_in_time_ends_and_each_hears_what_concerns_them(match):
    answer(match, "mentor", accept=True)
    assert lapse_matches(now=match.answer_by - MOMENT) == 0
    assert lapse_matches(now=match.answer_by) == 1
    assert lapse_matches(now=match.answer_by) == 0
    match.refresh_from_db()
    assert (match.ended_at, match.ending) == (match.answer_by, "lapsed")
    assert letters() == {
        (match.mentor.person.username, "mentorship/end_match"),
        (match.mentee.person.username, "mentorship/lapse_match"),
        ("runs-it", "mentorship/match_again"),
    }


def test_what_both_agreed_on_does_not_lapse(match):
    answer(match, "mentee", accept=True)
    answer(match, "mentor", accept=True)
    assert lapse_matches(now=match.answer_by) == 0


def test_who_has_not_answered_is_reminded_once_two_days_before(match):
    answer(match, "mentor", accept=True)
    assert remind_of_answers(now=match.answer_by - timedelta(days=2) - MOMENT) == 0
    for told in (1, 0):
        assert remind_of_answers(now=match.answer_by - timedelta(days=2)) == told
    assert letters() == {(match.mentee.person.username, "mentorship/remind_match")}


def test_whoever_heard_of_it_a_day_before_is_not_reminded_the_day_after(match):
    Match.objects.update(published_at=match.answer_by - timedelta(days=1))
    assert remind_of_answers(now=match.answer_by - MOMENT) == 0


def test_a_match_is_stopped_by_one_of_the_two_or_by_who_runs_it_and_once(match, superuser):
    row = stop_match(match=match, by=match.mentor.person, now=IN_MATCHING, reason="Moving abroad")
    assert (row.ended_at, row.ending, row.ending_reason) == (
        IN_MATCHING,
        "stopped",
        "Moving abroad",
    )
    assert letters() == {
        (match.mentee.person.username, "mentorship/end_match"),
        ("runs-it", "mentorship/match_again"),
    }
    with pytest.raises(IsOver):
        stop_match(match=match, by=superuser, now=IN_MATCHING)


def test_of_a_match_that_the_program_stops_both_hear(match, superuser):
    stop_match(match=match, by=superuser, now=IN_MATCHING)
    assert {person for person, template in letters() if template == "mentorship/end_match"} == {
        match.mentee.person.username,
        match.mentor.person.username,
    }
