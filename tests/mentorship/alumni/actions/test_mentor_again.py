"""From graduate to mentor: a draft of what is known, or a word when a call opens."""

from datetime import UTC, date, datetime

import pytest

from mentorship.actions.application import OtherRole
from mentorship.alumni.actions.mentor_again import begin_as_mentor, tell, tell_of_calls
from mentorship.alumni.models import WishToMentor
from mentorship.models import Application
from portal.people.models import PersonSkill, Skill
from tests.factories.mentorship import ApplicationFactory, CohortFactory
from tests.mentorship.alumni.graduated import finished, graduate, letters

pytestmark = pytest.mark.django_db
CALL = datetime(2026, 8, 10, 12, tzinfo=UTC)
AUTUMN = {
    "opens_on": date(2026, 8, 1),
    "closes_on": date(2026, 8, 31),
    "review_until": date(2026, 9, 10),
    "results_on": date(2026, 9, 20),
    "starts_on": date(2026, 10, 5),
    "midterm_on": date(2026, 11, 16),
    "ends_on": date(2026, 12, 27),
}


@pytest.fixture
def graduation():
    Skill.objects.get_or_create(slug="rust", defaults={"name": "Rust"})
    [row] = graduate(finished())
    return row


def autumn(graduation, **facts):
    return CohortFactory(program=graduation.application.cohort.program, **AUTUMN | facts)


def test_a_draft_begins_with_what_is_known(graduation):
    call = autumn(graduation)
    assert begin_as_mentor(graduation=graduation, now=CALL) == call
    draft = Application.objects.get(cohort=call)
    assert (draft.role, draft.status, draft.capacity) == ("mentor", "draft", 1)
    assert draft.consented_at is None
    assert draft.motivation == (
        f"I was a mentee in {call.program.name}, Spring 2026, and want to pass on what I "
        "learned: Rust."
    )
    taught = PersonSkill.objects.get(person=draft.person)
    assert (taught.skill.slug, taught.teach_level) == ("rust", 2)


def test_what_they_say_already_stays(graduation):
    person = graduation.application.person
    rust = Skill.objects.get(slug="rust")
    PersonSkill.objects.create(person=person, skill=rust, teach_level=5)
    call = autumn(graduation)
    ApplicationFactory(cohort=call, person=person, role="mentor", motivation="My own words")
    begin_as_mentor(graduation=graduation, now=CALL)
    assert Application.objects.get(cohort=call).motivation == "My own words"
    assert PersonSkill.objects.get(person=person).teach_level == 5


def test_what_they_learn_on_stays_beside_what_they_teach(graduation):
    person = graduation.application.person
    rust = Skill.objects.get(slug="rust")
    PersonSkill.objects.create(person=person, skill=rust, learn_level=3, importance=3)
    autumn(graduation)
    begin_as_mentor(graduation=graduation, now=CALL)
    row = PersonSkill.objects.get(person=person)
    assert (row.teach_level, row.learn_level, row.importance) == (2, 3, 3)


def test_who_applies_as_a_mentee_there_is_told(graduation):
    person = graduation.application.person
    ApplicationFactory(cohort=autumn(graduation), person=person, role="mentee")
    with pytest.raises(OtherRole):
        begin_as_mentor(graduation=graduation, now=CALL)


def test_without_a_call_they_hear_of_the_next_one_once(graduation):
    assert begin_as_mentor(graduation=graduation, now=CALL) is None
    assert begin_as_mentor(graduation=graduation, now=CALL) is None
    assert WishToMentor.objects.count() == 1
    before = len(letters())
    assert tell_of_calls(now=CALL) == 0
    autumn(graduation)
    assert [tell_of_calls(now=CALL), tell_of_calls(now=CALL)] == [1, 0]
    person = graduation.application.person.username
    assert letters()[before:] == [(person, "alumni/open_call")]


def test_a_mentor_who_left_teaches_nobody_anything(graduation):
    graduation.mentor.person.delete()
    graduation.refresh_from_db()
    call = autumn(graduation)
    begin_as_mentor(graduation=graduation, now=CALL)
    assert Application.objects.get(cohort=call).motivation.endswith("what I learned.")


def test_a_hidden_program_calls_nobody(graduation):
    call = autumn(graduation)
    type(call.program).objects.update(is_published=False)
    assert begin_as_mentor(graduation=graduation, now=CALL) is None
    assert tell_of_calls(now=CALL) == 0


def test_a_call_that_has_just_closed_leaves_the_wish_open(graduation):
    begin_as_mentor(graduation=graduation, now=CALL)
    assert tell(WishToMentor.objects.get(), CALL) == 0
    assert WishToMentor.objects.get().told_at is None
