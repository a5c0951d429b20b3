"""Mentees rank projects they see; the matching reads it as preferences."""

import pytest

from mentorship.forms.application import ApplicationForm
from mentorship.models import Application
from mentorship.queries.choices import choices_of, names_of
from mentorship.queries.instance import instance_of_cohort
from tests.conftest import signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.factories.proposals import CallFactory, approved, handed_in
from tests.mentorship.applying import BEFORE_THE_CALL, DURING_THE_CALL, ready_person
from tests.mentorship.pool import member_of

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
    assert names_of(call.cohort, application.choices) == ["Oven", "Bread"]
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
