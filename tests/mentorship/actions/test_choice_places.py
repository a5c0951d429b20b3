"""A project has no more people than places, and each match knows what it is for."""

import pytest

from mentorship.actions.pin import set_pin
from mentorship.actions.run import BeyondPlaces, StaleRun, publish_run, start_run
from mentorship.models import Application, Match
from mentorship.queries.matching import matching_instance
from tests.factories.initiatives import InitiativeFactory
from tests.factories.proposals import CallFactory, ProposalMentorFactory, approved
from tests.mentorship.pool import IN_MATCHING, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(at):
    at(IN_MATCHING)
    return CallFactory(cohort__key="spring")


def project(call, title: str, *mentors: Application, places: int = 1):
    group = InitiativeFactory(is_listed=True)
    first, *others = [mentor.person for mentor in mentors]
    made = approved(call=call, title=title, mentor=first, initiative=group, places=places)
    for other in others:
        ProposalMentorFactory(proposal=made, person=other)
    return made


def choose(mentee: Application, *projects) -> None:
    keys = [str(one.public_id) for one in projects]
    Application.objects.filter(pk=mentee.pk).update(choices=keys)


def published(cohort) -> set[tuple[str, str, str]]:
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    publish_run(run=run, by=None, now=IN_MATCHING)
    return told(cohort)


def told(cohort) -> set[tuple[str, str, str]]:
    rows = Match.objects.open().filter(cohort=cohort).select_related("mentee", "mentor")
    return {(one.mentee.person.username, one.mentor.person.username, one.choice) for one in rows}


def places(cohort) -> dict[str, int]:
    names = dict(Application.objects.values_list("public_id", "person__username"))
    names = {str(key): name for key, name in names.items()}
    return {names[one.id]: one.capacity for one in matching_instance(cohort).mentors}


def test_a_project_with_one_place_gets_one_mentee_whatever_its_mentor_could_take(call):
    ada = member_of(call.cohort, "mentor", "ada", capacity=3)
    oven = project(call, "Oven", ada)
    mia, _noe = (member_of(call.cohort, "mentee", name) for name in ("mia", "noe"))
    choose(mia, oven)
    assert published(call.cohort) == {("mia", "ada", str(oven.public_id))}


def test_who_mentors_no_project_has_the_places_of_their_own(call):
    member_of(call.cohort, "mentor", "ada", capacity=2)
    bob = member_of(call.cohort, "mentor", "bob", capacity=3)
    project(call, "Oven", bob, places=2)
    assert places(call.cohort) == {"ada": 2, "bob": 2}


def test_two_mentors_share_the_places_of_their_project(call):
    ada, bob = (member_of(call.cohort, "mentor", name, capacity=3) for name in ("ada", "bob"))
    project(call, "Oven", ada, bob, places=3)
    assert places(call.cohort) == {"ada": 2, "bob": 1}


def test_a_pin_moves_the_one_place_to_the_other_mentor(call, superuser):
    ada, bob = (member_of(call.cohort, "mentor", name) for name in ("ada", "bob"))
    mia = member_of(call.cohort, "mentee", "mia")
    oven = project(call, "Oven", ada, bob)
    assert places(call.cohort) == {"ada": 1}
    set_pin(mentee=mia, mentor=bob, kind="pin", by=superuser)
    assert places(call.cohort) == {"bob": 1}
    assert published(call.cohort) == {("mia", "bob", str(oven.public_id))}


def test_a_pin_beyond_the_places_of_a_project_is_told_before_it_is_published(call, superuser):
    ada, bob = (member_of(call.cohort, "mentor", name) for name in ("ada", "bob"))
    mia, noe = (member_of(call.cohort, "mentee", name) for name in ("mia", "noe"))
    project(call, "Oven", ada, bob)
    for mentee, mentor in ((mia, ada), (noe, bob)):
        set_pin(mentee=mentee, mentor=mentor, kind="pin", by=superuser)
    run = start_run(cohort=call.cohort, by=None, now=IN_MATCHING)
    with pytest.raises(BeyondPlaces):
        publish_run(run=run, by=None, now=IN_MATCHING)
    assert told(call.cohort) == set()


def test_two_who_want_one_project_of_a_mentor_of_two_get_one_each(call):
    ada = member_of(call.cohort, "mentor", "ada", capacity=2)
    bread, oven = project(call, "Bread", ada), project(call, "Oven", ada)
    mia, noe = (member_of(call.cohort, "mentee", name) for name in ("mia", "noe"))
    choose(mia, oven)
    choose(noe, bread, oven)
    assert published(call.cohort) == {
        ("mia", "ada", str(oven.public_id)),
        ("noe", "ada", str(bread.public_id)),
    }


def test_what_a_match_is_for_is_left_to_the_two_where_nothing_tells(call):
    ada = member_of(call.cohort, "mentor", "ada", capacity=2)
    project(call, "Bread", ada)
    project(call, "Oven", ada)
    member_of(call.cohort, "mentee", "mia")
    assert published(call.cohort) == {("mia", "ada", "")}


def test_a_match_that_stands_holds_the_place_of_its_project(call):
    ada, bob = (member_of(call.cohort, "mentor", name) for name in ("ada", "bob"))
    oven = project(call, "Oven", bob, ada)
    mia = member_of(call.cohort, "mentee", "mia")
    assert published(call.cohort) == {("mia", "bob", str(oven.public_id))}
    member_of(call.cohort, "mentee", "noe")
    assert published(call.cohort) == {("mia", "bob", str(oven.public_id))}
    Match.objects.update(ended_at=IN_MATCHING, ending="stopped")
    Application.objects.filter(pk=bob.pk).update(status="withdrawn")
    Application.objects.filter(pk=mia.pk).update(status="withdrawn")
    assert published(call.cohort) == {("noe", "ada", str(oven.public_id))}


def test_fewer_places_of_a_project_make_a_run_stale(call):
    ada = member_of(call.cohort, "mentor", "ada", capacity=2)
    oven = project(call, "Oven", ada, places=2)
    member_of(call.cohort, "mentee", "mia")
    run = start_run(cohort=call.cohort, by=None, now=IN_MATCHING)
    type(oven).objects.update(places=1)
    with pytest.raises(StaleRun):
        publish_run(run=run, by=None, now=IN_MATCHING)
