"""What would give one mentee a mentor, for who looks at them: matched again, and kept, so that a
second look costs nothing."""

from collections.abc import Mapping
from typing import Any

from django.core.cache import cache

from mentorship.core.assignment import OutOfRange
from mentorship.core.dials import QuotaOutOfReach
from mentorship.core.instance import Instance
from mentorship.core.matching import confirmed_for
from mentorship.core.more_hours import hours_for
from mentorship.models import Run

A_DAY = 24 * 60 * 60
AGAIN = {"place", "score", "rank"}


def with_more_help(
    one: Mapping[str, Any], *, run: Run, instance: Instance, stale: bool
) -> Mapping[str, Any]:
    """Hours go by what everybody says now. Places, points and lists are those of the run: a stale
    one is not matched again, and neither is one with places for groups, since who would have a
    place without them tells who is in one."""
    helps = [change for change in one["would_help"] if change["change"] != "hours"]
    has_more = bool(AGAIN & {change["change"] for change in helps})
    config = instance.config
    if (config.dials.turned or config.mentors_select) and not (
        has_more or stale or config.dials.quotas
    ):
        helps += again(run, instance, one["mentee"])
    return {**one, "would_help": [*helps, *hours_for(instance, one["mentee"])]}


def again(run: Run, instance: Instance, mentee: str) -> list[dict[str, Any]]:
    key = f"would-help-{run.pk}-{run.instance_sha256[:16]}-{mentee}"
    found = cache.get(key)
    if found is None:
        try:
            found = [dict(change) for change in confirmed_for(instance, mentee)]
        except (OutOfRange, QuotaOutOfReach):
            found = []
        cache.set(key, found, A_DAY)
    return found
