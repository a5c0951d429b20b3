"""Rights to edit prose, projected from role rows: never given by hand, repaired by `reconcile`."""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from initiatives.core.lead_roles import LEAD_ROLES
from initiatives.models import Initiative, RoleHolding
from initiatives.signals import rights_projected
from portal.kit import clock

from .start_story import start_story

GROUP_PREFIX = "Leads of "
ORGANIZERS_PREFIX = "Organizers of "
# Not publish: an editor reads and approves. Nothing here may ever be a snippet permission.
PAGE_PERMISSIONS = ["add_page", "change_page"]
LOOK_BACK = timedelta(days=7)  # a server may have slept
FILE_PERMISSIONS = ["add_image", "change_image", "choose_image", "add_document", "choose_document"]


@transaction.atomic
def project_rights(*, initiative: Initiative) -> Group | None:
    """Let the people who hold a lead seat today edit their group's page, and nobody else.

    A seat counts once its holder has claimed it. A group nobody ever led gets nothing at all. Who
    may write about its meetings only is told to the slice that has them.
    """
    group = group_of(name=group_name(initiative), people=holders(initiative, LEAD_ROLES))
    if group and group.user_set.exists():
        give_rights(group=group, initiative=initiative)
    rights_projected.send(Initiative, initiative=initiative)
    return group


def holders(initiative: Initiative, roles: AbstractSet[str]) -> set[int]:
    """Who has claimed one of these seats and holds it today."""
    return set(
        RoleHolding.objects.current(clock.now().date())
        .filter(initiative=initiative, role__in=roles, person__is_active=True)
        .values_list("person_id", flat=True)
    )


def group_of(*, name: str, people: set[int]) -> Group | None:
    """Exactly these people; a group that never had anybody is not made."""
    group = Group.objects.filter(name=name).first()
    if group is None and not people:
        return None
    if group is None:
        group = Group.objects.create(name=name)
    group.user_set.set(people)
    return group


def follow_terms(*, on: date) -> int:
    """Terms begin and end by the calendar, without anybody changing a row. Part of `tick`."""
    lately = (on - LOOK_BACK, on)
    turned = Initiative.objects.filter(
        Q(roles__since__range=lately) | Q(roles__until__range=lately),
        roles__person__isnull=False,
    ).distinct()
    return len([project_rights(initiative=initiative) for initiative in turned])


def group_name(initiative: Initiative) -> str:
    """By slug, because names are not unique; a renamed slug makes the old group a stray one."""
    return GROUP_PREFIX + initiative.slug


def give_rights(*, group: Group, initiative: Initiative) -> None:
    page = start_story(initiative=initiative)
    collection = own_collection(group)
    let_write(group=group, page=page)
    GroupCollectionPermission.objects.filter(group=group).exclude(collection=collection).delete()
    for permission in Permission.objects.filter(codename__in=FILE_PERMISSIONS):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def let_write(*, group: Group, page: Page) -> None:
    """On this page and what stands below it, and nowhere else."""
    group.permissions.set(Permission.objects.filter(codename="access_admin"))
    GroupPagePermission.objects.filter(group=group).exclude(page_id=page.pk).delete()
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=PAGE_PERMISSIONS
    ):
        GroupPagePermission.objects.get_or_create(
            group=group, page_id=page.pk, permission=permission
        )


def own_collection(group: Group) -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=group.name).first() or root.add_child(name=group.name)


@transaction.atomic
def remove_stray_groups() -> int:
    """Groups of initiatives that are gone or have a new slug; their images stay."""
    prefixes = (GROUP_PREFIX, ORGANIZERS_PREFIX)
    slugs = Initiative.objects.values_list("slug", flat=True)
    stray = Group.objects.filter(
        Q(name__startswith=GROUP_PREFIX) | Q(name__startswith=ORGANIZERS_PREFIX)
    ).exclude(name__in=[prefix + slug for slug in slugs for prefix in prefixes])
    count = stray.count()
    stray.delete()
    return count
