"""The groups somebody keeps, and who sits in one of them today."""

from datetime import date, datetime

from django.db.models import QuerySet

from initiatives.models import Initiative, RoleHolding
from portal.people.models import User

from .desk import led_groups
from .search_index import search_initiatives

MOST_FOUND = 200


def kept_groups(*, person: User, now: datetime, words: str = "") -> QuerySet[Initiative]:
    """The staff keeps all groups, leads their own; `words` may be misspelt."""
    groups = Initiative.objects.listed().order_by("name", "slug")
    if not person.has_perm("initiatives.decide_initiative"):
        groups = groups.filter(pk__in=led_groups(person, now))
    if words:
        found = [pk for pk, _score in search_initiatives(words, limit=MOST_FOUND)]
        groups = groups.filter(pk__in=found)
    return groups


def seats_today(*, initiative: Initiative, on: date) -> list[RoleHolding]:
    return list(initiative.roles.current(on).select_related("person"))
