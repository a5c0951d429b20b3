"""A project from its draft to the approval of the program, and what an edit takes back."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from initiatives.core.catalog_report import FileRefused
from initiatives.core.taken_down import fingerprints_of
from mentorship.actions.run import start_run
from mentorship.models import Application, Match, ProgramAdmin
from mentorship.proposals.actions.approval import (
    NoWords,
    OwnProposal,
    WaitsForGroup,
    WaitsForMentors,
    approve_for_group,
    approve_for_program,
    return_proposal,
)
from mentorship.proposals.actions.mentor import (
    MOST_ASKED_A_DAY,
    AskedBefore,
    AskedTooOften,
    NobodyThere,
    NotAsked,
    TooManyMentors,
    ask_mentor,
    confirm_mentor,
    forget_silent_addresses,
    leave_everything,
    leave_proposal,
    take_off_mentor,
)
from mentorship.proposals.actions.projects_import import import_projects
from mentorship.proposals.actions.proposal import (
    MOST_BEGUN_A_DAY,
    MOST_OPEN,
    BegunTooOften,
    CallClosed,
    Facts,
    NotAMentor,
    StaleProposal,
    TermBegan,
    TooManyProposals,
    Unfinished,
    begin_proposal,
    change_proposal,
    hand_in_proposal,
    withdraw_proposal,
)
from mentorship.proposals.actions.published_text import redact_projects
from mentorship.proposals.core.projects_file import ProjectEntry
from mentorship.proposals.models import Proposal, ProposalMentor, ProposalStep
from mentorship.proposals.queries.own_record import proposals_of_person
from portal.kit.models import AuditEntry
from portal.kit.page_cache import edition
from portal.notices.actions.mail import deliver_due
from portal.notices.models import Notice
from tests.conftest import lead_of
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import EmailAddressFactory, UserFactory
from tests.factories.proposals import CallFactory, ProposalFactory, approved, handed_in
from tests.mentorship.pool import member_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
CLOSED = datetime(2026, 1, 20, 23, tzinfo=UTC)
BEGUN = datetime(2026, 4, 6, 12, tzinfo=UTC)


@pytest.fixture
def group():
    return InitiativeFactory(name="Scorecard")


@pytest.fixture
def ada():
    return UserFactory(username="ada", handle="ada")


@pytest.fixture
def call():
    return CallFactory()


@pytest.fixture
def admin(call):
    person = UserFactory(username="runs-it")
    ProgramAdmin.objects.create(program=call.cohort.program, person=person)
    return person


def facts(group, **changes) -> Facts:
    words = {"title": "Fuzz the parser", "description": "Find what breaks it."}
    return Facts(initiative=group, **words | changes)


def begun(call, group, by, **changes) -> Proposal:
    return begin_proposal(call=call, facts=facts(group, **changes), by=by, now=NOW)


def again(proposal) -> Proposal:
    return Proposal.objects.get(pk=proposal.pk)


def told(template: str) -> set[str]:
    rows = Notice.objects.filter(template=f"proposals/{template}")
    return set(rows.values_list("person__username", flat=True))


def deeds(proposal) -> list[str]:
    return list(ProposalStep.objects.filter(proposal=proposal).values_list("deed", flat=True))


def test_from_the_draft_to_the_word_of_the_program(call, group, ada, lead, admin):
    lead_of(lead, group)
    lin = UserFactory(username="lin", handle="lin")
    proposal = begun(call, group, ada)
    ask_mentor(proposal=proposal, who="@lin", by=ada, now=NOW)
    hand_in_proposal(proposal=proposal, by=ada, seen=again(proposal).version, now=NOW)
    assert (told("ask_mentor"), told("your_turn")) == ({"lin"}, set())

    seen = again(proposal).version
    with pytest.raises(WaitsForMentors):
        approve_for_group(proposal=proposal, by=lead, seen=seen, now=NOW)
    confirm_mentor(proposal=proposal, by=lin, seen=seen, now=NOW)
    assert told("your_turn") == {"a-lead"}

    with pytest.raises(WaitsForGroup):
        approve_for_program(proposal=proposal, by=admin, seen=seen, now=NOW)
    approve_for_group(proposal=proposal, by=lead, seen=seen, now=NOW)
    approve_for_group(proposal=proposal, by=lead, seen=seen, now=NOW)
    assert told("your_turn") == {"a-lead", "runs-it"}

    approve_for_program(proposal=proposal, by=admin, seen=seen, now=NOW)
    approve_for_program(proposal=proposal, by=admin, seen=seen, now=NOW)
    assert again(proposal).status == "approved"
    assert told("approve_proposal") == {"ada", "lin"}
    assert deeds(proposal) == [
        *("begun", "asked", "handed-in", "confirmed"),
        *("group-approved", "approved"),
    ]
    assert AuditEntry.objects.filter(verb="proposal.group_approved").count() == 1


def test_a_group_without_a_lead_here_is_not_waited_for(call, group, ada, admin):
    proposal = handed_in(call=call, initiative=group, mentor=ada)
    approve_for_program(proposal=proposal, by=admin, seen=1, now=NOW)
    assert again(proposal).status == "approved"


def test_no_project_without_a_confirmed_mentor(call, group, admin):
    proposal = ProposalFactory(call=call, status="submitted", submitted_at=NOW)
    with pytest.raises(WaitsForMentors):
        approve_for_program(proposal=proposal, by=admin, seen=1, now=NOW)
    ProposalMentor.objects.create(proposal=proposal, name="mentor-001")
    with pytest.raises(WaitsForMentors):
        approve_for_program(proposal=proposal, by=admin, seen=1, now=NOW)


def test_nobody_approves_for_the_program_what_they_mentor(call, admin):
    proposal = handed_in(call=call, mentor=admin)
    with pytest.raises(OwnProposal):
        approve_for_program(proposal=proposal, by=admin, seen=1, now=NOW)


def test_what_was_changed_meanwhile_is_read_again(call, ada, admin):
    proposal = handed_in(call=call, mentor=ada)
    changed = facts(proposal.initiative, title="Something else")
    change_proposal(proposal=proposal, facts=changed, by=ada, seen=1, now=NOW)
    with pytest.raises(StaleProposal):
        approve_for_program(proposal=proposal, by=admin, seen=1, now=NOW)
    with pytest.raises(StaleProposal):
        change_proposal(proposal=proposal, facts=changed, by=ada, seen=1, now=NOW)


def test_a_material_edit_asks_everybody_again(call, ada):
    lin = UserFactory(username="lin")
    proposal = approved(call=call, mentor=ada)
    ProposalMentor.objects.create(proposal=proposal, person=lin, confirmed_at=NOW)
    words = {"title": proposal.title, "description": "Another thing altogether."}
    change_proposal(
        proposal=proposal, facts=facts(proposal.initiative, **words), by=ada, seen=1, now=NOW
    )
    row = again(proposal)
    assert (row.status, row.approved_at, row.group_approved_at) == ("submitted", None, None)
    assert set(row.mentors.filter(confirmed_at=None).values_list("person", flat=True)) == {lin.pk}
    assert told("confirm_again") == {"lin"}
    [step] = ProposalStep.objects.filter(proposal=proposal)
    assert (step.parts, step.cleared) == (["description"], True)


def test_an_editorial_edit_changes_nothing_else(call, ada):
    proposal = approved(call=call, mentor=ada)
    words = {
        "title": proposal.title,
        "description": proposal.description,
        "prerequisites": "Read the docs.",
    }
    change_proposal(
        proposal=proposal, facts=facts(proposal.initiative, **words), by=ada, seen=1, now=NOW
    )
    row = again(proposal)
    assert (row.status, row.prerequisites) == ("approved", "Read the docs.")
    [step] = ProposalStep.objects.filter(proposal=proposal)
    assert (step.parts, step.cleared) == (["prerequisites"], False)


def test_nobody_has_approved_where_another_link_leads(call, ada):
    proposal = approved(call=call, mentor=ada)
    link = {"upstream_url": "https://example.org/issues/1"}
    words = {"title": proposal.title, "description": proposal.description}
    change_proposal(
        proposal=proposal,
        facts=facts(proposal.initiative, **words, **link),
        by=ada,
        seen=1,
        now=NOW,
    )
    assert again(proposal).status == "submitted"


def test_saving_what_it_says_already_is_no_edit(call, ada):
    proposal = approved(call=call, mentor=ada)
    same = facts(proposal.initiative, title=proposal.title, description=proposal.description)
    change_proposal(proposal=proposal, facts=same, by=ada, seen=1, now=NOW)
    assert (again(proposal).version, deeds(proposal)) == (1, [])


def test_it_is_given_back_with_words_and_handed_in_again(call, ada, admin):
    proposal = handed_in(call=call, mentor=ada)
    with pytest.raises(NoWords):
        return_proposal(proposal=proposal, words=" ", by=admin, seen=1, now=NOW)
    return_proposal(proposal=proposal, words="Smaller, please.", by=admin, seen=1, now=NOW)
    row = again(proposal)
    assert (row.status, row.returned_words) == ("draft", "Smaller, please.")
    assert told("return_proposal") == {"ada"}
    hand_in_proposal(proposal=proposal, by=ada, seen=row.version, now=CLOSED)
    assert (again(proposal).status, told("your_turn")) == ("submitted", {"runs-it"})


def test_what_a_call_refuses(call, group, ada):
    with pytest.raises(CallClosed):
        begin_proposal(call=call, facts=facts(group), by=ada, now=CLOSED)
    proposal = begun(call, group, ada, description=" ")
    with pytest.raises(Unfinished):
        hand_in_proposal(proposal=proposal, by=ada, seen=1, now=NOW)
    with pytest.raises(CallClosed):
        hand_in_proposal(proposal=proposal, by=ada, seen=1, now=CLOSED)
    with pytest.raises(NotAMentor):
        hand_in_proposal(proposal=proposal, by=UserFactory(), seen=1, now=NOW)
    for _ in range(MOST_OPEN - 1):
        begun(call, group, ada)
    with pytest.raises(TooManyProposals):
        begun(call, group, ada)


def test_what_people_work_on_stays(call, ada):
    proposal = approved(call=call, mentor=ada)
    with pytest.raises(TermBegan):
        change_proposal(
            proposal=proposal, facts=facts(proposal.initiative), by=ada, seen=1, now=BEGUN
        )


def test_a_mentor_asked_by_mail_is_an_address_until_they_come(call, ada, at):
    at(NOW)
    proposal = handed_in(call=call, mentor=ada)
    lin = UserFactory(username="lin", email="lin@example.org")
    ask_mentor(proposal=proposal, who="Lin@Example.org", by=ada, now=NOW)
    ask_mentor(proposal=proposal, who="stranger@example.org", by=ada, now=NOW)
    with pytest.raises(AskedBefore):
        ask_mentor(proposal=proposal, who="lin@example.org", by=ada, now=NOW)
    seen = again(proposal).version
    with pytest.raises(NotAsked):
        confirm_mentor(proposal=proposal, by=lin, seen=seen, now=NOW)
    EmailAddressFactory(user=lin, email="lin@example.org")
    confirm_mentor(proposal=proposal, by=lin, seen=seen, now=NOW)
    rows = proposal.mentors.values_list("person__username", "address", "confirmed_at")
    assert set(rows) == {
        ("ada", "", datetime(2026, 1, 10, tzinfo=UTC)),
        ("lin", "", NOW),
        (None, "stranger@example.org", None),
    }
    deliver_due(now=NOW)
    assert {letter.to[0] for letter in mail.outbox} >= {"stranger@example.org"}


def test_who_reads_an_address_already_hears_of_it_in_their_account(call, ada):
    lin = UserFactory(username="lin", email="lin@example.org")
    EmailAddress.objects.create(user=lin, email="lin@example.org", verified=True)
    ask_mentor(proposal=handed_in(call=call, mentor=ada), who="lin@example.org", by=ada, now=NOW)
    assert told("ask_mentor") == {"lin"}


def test_whom_nobody_can_ask(call, ada):
    proposal = handed_in(call=call, mentor=ada)
    with pytest.raises(NobodyThere):
        ask_mentor(proposal=proposal, who="@nobody", by=ada, now=NOW)
    for number in range(3):
        ask_mentor(proposal=proposal, who=f"m{number}@example.org", by=ada, now=NOW)
    with pytest.raises(TooManyMentors):
        ask_mentor(proposal=proposal, who="one@example.org", by=ada, now=NOW)
    first = proposal.mentors.get(address="m0@example.org")
    take_off_mentor(proposal=proposal, mentor=first, by=ada, now=NOW)
    ProposalStep.objects.bulk_create(
        ProposalStep(proposal=proposal, deed="asked", by=ada, at=NOW)
        for _ in range(MOST_ASKED_A_DAY)
    )
    with pytest.raises(AskedTooOften):
        ask_mentor(proposal=proposal, who="one@example.org", by=ada, now=NOW)


def test_who_confirmed_is_taken_off_by_nobody_else(call, ada):
    lin = UserFactory()
    proposal = handed_in(call=call, mentor=ada)
    confirmed = ProposalMentor.objects.create(proposal=proposal, person=lin, confirmed_at=NOW)
    with pytest.raises(NotAsked):
        take_off_mentor(proposal=proposal, mentor=confirmed, by=ada, now=NOW)


def test_a_mentor_steps_back_and_the_project_is_looked_at_again(call, ada):
    lin = UserFactory(username="lin")
    proposal = approved(call=call, mentor=ada)
    ProposalMentor.objects.create(proposal=proposal, person=lin, confirmed_at=NOW)
    leave_proposal(proposal=proposal, by=lin, now=NOW)
    assert (again(proposal).status, proposal.mentors.count()) == ("submitted", 1)
    leave_proposal(proposal=proposal, by=ada, now=NOW)
    assert (again(proposal).status, proposal.mentors.count()) == ("withdrawn", 0)


def test_what_people_work_on_stays_when_a_mentor_leaves(call, ada, admin, at):
    at(BEGUN)
    lin = UserFactory(username="lin")
    proposal = approved(call=call, mentor=ada)
    ProposalMentor.objects.create(proposal=proposal, person=lin, confirmed_at=NOW)
    with pytest.raises(TermBegan):
        return_proposal(proposal=proposal, words="No.", by=admin, seen=1, now=BEGUN)
    with pytest.raises(TermBegan):
        ask_mentor(proposal=proposal, who="x@example.org", by=ada, now=BEGUN)
    leave_proposal(proposal=proposal, by=lin, now=BEGUN)
    leave_everything(person=ada)
    assert (again(proposal).status, proposal.mentors.count()) == ("approved", 0)
    assert (deeds(proposal), told("your_turn")) == (["left", "left"], set())


@pytest.fixture
def left_alone(call, ada, admin):
    """Of a term that has begun; mia has chosen it, noe is matched for it, and ada, its only mentor,
    leaves."""
    proposal = approved(call=call, mentor=ada, title="Mend the oven")
    key = str(proposal.public_id)
    of_ada = member_of(call.cohort, "mentor", person=ada)
    mia, noe = (member_of(call.cohort, "mentee", name) for name in ("mia", "noe"))
    Application.objects.filter(pk=mia.pk).update(choices=[key])
    run = start_run(cohort=call.cohort, by=None, now=BEGUN)
    Match.objects.create(
        cohort=call.cohort,
        run=run,
        mentee=noe,
        mentor=of_ada,
        choice=key,
        score=1,
        explanation={},
        answer_by=BEGUN,
    )
    leave_proposal(proposal=proposal, by=ada, now=BEGUN)
    return proposal


def test_of_a_project_whose_last_mentor_leaves_during_the_term_all_hear_whom_it_concerns(
    left_alone,
):
    assert (again(left_alone).status, left_alone.mentors.count()) == ("approved", 0)
    assert told("find_mentor") == {"runs-it"}
    assert told("without_mentor") == {"mia", "noe"}


def test_the_desk_asks_somebody_else_and_what_was_approved_stays(left_alone, admin, ada):
    lin = UserFactory(username="lin", handle="lin")
    with pytest.raises(NotAMentor):
        ask_mentor(proposal=left_alone, who="@lin", by=ada, now=BEGUN)
    ask_mentor(proposal=left_alone, who="@lin", by=admin, now=BEGUN)
    row = again(left_alone)
    assert (row.status, row.version) == ("approved", left_alone.version)
    confirm_mentor(proposal=row, by=lin, seen=row.version, now=BEGUN)
    assert deeds(row) == ["left", "asked", "confirmed"]
    with pytest.raises(NotAMentor):
        ask_mentor(proposal=row, who="@ada", by=admin, now=BEGUN)
    with pytest.raises(TermBegan):
        ask_mentor(proposal=row, who="@ada", by=lin, now=BEGUN)
    Notice.objects.all().delete()
    leave_proposal(proposal=row, by=lin, now=BEGUN)
    assert told("find_mentor") == {"runs-it"}


def test_of_a_term_that_is_over_nobody_is_told(call, ada, admin):
    proposal = approved(call=call, mentor=ada)
    leave_proposal(proposal=proposal, by=ada, now=BEGUN + timedelta(days=200))
    assert (told("find_mentor"), told("without_mentor")) == (set(), set())


def test_who_was_asked_and_says_no_leaves_nobody_alone(call, ada, admin):
    proposal = approved(call=call, mentor=ada)
    lin = UserFactory(username="lin")
    ProposalMentor.objects.create(proposal=proposal, person=lin)
    leave_proposal(proposal=proposal, by=lin, now=BEGUN)
    assert told("find_mentor") == set()


def test_a_draft_that_only_one_person_read_goes_with_them(call, group, ada, at):
    at(NOW)
    begun(call, group, ada)
    ours = begun(call, group, ada)
    withdraw_proposal(proposal=begun(call, group, ada), by=ada, now=NOW)
    ProposalMentor.objects.create(proposal=ours, person=UserFactory())
    ProposalMentor.objects.create(proposal=ours, address="stranger@example.org")
    shown = handed_in(call=call, mentor=ada)
    leave_everything(person=ada)
    assert set(Proposal.objects.values_list("pk", flat=True)) == {ours.pk, shown.pk}
    assert again(shown).status == "withdrawn"


def test_drafts_are_not_begun_without_end(call, group, ada):
    for _ in range(MOST_BEGUN_A_DAY):
        withdraw_proposal(proposal=begun(call, group, ada), by=ada, now=NOW)
    with pytest.raises(BegunTooOften):
        begun(call, group, ada)


def test_a_list_is_refused_by_the_line_for_an_address_that_is_none(call, group):
    entry = ProjectEntry(key="a", title="A", initiative="Scorecard", line=4, upstream="http://a b")
    told = {"call": call, "entries": [entry], "where": "list", "by": None, "now": NOW}
    with pytest.raises(FileRefused) as refusal:
        import_projects(**told)
    assert [str(error) for error in refusal.value.errors] == [
        "list, line 4, upstream_url: Enter a valid URL."
    ]
    assert not Proposal.objects.exists()


def test_addresses_of_strangers_go_with_the_term(call, ada):
    proposal = handed_in(call=call, mentor=ada)
    ProposalMentor.objects.create(proposal=proposal, address="stranger@example.org")
    assert forget_silent_addresses(now=BEGUN) == 0
    assert forget_silent_addresses(now=BEGUN + timedelta(days=200)) == 1
    assert [one.person for one in proposal.mentors.all()] == [ada]


def test_a_name_that_was_taken_down_stands_on_no_project(call):
    proposal = approved(call=call, title="With Mira Novak", description="Ask Mira Novak first.")
    ProposalMentor.objects.create(proposal=proposal, name="Mira Novak")
    redact_projects(fingerprints=fingerprints_of(name="Mira Novak"))
    row = again(proposal)
    assert "Novak" not in f"{row.title} {row.description}"
    assert not row.mentors.filter(name__contains="Novak").exists()


def test_a_copy_of_ones_data_holds_what_one_is_asked_by_mail_and_did_elsewhere(call, ada):
    left = approved(call=call, mentor=ada)
    ProposalMentor.objects.create(proposal=left, person=UserFactory(), confirmed_at=NOW)
    leave_proposal(proposal=left, by=ada, now=NOW)
    EmailAddressFactory(user=ada, email="ada@example.org")
    asked = handed_in(call=call, title="Asked by mail")
    ProposalMentor.objects.create(proposal=asked, address="ada@example.org")
    said = proposals_of_person(person=ada)
    assert [one.get("title") for one in said] == ["Asked by mail", None]
    assert said[1]["deeds"] == [{"did": "left", "at": NOW}]


def test_pages_are_kept_while_people_write_drafts(
    call, group, ada, admin, django_capture_on_commit_callbacks
):
    def begins_an_edition(deed) -> bool:
        before = edition()
        with django_capture_on_commit_callbacks(execute=True):
            deed()
        return edition() != before

    draft = begun(call, group, ada)
    project = handed_in(call=call, mentor=UserFactory())
    facts = {"proposal": draft, "by": ada, "now": NOW}
    assert not begins_an_edition(lambda: ask_mentor(**facts, who="x@example.org"))
    assert not begins_an_edition(lambda: hand_in_proposal(**facts, seen=2))
    assert not begins_an_edition(lambda: withdraw_proposal(**facts))
    told = {"proposal": project, "by": admin, "now": NOW, "seen": 1}
    assert begins_an_edition(lambda: approve_for_program(**told))
    assert begins_an_edition(lambda: return_proposal(**told, words="Smaller."))


def test_it_is_withdrawn_by_one_and_the_others_hear_of_it(call, ada):
    lin = UserFactory(username="lin")
    proposal = approved(call=call, mentor=ada)
    ProposalMentor.objects.create(proposal=proposal, person=lin)
    ProposalMentor.objects.create(proposal=proposal, address="stranger@example.org")
    with pytest.raises(NotAMentor):
        withdraw_proposal(proposal=proposal, by=lin, now=NOW)
    withdraw_proposal(proposal=proposal, by=ada, now=NOW)
    withdraw_proposal(proposal=proposal, by=ada, now=NOW)
    assert (again(proposal).status, again(proposal).approved_at) == ("withdrawn", None)
    assert told("withdraw_proposal") == {"lin"}
    assert not proposal.mentors.exclude(address="").exists()
    assert deeds(proposal) == ["withdrawn"]
    with pytest.raises(StaleProposal):
        confirm_mentor(proposal=proposal, by=lin, seen=1, now=NOW)
