"""The small foundation with a person of every duty in it: whoever goes, no slice keeps a word."""

import pytest
from django.contrib.auth.models import Group

from portal.people.actions.erase import erase_person
from portal.people.actions.own_data import export_person
from portal.people.actions.profile import save_profile
from portal.people.models import User
from tests.conftest import signed_in
from tests.factories.people import EmailAddressFactory, UserFactory
from tests.permissions import foundation
from tests.portal.people.every_table import places_of

pytestmark = pytest.mark.django_db

ROLES = ["member", "mentee", "mentor", "program_admin", "organizer", "lead", "editor", "superuser"]


def named(role) -> User:
    """Every word of them is told apart from every word of the others."""
    word = f"gone{role.replace('_', '')}"
    person = UserFactory(
        username=f"{word}-username",
        email=f"{word}@example.org",
        is_superuser=role == "superuser",
    )
    EmailAddressFactory(user=person)
    save_profile(
        person=person,
        display_name=f"{word} name",
        handle=f"{word}-handle",
        pronouns=f"{word} pronouns",
        about=f"{word} about",
        hours_per_week=5,
        timezone="Europe/Berlin",
        by=person,
    )
    person.refresh_from_db()
    signed_in(person)
    return person


@pytest.fixture
def people(at):
    at(foundation.NOW)
    people = {role: named(role) for role in ROLES}
    people["editor"].groups.add(Group.objects.get(name="Editors"))
    UserFactory(username="another-superuser", is_superuser=True)
    foundation.found(people=people)
    return people


@pytest.mark.parametrize("role", ROLES)
def test_no_slice_keeps_a_word_of_them(people, role):
    word = f"gone{role.replace('_', '')}"
    assert "people_profile.display_name" in places_of(word)

    erase_person(person=people[role], by=people[role])

    assert places_of(word) == set()


def test_a_guest_of_a_meeting_too(people):
    guest = User.objects.get(username="canary-guest")

    erase_person(person=guest, by=guest)

    assert places_of("canary-guest") | places_of("CANARY guest") == set()


@pytest.mark.parametrize("role", ROLES)
def test_a_copy_holds_no_word_of_anybody_else(people, role):
    copy = str(export_person(person=people[role], by=people[role]))

    others = [f"gone{other.replace('_', '')}" for other in ROLES if other != role]
    assert [word for word in others if word in copy] == []


def test_every_slice_with_rows_about_people_is_heard(people):
    sections = export_person(person=people["mentee"], by=people["mentee"])["sections"]

    assert {
        *("account", "applications", "follows", "journeys", "notice_preferences", "notices"),
        *("profile", "seats", "trail"),
    } <= set(sections)
