from collections import Counter
from collections.abc import Sequence
from itertools import count

from django.db import transaction
from django.utils.text import slugify

from mentorship.equity.core.suppression import SMALL
from mentorship.equity.models import EquityGroup
from mentorship.equity.queries.figures import NO_GROUP
from mentorship.equity.queries.group_places import sizes
from mentorship.equity.queries.own_answer import is_answered
from mentorship.models import Cohort, Run
from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import User

from .answer import lock_name

LONGEST_KEY = 40
TAKEN = (NO_GROUP, "all")


class GroupsInUse(Exception):
    """Somebody has answered: another list would make something else of what they said."""


class PlacesInUse(Exception):
    """A run was made: the next one with other places would tell who is in which group."""


@transaction.atomic
def set_groups(*, cohort: Cohort, groups: Sequence[tuple[str, int]], by: User | None) -> None:
    """Names that a mentee may choose from, and how many places are kept for each.

    Raises GroupsInUse, PlacesInUse.
    """
    hold(lock_name(cohort.pk))
    before = list(EquityGroup.objects.filter(cohort=cohort))
    if [(one.name, one.least) for one in before] == list(groups):
        return
    if any(one.kept is not None for one in before) or Run.objects.filter(cohort=cohort).exists():
        raise PlacesInUse
    if [one.name for one in before] != [name for name, _least in groups]:
        if is_answered(cohort):
            raise GroupsInUse
        EquityGroup.objects.filter(cohort=cohort).delete()
        names = [name for name, _least in groups]
        before = [
            EquityGroup(cohort=cohort, key=key, name=name, position=position)
            for position, (key, name) in enumerate(zip(keys_of(names), names, strict=True))
        ]
        EquityGroup.objects.bulk_create(before)
    for row, (_name, least) in zip(before, groups, strict=True):
        row.least = least
    EquityGroup.objects.bulk_update(before, ["least"])
    audit.record(by=by, verb="equity_groups.set", on=cohort)


@transaction.atomic
def settle_places(*, cohort: Cohort) -> None:
    """What each group has in every run from now on; safe to repeat. One with so few accepted
    mentees that its places would tell who they are gets none, and none later either: places that
    came and went with one person would tell of them. So do groups of a cohort whose first run was
    begun without any."""
    hold(lock_name(cohort.pk))
    waiting = list(EquityGroup.objects.filter(cohort=cohort, least__gt=0, kept=None))
    if not waiting:
        return
    found = Counter() if Run.objects.filter(cohort=cohort).exists() else sizes(cohort, waiting)
    for one in waiting:
        one.kept = one.least if found[one.pk] >= SMALL else 0
    EquityGroup.objects.bulk_update(waiting, ["kept"])


def keys_of(names: Sequence[str]) -> list[str]:
    """What files call them, each differently. A name in letters that addresses can't hold is a
    number there; of two that read the same there the later gets one, and so does a group called as
    tables call who said none, or everybody."""
    taken = list(TAKEN)
    for number, name in enumerate(names, 1):
        key = slugify(name)[:LONGEST_KEY] or f"group-{number}"
        more = (f"{key[: LONGEST_KEY - 2]}-{again}" for again in count(2))
        taken.append(key if key not in taken else next(one for one in more if one not in taken))
    return taken[len(TAKEN) :]
