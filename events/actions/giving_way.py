"""A series that leaves its days to others."""

from collections.abc import Collection

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from events.models import Series
from portal.kit import audit, clock
from portal.kit.locks import hold

from .horizon import materialise
from .slot import held


class InCircle(Exception):
    """Each of two series would wait for the other: which one meets?"""


@transaction.atomic
def give_way(*, series: Series, to: Collection[Series], by: AbstractBaseUser | None) -> Series:
    """Where one of these meets, the series leaves out that day; instead of those it left days to
    before. Raises InCircle, also where the circle goes through others."""
    hold("series that give way")
    row = held(series)
    others = set(to)
    if others == set(row.yields_to.all()):
        return row
    if row in reached_from(others):
        raise InCircle
    row.yields_to.set(others)
    row.changed_at = clock.now()
    row.save()
    materialise(series=row, now=row.changed_at)
    audit.record(by=by, verb="series.gives_way", on=row)
    return row


def reached_from(series: Collection[Series]) -> set[Series]:
    """These, and all they give way to in turn."""
    found: set[Series] = set()
    following = set(series)
    while following:
        found |= following
        following = set(Series.objects.filter(yielded_by__in=following)) - found
    return found
