"""Who may write a group's story follows from the seats of the group."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from initiatives.actions.project_rights import follow_terms, project_rights
from initiatives.actions.role import claim_role
from initiatives.models import Initiative, InitiativePage, RoleHolding
from initiatives.signals import role_changed
from tests.factories.initiatives import InitiativeFactory, RoleFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bear(db):
    return InitiativeFactory(slug="bear", name="BEAR Working Group")


@pytest.fixture
def person(db):
    return UserFactory()


def page_of(initiative):
    return InitiativePage.objects.get(translation_key=initiative.translation_key)


def may(user, page) -> set[str]:
    """Rights are kept on the user object for one request: ask with a fresh one."""
    rights = page.permissions_for_user(type(user).objects.get(pk=user.pk))
    asked = {"edit": rights.can_edit(), "publish": rights.can_publish()}
    return {verb for verb, allowed in asked.items() if allowed}


def test_a_claimed_lead_seat_brings_the_right_to_edit_but_not_to_publish(bear, person):
    seat = RoleFactory(initiative=bear, role="co-chair", holder_name="")

    claim_role(holding=seat, person=person, by=None)

    assert may(person, page_of(bear)) == {"edit"}
    assert Group.objects.get(name="Leads of bear").user_set.get() == person


def test_the_page_begins_as_an_empty_draft_that_knows_its_row(bear, person):
    RoleFactory(initiative=bear, role="lead", person=person)

    project_rights(initiative=bear)

    page = page_of(bear)
    assert (page.title, page.slug, page.live) == ("BEAR Working Group", "bear", False)
    assert page.initiative == bear
    assert page.url == "/initiatives/bear/"


def test_there_is_no_right_on_the_page_of_another_group(bear, person):
    other = InitiativeFactory()
    RoleFactory(initiative=bear, role="lead", person=person)
    RoleFactory(initiative=other, role="lead", person=UserFactory())

    project_rights(initiative=bear)
    project_rights(initiative=other)

    assert may(person, page_of(other)) == set()


@pytest.mark.parametrize(
    "seat",
    [
        {"role": "member"},
        {"role": "lead", "until": date(2025, 1, 1)},
        {"role": "lead", "since": date(2999, 1, 1)},
    ],
    ids=["no lead", "ended", "not begun"],
)
def test_other_seats_bring_nothing(bear, person, seat):
    RoleFactory(initiative=bear, person=person, **seat)

    assert project_rights(initiative=bear) is None
    assert not Group.objects.filter(name="Leads of bear").exists()
    assert not InitiativePage.objects.exists()


def test_the_end_of_a_seat_ends_the_right(bear, person):
    seat = RoleFactory(initiative=bear, role="lead", person=person)
    project_rights(initiative=bear)

    RoleHolding.objects.filter(pk=seat.pk).update(until=date(2026, 1, 1))
    role_changed.send(Initiative, initiative=bear)

    assert may(person, page_of(bear)) == set()
    assert not person.has_perm("wagtailadmin.access_admin")


def test_images_go_to_a_collection_of_the_groups_own(bear, person):
    RoleFactory(initiative=bear, role="lead", person=person)

    group = project_rights(initiative=bear)

    assert set(
        group.collection_permissions.values_list("collection__name", "permission__codename")
    ) == {
        ("Leads of bear", codename)
        for codename in (
            *("add_image", "change_image", "choose_image"),
            *("add_document", "choose_document"),
        )
    }


def test_leads_never_get_a_right_on_snippets(bear, person):
    RoleFactory(initiative=bear, role="lead", person=person)

    group = project_rights(initiative=bear)

    assert list(group.permissions.values_list("codename", flat=True)) == ["access_admin"]
    topic_rights = Permission.objects.filter(content_type__model="topic")
    assert not topic_rights.filter(group__name__startswith="Leads of ").exists()


def test_doing_it_twice_changes_nothing(bear, person):
    RoleFactory(initiative=bear, role="lead", person=person)
    project_rights(initiative=bear)

    before = list(Group.objects.get(name="Leads of bear").page_permissions.values())
    project_rights(initiative=bear)

    assert list(Group.objects.get(name="Leads of bear").page_permissions.values()) == before
    assert InitiativePage.objects.count() == 1


@pytest.mark.parametrize(
    ("term", "before", "after"),
    [
        ({"until": date(2026, 6, 1)}, {"edit"}, set()),
        ({"since": date(2026, 6, 1)}, set(), {"edit"}),
    ],
    ids=["ends", "begins"],
)
def test_a_term_turns_with_the_calendar(bear, person, at, term, before, after):
    at("2026-05-31T12:00Z")
    RoleFactory(initiative=bear, role="lead", person=UserFactory())
    RoleFactory(initiative=bear, role="lead", person=person, **term)
    project_rights(initiative=bear)
    assert may(person, page_of(bear)) == before

    at("2026-06-02T12:00Z")
    assert follow_terms(on=date(2026, 6, 2)) == 1

    assert may(person, page_of(bear)) == after


class TestReconcile:
    def test_it_repairs_what_somebody_changed_by_hand(self, bear, person, capsys):
        RoleFactory(initiative=bear, role="lead", person=person)
        group = project_rights(initiative=bear)
        stranger = UserFactory()
        group.user_set.set([stranger])
        group.page_permissions.all().delete()

        call_command("reconcile")

        assert may(person, page_of(bear)) == {"edit"}
        assert may(stranger, page_of(bear)) == set()
        said = capsys.readouterr().out.splitlines()
        assert said[0] == "1 groups with rights of their own, 0 strays removed."

    def test_it_removes_the_group_of_a_slug_that_is_gone(self, bear, person):
        RoleFactory(initiative=bear, role="lead", person=person)
        project_rights(initiative=bear)
        Initiative.objects.filter(pk=bear.pk).update(slug="polar-bear")

        call_command("reconcile")

        assert [group.name for group in Group.objects.filter(name__startswith="Leads")] == [
            "Leads of polar-bear"
        ]
        assert may(person, page_of(bear)) == {"edit"}
