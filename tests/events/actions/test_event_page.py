"""Who may write about meetings follows from the organizer's seat, and reaches no further."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from events.actions.event_page import shelf_of, start_event_page
from events.models import EventIndexPage
from initiatives.actions.project_rights import follow_terms
from initiatives.actions.role import claim_role
from initiatives.models import InitiativePage, RoleHolding
from portal.people.models import User
from tests.conftest import lead_of
from tests.factories.events import SeriesFactory
from tests.factories.initiatives import InitiativeFactory, RoleFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bear(db):
    return InitiativeFactory(slug="bear", name="BEAR")


def organizer_of(initiative, **dates) -> User:
    seat = RoleFactory(initiative=initiative, role="organizer", holder_name="", **dates)
    return claim_role(holding=seat, person=UserFactory(), by=None).person


def may_edit(user, page) -> bool:
    return page.permissions_for_user(User.objects.get(pk=user.pk)).can_edit()


def test_an_organizer_writes_about_meetings_and_not_the_story(bear):
    person = organizer_of(bear)

    page = start_event_page(series=SeriesFactory(initiative=bear), by=person)

    assert may_edit(person, page)
    assert not page.permissions_for_user(User.objects.get(pk=person.pk)).can_publish()
    assert not may_edit(person, InitiativePage.objects.get())
    assert User.objects.get(pk=person.pk).has_perm("wagtailadmin.access_admin")


def test_not_about_the_meetings_of_another_group(bear):
    person, other = organizer_of(bear), SeriesFactory()

    assert not may_edit(person, start_event_page(series=other, by=None))


def test_a_lead_needs_no_second_seat(bear, lead):
    lead_of(lead, bear)

    assert may_edit(lead, start_event_page(series=SeriesFactory(initiative=bear), by=lead))
    assert not Group.objects.filter(name="Organizers of bear").exists()


def test_the_right_ends_with_the_seat(bear, at):
    at("2026-03-02T09:00Z")
    person = organizer_of(bear)
    RoleHolding.objects.filter(person=person).update(until=date(2026, 3, 5))

    at("2026-03-05T09:00Z")
    follow_terms(on=date(2026, 3, 5))

    assert not may_edit(person, shelf_of(initiative=bear))


def test_reconcile_repairs_it_and_removes_strays(bear):
    person = organizer_of(bear)
    Group.objects.get(name="Organizers of bear").user_set.clear()
    Group.objects.create(name="Organizers of nobody")

    call_command("reconcile")

    assert may_edit(person, shelf_of(initiative=bear))
    assert not Group.objects.filter(name="Organizers of nobody").exists()


def test_the_shelf_is_neither_deleted_nor_moved_nor_hidden(bear, superuser):
    shelf_of(initiative=bear)
    rights = EventIndexPage.objects.get().permissions_for_user(superuser)

    assert (rights.can_delete(), rights.can_move(), rights.can_unpublish()) == (False,) * 3
