"""The paths of mentees side by side: who waits for whom, of those who show it."""

import pytest

from initiatives.onboarding.actions.evidence import hand_in
from initiatives.onboarding.actions.journey import (
    complete_step,
    leave_journey,
    pause_journey,
    start_journey,
)
from initiatives.onboarding.models import Completion, Evidence, Journey
from mentorship.cohort_life.actions.parting import leave_pair
from mentorship.cohort_life.actions.path_share import share_paths
from mentorship.cohort_life.models import PathShare
from mentorship.cohort_life.queries.addresses import pair_url
from mentorship.models import Application, Match
from portal.people.models import Profile
from tests.conftest import signed_in
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory
from tests.mentorship.cohort_life.many_pairs import many_pairs
from tests.mentorship.cohort_life.together import at as day
from tests.mentorship.cohort_life.together import pairs_together
from tests.quick import within

pytestmark = pytest.mark.django_db

MINE = "/me/mentorship/mentees/"
STEPS = [
    {"key": "send", "kind": "evidence", "title": "Send it"},
    {"key": "talk", "title": "Talk it over", "needs": ["send"], "with_whom": "mentor"},
    {"key": "last", "title": "The last word", "needs": ["talk"]},
]


@pytest.fixture
def path():
    return PathFactory(title="Your first review", steps=STEPS)


@pytest.fixture
def cohort(at):
    at(day(1))
    return pairs_together(pairs=2)


@pytest.fixture
def match(cohort):
    people = ("cohort__program", "mentee__person", "mentor__person")
    return Match.objects.filter(cohort=cohort).select_related(*people).order_by("pk")[0]


def show(match, *to: str, with_waits=True):
    share_paths(
        match=match,
        by=match.mentee.person,
        to_mentor="mentor" in to,
        to_program="program" in to,
        with_waits=with_waits,
        now=day(1),
    )


def sent(match, path) -> Journey:
    """They walk it and have shown what its first step asks for."""
    journey = start_journey(person=match.mentee.person, path=path)
    hand_in(journey=journey, key="send", link="", words="My own words", now=day(1))
    return journey


def page(reader, address=MINE) -> str:
    response = signed_in(reader).get(address)
    assert response.status_code == 200
    return response.content.decode()


def at_the_desk(cohort) -> str:
    return f"/desk/mentorship/{cohort.program.slug}/{cohort.key}/life/paths/"


def test_both_clocks_run_and_each_says_for_whom(match, path, at):
    sent(match, path)
    show(match, "mentor")
    at(day(16, hour=13))
    read = page(match.mentor.person)
    assert "1 of 3 steps done." in read
    assert "“Send it” waits for a look" in read
    assert "“Talk it over” waits for you" in read
    assert read.count(">15 days ago<") == 2
    assert read.count(">Long<") == 2
    assert "Talk it over: next" in read
    assert 'aria-label="The path as a picture: 1 of 3 steps done"' in read
    assert "My own words" not in read


def test_who_runs_the_program_reads_it_only_by_a_word_of_its_own(cohort, match, path):
    sent(match, path)
    admin = cohort.program.admins.get().person
    show(match, "mentor")
    assert "Nobody shows you a path" in page(admin, at_the_desk(cohort))
    show(match, "program")
    assert "“Talk it over” waits for their mentor" in page(admin, at_the_desk(cohort))
    assert "Nobody shows you a path" in page(match.mentor.person)


def test_who_waits_for_whom_stays_with_the_mentee_unless_they_show_that_too(match, path):
    sent(match, path)
    show(match, "mentor", with_waits=False)
    read = page(match.mentor.person)
    assert "1 of 3 steps done." in read
    assert "For whom it waits they keep to themselves." in read
    assert "” waits for" not in read
    assert "ago<" not in read


def test_nothing_stands_there_of_who_shows_nothing(cohort, match, path):
    other = Match.objects.filter(cohort=cohort).exclude(pk=match.pk).get()
    sent(match, path)
    sent(other, path)
    show(match, "program")
    read = page(cohort.program.admins.get().person, at_the_desk(cohort))
    assert match.mentee.person.email in read
    assert other.mentee.person.email not in read


@pytest.mark.parametrize("end", ["left", "over"])
def test_nothing_is_told_of_a_pair_that_is_over(cohort, match, path, at, end):
    sent(match, path)
    show(match, "mentor", "program")
    mentor, admin = match.mentor.person, cohort.program.admins.get().person
    if end == "left":
        leave_pair(match=match, by=match.mentee.person, not_again=False, now=day(2))
        assert signed_in(mentor).get(MINE).status_code == 404
    else:
        at(day(84))
        assert "Nobody shows you a path" in page(mentor)
    assert "Nobody shows you a path" in page(admin, at_the_desk(cohort))


def test_a_path_that_was_left_or_is_not_public_is_told_to_nobody(match, path):
    left = start_journey(person=match.mentee.person, path=path)
    withdrawn = PathFactory(title="Taken down")
    start_journey(person=match.mentee.person, path=withdrawn)
    type(withdrawn).objects.filter(pk=withdrawn.pk).update(is_published=False)
    leave_journey(journey=left)
    show(match, "mentor")
    read = page(match.mentor.person)
    assert "Walks no path at the moment." in read
    assert "Taken down" not in read


def test_who_rests_and_who_has_arrived_wait_for_nobody(match, at):
    person = match.mentee.person
    pause_journey(
        journey=start_journey(person=person, path=PathFactory(title="Rested on")),
        until=day(9).date(),
    )
    walked = start_journey(person=person, path=PathFactory(title="Walked"))
    for key in ("hello", "charter", "change"):
        complete_step(journey=walked, key=key)
    show(match, "mentor")
    read = page(match.mentor.person)
    assert "Waits for nobody: they rest." in read
    assert "Walked to the end." in read
    assert "Who waits for whom" not in read


def test_who_mentors_nobody_has_no_such_page(match):
    assert signed_in(UserFactory()).get(MINE).status_code == 404
    assert signed_in(match.mentee.person).get(MINE).status_code == 404
    assert MINE in page(match.mentor.person, "/me/mentorship/")
    assert MINE not in page(match.mentee.person, "/me/mentorship/")


def test_who_runs_a_program_reads_nothing_here_of_their_own_mentee(cohort, match, path):
    sent(match, path)
    show(match, "program")
    cohort.program.admins.create(person=match.mentor.person)
    assert "Nobody shows you a path" in page(match.mentor.person, at_the_desk(cohort))


def a_cohort_that_shows(path, *, people: int):
    """Everybody of it walks the path, has sent something and shows it, to one mentor of them all."""
    cohort = many_pairs(pairs=people)
    mentor = Application.objects.filter(cohort=cohort, role="mentor")[0]
    Match.objects.filter(cohort=cohort).update(mentor=mentor)
    matches = list(Match.objects.filter(cohort=cohort).select_related("mentee"))
    PathShare.objects.bulk_create(
        PathShare(match=one, to_mentor=True, to_program=True, with_waits=True) for one in matches
    )
    edition = path.editions.get()
    step = edition.steps.get(key="send")
    walks = Journey.objects.bulk_create(
        Journey(person_id=one.mentee.person_id, path=path, edition=edition) for one in matches
    )
    Completion.objects.bulk_create(
        Completion(journey=walk, step=step, key="send", source="shown") for walk in walks
    )
    Evidence.objects.bulk_create(
        Evidence(journey=walk, step=step, key="send", words="-") for walk in walks
    )
    return cohort, mentor.person


@pytest.mark.parametrize("people", [1, 30])
def test_as_many_queries_for_many_mentees_as_for_one(at, path, django_assert_num_queries, people):
    at(day(1))
    cohort, mentor = a_cohort_that_shows(path, people=people)
    mine, desk = signed_in(mentor), signed_in(cohort.program.admins.get().person)
    mine.get(MINE)
    with django_assert_num_queries(12):
        mine.get(MINE)
    desk.get(at_the_desk(cohort))
    with django_assert_num_queries(14):
        desk.get(at_the_desk(cohort))


def test_a_cohort_of_five_hundred_opens_in_a_moment(at, path):
    at(day(1))
    cohort, _mentor = a_cohort_that_shows(path, people=500)
    desk = signed_in(cohort.program.admins.get().person)
    desk.get(at_the_desk(cohort))
    assert within(1.0, lambda: desk.get(at_the_desk(cohort)))


def test_a_step_with_a_mentor_names_the_mentors_one_has_now(match, path, at):
    mentee, mentor = match.mentee.person, match.mentor.person
    Profile.objects.create(person=mentor, display_name="Jannis Buchenthal")
    journey = start_journey(person=mentee, path=path)
    hand_in(journey=journey, key="send", link="", words="Mine.", now=day(2))
    walk = signed_in(mentee).get(f"/me/paths/{path.slug}/").text
    assert f'<a href="{pair_url(match)}">Jannis Buchenthal</a>' in walk
    leave_pair(match=match, by=mentee, not_again=False, now=day(3))
    assert "Jannis Buchenthal" not in signed_in(mentee).get(f"/me/paths/{path.slug}/").text
