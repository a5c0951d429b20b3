import random
from collections import Counter
from dataclasses import replace

import pytest

from mentorship.core.dials import QuotaOutOfReach
from mentorship.core.instance import Config, Dials, Quota
from mentorship.core.instance_writing import fingerprint
from mentorship.core.matching import solve
from mentorship.core.within_reach import capped, solve_within_reach
from tests.mentorship.core.drawn import draw_easy_instance


def asking(seed: int, **least: int):
    """Ten mentees of two groups, four mentors."""
    instance = draw_easy_instance(random.Random(seed), mentees=10, mentors=4)
    mentees = tuple(
        replace(each, group="b" if at % 2 else "a") for at, each in enumerate(instance.mentees)
    )
    quotas = tuple(Quota(group, count) for group, count in least.items())
    return replace(instance, mentees=mentees, config=Config(dials=Dials(quotas=quotas)))


def paired(instance, result) -> Counter:
    group = {each.id: each.group for each in instance.mentees}
    return Counter(group[pair.mentee] for pair in result.pairs)


def test_what_can_be_kept_is_solved_as_it_is():
    instance = asking(4, b=1)
    assert solve_within_reach(instance).pairs == solve(instance).pairs


@pytest.mark.parametrize("least", [{"b": 9}, {"a": 9, "b": 2}, {"a": 9, "b": 9}])
@pytest.mark.parametrize("seed", range(4))
def test_more_than_can_be_kept_is_kept_as_far_as_all_can_have_it(seed, least):
    instance = asking(seed, **least)
    result = solve_within_reach(instance)
    assert len(result.pairs) == len(solve(capped(instance, 0)).pairs)
    found = paired(instance, result)
    reached = max(most for most in range(10) if can_be_had(instance, most))
    assert all(found[group] >= min(count, reached) for group, count in least.items())


def can_be_had(instance, most: int) -> bool:
    try:
        return bool(solve(capped(instance, most)))
    except QuotaOutOfReach:
        return False


def test_it_carries_the_fingerprint_of_what_was_asked():
    instance = asking(4, b=9)
    assert solve_within_reach(instance).summary.instance_sha256 == fingerprint(instance)
