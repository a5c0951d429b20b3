"""What a cohort needs from those who run it, on one page."""

import re

import pytest
from django.db import connection
from django.dispatch import receiver
from django.test.utils import CaptureQueriesContext

from mentorship.models import ProgramAdmin
from mentorship.signals import gather_runbook_lines
from portal.core.agenda import Item
from tests.conftest import signed_in
from tests.factories.mentorship import ApplicationFactory, CohortFactory, ProgramFactory
from tests.factories.people import UserFactory
from tests.mentorship.applying import DURING_THE_CALL
from tests.mentorship.review.reading_room import wrote_from

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/mentorship/learn/spring/runbook/"
PLACES = "2 places are free, 2 people are on the waiting list"
QUERIES = 32  # each slice that answers adds its own
OWN = {"2 applications to answer", "Publish the matches: Learn, Spring 2026"} | {
    *("Matching", "Results", "Start", "Half time", "The end")
}


@pytest.fixture
def cohort():
    return CohortFactory(program=ProgramFactory(slug="learn", name="Learn"), key="spring")


@pytest.fixture
def as_admin(cohort, at):
    """On 12 March: applications are answered until the 14th, pairs are told on the 23rd."""
    at("2026-03-12T12:00Z")
    person = UserFactory(username="runs-it")
    ProgramAdmin.objects.create(program=cohort.program, person=person)
    return signed_in(person)


def sent(cohort, many: int) -> None:
    for _ in range(many):
        ApplicationFactory(cohort=cohort, status="submitted", submitted_at=DURING_THE_CALL)


def parts(response) -> dict[str, list[str]]:
    """Heading → the lines below it, as they are read."""
    html = response.content.decode()
    return {
        heading: re.findall(r'meeting-title"><a [^>]*>([^<]*)<', section)
        for heading, section in re.findall(
            r'<h2 id="\w+">([^<]*)</h2>(.*?)</section>', html, re.DOTALL
        )
    }


def test_what_falls_into_the_week_and_what_comes_later(as_admin, cohort):
    sent(cohort, 2)
    found = parts(as_admin.get(ADDRESS))
    assert {
        heading: [line for line in lines if line in OWN] for heading, lines in found.items()
    } == {
        "Late": [],
        "This week": ["2 applications to answer", "Matching"],
        "Later": [
            "Publish the matches: Learn, Spring 2026",
            *("Results", "Start", "Half time", "The end"),
        ],
    }


def test_applications_nobody_answered_in_time_are_late(as_admin, cohort, at):
    sent(cohort, 1)
    at("2026-03-16T12:00Z")
    assert parts(as_admin.get(ADDRESS))["Late"] == ["1 application to answer"]


def test_whatever_waits_for_an_answer_is_late_not_only_what_nobody_opened(as_admin, cohort, at):
    for status in ("submitted", "complete", "in_review", "interview", "declined"):
        words = {"decided_at": DURING_THE_CALL} if status == "declined" else {}
        ApplicationFactory(cohort=cohort, status=status, submitted_at=DURING_THE_CALL, **words)
    at("2026-03-16T12:00Z")
    page = as_admin.get(ADDRESS)
    assert parts(page)["Late"] == ["4 applications to answer"]
    assert "/desk/mentorship/learn/spring/?status=waiting" in page.content.decode()


def test_whom_nobody_may_answer_is_named_as_what_needs_somebody_first(as_admin, cohort):
    admin = cohort.program.admins.get().person
    wrote_from(admin, "ACME")
    for _ in range(2):
        ApplicationFactory(
            cohort=cohort, status="submitted", submitted_at=DURING_THE_CALL, organisation="Acme"
        )
    page = as_admin.get(ADDRESS)
    assert parts(page)["This week"][0] == "Nobody who runs the program may answer 2 applications"
    assert "/desk/mentorship/learn/settings/people/" in page.content.decode()


def test_places_that_are_free_while_people_wait_for_one(as_admin, cohort):
    decided = {"cohort": cohort, "submitted_at": DURING_THE_CALL, "decided_at": DURING_THE_CALL}
    ApplicationFactory(role="mentor", status="accepted", facts={"capacity": 3}, **decided)
    ApplicationFactory(status="accepted", **decided)
    assert PLACES not in parts(as_admin.get(ADDRESS))["This week"]
    for _ in range(2):
        ApplicationFactory(status="waitlisted", **decided)
    page = as_admin.get(ADDRESS)
    assert PLACES in parts(page)["This week"]
    assert "?role=mentee&amp;status=waitlisted" in page.content.decode()
    ApplicationFactory.create_batch(2, status="accepted", **decided)
    assert PLACES not in parts(as_admin.get(ADDRESS))["This week"]


def test_another_slice_says_what_it_needs(as_admin, cohort):
    @receiver(gather_runbook_lines)
    def line(sender, cohort, now, **kwargs):
        return [Item(what=f"Feed the cat of {cohort.name}", url="/", is_stale=True)]

    try:
        found = parts(as_admin.get(ADDRESS))
    finally:
        gather_runbook_lines.disconnect(line)
    assert found["Late"] == ["Feed the cat of Spring 2026"]


@pytest.mark.parametrize("many", [1, 30])
def test_it_asks_the_database_equally_often(as_admin, cohort, many):
    sent(cohort, many)
    as_admin.get(ADDRESS)
    with CaptureQueriesContext(connection) as asked:
        as_admin.get(ADDRESS)
    assert len(asked) == QUERIES
