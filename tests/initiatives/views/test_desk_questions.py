import pytest

from initiatives.models import Question
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    group = InitiativeFactory(slug="led")
    return Question.objects.create(
        initiative=group, about="when", text="every second Monday", ask="Which Monday?"
    )


@pytest.fixture
def desk(lead, question):
    lead_of(lead, question.initiative)
    return signed_in(lead)


def address(question) -> str:
    return f"/desk/groups/led/questions/{question.pk}/"


def test_a_lead_reads_what_was_published_and_what_is_asked(desk, question):
    words = desk.get(address(question)).content.decode()
    assert "every second Monday" in words
    assert "Which Monday?" in words


def test_one_click_settles_it(desk, question):
    response = desk.post(address(question), follow=True)
    assert response.redirect_chain == [("/desk/groups/led/", 302)]
    assert Question.objects.get().is_open is False


def test_a_second_click_is_told(desk, question):
    desk.post(address(question), follow=True)
    (message,) = desk.post(address(question), follow=True).context["messages"]
    assert str(message) == "Somebody has already settled this."


def test_a_question_of_another_group_is_not_found_below_this_one(desk, question):
    other = InitiativeFactory(slug="other")
    Question.objects.update(initiative=other)
    assert desk.get(address(question)).status_code == 404
