"""Erasing an account takes its own notes, and leaves the other one theirs."""

import pytest

from mentorship.cohort_life.actions.note import write_note
from mentorship.cohort_life.models import Note
from mentorship.cohort_life.queries.own_record import kept_notes_of_person
from portal.people.actions.erase import erase_person
from tests.conftest import signed_in
from tests.mentorship.cohort_life.together import at as day
from tests.mentorship.cohort_life.together import pair_together

pytestmark = pytest.mark.django_db
PAGE = "/me/mentorship/notes/"


@pytest.fixture
def left(at):
    """The mentee of a pair whose mentor erased their account; both had written notes."""
    at(day(3))
    match = pair_together()
    mentee, mentor = match.mentee.person, match.mentor.person
    for person, text in ((mentee, "My first questions"), (mentor, "What the mentor thinks")):
        for is_private in (True, False):
            write_note(match=match, by=person, text=text, is_private=is_private, now=day(3))
    erase_person(person=mentor, by=mentor)
    return mentee


def test_their_own_notes_stay_and_those_of_who_left_are_gone(left):
    assert set(Note.objects.values_list("text", "author", "match")) == {
        ("My first questions", left.pk, None)
    }
    assert len(kept_notes_of_person(person=left)) == 2
    browser = signed_in(left)
    assert "2 notes you kept" in browser.get("/me/mentorship/").content.decode()
    page = browser.get(PAGE).content.decode()
    assert page.count("My first questions") == 2
    assert "What the mentor thinks" not in page


def test_one_is_deleted_by_its_author_alone(left, member):
    note = Note.objects.order_by("pk").first()
    asked = {"note": note.public_id}
    assert signed_in(member).post(PAGE, asked).status_code == 404
    assert signed_in(left).post(PAGE, asked).url == PAGE
    assert Note.objects.count() == 1
    assert signed_in(left).post(PAGE, asked).status_code == 404
    assert signed_in(left).post(PAGE, {"note": "x"}).status_code == 200


def test_the_note_of_a_pair_that_stands_is_not_among_them(at):
    at(day(3))
    match = pair_together()
    person = match.mentee.person
    note = write_note(match=match, by=person, text="Still here", is_private=True, now=day(3))
    assert kept_notes_of_person(person=person) == []
    assert signed_in(person).post(PAGE, {"note": note.public_id}).status_code == 404
    assert "No such notes" in signed_in(person).get(PAGE).content.decode()
