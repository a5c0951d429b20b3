"""A path that was taken from another: what changed there since, beside what was changed here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .edition_diff import different
from .plan import Plan, PlanStep


@dataclass(frozen=True)
class Offer:
    """A step that changed there: as it was when it was last looked at, as it is there and here.
    None: there is none."""

    key: str
    was: PlanStep | None
    theirs: PlanStep | None
    ours: PlanStep | None

    @property
    def is_contested(self) -> bool:
        """It was changed here too: whoever takes theirs gives up ours."""
        return not alike(self.was, self.ours)

    @property
    def title(self) -> str:
        told = self.ours or self.theirs or self.was
        return told.title if told else self.key


def offers(was: Plan, theirs: Plan, ours: Plan) -> tuple[Offer, ...]:
    """In the order they have there, then what went; nothing where both changed alike."""
    before, there, here = ({step.key: step for step in plan} for plan in (was, theirs, ours))
    found = (
        Offer(key, before.get(key), there.get(key), here.get(key))
        for key in dict.fromkeys((*there, *before))
    )
    return tuple(
        one for one in found if not alike(one.was, one.theirs) and not alike(one.ours, one.theirs)
    )


def alike(one: PlanStep | None, other: PlanStep | None) -> bool:
    if one is None or other is None:
        return one is other
    return not different(one, other)


def order_with(ours: Sequence[str], theirs: Sequence[str], taken: Collection[str]) -> list[str]:
    """Our keys with those taken: what went there goes, what is new stands behind the step that it
    stands behind there."""
    keys = [key for key in ours if key in theirs or key not in taken]
    for place, key in enumerate(theirs):
        if key in taken and key not in keys:
            before = [keys.index(one) for one in theirs[:place] if one in keys]
            keys.insert(before[-1] + 1 if before else 0, key)
    return keys
