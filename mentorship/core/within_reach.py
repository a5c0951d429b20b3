"""Places for groups as far as they can be filled."""

from dataclasses import replace

from .dials import QuotaOutOfReach
from .instance import Instance, Quota
from .instance_writing import fingerprint
from .matching import solve
from .result import Result


def solve_within_reach(instance: Instance) -> Result:
    """The matching with its quotas, each of them no higher than the highest number that all can
    have. It carries the fingerprint of what was asked for, which says everything there is to say:
    the number follows from it. What places and points would help is not told: it would tell of
    groups. Raises what `solve` does, but not QuotaOutOfReach."""
    asked = instance.config.dials.quotas
    try:
        return solve(instance, confirms=False)
    except QuotaOutOfReach:
        found = solve(capped(instance, 0), confirms=False)
    low, high = 0, max(one.least for one in asked) - 1
    while low < high:
        at = (low + high + 1) // 2
        try:
            found, low = solve(capped(instance, at), confirms=False), at
        except QuotaOutOfReach:
            high = at - 1
    return replace(found, summary=replace(found.summary, instance_sha256=fingerprint(instance)))


def capped(instance: Instance, most: int) -> Instance:
    quotas = tuple(Quota(one.group, min(one.least, most)) for one in instance.config.dials.quotas)
    dials = replace(instance.config.dials, quotas=quotas)
    return replace(instance, config=replace(instance.config, dials=dials))
