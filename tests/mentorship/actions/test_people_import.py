"""A list of people becomes applications, once; what people did themselves stays theirs."""

from dataclasses import replace
from datetime import time

import pytest
from allauth.account.models import EmailAddress

from initiatives.core.catalog_report import Conflict, Report
from mentorship.actions.application import submit_application, withdraw_application
from mentorship.actions.people_import import import_people
from mentorship.actions.questionnaire import publish_questions, write_question
from mentorship.core.people_csv import PeopleFile, read_people
from mentorship.core.questions import Kind, Question
from mentorship.models import Application
from portal.kit.models import AuditEntry
from portal.notices.models import Notice
from portal.people.models import AvailabilityWindow, PersonSkill, Skill, SkillSynonym, User
from tests.factories.mentorship import ApplicationFactory, CohortFactory
from tests.factories.people import EmailAddressFactory, UserFactory
from tests.mentorship.applying import DURING_THE_CALL, IN_REVIEW, answers, ready_person

pytestmark = pytest.mark.django_db
HEADER = "email,name,role,skills,timezone,availability,capacity,notes\n"
ADA = "ada@example.org,Ada Lovelace,mentor,python;fuzzing,Europe/London,MO 18:00-20:00,2,Ask me.\n"
GRACE = "grace@example.org,Grace Hopper,mentee,cobol,America/New_York,TU 09:00-11:00,1,\n"


@pytest.fixture
def cohort():
    return CohortFactory()


def take_in(cohort, *lines: str, dry_run=False) -> Report:
    raw = (HEADER + "".join(lines)).encode()
    return import_people(
        cohort=cohort,
        people=read_people(raw, where="list.csv", role="mentee"),
        where="list.csv",
        by=None,
        now=IN_REVIEW,
        dry_run=dry_run,
    )


def of(email: str) -> Application:
    return Application.objects.get(person__email=email)


def test_people_nobody_knew_get_an_account_they_have_to_ask_for(cohort):
    assert take_in(cohort, ADA, GRACE) == Report(created=2)
    person = of("ada@example.org").person
    assert (person.has_usable_password(), person.is_staff, person.is_superuser) == (
        False,
        False,
        False,
    )
    assert not any(word in person.username for word in ("lovelace", "example", "@"))
    assert (person.timezone, person.profile.display_name) == ("Europe/London", "Ada Lovelace")
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.verified) == ("ada@example.org", False)


def test_a_name_is_kept_as_the_form_of_a_profile_would_keep_it(cohort):
    take_in(cohort, ADA.replace("Ada Lovelace", "Ada \N{RIGHT-TO-LEFT OVERRIDE}nimda"))
    assert of("ada@example.org").person.profile.display_name == "Ada nimda"


def test_the_application_holds_what_the_line_says(cohort):
    take_in(cohort, ADA, GRACE)
    ada = of("ada@example.org")
    assert (ada.status, ada.motivation, ada.capacity, ada.consented_at) == (
        "submitted",
        "Ask me.",
        2,
        None,
    )
    assert ada.facts == {
        "timezone": "Europe/London",
        "availability": [{"days": [0], "start": "18:00", "minutes": 120}],
        "skills": [{"skill": "python", "level": 3}, {"skill": "fuzzing", "level": 3}],
        "languages": [],
        "goals": [],
        "initiatives": [],
        "seniority": None,
        "organisation": None,
        "capacity": 2,
    }
    assert of("grace@example.org").facts["skills"] == [
        {"skill": "cobol", "level": 1, "importance": 2}
    ]


def test_a_new_profile_is_filled_from_the_line_and_the_list_of_skills(cohort):
    skill = Skill.objects.create(slug="zither", name="Playing the zither")
    SkillSynonym.objects.create(skill=skill, text="zither play")
    take_in(cohort, ADA.replace("python;fuzzing", "Zither-Play;never heard of"))
    person = User.objects.get(email="ada@example.org")
    assert list(PersonSkill.objects.values_list("person", "skill__slug", "teach_level")) == [
        (person.pk, "zither", 3)
    ]
    window = AvailabilityWindow.objects.get(person=person)
    assert (window.weekday, window.start, window.minutes) == (0, time(18), 120)
    facts = of("ada@example.org").facts["skills"]
    assert [entry["skill"] for entry in facts] == ["zither", "never heard of"]


def test_the_same_list_again_changes_nothing(cohort):
    take_in(cohort, ADA, GRACE)
    counts = User.objects.count(), AuditEntry.objects.count(), Notice.objects.count()
    assert take_in(cohort, GRACE, ADA.replace("ada@", "ADA@")) == Report(unchanged=2)
    assert (User.objects.count(), AuditEntry.objects.count(), Notice.objects.count()) == counts


def test_a_changed_line_is_an_update(cohort):
    take_in(cohort, ADA)
    assert take_in(cohort, ADA.replace(",2,", ",3,")) == Report(updated=1)
    assert of("ada@example.org").facts["capacity"] == 3


def test_a_dry_run_writes_nothing_and_says_the_same(cohort):
    assert take_in(cohort, ADA, GRACE, dry_run=True) == Report(created=2)
    assert (User.objects.count(), Application.objects.count()) == (0, 0)


def test_an_account_is_found_whatever_the_capitals(cohort):
    person = UserFactory(email="Ada@Example.org", is_staff=True)
    take_in(cohort, ADA)
    assert Application.objects.get().person == person
    assert User.objects.count() == 1


def test_an_account_is_found_by_a_second_address_it_has_proved(cohort):
    proved = EmailAddressFactory(email="ada@example.org", primary=False)
    EmailAddressFactory(email="grace@example.org", verified=False)
    take_in(cohort, ADA, GRACE)
    assert Application.objects.get(role="mentor").person == proved.user
    assert User.objects.count() == 3


def test_a_profile_of_ones_own_stays_and_fills_what_the_line_leaves_open(cohort):
    person = ready_person(email="ada@example.org")
    take_in(cohort, "ada@example.org,Somebody Else,mentor,,,,2,\n")
    facts = Application.objects.get().facts
    assert (facts["timezone"], facts["skills"], facts["languages"]) == (
        "Asia/Kolkata",
        [{"skill": "python", "level": 4}],
        ["en"],
    )
    person.refresh_from_db()
    assert (person.timezone, hasattr(person, "profile")) == ("Asia/Kolkata", False)


def left_out(ours: str, theirs: str, line: int = 2) -> Report:
    conflict = Conflict(
        what="ada@example.org", ours=ours, theirs=theirs, sources=(f"list.csv, line {line}",)
    )
    return Report(skipped=1, conflicts=(conflict,))


def test_who_has_written_an_application_keeps_it(cohort):
    ApplicationFactory(
        cohort=cohort, person__email="ada@example.org", role="mentor", motivation="Mine."
    )
    assert take_in(cohort, ADA) == left_out("draft", "imported")
    assert of("ada@example.org").motivation == "Mine."


def test_who_takes_part_in_the_other_role_stays_in_it(cohort):
    ApplicationFactory(cohort=cohort, person__email="ada@example.org", role="mentee")
    assert take_in(cohort, ADA) == left_out("mentee", "mentor")


def test_who_withdrew_is_not_brought_back(cohort):
    take_in(cohort, ADA)
    person = User.objects.get(email="ada@example.org")
    withdraw_application(cohort=cohort, person=person, role="mentor", now=IN_REVIEW)
    assert take_in(cohort, ADA) == Report(unchanged=1)
    assert take_in(cohort, ADA.replace(",2,", ",3,")) == left_out("withdrawn", "imported")
    assert of("ada@example.org").status == "withdrawn"


def test_who_has_made_it_their_own_is_not_overwritten(cohort):
    person = ready_person(email="ada@example.org")
    take_in(cohort, ADA)
    submit_application(
        cohort=cohort, person=person, role="mentor", answers=answers(), now=DURING_THE_CALL
    )
    assert take_in(cohort, ADA.replace(",2,", ",3,")) == left_out("submitted", "imported")
    assert of("ada@example.org").motivation == answers().motivation


def test_a_closed_account_stays_closed(cohort):
    UserFactory(email="ada@example.org", is_active=False)
    assert take_in(cohort, GRACE, ADA) == Report(
        created=1, skipped=1, conflicts=left_out("account closed", "mentor", line=3).conflicts
    )


def test_an_imported_mentor_without_a_number_takes_one(cohort):
    take_in(cohort, ADA.replace(",2,", ",,"))
    assert of("ada@example.org").capacity == 1


def test_sensitive_answers_of_a_list_stand_in_one_place_and_never_come_back(cohort):
    facts = {"role": "mentor", "by": None}
    for text, is_sensitive in (("Tool?", False), ("What do you need?", True)):
        question = Question(key="", kind=Kind.SHORT, text=text, is_sensitive=is_sensitive)
        write_question(cohort=cohort, key="", question=question, **facts)
    edition = publish_questions(cohort=cohort, now=DURING_THE_CALL, **facts)
    [row] = read_people((HEADER + ADA).encode(), where="list.csv", role="mentor").rows

    def taken(tool: str) -> Application:
        said = (("tool", tool), ("what-do-you-need", "A ramp."))
        people = PeopleFile((replace(row, answers=said),))
        facts = {"cohort": cohort, "where": "list.csv", "by": None, "now": IN_REVIEW}
        import_people(people=people, edition=edition, **facts)
        return of("ada@example.org")

    first = taken("git")
    assert (first.said, first.imported["answers"]) == (
        {"tool": "git", "what-do-you-need": "A ramp."},
        {"tool": "git"},
    )
    Application.objects.update(status="accepted", decided_at=IN_REVIEW, said={"tool": "git"})
    assert taken("make").said == {"tool": "make"}


def test_everybody_on_the_list_is_told(cohort):
    take_in(cohort, ADA)
    notice = Notice.objects.get()
    assert (notice.person.email, notice.template, notice.url) == (
        "ada@example.org",
        "mentorship/import_people",
        "/me/mentorship/",
    )
