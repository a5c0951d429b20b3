"""The one place that decides 404: a group that is not listed exists for superusers only."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from initiatives.models import (
    Alias,
    Conflict,
    Initiative,
    Opening,
    Question,
    RoleHolding,
    Task,
    TaskSource,
    TaskState,
)
from initiatives.queries.openings import shown_openings
from portal.kit import clock
from portal.people.models import User


class MovedTo(Exception):
    """The slug is a former one; `slug` is today's."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


def get_initiative(
    user: User | AnonymousUser, slug: str, verb: str = "view", *, follow: bool = True
) -> Initiative:
    """Raises MovedTo for a former slug (unless told not to follow), Http404, PermissionDenied.

    One query, two if moved.
    """
    initiative = Initiative.objects.filter(slug=slug).first()
    if initiative is None and follow:
        alias = Alias.objects.filter(slug=slug).select_related("initiative").first()
        if alias is not None and user.has_perm("initiatives.view_initiative", alias.initiative):
            raise MovedTo(alias.initiative.slug)
    if initiative is None or not user.has_perm("initiatives.view_initiative", initiative):
        raise Http404
    if verb != "view" and not user.has_perm(f"initiatives.{verb}_initiative", initiative):
        raise PermissionDenied
    return initiative


def may_keep(user: User | AnonymousUser, initiative: Initiative) -> bool:
    """Whether its page should show where to mend it. Who keeps one may write in the CMS, which the
    header asks of everybody who is signed in: all others cost no query."""
    return user.has_perm("wagtailadmin.access_admin") and user.has_perm(
        "initiatives.keep_initiative", initiative
    )


def find_initiatives(
    user: User | AnonymousUser, slugs: Sequence[str]
) -> tuple[list[Initiative], list[str]]:
    """Each group once, in the order asked for, former slugs followed; and what names none.

    One query, two when a slug is not one of today's.
    """
    found = Initiative.objects.in_bulk(slugs, field_name="slug")
    if missing := [slug for slug in slugs if slug not in found]:
        former = Alias.objects.filter(slug__in=missing).select_related("initiative")
        found |= {alias.slug: alias.initiative for alias in former if alias.slug}
    shown = {
        slug: group
        for slug in slugs
        if (group := found.get(slug)) and user.has_perm("initiatives.view_initiative", group)
    }
    unknown = [slug for slug in slugs if slug not in shown]
    return list({group.pk: group for group in shown.values()}.values()), unknown


def get_shown_opening(slug: str, key: UUID) -> Opening:
    """What everybody may read; one that is closed or stale is found at the desk alone. Http404."""
    openings = shown_openings(on=clock.now().date()).filter(initiative__slug=slug, key=key)
    opening = openings.select_related("initiative").first()
    if opening is None:
        raise Http404
    return opening


def get_opening(initiative: Initiative, key: UUID) -> Opening:
    """Of a group whose openings somebody keeps, whatever its state. Raises Http404."""
    opening = initiative.openings.filter(key=key).first()
    if opening is None:
        raise Http404
    return opening


def get_task(user: User | AnonymousUser, key: UUID) -> Task:
    """Its address stays while the work goes on, stale or in review; Http404 once withdrawn."""
    task = Task.objects.filter(key=key).select_related("initiative").first()
    if (
        task is None
        or task.state == TaskState.WITHDRAWN
        or not user.has_perm("initiatives.view_initiative", task.initiative)
    ):
        raise Http404
    return task


def get_task_source(initiative: Initiative, repository: str) -> TaskSource:
    source = initiative.task_sources.filter(repository=repository).first()
    if source is None:
        raise Http404
    return source


def get_seat(initiative: Initiative, pk: int) -> RoleHolding:
    """A seat of today, of a group somebody keeps. Raises Http404."""
    holding = initiative.roles.current(clock.now().date()).filter(pk=pk).first()
    if holding is None:
        raise Http404
    return holding


def refuse_who_decides_nothing(user: User | AnonymousUser) -> None:
    """What a body decides about groups the staff notes. Raises PermissionDenied."""
    if not user.has_perm("initiatives.decide_initiative"):
        raise PermissionDenied


def get_conflict(user: User | AnonymousUser, pk: int) -> Conflict:
    """Settled ones too: who clicks a moment later is told. Raises PermissionDenied, Http404."""
    refuse_who_decides_nothing(user)
    conflict = Conflict.objects.select_related("initiative").filter(pk=pk).first()
    if conflict is None or not user.has_perm("initiatives.view_initiative", conflict.initiative):
        raise Http404
    return conflict


def get_question(initiative: Initiative, pk: int) -> Question:
    """Of a group somebody keeps. Raises Http404."""
    question = initiative.questions.filter(pk=pk).first()
    if question is None:
        raise Http404
    return question
