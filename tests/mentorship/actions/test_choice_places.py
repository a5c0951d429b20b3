"""A project has no more people than places, and each match knows what it is for."""

import pytest

from mentorship.actions.pin import set_pin
from mentorship.actions.run import BeyondPlaces, StaleRun, publish_run, start_run
from mentorship.alumni.actions.graduation import with_projects
from mentorship.cohort_life.models import NotAgain
from mentorship.cohort_life.queries.desk_pair import desk_pair
from mentorship.cohort_life.queries.pair_page import pair_page
from mentorship.models import Application, Match
from mentorship.proposals.actions.proposal import take_back, withdraw_proposal
from mentorship.proposals.core.approvals import Part
from mentorship.queries.letters import letters_of
from mentorship.queries.matching import matching_instance
from mentorship.queries.matching_desk import run_view
from portal.credentials.models import LONGEST_WHAT
from portal.notices.letter import letter_of
from portal.notices.models import Notice
from tests.conftest import signed_in
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


def test_the_place_goes_to_the_mentor_whom_those_who_chose_it_can_work_with(call):
    """Ada was asked first, and speaks another language."""
    ada = member_of(call.cohort, "mentor", "ada", languages=["de"])
    bob = member_of(call.cohort, "mentor", "bob")
    oven = project(call, "Oven", ada, bob)
    assert places(call.cohort) == {"ada": 1}
    choose(member_of(call.cohort, "mentee", "mia"), oven)
    assert places(call.cohort) == {"bob": 1}
    assert published(call.cohort) == {("mia", "bob", str(oven.public_id))}


def test_when_one_of_two_says_no_the_other_mentor_of_the_project_is_next(call):
    ada, bob = (member_of(call.cohort, "mentor", name) for name in ("ada", "bob"))
    oven = project(call, "Oven", ada, bob)
    choose(member_of(call.cohort, "mentee", "mia"), oven)
    assert published(call.cohort) == {("mia", "ada", str(oven.public_id))}
    Match.objects.update(ended_at=IN_MATCHING, ending="stopped")
    assert published(call.cohort) == {("mia", "bob", str(oven.public_id))}


def test_a_veto_moves_the_place_and_a_word_nobody_is_told_does_not(call, superuser):
    ada, bob = (member_of(call.cohort, "mentor", name) for name in ("ada", "bob"))
    mia = member_of(call.cohort, "mentee", "mia")
    choose(mia, project(call, "Oven", ada, bob))
    NotAgain.objects.create(person=mia.person, other=ada.person)
    assert places(call.cohort) == {"ada": 1}
    set_pin(mentee=mia, mentor=ada, kind="veto", by=superuser)
    assert places(call.cohort) == {"bob": 1}


@pytest.mark.parametrize("many", [1, 6])
def test_projects_are_read_in_so_many_queries(call, many, django_assert_num_queries):
    for number in range(many):
        pair = [member_of(call.cohort, "mentor", f"{name}{number}") for name in ("ada", "bob")]
        choose(
            member_of(call.cohort, "mentee", f"mia{number}"), project(call, f"No. {number}", *pair)
        )
    with django_assert_num_queries(20):
        assert len(matching_instance(call.cohort).mentors) == many


@pytest.fixture
def oven(call):
    """Mia has chosen it, and is matched with Ada for it."""
    ada = member_of(call.cohort, "mentor", "ada", capacity=2)
    made = project(call, "Mend the oven", ada)
    choose(member_of(call.cohort, "mentee", "mia"), made)
    return made


def test_the_desk_the_offer_and_the_pages_of_the_two_name_the_project(call, oven, superuser):
    run = start_run(cohort=call.cohort, by=superuser, now=IN_MATCHING)
    [pair] = run_view(cohort=call.cohort, run=run, reader=superuser).pairs
    assert pair.choice == "Mend the oven"
    [letter] = letters_of(run=run, reader=superuser, now=IN_MATCHING)
    assert "The project: Mend the oven." in letter.letter.text
    [match] = publish_run(run=run, by=superuser, now=IN_MATCHING)
    assert list(Notice.objects.values_list("context__project", flat=True)) == ["Mend the oven"] * 2
    link = f'The project: <a href="{oven.get_absolute_url()}">Mend the oven</a>'
    for side in (match.mentee, match.mentor):
        assert link in signed_in(side.person).get(match.get_absolute_url()).content.decode()
        shown = pair_page(match=match, reader=side.person, now=IN_MATCHING).choice
        assert (shown.name, shown.url) == ("Mend the oven", oven.get_absolute_url())
    assert desk_pair(match=match, now=IN_MATCHING).choice == shown


def test_a_withdrawn_project_is_still_named_without_a_link(call, oven):
    published(call.cohort)
    type(oven).objects.update(status="withdrawn", approved_at=None)
    match = Match.objects.get()
    page = signed_in(match.mentee.person).get(match.get_absolute_url()).content.decode()
    assert "The project: Mend the oven<" in page


def test_who_is_matched_for_a_withdrawn_project_is_told_that_the_match_stands(call, oven):
    published(call.cohort)
    ada, mia = (call.cohort.applications.get(role=role).person for role in ("mentor", "mentee"))
    withdraw_proposal(proposal=oven, by=ada, now=IN_MATCHING)
    told = Notice.objects.filter(template="proposals/choice_withdrawn")
    assert [(one.person, one.context["is_matched"]) for one in told] == [(mia, True)]
    letter = letter_of(told[0])
    assert letter.subject.endswith("The project of your match was withdrawn")
    assert "Your match stands: agree with your mentor on what you work on." in letter.text


def test_who_is_one_of_the_two_reads_it_at_the_desk_as_late_as_anybody(call, oven):
    mentor = call.cohort.applications.get(role="mentor").person
    run = start_run(cohort=call.cohort, by=mentor, now=IN_MATCHING)
    [pair] = run_view(cohort=call.cohort, run=run, reader=mentor).pairs
    assert pair.choice == ""


def test_a_certificate_says_the_project_as_long_as_there_is_room(call, oven):
    published(call.cohort)
    Match.objects.update(mentee_answer="accepted", mentor_answer="accepted")
    mentee = call.cohort.applications.get(role="mentee")
    told = with_projects("learned.", mentee, call.cohort)
    assert told == "learned. The project: Mend the oven."
    full = "x" * (LONGEST_WHAT - 10)
    assert with_projects(full, mentee, call.cohort) == full
    Match.objects.update(choice="")
    assert with_projects("learned.", mentee, call.cohort) == "learned."


def test_a_match_for_nothing_takes_a_place_of_its_mentor_and_none_of_the_project(call):
    """As those from before anything could be chosen."""
    ada = member_of(call.cohort, "mentor", "ada")
    member_of(call.cohort, "mentee", "mia")
    assert published(call.cohort) == {("mia", "ada", "")}
    bob, noe = member_of(call.cohort, "mentor", "bob"), member_of(call.cohort, "mentee", "noe")
    oven = project(call, "Oven", ada, bob)
    choose(noe, oven)
    assert published(call.cohort) == {("mia", "ada", ""), ("noe", "bob", str(oven.public_id))}


def test_a_run_with_a_project_that_was_withdrawn_since_is_a_stale_one(call, oven):
    """Its mentor is there as before, and who chose nothing asks for nothing else."""
    run = start_run(cohort=call.cohort, by=None, now=IN_MATCHING)
    ada = call.cohort.applications.get(role="mentor").person
    withdraw_proposal(proposal=oven, by=ada, now=IN_MATCHING)
    Application.objects.filter(role="mentee").update(choices=[])
    with pytest.raises(StaleRun):
        publish_run(run=run, by=None, now=IN_MATCHING)
    assert {choice for _mentee, _mentor, choice in published(call.cohort)} == {""}


def test_who_chose_a_project_hears_of_its_end_also_while_an_edit_waits(call):
    ada, mia = member_of(call.cohort, "mentor", "ada"), member_of(call.cohort, "mentee", "mia")
    oven = project(call, "Oven", ada)
    choose(mia, oven)
    take_back(oven, changed=frozenset({Part.DESCRIPTION}), by=ada.person, now=IN_MATCHING)
    oven.refresh_from_db()
    assert oven.status == "submitted"
    withdraw_proposal(proposal=oven, by=ada.person, now=IN_MATCHING)
    told = Notice.objects.filter(template="proposals/choice_withdrawn")
    assert [one.person for one in told] == [mia.person]
