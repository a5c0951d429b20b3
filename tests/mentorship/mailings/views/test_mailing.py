"""Letters to many at the desk: looked at as they will be read, then sent by one press."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorship.mailings.models import Mailing
from mentorship.models import ProgramAdmin
from tests.conftest import signed_in
from tests.factories.mentorship import CohortFactory, ProgramFactory
from tests.factories.people import UserFactory
from tests.mentorship.pool import member_of

pytestmark = pytest.mark.django_db
LETTERS = "/desk/mentorship/learn/spring/letters/"
RESULTS = f"{LETTERS}results/"
QUERIES = 10


@pytest.fixture
def cohort(at):
    """Three days before results day."""
    at("2026-03-20T12:00Z")
    return CohortFactory(program=ProgramFactory(slug="learn", name="Learn"), key="spring")


@pytest.fixture
def as_admin(cohort):
    person = UserFactory(username="runs-it")
    ProgramAdmin.objects.create(program=cohort.program, person=person)
    return signed_in(person)


def accept(cohort, many: int) -> None:
    for number in range(many):
        member_of(cohort, "mentee", f"mentee-{number}")


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_it_is_looked_at_and_sent_once(as_admin, cohort):
    accept(cohort, 4)
    page = text(as_admin.get(RESULTS))
    assert "It goes to 4 people" in page
    assert page.count("What happens next in Learn") == 3
    assert page.count("<li>mentee-") == 4
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    sent = text(as_admin.post(RESULTS, {"seen": seen}, follow=True))
    assert "Sent to 4 people." in sent
    assert "Send it to" not in sent
    again = text(as_admin.post(RESULTS, {"seen": seen}, follow=True))
    assert "This letter has gone out before. Nothing was sent again." in again
    assert Mailing.objects.count() == 1


def test_nothing_is_sent_to_people_nobody_looked_at(as_admin, cohort):
    accept(cohort, 1)
    seen = re.search(r'name="seen" value="(\w+)"', text(as_admin.get(RESULTS)))[1]
    member_of(cohort, "mentee", "late")
    assert "Look again." in text(as_admin.post(RESULTS, {"seen": seen}, follow=True))
    assert not Mailing.objects.exists()


def test_the_runbook_names_the_letter_until_it_has_gone(as_admin, cohort):
    accept(cohort, 1)
    runbook = "/desk/mentorship/learn/spring/runbook/"
    line = "Letter to send: What happens on results day"
    assert line in text(as_admin.get(runbook))
    Mailing.objects.create(cohort=cohort, kind="results", people=1)
    assert line not in text(as_admin.get(runbook))


@pytest.mark.parametrize("name", ["every", "call-followers"])
def test_there_are_no_other_letters(as_admin, cohort, name):
    """A program of the whole foundation has no group to follow."""
    assert as_admin.get(f"{LETTERS}{name}/").status_code == 404


def test_people_of_a_list_are_called_as_the_list_calls_them(as_admin, cohort):
    member_of(cohort, "mentee", "mentee-1")
    cohort.applications.update(imported={"name": "Somebody"})
    page = text(as_admin.get(RESULTS))
    assert ("Somebody" in page, "mentee-1" in page) == (True, False)


@pytest.mark.parametrize("many", [1, 20])
def test_it_asks_the_database_equally_often(as_admin, cohort, many):
    accept(cohort, many)
    as_admin.get(RESULTS)
    with CaptureQueriesContext(connection) as asked:
        as_admin.get(RESULTS)
    assert len(asked) == QUERIES
