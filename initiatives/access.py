"""The one place that decides 404: a group that is not listed exists for superusers only."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from initiatives.models import Alias, Initiative
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
