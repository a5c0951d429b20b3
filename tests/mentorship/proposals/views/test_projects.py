"""Projects as everybody sees them, as mentors write them, and at the desk."""

import re
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mentorship.models import ProgramAdmin
from mentorship.proposals.actions.projects_import import import_projects
from mentorship.proposals.core.projects_file import ProjectEntry
from mentorship.proposals.models import Proposal, ProposalMentor, ProposalSkill
from mentorship.proposals.queries.desk_proposals import warnings_of
from portal.kit import clock
from portal.people.models import Disclosure, Profile, Skill
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.factories.mentorship import CohortFactory, ProgramFactory
from tests.factories.people import UserFactory
from tests.factories.proposals import CallFactory, ProposalFactory, approved, handed_in

pytestmark = pytest.mark.django_db
PUBLIC = "/mentorship/learn/spring/projects/"
DESK = "/desk/mentorship/learn/spring/projects/"
IN_TERM = "2026-04-15T12:00Z"
OPEN, ANNOUNCED = "2026-01-15T12:00Z", "2026-02-02T12:00Z"


@pytest.fixture
def call():
    return CallFactory(cohort__key="spring", cohort__program__slug="learn")


@pytest.fixture
def as_admin(call):
    person = UserFactory(username="runs-it")
    ProgramAdmin.objects.create(program=call.cohort.program, person=person)
    return signed_in(person)


def shown(username: str, name: str):
    person = UserFactory(username=username, handle=username)
    profile = Profile.objects.create(person=person, display_name=name)
    Disclosure.objects.create(profile=profile, part="name", audience="everyone")
    return person


def text(response) -> str:
    return " ".join(response.content.decode().split())


def titles(response) -> list[str]:
    return re.findall(r'<h2 class="group-name"><a [^>]*>([^<]*)</a>', response.content.decode())


def test_everybody_sees_approved_projects_from_the_day_the_call_names(client, call, at):
    at(OPEN)
    project = approved(call=call, title="Fuzz the parser", mentor=shown("lin", "Lin"))
    ProposalMentor.objects.create(
        proposal=project, person=UserFactory(), confirmed_at=project.approved_at
    )
    handed_in(call=call, title="Not yet")
    own = project.get_absolute_url()
    assert (client.get(PUBLIC).status_code, client.get(own).status_code) == (404, 404)
    at(ANNOUNCED)
    page = client.get(PUBLIC)
    assert titles(page) == ["Fuzz the parser"]
    assert 'mentored by <a href="/people/lin/">Lin</a> and 1 more' in text(page)
    assert "Write the missing tests." in text(client.get(own))
    waiting = Proposal.objects.get(title="Not yet")
    assert client.get(waiting.get_absolute_url()).status_code == 404


def test_projects_are_narrowed_by_group_and_skill(client, call, at):
    at(ANNOUNCED)
    rust = Skill.objects.get_or_create(slug="rust", defaults={"name": "Rust"})[0]
    group = InitiativeFactory(slug="scorecard", name="Scorecard")
    ProposalSkill.objects.create(
        proposal=approved(call=call, title="In Rust", initiative=group), skill=rust, level=3
    )
    approved(call=call, title="Without")
    assert titles(client.get(PUBLIC)) == ["In Rust", "Without"]
    assert titles(client.get(f"{PUBLIC}?skill=rust")) == ["In Rust"]
    assert titles(client.get(f"{PUBLIC}?group=scorecard")) == ["In Rust"]
    assert titles(client.get(f"{PUBLIC}?group=nobody&skill=none")) == ["In Rust", "Without"]
    assert "Rust <span" in text(client.get(f"{PUBLIC}?skill=rust"))


def test_a_mentor_proposes_asks_another_and_both_approve(call, at, as_admin, lead):
    at(OPEN)
    group = InitiativeFactory(slug="scorecard", name="Scorecard")
    lead_of(lead, group)
    ada, lin = (UserFactory(username=name, handle=name) for name in ("ada-l", "lin"))
    as_ada, as_lin, as_lead = signed_in(ada), signed_in(lin), signed_in(lead)
    words = {"title": "Fuzz the parser", "initiative": "scorecard", "places": "2"}
    made = as_ada.post(
        "/me/mentorship/spring/propose/", words | {"description": "Find *what* breaks."}
    )
    own = made["Location"]
    proposal = Proposal.objects.get()
    assert "Nobody has this handle." in text(as_ada.post(own, {"ask": "1", "who": "@nobody"}))
    as_ada.post(own, {"ask": "1", "who": "@lin"})
    page = text(as_ada.post(own, {"hand_in": "1", "seen": "2"}, follow=True))
    assert "<li>@lin to confirm in person</li>" in page
    assert "<li>somebody who speaks for Scorecard</li>" in page
    assert "Waits for your answer" in text(as_lin.get("/me/mentorship/projects/"))
    assert "Say whether you mentor: Fuzz the parser" in text(as_lin.get("/me/"))
    as_lin.post(own, {"confirm": "1", "seen": "2"})

    desk = f"/desk/projects/{proposal.public_id}/"
    assert "Look at a project: Fuzz the parser" in text(as_lead.get("/desk/"))
    early = text(as_admin.post(desk, {"approve": "1", "seen": "2"}))
    assert "It waits for whoever speaks for the group." in early
    assert as_lead.post(desk, {"approve": "1", "seen": "2"}).status_code == 403
    as_lead.post(desk, {"approve_for_group": "1", "seen": "2"})
    assert text(as_admin.get(DESK)).count("Waits for you") == 1
    as_admin.post(desk, {"approve": "1", "seen": "2"})
    proposal.refresh_from_db()
    assert proposal.status == "approved"


def test_a_desk_warns_of_what_is_too_much(call, at, as_admin):
    at(OPEN)
    call.most_of_group, call.most_of_mentor = 1, 2
    call.save()
    group = InitiativeFactory(name="Meshery")
    full = UserFactory(username="full", email="full@example.org")
    for title in ("One", "Two"):
        handed_in(call=call, initiative=group, title=title, mentor=full)
    elsewhere = CallFactory(cohort=CohortFactory(program=ProgramFactory()))
    approved(call=elsewhere, mentor=full)
    page = text(as_admin.get(DESK))
    assert "Meshery: 2 projects, 1 wanted at most" in page
    assert "fu…@example.org: 3 mentees in all programs of that time, 2 wanted at most" in page


def test_a_warning_calls_people_by_what_they_were_asked_by(call, at, as_admin):
    """No name before they agree, and nothing of drafts: an admin could look up anybody by asking."""
    at(OPEN)
    call.most_of_mentor = 1
    call.save()
    handed_in(call=call, places=2, mentor=shown("twin-1", "Sam Doe"))
    handed_in(call=call, places=2, mentor=shown("twin-2", "Sam Doe"))
    asked, drafted = shown("asked", "Real Name"), shown("drafted", "Other Name")
    ProposalMentor.objects.create(proposal=handed_in(call=call, places=3), person=asked)
    approved(call=CallFactory(cohort=CohortFactory()), places=3, mentor=drafted)
    ProposalMentor.objects.create(proposal=ProposalFactory(call=call), person=drafted)
    warned = [one.name for one in warnings_of(call=call).mentors if "…" not in one.name]
    assert warned == ["@asked", "Sam Doe", "Sam Doe"]


def test_an_edit_with_a_mistake_is_still_of_the_text_it_began_with(call, at):
    at(OPEN)
    ada, lin = UserFactory(), UserFactory()
    project = handed_in(call=call, title="Fuzz the parser", mentor=ada)
    ProposalMentor.objects.create(proposal=project, person=lin, confirmed_at=clock.now())
    edit = f"/me/mentorship/projects/{project.public_id}/edit/"
    words = {"initiative": project.initiative.slug, "places": "1", "seen": "1"}
    signed_in(lin).post(edit, words | {"title": "Fuzz the lexer"})
    page = text(signed_in(ada).post(edit, words | {"title": ""}))
    assert '<input type="hidden" name="seen" value="1">' in page
    signed_in(ada).post(edit, words | {"title": "Mine"})
    project.refresh_from_db()
    assert project.title == "Fuzz the lexer"


def test_a_cohort_begins_to_ask_for_projects(at, as_admin, call):
    at(OPEN)
    call.delete()
    assert as_admin.get(DESK)["Location"] == f"{DESK}call/"
    wrong = {"closes_on": "2026-01-20", "public_on": "2026-01-19"}
    assert "This day comes before" in text(as_admin.post(f"{DESK}call/", wrong))
    late = {"closes_on": "2026-01-20", "public_on": "2026-04-07"}
    assert "By then the cohort has begun." in text(as_admin.post(f"{DESK}call/", late))
    right = {"closes_on": "2026-01-20", "public_on": "2026-01-28", "most_of_group": "3"}
    assert as_admin.post(f"{DESK}call/", right)["Location"] == DESK
    assert "No project here" in text(as_admin.get(DESK))


def test_the_runbook_says_whom_projects_wait_for(at, as_admin, call):
    at(OPEN)
    handed_in(call=call)
    waits = handed_in(call=call)
    ProposalMentor.objects.create(proposal=waits, name="mentor-001")
    page = text(as_admin.get("/desk/mentorship/learn/spring/runbook/"))
    assert "1 project waits for a mentor to confirm" in page
    assert "1 project waits for you" in page
    assert titles_of_desk(as_admin.get(f"{DESK}?turn=mentors")) == [waits.title]


def test_a_project_of_a_list_gets_its_mentors_from_the_desk(at, as_admin, call):
    """A list gives names alone: whoever took it in says who they are, and they agree themselves."""
    at(OPEN)
    InitiativeFactory(name="Meshery")
    lin = UserFactory(username="lin", handle="lin")
    entry = ProjectEntry(
        key="p-1", title="Graphs", initiative="Meshery", line=1, mentors=("mentor-001", "x")
    )
    told = {"call": call, "where": "list", "by": None, "now": clock.now()}
    import_projects(entries=[entry], **told)
    project = Proposal.objects.get()
    first, second = project.mentors.all()
    desk = f"/desk/projects/{project.public_id}/"
    page = text(as_admin.get(desk))
    assert f'<option value="{first.pk}" selected>mentor-001</option>' in page
    assert "Give it back" not in page
    as_admin.post(desk, {"return": "1", "words": "Smaller.", "seen": "1"})
    assert "Nobody has this handle." in text(as_admin.post(desk, {"ask": "1", "who": "@nobody"}))
    as_admin.post(desk, {"ask": "1", "who": "@lin", "instead_of": first.pk})
    as_admin.post(desk, {"take_off": second.pk})
    project.refresh_from_db()
    assert (project.status, [one.person for one in project.mentors.all()]) == ("submitted", [lin])

    as_lin, own = signed_in(lin), f"/me/mentorship/projects/{project.public_id}/"
    as_lin.post(own, {"leave": "1"})
    assert Proposal.objects.get().status == "submitted"
    as_admin.post(desk, {"ask": "1", "who": "lin"})
    as_lin.post(own, {"confirm": "1", "seen": Proposal.objects.get().version})
    assert "Its mentors do this themselves." in text(as_admin.post(desk, {"withdraw": "1"}))
    as_admin.post(desk, {"approve": "1", "seen": Proposal.objects.get().version})
    assert Proposal.objects.get().status == "approved"
    assert import_projects(entries=[entry], **told).unchanged == 1


def test_a_project_that_nobody_mentors_is_withdrawn_at_the_desk(at, as_admin, call, lead):
    at(OPEN)
    row = ProposalFactory(call=call, status="submitted", submitted_at=clock.now())
    lead_of(lead, row.initiative)
    desk = f"/desk/projects/{row.public_id}/"
    for button in ({"withdraw": "1"}, {"ask": "1", "who": "@a-lead"}):
        signed_in(lead).post(desk, button)
    row.refresh_from_db()
    assert (row.status, row.mentors.count()) == ("submitted", 0)
    as_admin.post(desk, {"withdraw": "1"})
    row.refresh_from_db()
    assert row.status == "withdrawn"


def test_what_waits_for_somebody_is_found_behind_a_hundred_others(at, as_admin, call):
    at(OPEN)
    waits = {"call": call, "status": "submitted", "initiative": InitiativeFactory()}
    early, late = datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 1, 3, tzinfo=UTC)
    ProposalFactory.create_batch(100, **waits, submitted_at=early)
    for_program = handed_in(**waits, submitted_at=late)
    assert titles_of_desk(as_admin.get(f"{DESK}?turn=program")) == [for_program.title]
    assert "page=2" not in text(as_admin.get(f"{DESK}?turn=program"))


def test_handles_are_not_tried_without_end(at, call, settings):
    at(OPEN)
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "project_mentor": "1/h/user"}
    ada = UserFactory()
    own = f"/me/mentorship/projects/{handed_in(call=call, mentor=ada).public_id}/"
    browser, asked = signed_in(ada), {"ask": "1", "who": "@nobody"}
    cache.clear()
    assert "Nobody has this handle." in text(browser.post(own, asked))
    assert "Go on in an hour." in text(browser.post(own, asked))
    cache.clear()


def test_who_approves_is_not_written_to_without_end(at, call, settings):
    at(OPEN)
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "project_change": "1/h/user"}
    ada = UserFactory()
    row = handed_in(call=call, mentor=ada)
    own = f"/me/mentorship/projects/{row.public_id}/edit/"
    browser = signed_in(ada)
    cache.clear()
    for number, said in enumerate(["Saved.", "Go on in an hour."], 1):
        form = {"title": f"Another {number}", "initiative": row.initiative.slug, "places": 1}
        form |= {"description": "What it is about.", "seen": row.version}
        assert said in text(browser.post(own, form, follow=True))
        row.refresh_from_db()
    assert row.title == "Another 1"
    cache.clear()


def titles_of_desk(response) -> list[str]:
    return re.findall(r'<h2><a href="/desk/projects/[^>]*>([^<]*)</a>', response.content.decode())


@pytest.mark.parametrize("many", [1, 12])
@pytest.mark.parametrize(("address", "queries"), [(PUBLIC, 8), (DESK, 11)])
def test_lists_ask_the_database_equally_often(address, queries, many, as_admin, client, call, at):
    at(ANNOUNCED)
    for number in range(many):
        approved(call=call, mentor=shown(f"mentor-{number}", f"Mentor {number}"))
    browser = client if address == PUBLIC else as_admin
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    assert len(asked) == queries


def test_a_project_without_a_mentor_stays_listed_and_is_marked(at, as_admin, call):
    at(IN_TERM)
    group = InitiativeFactory(is_listed=True)
    made = approved(call=call, title="Mend the oven", initiative=group)
    browser = Client()
    for address in (PUBLIC, made.get_absolute_url()):
        assert "Looking for a mentor" not in text(browser.get(address))
    made.mentors.all().delete()
    cache.clear()
    for address in (PUBLIC, made.get_absolute_url()):
        page = text(browser.get(address))
        assert "Looking for a mentor" in page
        assert "mentored by" not in page
    page = text(as_admin.get("/desk/mentorship/learn/spring/runbook/"))
    assert "1 approved project has no mentor any more" in page
    assert "waits for a mentor to confirm" not in page
    assert "A project without a mentor: Mend the oven" in text(as_admin.get("/desk/"))


def test_the_desk_names_no_project_without_a_mentor_of_a_term_that_is_over(at, as_admin, call):
    approved(call=call, title="Mend the oven").mentors.all().delete()
    at("2026-12-01T12:00Z")
    assert "Mend the oven" not in text(as_admin.get("/desk/"))
