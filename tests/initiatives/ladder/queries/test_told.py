"""What there is of one thing that is asked, in words."""

import pytest

from initiatives.ladder.core.rungs import Ask, AskKind
from initiatives.ladder.queries.told import Wanted


@pytest.mark.parametrize(
    ("have", "told"), [(0, "0 of 2"), (2, "2 of 2"), (3, "3, more than is asked")]
)
@pytest.mark.parametrize("kind", [AskKind.MONTHS_BELOW, AskKind.MEETINGS, AskKind.WORK])
def test_nobody_has_three_of_two(kind, have, told):
    assert Wanted(Ask(kind, least=2), have, is_met=have >= 2).so_far == told
