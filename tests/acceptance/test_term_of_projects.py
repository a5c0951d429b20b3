"""One real term of fifty-nine projects and one of pairs alone are both a cohort."""

import json
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorship.core.phases import Phase, phase_at
from mentorship.models import ProgramAdmin
from mentorship.proposals.models import Proposal, ProposalMentor
from tests.conftest import signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.factories.mentorship import CohortFactory, ProgramFactory
from tests.factories.people import UserFactory
from tests.factories.proposals import CallFactory

pytestmark = pytest.mark.django_db
DESK = "/desk/mentorship/learn/term/"
PUBLIC = "/mentorship/learn/term/projects/"


@pytest.fixture
def file(acceptance_data):
    return acceptance_data / "matching/cncf-lfx-2026t3-anonymised.json"


@pytest.fixture
def call(file, at):
    at("2026-01-15T12:00Z")
    names = {one["initiative"] for one in json.loads(file.read_text())["programs"]}
    for name in sorted(names):
        InitiativeFactory(name=name)
    return CallFactory(cohort__key="term", cohort__program__slug="learn", most_of_group=3)


def imported(file, capsys, *options) -> dict:
    call_command("import_projects", file, "--cohort", "term", "--report", "json", *options)
    report = json.loads(capsys.readouterr().out)
    return {name: report[name] for name in ("created", "updated", "unchanged", "skipped")}


def test_a_whole_term_comes_in_once_and_waits_for_its_mentors(file, call, capsys, client, at):
    counts = {"created": 59, "updated": 0, "unchanged": 0, "skipped": 0}
    assert imported(file, capsys, "--dry-run") == counts
    assert Proposal.objects.count() == 0
    assert imported(file, capsys) == counts
    assert imported(file, capsys) == counts | {"created": 0, "unchanged": 59}
    assert ProposalMentor.objects.filter(person=None, confirmed_at=None).count() == sum(
        len(one["mentors"]) for one in json.loads(file.read_text())["programs"]
    )

    admin = UserFactory()
    ProgramAdmin.objects.create(program=call.cohort.program, person=admin)
    browser = signed_in(admin)
    assert b"59 projects wait for a mentor to confirm" in browser.get(f"{DESK}runbook/").content
    page = browser.get(f"{DESK}projects/").content.decode()
    assert page.count('<h2><a href="/desk/projects/') == 59
    assert "Meshery: " in page
    with CaptureQueriesContext(connection) as asked:
        browser.get(f"{DESK}projects/")
    assert len(asked) <= 15

    one = Proposal.objects.filter(mentors__isnull=False).first()
    approved_through_its_mentors(one, browser)
    assert imported(file, capsys) == counts | {"created": 0, "unchanged": 59}

    now = datetime(2026, 1, 16, tzinfo=UTC)
    Proposal.objects.exclude(pk=one.pk).update(
        status="approved", approved_at=now, group_approved_at=now
    )
    at("2026-01-28T12:00Z")
    client.get(PUBLIC)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(PUBLIC).content.decode()
    assert page.count('<h2 class="group-name">') == 59
    assert len(asked) <= 8


def approved_through_its_mentors(project, browser) -> None:
    """Whoever took in the list says who its names are; each of them agrees."""
    desk = f"/desk/projects/{project.public_id}/"
    for named in project.mentors.all():
        person = UserFactory(handle=f"mentor-{named.pk}")
        browser.post(desk, {"ask": "1", "who": person.handle, "instead_of": named.pk})
        own = f"/me/mentorship/projects/{project.public_id}/"
        project.refresh_from_db()
        signed_in(person).post(own, {"confirm": "1", "seen": project.version})
    browser.post(desk, {"approve": "1", "seen": project.version})
    project.refresh_from_db()
    assert project.status == "approved"


def test_a_cohort_of_pairs_asks_for_no_projects(client, at):
    at("2026-02-10T12:00Z")
    cohort = CohortFactory(program=ProgramFactory(slug="learn"), key="pairs")
    assert client.get("/mentorship/learn/").status_code == 200
    assert client.get("/mentorship/learn/pairs/projects/").status_code == 404
    assert phase_at(cohort.dates, datetime(2026, 2, 10, 12, tzinfo=UTC)) is Phase.APPLICATIONS
