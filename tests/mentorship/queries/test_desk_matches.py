"""Who of a cohort needs somebody, and what the start pages say of it."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from mentorship.actions.match import answer_match
from mentorship.actions.run import publish_run, start_run
from mentorship.models import ProgramAdmin
from mentorship.queries.agenda import agenda_of
from mentorship.queries.desk import desk_of
from mentorship.queries.desk_matches import (
    MatchCounts,
    Needs,
    match_counts,
    matching_items,
    needs_of,
)
from mentorship.queries.runbook import runbook_of
from portal.people.models import Profile
from tests.factories.people import UserFactory
from tests.mentorship.pool import IN_MATCHING, member_of, pool

pytestmark = pytest.mark.django_db
LATER = IN_MATCHING + timedelta(days=1)


@pytest.fixture
def cohort():
    cohort = pool(mentees=2, mentors=1, key="spring")
    for row in cohort.applications.all():
        Profile.objects.create(person=row.person, display_name=row.person.username)
    return cohort


@pytest.fixture
def admin(cohort):
    return ProgramAdmin.objects.create(program=cohort.program, person=UserFactory()).person


def published(cohort):
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    [match] = publish_run(run=run, by=UserFactory(), now=IN_MATCHING)
    return match


def waiting(person) -> list[str]:
    return [item.what for item in desk_of(person=person, now=LATER) if item.is_waiting]


def test_before_a_result_nobody_needs_anything(cohort):
    start_run(cohort=cohort, by=None, now=IN_MATCHING)
    assert needs_of(cohort=cohort) == Needs((), 0)
    assert match_counts(cohort=cohort) == MatchCounts(agreed=0, awaited=0, ended=0)


def test_who_has_no_mentor_or_has_not_answered_is_named(cohort):
    match = published(cohort)
    answer_match(match=match, by=match.mentee.person, accept=True, now=IN_MATCHING)
    without = next(row for row in cohort.applications.filter(role="mentee") if row != match.mentee)
    assert {(need.name, need.why) for need in needs_of(cohort=cohort).shown} == {
        (match.mentor.person.username, "Has not answered the match yet"),
        (without.person.username, "Has no mentor"),
    }
    assert match_counts(cohort=cohort) == MatchCounts(agreed=0, awaited=1, ended=0)


def test_whose_match_ended_waits_since_then(cohort):
    match = published(cohort)
    answer_match(match=match, by=match.mentor.person, accept=False, now=LATER)
    found = {need.name: (need.why, need.since) for need in needs_of(cohort=cohort).shown}
    assert found[match.mentee.person.username] == ("Match ended, free again", LATER)
    assert match_counts(cohort=cohort) == MatchCounts(agreed=0, awaited=0, ended=1)


def test_two_who_said_yes_need_nobody(cohort):
    match = published(cohort)
    for side in (match.mentee, match.mentor):
        answer_match(match=match, by=side.person, accept=True, now=IN_MATCHING)
    assert [need.why for need in needs_of(cohort=cohort).shown] == ["Has no mentor"]
    assert match_counts(cohort=cohort) == MatchCounts(agreed=1, awaited=0, ended=0)


@pytest.mark.parametrize("many", [10, 300])
def test_needs_are_asked_for_with_as_few_queries_for_many(many, django_assert_num_queries):
    cohort = pool(mentees=many, mentors=many // 2)
    publish_run(
        run=start_run(cohort=cohort, by=None, now=IN_MATCHING), by=UserFactory(), now=IN_MATCHING
    )
    with django_assert_num_queries(5):
        found = needs_of(cohort=cohort)
    # So many mentees have nobody, and of so many pairs neither has answered.
    alone, silent = many - many // 2, many // 2 * 2
    assert Counter(need.why for need in found.shown) == {
        "Has no mentor": min(alone, 50),
        "Has not answered the match yet": min(silent, 50),
    }
    assert found.more == max(0, alone - 50) + max(0, silent - 50)


def test_who_waits_longest_is_shown_of_more_than_can_be(cohort):
    match = published(cohort)
    for number in range(60):
        member_of(cohort, "mentee", f"late-{number:02}")
    answer_match(match=match, by=match.mentor.person, accept=False, now=LATER)
    found = needs_of(cohort=cohort)
    assert [need.why for need in found.shown] == ["Has no mentor"] * 50
    assert found.more == 12


def test_the_desk_asks_to_publish_and_then_to_run_again(cohort, admin):
    assert waiting(admin) == [f"Publish the matches: {cohort.program.name}, {cohort.name}"]
    match = published(cohort)
    assert waiting(admin) == []
    answer_match(match=match, by=match.mentor.person, accept=False, now=LATER)
    assert waiting(admin) == [
        f"Somebody is free again: run the matching: {cohort.program.name}, {cohort.name}"
    ]
    run = start_run(cohort=cohort, by=admin, now=LATER + timedelta(hours=1))
    assert waiting(admin) == [f"A next best waits to be told: {cohort.program.name}, {cohort.name}"]
    publish_run(run=run, by=admin, now=LATER + timedelta(hours=2))
    assert waiting(admin) == []
    start_run(cohort=cohort, by=admin, now=LATER + timedelta(hours=3))
    assert waiting(admin) == []


def test_the_desk_asks_to_run_again_for_a_mentee_who_comes_after_the_last_run(cohort, admin):
    published(cohort)
    member_of(cohort, "mentee", "comes-late")
    again = f"Somebody has come since: run the matching: {cohort.program.name}, {cohort.name}"
    assert waiting(admin) == [again]
    assert again in [item.what for item in runbook_of(cohort=cohort, reader=admin, now=LATER).week]
    start_run(cohort=cohort, by=admin, now=LATER)
    assert waiting(admin) == []


@pytest.mark.parametrize("many", [1, 20])
def test_the_start_desk_asks_as_little_for_many_who_come(cohort, many, django_assert_num_queries):
    published(cohort)
    for number in range(many):
        member_of(cohort, "mentee", f"comes-late-{number}")
    with django_assert_num_queries(4):
        assert len(matching_items(cohorts=[cohort], now=LATER)) == 1


def test_at_half_time_the_desk_asks_for_the_next_best_too(cohort, admin):
    match = published(cohort)
    half_time = datetime(2026, 5, 20, 12, tzinfo=UTC)
    answer_match(match=match, by=match.mentor.person, accept=False, now=LATER)
    items = matching_items(cohorts=[cohort], now=half_time)
    assert [item.what.partition(":")[0] for item in items] == ["Somebody is free again"]


def test_my_page_asks_for_the_answer_and_then_names_the_next_common_hour(cohort):
    match = published(cohort)
    mentee, mentor = match.mentee.person, match.mentor.person
    [item, *_] = agenda_of(person=mentee, now=LATER)
    assert (item.what, item.with_whom, item.is_waiting) == (
        f"Say yes or no to your match: {cohort.program.name}",
        mentor.username,
        True,
    )
    answer_match(match=match, by=mentee, accept=True, now=LATER)
    assert not [item for item in agenda_of(person=mentee, now=LATER) if item.with_whom]
    answer_match(match=match, by=mentor, accept=True, now=LATER)
    [item, *_] = agenda_of(person=mentee, now=LATER)
    # The cohort starts on Monday 6 April; both are free at 18:00 in Berlin.
    assert (item.what, item.with_whom, item.at.isoformat()) == (
        f"Meet: {cohort.program.name}",
        mentor.username,
        "2026-04-06T16:00:00+00:00",
    )


def test_a_finished_cohort_asks_for_nothing(cohort):
    match = published(cohort)
    assert not [
        item
        for item in agenda_of(person=match.mentee.person, now=LATER + timedelta(days=365))
        if item.with_whom
    ]
