"""Programs as everybody sees them."""

import pytest
from wagtail.test.utils.form_data import nested_form_data, streamfield

from mentorship.models import ProgramAdmin, ProgramIndexPage, ProgramPage
from tests.conftest import signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.factories.mentorship import (
    ApplicationFactory,
    CohortFactory,
    GoalFactory,
    ProgramFactory,
)
from tests.factories.people import UserFactory
from tests.mentorship.applying import BEFORE_THE_CALL, DEADLINE, DURING_THE_CALL, IN_REVIEW

pytestmark = pytest.mark.django_db


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


@pytest.fixture
def program():
    program = ProgramFactory(slug="learn", name="Learn together", summary="Twelve weeks.")
    GoalFactory(program=program, name="Give a talk")
    CohortFactory(program=program, key="spring", timezone="Europe/Berlin")
    return program


def test_open_calls_come_first_with_the_deadline_in_the_readers_time(client, at, program):
    at(DURING_THE_CALL)
    ProgramFactory(name="A program without dates")
    html = page(client, "/mentorship/?tz=America/New_York")
    assert html.index("Open for applications") < html.index("Learn together")
    assert html.index("Learn together") < html.index("Other programs")
    assert html.index("Other programs") < html.index("A program without dates")
    assert 'datetime="2026-02-28T22:59:00Z"' in html
    assert "<b>17:59</b>" in html


def test_nothing_is_listed_of_a_hidden_program_or_group(client, at):
    at(DURING_THE_CALL)
    for hidden in (
        ProgramFactory(name="Not yet", is_published=False),
        ProgramFactory(name="Of nobody", initiative=InitiativeFactory(is_listed=False)),
    ):
        CohortFactory(program=hidden)
        page(client, hidden.get_absolute_url(), status=404)
    html = page(client, "/mentorship/")
    assert "No program yet" in html
    assert "Not yet" not in html
    assert "Of nobody" not in html


def test_who_runs_a_program_sees_it_before_it_is_published(at, program):
    at(DURING_THE_CALL)
    program.is_published = False
    program.save()
    person = UserFactory()
    ProgramAdmin.objects.create(program=program, person=person)
    assert "it is not published" in page(signed_in(person), "/mentorship/learn/")


def test_the_page_says_what_when_and_how_it_decides(client, at, program):
    at(DURING_THE_CALL)
    html = page(client, "/mentorship/learn/")
    for words in (
        "Spring 2026: Applications are open",
        "1 February 2026 – 28 February 2026",
        "Give a talk",
        "They do not work for the same organisation.",
        "What the mentor can teach and the mentee wants to learn",
    ):
        assert words in html
    assert html.count("You are here") == 1
    assert 'href="/me/mentorship/spring/apply/mentee/"' in html
    assert 'href="/me/mentorship/spring/apply/mentor/"' in html


def test_the_weights_of_the_program_make_a_hundred(client, at, program):
    at(DURING_THE_CALL)
    program.config = {"weights": {"skill": 60, "preference": 0}, "rules": {"seniority": False}}
    program.save()
    html = page(client, "/mentorship/learn/")
    numbers = [int(row.split("</td>")[0]) for row in html.split('<td class="num">')[1:]]
    assert (sum(numbers), len(numbers)) == (100, 6)
    assert "The mentor has more experience" not in html


@pytest.mark.parametrize("moment", [BEFORE_THE_CALL, DEADLINE, IN_REVIEW])
def test_nobody_is_sent_to_a_form_outside_the_call(client, at, program, moment):
    at(moment)
    assert "/apply/" not in page(client, "/mentorship/learn/")


def test_who_applies_already_is_led_to_their_own_page(at, program):
    at(DURING_THE_CALL)
    person = UserFactory()
    ApplicationFactory(cohort=program.cohorts.get(), person=person)
    html = page(signed_in(person), "/mentorship/learn/")
    assert "You have an application here" in html
    assert "/apply/" not in html


def test_the_text_of_an_editor_stands_on_the_page_once_published(client, at, program):
    at(DURING_THE_CALL)
    text = ProgramPage(summary="For everybody who begins.", live=False)
    text.tell_about(program)
    ProgramIndexPage.objects.get().add_child(instance=text)
    text.save_revision()
    assert "For everybody who begins." not in page(client, "/mentorship/learn/")
    text.save_revision().publish()
    assert "For everybody who begins." in page(client, "/mentorship/learn/")
    assert text.get_url() == "/mentorship/learn/"


def test_an_editor_previews_a_text_before_the_program_is_published(editor):
    text = ProgramPage(live=False)
    text.tell_about(ProgramFactory(slug="soon", is_published=False))
    ProgramIndexPage.objects.get().add_child(instance=text)
    text.save_revision()
    as_editor = signed_in(editor)
    preview = f"/cms/pages/{text.pk}/edit/preview/"
    sent = {"title": "Soon", "summary": "For everybody who begins.", "body": streamfield([])}
    as_editor.post(preview, nested_form_data(sent))
    assert "For everybody who begins." in page(as_editor, preview)
    page(as_editor, "/mentorship/soon/", status=404)


def test_the_shelf_of_texts_is_no_second_list(client):
    assert ProgramIndexPage.objects.get().slug == "mentorship"


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_costs_the_same_for_one_and_for_many(client, at, django_assert_num_queries, count):
    at(DURING_THE_CALL)
    for _ in range(count):
        program = ProgramFactory(initiative=InitiativeFactory())
        CohortFactory(program=program)
        CohortFactory(program=program)
    client.get("/mentorship/")
    with django_assert_num_queries(2):
        client.get("/mentorship/")


@pytest.mark.parametrize("count", [1, 30])
def test_a_page_costs_the_same_for_one_and_for_many(
    client, at, program, django_assert_num_queries, count
):
    at(DURING_THE_CALL)
    for _ in range(count):
        CohortFactory(program=program)
        GoalFactory(program=program)
    client.get("/mentorship/learn/")
    with django_assert_num_queries(10):
        client.get("/mentorship/learn/")
