"""A program that asks for more or less than usual says so wherever its rules are spoken of."""

from datetime import UTC, datetime, timedelta

import pytest

from mentorship.actions.run import publish_run, start_run
from mentorship.cohort_life.queries.addresses import pair_url
from mentorship.core.instance import Limits
from mentorship.equity.actions.count import make_report
from mentorship.equity.queries.report_page import report_page
from mentorship.models import Match, Program
from mentorship.queries.match_detail import match_detail
from mentorship.queries.matching_desk import run_view
from mentorship.queries.own_matches import match_items
from mentorship.queries.own_result import own_results
from mentorship.queries.own_why import own_why
from mentorship.queries.score_words import reason_words, waterfall
from tests.conftest import signed_in
from tests.mentorship.cohort_life.together import at as day
from tests.mentorship.cohort_life.together import pair_together, pairs_together
from tests.mentorship.equity.asked import REPORT_IS_MADE
from tests.mentorship.pool import IN_MATCHING, member_of, people, pool
from tests.mentorship.selection.asked import IN_REVIEW, asked, named

pytestmark = pytest.mark.django_db
FAR_AHEAD = {"seniority_gap": 9}
ALL_OF_IT = {"skill": 1000}


def limited(limits) -> dict:
    return {"program__config": {"limits": limits}}


def published(cohort):
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    publish_run(run=run, by=None, now=IN_MATCHING)
    return run


@pytest.mark.parametrize(
    ("limits", "changed", "reason", "step"),
    [
        (
            FAR_AHEAD,
            {},
            "No mentor of this cohort is at least 9 steps of experience ahead of you.",
            ("of these are at least 9 steps of experience ahead of you", 0),
        ),
        (
            ALL_OF_IT,
            {"skills": [{"skill": "rust", "level": 1}]},
            "No mentor of this cohort teaches enough of what you want to learn.",
            ("of these teach enough of what you want to learn", 0),
        ),
    ],
)
def test_who_has_nobody_reads_how_much_was_asked(limits, changed, reason, step):
    cohort = pool(mentees=1, mentors=0, **limited(limits))
    for number in range(5):
        member_of(cohort, "mentor", f"mentor-{number}", **changed)
    published(cohort)
    [mentee] = people(cohort, "mentee")
    [told] = own_results([mentee])[mentee.pk]
    assert told.said == reason
    assert own_why(application=mentee).said == reason
    assert step in own_why(application=mentee).steps


def test_what_was_asked_by_the_run_counts_and_not_what_is_asked_now():
    cohort = pool(mentees=1, mentors=5, **limited(FAR_AHEAD))
    published(cohort)
    Program.objects.update(config={"limits": {"seniority_gap": 8}})
    [mentee] = people(cohort, "mentee")
    assert "at least 9 steps" in own_why(application=mentee).said


def test_the_desk_reads_it_in_the_reason_and_in_the_waterfall(superuser):
    cohort = pool(mentees=1, mentors=2, **limited(FAR_AHEAD))
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    [alone] = run_view(cohort=cohort, run=run, reader=superuser).unmatched
    assert alone.reason == "No mentor is at least 9 steps of experience ahead"
    assert "2 a skill → 0 are at least 9 steps ahead → 0 of another organisation" in alone.waterfall


def test_what_is_asked_as_usual_is_told_as_usual():
    counts = {"mentors": 3, "seniority": 2}
    assert waterfall(counts, Limits()) == "3 mentors → 2 are ahead"
    assert reason_words("seniority", Limits()) == "No mentor is far enough ahead"
    assert reason_words("no_skill", Limits()) == "No mentor teaches what they want to learn"
    enough = "No mentor teaches enough of what they want to learn"
    assert reason_words("no_skill", Limits(skill=2)) == enough


def test_hours_that_would_help_are_as_long_as_a_meeting():
    cohort = pool(mentees=0, mentors=5, **limited({"meeting_minutes": 90}))
    night = [{"days": [5], "start": "02:00", "minutes": 120}]
    mentee = member_of(cohort, "mentee", "ana", availability=night)
    published(cohort)
    changes = own_why(application=mentee).changes
    assert ("90 more minutes on Monday from 18:00", 5) in changes


def test_a_pair_reads_meetings_of_the_length_it_was_published_with(at):
    """Wherever they stand, and whatever the program asks for later."""
    at(day(8))
    match = pair_together(**limited({"meeting_minutes": 90}))
    Program.objects.update(config={"limits": {"meeting_minutes": 30}})
    match = Match.objects.select_related("cohort__program", "mentee__person").get(pk=match.pk)
    told = match_detail(match=match, reader=match.mentee.person, now=day(8))
    [first, *_] = told.meetings
    assert first == (
        datetime(2026, 4, 15, 16, tzinfo=UTC),
        datetime(2026, 4, 15, 17, 30, tzinfo=UTC),
    )
    [item] = match_items(person=match.mentee.person, now=day(8))
    assert (item.at, item.until) == first
    page = signed_in(match.mentee.person).get(pair_url(match))
    assert page.context["pair"].meeting == first


@pytest.mark.parametrize(
    ("minutes", "said", "length"),
    [
        (60, "4 hours a week in common", timedelta(hours=1)),
        (45, "4 times 45 minutes a week in common", timedelta(minutes=45)),
        (120, "2 times 120 minutes a week in common", timedelta(hours=2)),
        (240, "No time for a meeting in common in the first week", None),
    ],
)
def test_a_mentor_who_is_asked_reads_how_often_they_could_meet(at, minutes, said, length):
    at(IN_REVIEW)
    cohort = asked(mentees=0, mentors=0, **limited({"meeting_minutes": minutes}))
    Program.objects.update(config={"rules": {"time": False}, **cohort.program.config})
    mentor, one = named(cohort, "mentor", "Ada"), named(cohort, "mentee", "Cyrus")
    browser = signed_in(mentor.person)
    assert said in browser.get(f"/me/mentorship/{cohort.key}/people/").content.decode()
    person = browser.get(f"/me/mentorship/{cohort.key}/people/{one.public_id}/").context["person"]
    assert person.in_common == said
    assert {until - start for start, until in person.meetings} == ({length} if length else set())


def test_a_report_keeps_the_limits_of_the_term_and_says_them(at):
    cohort = pairs_together(pairs=1, **limited({"seniority_gap": 3}))
    report = make_report(cohort=cohort, now=REPORT_IS_MADE)
    usual = {"seniority_gap": 1, "skill": 1, "weeks_percent": 80, "meeting_minutes": 60}
    assert report.figures["matching"]["limits"] == usual | {"seniority_gap": 3}
    asked_for = (
        "The mentor is at least 3 steps above the mentee, on a scale of experience from 0 to 10."
    )
    assert asked_for in report_page(report=report).rules
    del report.figures["matching"]["limits"]
    assert "The mentor has more experience than the mentee." in report_page(report=report).rules
