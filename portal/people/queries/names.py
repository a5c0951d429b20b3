from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.people.models import Audience, Disclosure, Part, User


def told_name(person: User) -> str:
    """As they gave it, else their handle, else empty. Neither the sign-in name nor the address ever
    stands in for it here. No query where the profile is at hand."""
    profile = getattr(person, "profile", None)
    return (profile and profile.display_name) or person.handle or ""


def called(person: User) -> str:
    """Likewise, for where a word has to stand: a link, a heading."""
    return told_name(person) or _("Somebody without a name")


@dataclass(frozen=True)
class ShownName:
    """`url` is their page, where they have one."""

    name: str
    url: str


def shown_names(*, people: Collection[int], audience: str) -> dict[int, ShownName]:
    """Of those who show this audience their name. One query, none for nobody."""
    if not people:
        return {}
    shown = Disclosure.objects.filter(
        profile__in=people,
        profile__person__is_active=True,
        part=Part.NAME,
        audience__in={Audience.EVERYONE, audience},
    )
    found = {}
    for row in shown.select_related("profile__person"):
        person = row.profile.person
        url = reverse("people:person", args=[person.handle]) if person.handle else ""
        found[person.pk] = ShownName(told_name(person), url)
    return found
