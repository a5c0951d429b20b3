"""Places that a program keeps for groups: in what the engine is given, and in nothing that is
kept of it."""

from dataclasses import replace
from typing import Any

from mentorship.core.instance import Instance, Quota, Scalar
from mentorship.core.reasons import QUOTA
from mentorship.models import Cohort
from mentorship.signals import gather_group_places

FULL = "capacity"


def with_group_places(instance: Instance, cohort: Cohort) -> Instance:
    groups: dict[str, str] = {}
    quotas: tuple[Quota, ...] = ()
    answers: list[Any] = gather_group_places.send(Cohort, cohort=cohort)
    for _receiver, (told, kept) in answers:
        groups |= told
        quotas += kept
    if not quotas:
        return instance
    dials = replace(instance.config.dials, quotas=instance.config.dials.quotas + quotas)
    return replace(
        instance,
        mentees=tuple(replace(one, group=groups.get(one.id)) for one in instance.mentees),
        config=replace(instance.config, dials=dials),
    )


def without_group_places(instance: Instance) -> Instance:
    """As those who run the program may read it, and as it is kept."""
    groups = groups_in(instance)
    quotas = tuple(
        one for one in instance.config.dials.quotas if one.least and one.group not in groups
    )
    dials = replace(instance.config.dials, quotas=quotas)
    return replace(
        instance,
        mentees=tuple(replace(one, group=None) for one in instance.mentees),
        config=replace(instance.config, dials=dials),
    )


def without_quota_reasons(result: dict[str, Any]) -> dict[str, Any]:
    """Who gave way to a group is in none of it, or in another one: they are told that every place
    went to others, which is true too."""
    unmatched = [
        one | {"reason": FULL} if one["reason"] == QUOTA else one for one in result["unmatched"]
    ]
    return result | {"unmatched": unmatched}


def groups_in(instance: Instance) -> set[Scalar]:
    return {one.group for one in instance.mentees} - {None}
