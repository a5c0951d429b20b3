import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Page, Site, Workflow

from initiatives.onboarding.models import PathIndexPage
from portal.home.actions.lay_foundation import lay_foundation, point_site_at
from portal.home.models import HomePage, SiteText

pytestmark = pytest.mark.django_db


def test_a_migrated_database_has_its_fixed_pages():
    pages = Page.objects.filter(depth__gt=1).order_by("path")

    assert [(page.specific_class.__name__, page.get_url()) for page in pages] == [
        ("HomePage", "/"),
        ("InitiativeIndexPage", "/initiatives/"),
        ("PathIndexPage", "/paths/"),
        ("ProgramIndexPage", "/mentorship/"),
        ("NewsIndexPage", "/news/"),
        ("ContentPage", "/about/"),
        ("ContentPage", "/privacy/"),
    ]


def test_editors_publish_everywhere_and_approve_what_is_handed_in():
    editors = Group.objects.get(name="Editors")
    task = Workflow.objects.get(name="Moderation").workflow_tasks.get().task.specific

    assert set(editors.page_permissions.values_list("permission__codename", "page__depth")) == {
        ("add_page", 2),
        ("change_page", 2),
        ("publish_page", 2),
        ("bulk_delete_page", 2),
        ("lock_page", 2),
    }
    assert list(task.groups.all()) == [editors]
    assert not Group.objects.filter(name="Moderators").exists()


def test_what_an_administrator_changed_stays_after_the_next_migrate():
    editors = Group.objects.get(name="Editors")
    editors.page_permissions.filter(permission__codename="publish_page").delete()

    call_command("migrate", verbosity=0)

    assert not editors.page_permissions.filter(permission__codename="publish_page").exists()
    assert HomePage.objects.count() == 1


def test_a_shelf_that_came_with_a_newer_version_is_laid_beside_the_others():
    PathIndexPage.objects.get().delete()

    call_command("migrate", verbosity=0)

    assert PathIndexPage.objects.get().get_parent().specific == HomePage.objects.get()


def test_an_emptied_database_is_laid_anew():
    Page.objects.all().delete()
    Group.objects.all().delete()

    lay_foundation()

    assert HomePage.objects.get().get_url() == "/"
    assert Group.objects.get(name="Editors").page_permissions.count() == 5


def test_the_site_stands_at_the_base_url():
    point_site_at(base_url="https://portal.example.org")

    assert Site.objects.get().root_url == "https://portal.example.org"


@pytest.mark.parametrize("address", ["/", "/news/", "/initiatives/"])
def test_nobody_can_delete_move_or_hide_a_fixed_page(superuser, address):
    page = next(p for p in Page.objects.filter(depth__gt=1).specific() if p.get_url() == address)
    rights = page.permissions_for_user(superuser)

    assert (rights.can_delete(), rights.can_move(), rights.can_unpublish()) == (False,) * 3
    assert rights.can_edit()


def test_editors_keep_topics_site_texts_and_redirects(as_editor):
    desks = [
        "/cms/snippets/initiatives/topic/",
        f"/cms/settings/home/sitetext/{SiteText.load().pk}/",
        "/cms/redirects/",
    ]

    assert [as_editor.get(desk).status_code for desk in desks] == [200, 200, 200]
