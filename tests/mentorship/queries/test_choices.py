"""Mentees rank projects they see; the matching reads it as preferences."""

import pytest

from mentorship.actions.run import publish_run, start_run
from mentorship.forms.application import ApplicationForm
from mentorship.models import Application
from mentorship.proposals.actions.proposal import withdraw_proposal
from mentorship.queries.application_detail import application_detail
from mentorship.queries.choices import choices_of, names_of
from mentorship.queries.foreseen import foreseen_of
from mentorship.queries.instance import instance_of_cohort
from portal.notices.models import Notice
from tests.conftest import signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.factories.mentorship import ApplicationFactory
from tests.factories.people import UserFactory
from tests.factories.proposals import CallFactory, approved, handed_in
from tests.mentorship.applying import BEFORE_THE_CALL, DURING_THE_CALL, ready_person
from tests.mentorship.pool import IN_MATCHING, member_of

pytestmark = pytest.mark.django_db
WHOLE = {"motivation": "I want to learn.", "seniority": "2", "consent": "on", "send": "1"}


@pytest.fixture
def call():
    return CallFactory(cohort__key="spring")


def project(call, title: str, mentor=None):
    group = InitiativeFactory(is_listed=True)
    return approved(call=call, title=title, mentor=mentor, initiative=group)


def test_approved_projects_are_offered_once_everybody_sees_them(call, at):
    oven, bread = project(call, "Oven"), project(call, "Bread")
    handed_in(call=call, title="Not yet", initiative=InitiativeFactory(is_listed=True))
    at(BEFORE_THE_CALL)
    assert choices_of(call.cohort) == {}
    at(DURING_THE_CALL)
    assert list(choices_of(call.cohort)) == [str(bread.public_id), str(oven.public_id)]


def test_a_mentee_ranks_and_the_desk_reads_it(call, at):
    at(DURING_THE_CALL)
    oven, bread = (str(project(call, title).public_id) for title in ("Oven", "Bread"))
    browser = signed_in(ready_person())
    address = "/me/mentorship/spring/apply/mentee/"
    twice = browser.post(address, {**WHOLE, "choice_1": oven, "choice_2": oven})
    assert twice.context["form"].errors == {"choice_2": ["You have chosen this above."]}
    browser.post(address, {**WHOLE, "choice_1": oven, "choice_3": bread})
    application = Application.objects.get()
    assert application.choices == [oven, bread]
    assert names_of(application.choices) == ["Oven", "Bread"]
    mentor = "/me/mentorship/spring/apply/mentor/"
    assert "choice_1" not in browser.get(mentor).context["form"].fields


@pytest.mark.parametrize(("most", "fields"), [(0, 0), (1, 1), (2, 2)])
def test_a_cohort_says_how_many_choices_are_ranked(call, at, most, fields):
    at(DURING_THE_CALL)
    for title in ("Oven", "Bread", "Yeast"):
        project(call, title)
    type(call.cohort).objects.update(most_choices=most)
    form = signed_in(ready_person()).get("/me/mentorship/spring/apply/mentee/").context["form"]
    assert len(form.choice_names()) == fields


def test_a_choice_is_a_preference_for_its_mentors_who_take_part(
    call, at, django_assert_num_queries
):
    at(DURING_THE_CALL)
    mentor = member_of(call.cohort, "mentor", "ada")
    mentee = member_of(call.cohort, "mentee", "mia")
    with django_assert_num_queries(1):
        assert instance_of_cohort(call.cohort).mentee_preferences == {}
    project(call, "Bread")
    wanted = project(call, "Oven", mentor=mentor.person)
    Application.objects.filter(pk=mentee.pk).update(choices=["gone", str(wanted.public_id)])
    pair = (str(mentee.public_id), str(mentor.public_id))
    assert instance_of_cohort(call.cohort).mentee_preferences == {pair: 2}


def test_without_choices_nothing_is_asked(call):
    form = ApplicationForm(cohort=call.cohort, role="mentee", application=None)
    assert form.choice_names() == []


def chosen_by(call, *projects, role: str = "mentee", status: str = "submitted") -> Application:
    return ApplicationFactory(
        cohort=call.cohort,
        person=UserFactory(username="mia"),
        role=role,
        status=status,
        submitted_at=None if status == "draft" else DURING_THE_CALL,
        decided_at=DURING_THE_CALL if status == "accepted" else None,
        choices=[str(one.public_id) for one in projects],
    )


def letters() -> list[tuple[str, str]]:
    rows = Notice.objects.filter(template="proposals/choice_withdrawn")
    return list(rows.values_list("person__username", "context__project"))


def withdraw(one) -> None:
    [mentor] = one.mentors.all()
    withdraw_proposal(proposal=one, by=mentor.person, now=DURING_THE_CALL)


def test_who_chose_a_project_is_told_once_that_it_was_withdrawn_and_reads_so(call, at):
    at(DURING_THE_CALL)
    oven, bread = project(call, "Oven"), project(call, "Bread")
    mia = chosen_by(call, oven, bread)
    browser = signed_in(mia.person)
    assert "Not offered any more" not in browser.get("/me/mentorship/").content.decode()
    withdraw(oven)
    withdraw(oven)
    assert letters() == [("mia", "Oven")]
    for address in ("/me/mentorship/", "/me/mentorship/spring/apply/mentee/"):
        page = browser.get(address).content.decode()
        assert "Not offered any more" in page
        assert "<p>Oven</p>" in page
        assert "You can choose another and send it again." in page
    assert names_of(mia.choices) == ["Oven (not offered any more)", "Bread"]
    assert application_detail(application=mia).choices == ("Oven (not offered any more)", "Bread")


@pytest.mark.parametrize("status", ["draft", "withdrawn", "declined"])
def test_no_letter_goes_to_whose_application_waits_for_nothing(call, at, status):
    at(DURING_THE_CALL)
    oven = project(call, "Oven")
    mia = chosen_by(call, oven)
    Application.objects.filter(pk=mia.pk).update(status=status, decided_at=DURING_THE_CALL)
    withdraw(oven)
    assert letters() == []


def test_who_writes_a_draft_reads_it_on_the_form(call, at):
    at(DURING_THE_CALL)
    oven = project(call, "Oven")
    mia = chosen_by(call, oven, status="draft")
    withdraw(oven)
    page = signed_in(mia.person).get("/me/mentorship/spring/apply/mentee/").content.decode()
    assert "<p>Oven</p>" in page


def test_who_has_a_match_is_told_nothing_of_what_they_chose_before(call, at):
    at(IN_MATCHING)
    oven = project(call, "Oven")
    member_of(call.cohort, "mentor", "ada")
    mia = member_of(call.cohort, "mentee", "mia")
    Application.objects.filter(pk=mia.pk).update(choices=[str(oven.public_id)])
    publish_run(
        run=start_run(cohort=call.cohort, by=None, now=IN_MATCHING), by=None, now=IN_MATCHING
    )
    withdraw(oven)
    assert letters() == []
    assert (
        "Not offered any more" not in signed_in(mia.person).get("/me/mentorship/").content.decode()
    )


@pytest.mark.parametrize("many", [1, 5])
def test_names_of_what_was_chosen_are_asked_together(call, at, many, django_assert_num_queries):
    at(DURING_THE_CALL)
    keys = [str(project(call, f"Project {at}").public_id) for at in range(many)]
    with django_assert_num_queries(2):
        assert len(names_of([*keys, "never-was"])) == many


def test_a_project_without_a_mentor_is_not_offered(call, at):
    at(DURING_THE_CALL)
    oven = project(call, "Oven")
    oven.mentors.all().delete()
    assert choices_of(call.cohort) == {}
    assert names_of([str(oven.public_id)]) == ["Oven (not offered any more)"]


WITHDRAWN = "That a project you chose was withdrawn, or has lost its mentor"
OF_MATCH = "That the project of your match was withdrawn, or has lost its mentor"


def foreseen(application, now=DURING_THE_CALL) -> set[str]:
    row = Application.objects.select_related("cohort__program").get(pk=application.pk)
    return {one.what for one in foreseen_of(application=row, now=now)} & {WITHDRAWN, OF_MATCH}


def test_the_letter_about_a_project_is_foreseen_by_who_can_get_it(call, at):
    at(DURING_THE_CALL)
    mia = chosen_by(call, project(call, "Oven"))
    assert foreseen(mia) == {WITHDRAWN}
    Application.objects.filter(pk=mia.pk).update(choices=[])
    assert foreseen(mia) == set()
    Application.objects.filter(pk=mia.pk).update(choices=["x"], status="draft")
    assert foreseen(mia) == set()


def test_who_is_matched_foresees_the_letter_about_that_project_alone(call, at):
    at(IN_MATCHING)
    oven = project(call, "Oven", mentor=member_of(call.cohort, "mentor", "ada").person)
    mia = member_of(call.cohort, "mentee", "mia")
    Application.objects.filter(pk=mia.pk).update(choices=[str(oven.public_id)])
    publish_run(
        run=start_run(cohort=call.cohort, by=None, now=IN_MATCHING), by=None, now=IN_MATCHING
    )
    assert foreseen(mia, IN_MATCHING) == {OF_MATCH}
    call.cohort.matches.update(choice="")
    assert foreseen(mia, IN_MATCHING) == set()
