from dataclasses import dataclass

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from events.queries.desk import doors_of
from initiatives.models import InitiativeIndexPage, InitiativePage
from initiatives.onboarding.models import PathIndexPage
from portal.home.cms_api import OwnDocuments, OwnImages
from portal.home.models import NewsIndexPage

STORIES_SHOWN = 12


@dataclass(frozen=True)
class Task:
    label: str
    url: str
    seen_at: str = ""


class FirstStepsPanel(Component):
    """For people who never saw a CMS: a button for what they may write, and how it goes out."""

    name = "first_steps"
    template_name = "wagtailadmin/home/first_steps.html"
    order = 215  # after what waits for review, before what one edited lately

    def get_context_data(self, parent_context):
        return {"tasks": tasks_of(parent_context["request"].user)}


def tasks_of(user) -> list[Task]:
    news = NewsIndexPage.objects.get()
    if not news.permissions_for_user(user).can_add_subpage():
        return own_stories(user) + own_meetings(user)
    stories = InitiativeIndexPage.objects.get()
    return [
        Task(_("Write a news article"), page_to_add("articlepage", "home", below=news)),
        Task(
            _("Tell the story of a group"),
            page_to_add("initiativepage", "initiatives", below=stories),
        ),
        Task(
            _("Write a path for every group"),
            page_to_add("pathpage", "onboarding", below=PathIndexPage.objects.get()),
        ),
        Task(_("Change any page"), reverse("wagtailadmin_explore", args=[news.get_parent().pk])),
    ]


def own_stories(user) -> list[Task]:
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    pages = InitiativePage.objects.filter(pk__in=editable.values("pk")).order_by("title")
    return [task for page in pages[:STORIES_SHOWN] for task in about_group(page)]


def about_group(page: InitiativePage) -> list[Task]:
    return [
        Task(
            _("Write the story of %(group)s") % {"group": page.title},
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            page.get_url() or "",
        ),
        Task(
            _("Write a path into %(group)s") % {"group": page.title},
            page_to_add("pathpage", "onboarding", below=page),
        ),
    ]


def own_meetings(user) -> list[Task]:
    """Their texts are begun at the desk, with their dates."""
    return [Task(_("Begin or change a meeting"), url) for _label, url in doors_of(person=user)]


def page_to_add(model: str, app: str, *, below) -> str:
    return reverse("wagtailadmin_pages:add", args=[app, model, below.pk])


@hooks.register("construct_homepage_panels")
def show_first_steps(request, panels):
    panels.append(FirstStepsPanel())


@hooks.register("construct_main_menu")
def hide_what_nobody_here_uses(request, menu_items):
    """Help leads to the documentation of the CMS; ours stands on the first screen."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


@hooks.register("insert_global_admin_css")
def our_mark_and_buttons():
    return format_html('<link rel="stylesheet" href="{}">', static("home/cms.css"))


@hooks.register("construct_admin_api", order=1000)
def list_own_files_only(router):
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)
