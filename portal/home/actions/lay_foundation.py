"""What a portal has before anybody has written a word: its fixed pages, editors, moderation.

Runs after every `migrate`. Once the home page stands it only lays shelves that came with a newer
version, so that what an administrator altered since stays altered; and the site's address follows
PORTAL_BASE_URL.
"""

from pathlib import Path
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from initiatives.models import InitiativeIndexPage
from initiatives.onboarding.models import PathIndexPage
from mentorship.models import ProgramIndexPage
from portal.home.actions.write_page import read_pages
from portal.home.models import ContentPage, HomePage, NewsIndexPage
from portal.people.actions.vocabulary import lay_vocabulary

FIRST_PAGES = Path(__file__).parent.parent / "first_pages.yaml"
EDITORS = "Editors"
# Fixed pages below the home page, in the order editors see them.
SHELVES = (
    (InitiativeIndexPage, "Stories"),
    (PathIndexPage, "Paths"),
    (ProgramIndexPage, "Mentorship"),
    (NewsIndexPage, "News"),
)
APPS_WITH_PERMISSIONS = [
    *("home", "initiatives", "onboarding", "mentorship"),
    *("wagtailadmin", "wagtailcore", "wagtaildocs", "wagtailimages", "wagtailredirects"),
]
SITE_PERMISSIONS = [
    "access_admin",
    "change_sitetext",
    *(
        f"{verb}_{kind}"
        for verb in ("add", "change", "delete")
        for kind in ("topic", "persona", "redirect")
    ),
]
WORD_PERMISSIONS = ["add_skill", "change_skill", "delete_skill"]
PAGE_PERMISSIONS = ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page"]
FILE_PERMISSIONS = [
    f"{verb}_{kind}" for verb in ("add", "change", "choose") for kind in ("image", "document")
]
DEFAULT_PORTS = {"http": 80, "https": 443}


@transaction.atomic
def lay_foundation() -> None:
    if not HomePage.objects.exists():
        ContentType.objects.clear_cache()
        home = lay_pages()
        editors = lay_editors(home=home)
        lay_moderation(home=home, editors=editors)
    lay_shelves(home=HomePage.objects.order_by("pk").first())
    lay_words()
    point_site_at(base_url=settings.PORTAL_BASE_URL)


def lay_pages() -> HomePage:
    Locale.objects.get_or_create(
        language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE)
    )
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    for welcome in root.get_children():  # Wagtail's own "Welcome to your new site"
        welcome.delete()
    root.refresh_from_db()
    home = root.add_child(instance=HomePage(title=settings.WAGTAIL_SITE_NAME, slug="home"))
    lay_shelves(home=home)
    names = {
        "foundation": settings.FOUNDATION_NAME,
        "contact": settings.DEFAULT_FROM_EMAIL,
    }
    for entry in read_pages(path=FIRST_PAGES, names=names):
        home.add_child(instance=ContentPage(**entry))
    Site.objects.create(
        root_page=home,
        is_default_site=True,
        hostname="localhost",
        site_name=settings.WAGTAIL_SITE_NAME,
    )
    return home


def lay_shelves(*, home: HomePage) -> None:
    for page_type, title in SHELVES:
        if not page_type.objects.exists():
            home.add_child(instance=page_type(title=title, slug=page_type.owns_slug))


def lay_words() -> None:
    """The first skills, and the editors' right to keep them."""
    if not lay_vocabulary():
        return
    create_permissions(apps.get_app_config("people"), verbosity=0)
    editors, _ = Group.objects.get_or_create(name=EDITORS)
    editors.permissions.add(
        *Permission.objects.filter(content_type__app_label="people", codename__in=WORD_PERMISSIONS)
    )


def lay_editors(*, home: HomePage) -> Group:
    """Editors write and publish everywhere, and approve what organizers hand in."""
    for label in APPS_WITH_PERMISSIONS:  # `migrate` makes them only after this has run
        create_permissions(apps.get_app_config(label), verbosity=0)
    Group.objects.filter(name="Moderators").delete()
    editors, _ = Group.objects.get_or_create(name=EDITORS)
    editors.permissions.set(Permission.objects.filter(codename__in=SITE_PERMISSIONS))
    GroupPagePermission.objects.filter(group=editors).delete()
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=PAGE_PERMISSIONS
    ):
        GroupPagePermission.objects.create(group=editors, page=home, permission=permission)
    collection = Collection.get_first_root_node() or Collection.add_root(name="Root")
    GroupCollectionPermission.objects.filter(group=editors).delete()
    for permission in Permission.objects.filter(codename__in=FILE_PERMISSIONS):
        GroupCollectionPermission.objects.create(
            group=editors, collection=collection, permission=permission
        )
    return editors


def lay_moderation(*, home: HomePage, editors: Group) -> None:
    Workflow.objects.all().delete()
    Task.objects.all().delete()
    task = GroupApprovalTask.objects.create(name="An editor reads and approves")
    task.groups.add(editors)
    workflow = Workflow.objects.create(name="Moderation")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=home)


def point_site_at(*, base_url: str) -> None:
    base = urlsplit(base_url)
    port = base.port or DEFAULT_PORTS[base.scheme]
    site = Site.objects.get(is_default_site=True)
    if (site.hostname, site.port) != (base.hostname, port):
        site.hostname, site.port = base.hostname, port
        site.save()
