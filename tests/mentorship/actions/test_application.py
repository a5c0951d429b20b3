"""Saved while it is written, sent before the deadline, withdrawn any time."""

from datetime import timedelta

import pytest
from django.core.cache import caches

from mentorship.actions.application import (
    AlreadyDecided,
    AlreadySent,
    CallClosed,
    CallNotOpen,
    HasAMatch,
    Incomplete,
    NothingToWithdraw,
    OtherRole,
    save_draft,
    submit_application,
    withdraw_application,
)
from mentorship.actions.run import publish_run, start_run
from mentorship.models import Application, ProgramAdmin
from portal.kit.models import AuditEntry
from portal.kit.page_cache import EDITION_KEY
from portal.notices.models import Notice
from tests.factories.initiatives import InitiativeFactory
from tests.factories.mentorship import CohortFactory, GoalFactory
from tests.factories.people import UserFactory
from tests.mentorship.applying import (
    BEFORE_THE_CALL,
    DEADLINE,
    DURING_THE_CALL,
    IN_REVIEW,
    answers,
    ready_person,
)
from tests.mentorship.pool import IN_MATCHING, member_of

pytestmark = pytest.mark.django_db
TICK = timedelta(microseconds=1)


@pytest.fixture
def cohort():
    return CohortFactory(key="spring")


@pytest.fixture
def person():
    return ready_person()


def save(cohort, person, now=DURING_THE_CALL, role="mentee", **changes):
    return save_draft(cohort=cohort, person=person, role=role, answers=answers(**changes), now=now)


def submit(cohort, person, now=DURING_THE_CALL, role="mentee", **changes):
    return submit_application(
        cohort=cohort, person=person, role=role, answers=answers(**changes), now=now
    )


def withdraw(cohort, person, now=DURING_THE_CALL, role="mentee"):
    return withdraw_application(cohort=cohort, person=person, role=role, now=now)


def only() -> Application:
    return Application.objects.get()


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("verb", flat=True))


def test_a_draft_may_be_half_empty_and_tells_nobody(cohort, person):
    save(cohort, person, motivation="", seniority=None, consent=False)
    save(cohort, person, motivation="Because.", seniority=None, consent=False)
    assert (only().status, only().motivation, only().facts) == ("draft", "Because.", {})
    assert (Notice.objects.count(), verbs()) == (0, [])


def test_a_draft_can_be_begun_before_the_call_and_not_after_it(cohort, person):
    save(cohort, person, now=BEFORE_THE_CALL)
    with pytest.raises(CallClosed):
        save(cohort, person, now=DEADLINE, motivation="Too late.")
    assert only().motivation == answers().motivation


def test_what_is_sent_is_frozen_with_the_profile_of_that_day(cohort, person):
    goal = GoalFactory(program=cohort.program, slug="speak")
    group = InitiativeFactory(slug="bread")
    submit(cohort, person, goals=(goal,), initiatives=(group,))
    person.skills.all().delete()
    assert only().facts == {
        "timezone": "Asia/Kolkata",
        "availability": [{"days": [0, 2], "start": "19:30", "minutes": 90}],
        "skills": [{"skill": "rust", "level": 1, "importance": 2}],
        "languages": ["en"],
        "goals": ["speak"],
        "initiatives": ["bread"],
        "seniority": 2,
        "organisation": "acme labs",
    }


@pytest.mark.parametrize(
    ("written", "key"),
    [("Acme Labs GmbH", "acme labs"), ("acme-labs, Inc.", "acme labs"), (" ", None)],
)
def test_an_organisation_is_the_same_one_however_it_is_written(cohort, person, written, key):
    submit(cohort, person, organisation=written)
    assert only().facts["organisation"] == key


def test_a_mentor_says_how_many_and_what_they_teach(cohort, person):
    submit(cohort, person, role="mentor", capacity=3)
    assert (only().facts["capacity"], only().facts["skills"]) == (
        3,
        [{"skill": "python", "level": 4}],
    )


def test_a_mentee_has_no_capacity_whatever_the_form_said(cohort, person):
    submit(cohort, person, capacity=3)
    assert (only().capacity, "capacity" in only().facts) == (None, False)


def test_the_person_hears_that_it_is_sent_once(cohort, person):
    submit(cohort, person)
    submit(cohort, person, motivation="Better words.")
    notice = Notice.objects.get()
    assert (notice.person, notice.kind, notice.context["closes"]) == (
        person,
        "application",
        "2026-02-28T22:59:00+00:00",
    )
    assert verbs() == ["application.submitted", "application.changed"]


def test_the_deadline_is_the_end_of_the_day_where_the_cohort_lives(cohort, person):
    submit(cohort, person, now=DEADLINE - TICK)
    with pytest.raises(CallClosed):
        submit(cohort, person, now=DEADLINE, motivation="A second late.")
    assert (only().submitted_at, only().motivation) == (DEADLINE - TICK, answers().motivation)


def test_nothing_is_sent_before_the_call(cohort, person):
    with pytest.raises(CallNotOpen):
        submit(cohort, person, now=BEFORE_THE_CALL)
    assert Application.objects.count() == 0


def test_what_is_missing_is_named_and_nothing_is_written(cohort):
    with pytest.raises(Incomplete) as refusal:
        submit(
            cohort,
            UserFactory(timezone="Mars/Olympus"),
            role="mentor",
            motivation=" ",
            capacity=None,
            seniority=None,
            consent=False,
        )
    assert refusal.value.parts == [
        *("timezone", "availability", "skills", "languages"),
        *("motivation", "seniority", "capacity", "consent"),
    ]
    assert Application.objects.count() == 0


def test_nobody_takes_part_in_both_roles(cohort, person):
    save(cohort, person, role="mentor")
    with pytest.raises(OtherRole):
        submit(cohort, person, role="mentee")
    withdraw(cohort, person, role="mentor")
    submit(cohort, person, role="mentee")
    assert dict(Application.objects.values_list("role", "status")) == {
        "mentor": "withdrawn",
        "mentee": "submitted",
    }


def test_what_was_sent_does_not_fall_back_to_a_draft(cohort, person):
    submit(cohort, person)
    with pytest.raises(AlreadySent):
        save(cohort, person)
    assert only().status == "submitted"


def test_a_change_asks_for_a_new_decision(cohort, person):
    submit(cohort, person)
    Application.objects.update(status="accepted", decided_at=DURING_THE_CALL)
    submit(cohort, person, motivation="Something else.")
    assert (only().status, only().decided_at) == ("submitted", None)


def test_what_a_match_was_found_by_is_not_sent_anew(cohort):
    for role in ("mentee", "mentor"):
        member_of(cohort, role, role)
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    [match] = publish_run(run=run, by=UserFactory(), now=IN_MATCHING)
    with pytest.raises(HasAMatch):
        submit(cohort, match.mentee.person)
    withdraw(cohort, match.mentee.person)
    with pytest.raises(Incomplete):
        submit(cohort, match.mentee.person)


def test_who_was_declined_does_not_write_anew(cohort, person):
    submit(cohort, person)
    Application.objects.update(status="declined", decided_at=DURING_THE_CALL)
    with pytest.raises(AlreadyDecided):
        submit(cohort, person)


def test_a_withdrawal_is_told_to_who_runs_the_program(cohort, person):
    admin = UserFactory()
    ProgramAdmin.objects.create(program=cohort.program, person=admin)
    submit(cohort, person)
    withdraw(cohort, person, now=IN_REVIEW)
    told = Notice.objects.get(person=admin)
    assert (only().status, only().facts) == ("withdrawn", {})
    assert told.url == f"/desk/mentorship/{cohort.program.slug}/spring/"
    assert person.email not in str(told.context)
    assert verbs() == ["application.submitted", "application.withdrawn"]


def test_a_draft_is_thrown_away_without_a_word(cohort, person):
    ProgramAdmin.objects.create(program=cohort.program, person=UserFactory())
    save(cohort, person)
    withdraw(cohort, person)
    assert Notice.objects.count() == 0


def test_what_is_out_cannot_be_withdrawn_again(cohort, person):
    with pytest.raises(NothingToWithdraw):
        withdraw(cohort, person)
    submit(cohort, person)
    withdraw(cohort, person)
    with pytest.raises(NothingToWithdraw):
        withdraw(cohort, person)


def test_who_withdrew_may_come_back_before_the_deadline(cohort, person):
    submit(cohort, person)
    withdraw(cohort, person)
    submit(cohort, person, now=DURING_THE_CALL + timedelta(hours=1))
    assert (only().status, Notice.objects.filter(person=person).count()) == ("submitted", 2)


def test_who_comes_and_goes_fills_no_mailbox_and_empties_no_cache(
    cohort, person, django_capture_on_commit_callbacks
):
    """Anybody may send and withdraw as often as they like; others hear of it once a day."""
    admin = ProgramAdmin.objects.create(program=cohort.program, person=UserFactory()).person
    caches["pages"].set(EDITION_KEY, "kept")
    with django_capture_on_commit_callbacks(execute=True):
        for hour in range(3):
            submit(cohort, person, now=DURING_THE_CALL + timedelta(hours=hour))
            withdraw(cohort, person, now=DURING_THE_CALL + timedelta(hours=hour))
    assert Notice.objects.filter(person=admin).count() == 1
    assert caches["pages"].get(EDITION_KEY) == "kept"
