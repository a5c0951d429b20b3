"""A path as it was published: its steps in order, and what each of them needs first."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import asdict, dataclass

# Steps that count once something was shown: nobody says of themselves that they are done.
SHOWN = frozenset({"evidence", "verify"})
# Not in the digest where nothing is said: editions of before there were these words keep theirs.
SAID_LATER: dict[str, object] = {"counts": "", "repository": "", "how_many": 1}


@dataclass(frozen=True)
class PlanStep:
    """`key` names the step for good: progress hangs on it, and other steps need it by that name.

    `counts` is what marks it as done by itself: so many (`how_many`) pieces of work of one kind in
    one repository.
    """

    key: str
    kind: str = "do"
    title: str = ""
    why: str = ""
    text: str = ""
    link: str = ""
    with_whom: str = ""
    minutes: int | None = None
    is_optional: bool = False
    needs: tuple[str, ...] = ()
    one_is_enough: bool = False
    meeting: str = ""
    rsvp_is_enough: bool = False
    counts: str = ""
    repository: str = ""
    how_many: int = 1

    @property
    def is_shown(self) -> bool:
        return self.kind in SHOWN

    def opens_with(self, done: Collection[str]) -> bool:
        """Whether its turn may come once these steps are done."""
        kept = [key in done for key in self.needs]
        return not kept or (any(kept) if self.one_is_enough else all(kept))


Plan = tuple[PlanStep, ...]


def digest(plan: Plan) -> str:
    """The same for the same plan, whichever way it was written down."""
    told = [
        {name: said for name, said in asdict(step).items() if said != SAID_LATER.get(name, ...)}
        for step in plan
    ]
    text = json.dumps(told, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
