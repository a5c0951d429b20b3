"""How many mentees a mentor wants over all programs, held by every matching."""

from datetime import UTC, date, datetime

import pytest

from mentorship.actions.run import StaleRun, publish_run, start_run
from mentorship.cohort_life.actions.limit import set_limit
from mentorship.cohort_life.models import Outcome
from mentorship.cohort_life.queries.load import mentors_of, own_load, places_left
from mentorship.models import Match
from mentorship.queries.matching import matching_instance
from mentorship.queries.runbook import place_lines
from tests.conftest import signed_in
from tests.mentorship.cohort_life.together import pair_together
from tests.mentorship.pool import IN_MATCHING, member_of, pool

pytestmark = pytest.mark.django_db


NEXT_TERM = {
    "starts_on": date(2026, 7, 6),
    "midterm_on": date(2026, 8, 17),
    "ends_on": date(2026, 9, 27),
}
LAST_DAY, DAY_AFTER = datetime(2026, 6, 28, 12, tzinfo=UTC), datetime(2026, 6, 29, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_matching(at):
    at(IN_MATCHING)


@pytest.fixture
def match():
    return pair_together()


@pytest.fixture
def elsewhere(match):
    """The mentor of one match has two places in another cohort, in which three want somebody."""
    cohort = pool(mentees=3, mentors=0)
    member_of(cohort, "mentor", person=match.mentor.person, capacity=2)
    return cohort


def capacities(cohort) -> list[int]:
    return [mentor.capacity for mentor in matching_instance(cohort).mentors]


@pytest.mark.parametrize(("most", "left"), [(10, [2]), (3, [2]), (2, [1]), (1, []), (0, [])])
def test_open_matches_elsewhere_leave_fewer_places(match, elsewhere, most, left):
    set_limit(person=match.mentor.person, most=most, now=IN_MATCHING)
    assert capacities(elsewhere) == left


@pytest.mark.parametrize(
    ("most", "said"),
    [
        (10, ["2 places are free, 3 people are on the waiting list"]),
        (2, ["1 place is free, 3 people are on the waiting list"]),
        (1, []),
    ],
)
def test_the_runbook_counts_as_free_what_the_matching_would_fill(match, elsewhere, most, said):
    elsewhere.applications.filter(role="mentee").update(status="waitlisted")
    set_limit(person=match.mentor.person, most=most, now=IN_MATCHING)
    assert [line.what for line in place_lines(elsewhere, IN_MATCHING)] == said


def test_a_match_beyond_what_a_mentor_wants_now_takes_no_place_of_somebody_else(match):
    set_limit(person=match.mentor.person, most=0, now=IN_MATCHING)
    member_of(match.cohort, "mentor", "has-a-place")
    waits = member_of(match.cohort, "mentee", "waits")
    match.cohort.applications.filter(pk=waits.pk).update(status="waitlisted")
    [line] = place_lines(match.cohort, IN_MATCHING)
    assert line.what == "1 place is free, 1 person is on the waiting list"


def test_who_said_nothing_has_the_places_each_program_was_told(elsewhere):
    assert (capacities(elsewhere), places_left(cohort=elsewhere, now=IN_MATCHING)) == ([2], {})


def next_term(match, **dates):
    """Of a mentor who wants one mentee at once, and has one this term."""
    set_limit(person=match.mentor.person, most=1, now=IN_MATCHING)
    cohort = pool(mentees=1, mentors=0, **NEXT_TERM | dates)
    member_of(cohort, "mentor", person=match.mentor.person)
    return cohort


def extended(match, *, ends_on: date) -> None:
    Outcome.objects.create(match=match, round="final", verdict="extend", ends_on=ends_on)


def test_a_match_of_this_term_takes_no_place_of_the_next_one(match):
    """Although that is matched while this one still goes on."""
    cohort = next_term(match)
    assert capacities(cohort) == [1]
    [load] = mentors_of(cohort=cohort, now=IN_MATCHING)
    assert (load.elsewhere, load.free) == (0, 1)


def test_a_pair_that_goes_on_into_the_next_term_takes_a_place_of_it(match):
    cohort = next_term(match)
    extended(match, ends_on=date(2026, 7, 5))
    assert capacities(cohort) == [1]
    Outcome.objects.update(ends_on=date(2026, 7, 12))
    assert capacities(cohort) == []
    [load] = mentors_of(cohort=cohort, now=IN_MATCHING)
    assert (load.elsewhere, load.free) == (1, 0)


@pytest.mark.parametrize(("now", "left"), [(LAST_DAY, []), (DAY_AFTER, [1])])
def test_a_term_that_is_over_frees_a_place_in_one_that_still_runs(match, at, now, left):
    cohort = next_term(match, starts_on=date(2026, 6, 1))
    at(now)
    assert capacities(cohort) == left


@pytest.mark.parametrize(
    ("now", "ends_on", "total"),
    [(LAST_DAY, None, 1), (DAY_AFTER, None, 0), (DAY_AFTER, date(2026, 7, 5), 1)],
)
def test_a_mentor_reads_of_those_alone_who_are_with_them_now(match, now, ends_on, total):
    if ends_on:
        extended(match, ends_on=ends_on)
    assert own_load(person=match.mentor.person, now=now).total == total


def test_a_match_that_stands_is_kept_whatever_is_said_later(match):
    set_limit(person=match.mentor.person, most=0, now=IN_MATCHING)
    assert capacities(match.cohort) == [1]
    [load] = mentors_of(cohort=match.cohort, now=IN_MATCHING)
    assert (load.here, load.elsewhere, load.limit, load.free, load.is_over) == (1, 0, 0, 0, True)


def test_a_run_made_before_the_word_is_a_stale_one(match, elsewhere, superuser):
    run = start_run(cohort=elsewhere, by=superuser, now=IN_MATCHING)
    set_limit(person=match.mentor.person, most=1, now=IN_MATCHING)
    with pytest.raises(StaleRun):
        publish_run(run=run, by=superuser, now=IN_MATCHING)
    assert Match.objects.filter(mentor__person=match.mentor.person).count() == 1


def test_the_desk_of_the_matching_opens_who_has_no_place_left(match, elsewhere, superuser):
    admin = elsewhere.program.admins.create(person=superuser).person
    set_limit(person=match.mentor.person, most=1, now=IN_MATCHING)
    other = member_of(elsewhere, "mentor", "with-a-place")
    start_run(cohort=elsewhere, by=admin, now=IN_MATCHING)
    where = f"/desk/mentorship/{elsewhere.program.slug}/{elsewhere.key}/matching/"
    mentor = elsewhere.applications.get(person=match.mentor.person)
    mentee = elsewhere.applications.filter(role="mentee").first()
    browser = signed_in(admin)
    for address in (where, *(f"{where}people/{one.public_id}/" for one in (mentor, other, mentee))):
        assert browser.get(address).status_code == 200
