"""What a person takes along, and what happens to it when they leave for good."""

from datetime import timedelta

import pytest

from mentorship.actions.match import answer_match, stop_match
from mentorship.actions.run import publish_run, start_run
from mentorship.models import Application, ProgramAdmin
from mentorship.queries.own_record import applications_of_person, matches_of_person
from portal.notices.models import Notice
from portal.people.actions.erase import erase_person
from portal.people.signals import gather_personal_facts
from tests.conftest import signed_in
from tests.factories.mentorship import ApplicationFactory
from tests.factories.people import UserFactory
from tests.mentorship.applying import DURING_THE_CALL
from tests.mentorship.pool import IN_MATCHING, pool

pytestmark = pytest.mark.django_db


def test_every_word_of_an_application_is_in_the_export():
    row = ApplicationFactory(motivation="Mine.", organisation="ACME", facts={"timezone": "UTC"})
    ApplicationFactory(motivation="Not mine.")
    (said,) = applications_of_person(person=row.person)
    assert (said["motivation"], said["organisation"], said["sent_from_profile"]) == (
        "Mine.",
        "ACME",
        {"timezone": "UTC"},
    )
    kept_elsewhere = {"id", "public_id", "person", "decided_by", "created_at", "updated_at"}
    names = {
        "initiatives": "groups",
        "facts": "sent_from_profile",
        "imported": "imported_line",
        "said": "answers",
        "edition": "answers",
        "unmet": "rules_not_met",
    }
    fields = {field.name for field in Application._meta.get_fields() if not field.auto_created}
    assert {names.get(name, name) for name in fields - kept_elsewhere} <= set(said)


def test_of_a_match_each_takes_their_own_side_along():
    run = start_run(cohort=pool(mentees=1, mentors=1, key="spring"), by=None, now=IN_MATCHING)
    [match] = publish_run(run=run, by=UserFactory(), now=IN_MATCHING)
    mentee, mentor = match.mentee.person, match.mentor.person
    answer_match(match=match, by=mentee, accept=True, now=IN_MATCHING)
    mine = {
        "cohort": "spring",
        "role": "mentee",
        "published_at": IN_MATCHING,
        "answer": "accepted",
        "answer_by": match.answer_by,
        "why_not": "",
        "why_stopped": "",
        "answered_at": IN_MATCHING,
        "ended_at": None,
        "choice": "",
        "shared": {"languages": ["en"], "goals": [], "initiatives": []},
        "shared_skills": ["rust"],
    }
    theirs = mine | {"role": "mentor", "answer": "awaited", "answered_at": None}
    assert matches_of_person(person=mentee) == [mine]
    assert matches_of_person(person=mentor) == [theirs]
    answer_match(match=match, by=mentor, accept=False, now=IN_MATCHING, reason="We are cousins")
    told = [matches_of_person(person=one)[0]["why_not"] for one in (mentee, mentor)]
    assert told == ["", "We are cousins"]


def test_who_stopped_a_match_takes_along_why_and_the_other_one_does_not():
    run = start_run(cohort=pool(mentees=1, mentors=1), by=None, now=IN_MATCHING)
    [match] = publish_run(run=run, by=UserFactory(), now=IN_MATCHING)
    mentee, mentor = match.mentee.person, match.mentor.person
    stop_match(match=match, by=mentor, now=IN_MATCHING, reason="I change jobs")
    told = [matches_of_person(person=one)[0]["why_stopped"] for one in (mentee, mentor)]
    assert told == ["", "I change jobs"]


def test_the_sections_have_their_names():
    row = ApplicationFactory()
    ProgramAdmin.objects.create(program=row.cohort.program, person=row.person)
    found = dict(answer for _, answer in gather_personal_facts.send(sender=None, person=row.person))
    assert (len(found["applications"]), len(found["programs_run"])) == (1, 1)


def test_who_leaves_for_good_leaves_no_application_and_those_who_run_it_hear(at):
    at(DURING_THE_CALL)
    admin = UserFactory()
    row = ApplicationFactory(status="submitted", submitted_at=DURING_THE_CALL)
    ProgramAdmin.objects.create(program=row.cohort.program, person=admin)
    erase_person(person=row.person, by=row.person)
    assert Application.objects.count() == 0
    assert Notice.objects.get(person=admin).template == "mentorship/withdraw_application"


def test_the_letter_to_whom_they_leave_alone_leads_to_a_page(at):
    at(IN_MATCHING)
    run = start_run(cohort=pool(mentees=1, mentors=1), by=None, now=IN_MATCHING)
    [match] = publish_run(run=run, by=UserFactory(), now=IN_MATCHING)
    erase_person(person=match.mentor.person, by=match.mentor.person)
    mentee = match.mentee.person
    letter = Notice.objects.get(person=mentee, template="mentorship/end_match")
    page = signed_in(mentee).get(letter.url)
    assert page.status_code == 200
    assert "Nobody is found for you yet." in page.text


def test_years_later_nobody_hears_that_they_leave(at):
    admin = UserFactory()
    at(IN_MATCHING)
    run = start_run(cohort=pool(mentees=1, mentors=1), by=None, now=IN_MATCHING)
    [match] = publish_run(run=run, by=UserFactory(), now=IN_MATCHING)
    ProgramAdmin.objects.create(program=match.cohort.program, person=admin)
    Notice.objects.all().delete()
    at(IN_MATCHING + timedelta(days=700))
    erase_person(person=match.mentor.person, by=match.mentor.person)
    assert not Notice.objects.exists()
