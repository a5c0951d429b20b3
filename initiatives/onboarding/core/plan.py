"""A path as it was published: its steps in order, and what each of them needs first."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import asdict, dataclass

# Steps that count once something was shown: nobody says of themselves that they are done.
SHOWN = frozenset({"evidence", "verify"})
ANSWERED = "quiz"
# What counts in the portal itself, and in no repository.
COUNTED_HERE = frozenset({"task", "met"})
# Not in the digest where nothing is said: editions of before there were these words keep theirs.
SAID_LATER: dict[str, object] = {
    "counts": "",
    "repository": "",
    "how_many": 1,
    "also_needs": (),
    "questions": "",
    "enough_right": None,
    "paths": "",
}


@dataclass(frozen=True)
class PlanStep:
    """`key` names the step for good: progress hangs on it, and other steps need it by that name.

    It waits for all of `also_needs`, and for all of `needs` or one of them.

    `counts` is what marks it as done by itself: so many (`how_many`) pieces of work of one kind, in
    one repository or here; `paths` are patterns of the files that are its docs, one on a line.
    `questions` are as `quiz` reads them; `enough_right` of them pass, or all.
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
    also_needs: tuple[str, ...] = ()
    questions: str = ""
    enough_right: int | None = None
    paths: str = ""

    @property
    def is_shown(self) -> bool:
        return self.kind in SHOWN

    @property
    def is_answered(self) -> bool:
        return self.kind == ANSWERED

    def opens_with(self, done: Collection[str]) -> bool:
        """Whether its turn may come once these steps are done."""
        return not self.still_needed(done)

    def still_needed(self, done: Collection[str]) -> tuple[str, ...]:
        """Steps that it waits for; of those of which one is enough all, until one is done."""
        one_is_done = any(key in done for key in self.any_of)
        missing = tuple(key for key in self.all_of if key not in done)
        return missing if one_is_done else (*missing, *self.any_of)

    @property
    def all_of(self) -> tuple[str, ...]:
        return self.also_needs if self.one_is_enough else unique(*self.also_needs, *self.needs)

    @property
    def any_of(self) -> tuple[str, ...]:
        return self.needs if self.one_is_enough else ()

    @property
    def before(self) -> tuple[str, ...]:
        """Every step it can wait for, those it cannot do without first."""
        return unique(*self.all_of, *self.any_of)


def unique(*keys: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


Plan = tuple[PlanStep, ...]


def digest(plan: Plan) -> str:
    """The same for the same plan, whichever way it was written down."""
    told = [
        {name: said for name, said in asdict(step).items() if said != SAID_LATER.get(name, ...)}
        for step in plan
    ]
    text = json.dumps(told, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
