"""How many mentees a mentor wants over all programs, held by every matching."""

import pytest

from mentorship.actions.run import StaleRun, publish_run, start_run
from mentorship.cohort_life.actions.limit import set_limit
from mentorship.cohort_life.queries.load import mentors_of, places_left
from mentorship.models import Match
from mentorship.queries.matching import matching_instance
from mentorship.queries.runbook import place_lines
from tests.conftest import signed_in
from tests.mentorship.cohort_life.together import at, pair_together
from tests.mentorship.pool import IN_MATCHING, member_of, pool

pytestmark = pytest.mark.django_db


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
    set_limit(person=match.mentor.person, most=most, now=at(0))
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
    set_limit(person=match.mentor.person, most=most, now=at(0))
    assert [line.what for line in place_lines(elsewhere, IN_MATCHING)] == said


def test_a_match_beyond_what_a_mentor_wants_now_takes_no_place_of_somebody_else(match):
    set_limit(person=match.mentor.person, most=0, now=at(0))
    member_of(match.cohort, "mentor", "has-a-place")
    waits = member_of(match.cohort, "mentee", "waits")
    match.cohort.applications.filter(pk=waits.pk).update(status="waitlisted")
    [line] = place_lines(match.cohort, IN_MATCHING)
    assert line.what == "1 place is free, 1 person is on the waiting list"


def test_who_said_nothing_has_the_places_each_program_was_told(elsewhere):
    assert (capacities(elsewhere), places_left(cohort=elsewhere)) == ([2], {})


def test_a_match_that_stands_is_kept_whatever_is_said_later(match):
    set_limit(person=match.mentor.person, most=0, now=at(0))
    assert capacities(match.cohort) == [1]
    [load] = mentors_of(cohort=match.cohort)
    assert (load.here, load.elsewhere, load.limit, load.free, load.is_over) == (1, 0, 0, 0, True)


def test_a_run_made_before_the_word_is_a_stale_one(match, elsewhere, superuser):
    run = start_run(cohort=elsewhere, by=superuser, now=IN_MATCHING)
    set_limit(person=match.mentor.person, most=1, now=at(0))
    with pytest.raises(StaleRun):
        publish_run(run=run, by=superuser, now=IN_MATCHING)
    assert Match.objects.filter(mentor__person=match.mentor.person).count() == 1


def test_the_desk_of_the_matching_opens_who_has_no_place_left(match, elsewhere, superuser):
    admin = elsewhere.program.admins.create(person=superuser).person
    set_limit(person=match.mentor.person, most=1, now=at(0))
    other = member_of(elsewhere, "mentor", "with-a-place")
    start_run(cohort=elsewhere, by=admin, now=IN_MATCHING)
    where = f"/desk/mentorship/{elsewhere.program.slug}/{elsewhere.key}/matching/"
    mentor = elsewhere.applications.get(person=match.mentor.person)
    mentee = elsewhere.applications.filter(role="mentee").first()
    browser = signed_in(admin)
    for address in (where, *(f"{where}people/{one.public_id}/" for one in (mentor, other, mentee))):
        assert browser.get(address).status_code == 200
