"""Taking in a list of projects at the desk, and reminding mentors who have not answered."""

import json

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from mentorship.models import ProgramAdmin
from mentorship.proposals.models import Proposal
from portal.notices.models import Notice
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.factories.mentorship import CohortFactory, ProgramFactory
from tests.factories.people import UserFactory
from tests.factories.proposals import CallFactory, ProposalMentorFactory, handed_in

pytestmark = pytest.mark.django_db
DESK = "/desk/mentorship/learn/spring/projects/"
ONE = {"program": "cncf-bread", "title": "Bake bread", "initiative": "Bakery"}


@pytest.fixture
def call(at):
    at("2026-01-15T12:00Z")
    cache.clear()
    cohort = CohortFactory(program=ProgramFactory(slug="learn"), key="spring")
    return CallFactory(cohort=cohort)


@pytest.fixture
def desk(call):
    person = UserFactory(username="runs-it")
    ProgramAdmin.objects.create(program=call.cohort.program, person=person)
    return signed_in(person)


def listed(*entries) -> str:
    return json.dumps({"programs": entries}, indent=1)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_list_is_looked_at_before_it_is_taken_and_again_changes_nothing(call, desk):
    InitiativeFactory(name="Bakery")
    looked = desk.post(f"{DESK}import/", {"text": listed(ONE)})
    assert "New: 1, changed: 0, as they were: 0, left out: 0." in text(looked)
    assert not Proposal.objects.exists()
    taken = desk.post(f"{DESK}import/", {"text": looked.context["text"], "import": "1"})
    assert taken.url == DESK
    assert Proposal.objects.get().title == "Bake bread"
    assert not Notice.objects.exists()
    again = desk.post(f"{DESK}import/", {"text": listed(ONE)})
    assert "New: 0, changed: 0, as they were: 1" in text(again)


def test_no_letter_is_shown_because_nobody_hears_of_a_list_nor_of_a_changed_one(call, desk):
    """Not the mentors it names, not who speaks for the group, not who runs the program."""
    lead_of(UserFactory(username="a-lead"), InitiativeFactory(name="Bakery"))
    mentor = UserFactory(username="ada", handle="ada")
    one = ONE | {"mentors": ["ada", mentor.email]}
    for entry in (one, one | {"title": "Bake better bread", "description": "With less salt."}):
        look = desk.post(f"{DESK}import/", {"text": listed(entry)})
        assert "read it:" not in text(look)
        desk.post(f"{DESK}import/", {"text": listed(entry), "import": "1"})
    assert Proposal.objects.get().title == "Bake better bread"
    assert not Notice.objects.exists()


def test_a_file_does_as_well_as_its_lines_and_one_of_the_two_is_asked_for(call, desk):
    InitiativeFactory(name="Bakery")
    file = SimpleUploadedFile("list.json", listed(ONE).encode())
    assert "New: 1" in text(desk.post(f"{DESK}import/", {"file": file}))
    nothing = desk.post(f"{DESK}import/", {"text": " "})
    assert "Give a file or its lines" in text(nothing)


def test_what_is_wrong_is_named_by_its_line_and_nothing_is_written(call, desk):
    unknown = desk.post(f"{DESK}import/", {"text": listed(ONE), "import": "1"})
    assert "Line " in text(unknown)
    assert "Nothing can be taken yet" in text(unknown)
    none = desk.post(f"{DESK}import/", {"text": "[1, 2"})
    assert "Nothing can be taken yet" in text(none)
    assert not Proposal.objects.exists()


def test_lists_are_not_tried_without_end(call, desk, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "people_import": "1/h/user"}
    desk.post(f"{DESK}import/", {"text": "{}"})
    assert desk.post(f"{DESK}import/", {"text": "{}"}).status_code == 429


@pytest.fixture
def asked(call):
    """A project whose second mentor was asked before today."""
    proposal = handed_in(call=call, initiative=InitiativeFactory(name="Bakery"))
    slow = UserFactory(username="slow-mentor")
    mentor = ProposalMentorFactory(proposal=proposal, person=slow, confirmed_at=None)
    type(mentor).objects.update(asked_at="2026-01-12T12:00Z")
    return slow


def test_who_has_not_answered_is_reminded_once_a_day(asked, desk, at):
    page = text(desk.get(f"{DESK}remind/"))
    assert "1 mentor with an account has not said yes or no." in page
    assert "Will you mentor a project of Bakery?" in page
    assert not Notice.objects.exists()
    for _press in range(2):
        assert desk.post(f"{DESK}remind/").url == DESK
    assert list(Notice.objects.values_list("person__username", "template")) == [
        ("slow-mentor", "proposals/remind_mentor")
    ]
    at("2026-01-16T12:00Z")
    desk.post(f"{DESK}remind/")
    assert Notice.objects.count() == 2


def test_who_was_asked_today_has_no_account_or_said_yes_hears_nothing(call, desk):
    proposal = handed_in(call=call)
    ProposalMentorFactory(proposal=proposal, confirmed_at=None)
    ProposalMentorFactory(
        proposal=proposal, person=None, address="who@example.org", confirmed_at=None
    )
    desk.post(f"{DESK}remind/")
    assert not Notice.objects.exists()


def test_the_runbook_leads_to_the_reminder(asked, desk, at):
    at("2026-01-25T12:00Z")
    page = desk.get("/desk/mentorship/learn/spring/runbook/").content.decode()
    assert f"{DESK}remind/" in page


def test_with_everybody_having_answered_there_is_nobody_to_remind(call, desk):
    assert "Nobody to remind" in text(desk.get(f"{DESK}remind/"))


@pytest.mark.parametrize("page", ["import", "remind"])
def test_a_cohort_that_asks_for_no_projects_has_neither(desk, call, page):
    call.delete()
    assert desk.get(f"{DESK}{page}/").status_code == 404
