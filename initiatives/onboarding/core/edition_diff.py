"""What changed between two editions of a path, step by step.

An editor says what a change is; what can be seen in the steps themselves is not theirs to call
otherwise. Progress hangs on the key of a step, so a key never comes to mean another step.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .plan import Plan, PlanStep

# What an editor may call a change of words only; without a word of theirs a new link is more.
WORDS = frozenset({"title", "why", "text", "link", "minutes"})
WORDS_AT_FIRST_SIGHT = WORDS - {"link"}
ORDER = frozenset({"needs", "one_is_enough", "also_needs"})
ASIDE = ORDER | {"why", "minutes", "with_whom", "is_optional"}


class Change(StrEnum):
    SAME = "same"
    EDITORIAL = "editorial"
    REWIRED = "rewired"
    SUBSTANTIVE = "substantive"
    ADDED = "added"
    RETURNED = "returned"
    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"
    REMOVED = "removed"


# Changes nobody who walks has to hear of.
SILENT = frozenset({Change.SAME, Change.EDITORIAL})


@dataclass(frozen=True)
class Declared:
    """What the editor says of a step: `change` is editorial, substantive, returned or nothing.

    `replaces` names earlier steps in whose place it comes; with `carries`, who did all of those
    has done this one too.
    """

    change: str = ""
    replaces: tuple[str, ...] = ()
    carries: bool = False


NOTHING_SAID = Declared()


@dataclass(frozen=True)
class Published:
    """An edition: its steps, and what was said of them when it came out."""

    plan: Plan
    declared: Mapping[str, Declared] = field(default_factory=dict)

    def said_of(self, key: str) -> Declared:
        return self.declared.get(key, NOTHING_SAID)

    @property
    def by_key(self) -> dict[str, PlanStep]:
        return {step.key: step for step in self.plan}


@dataclass(frozen=True)
class StepChange:
    """`fields` are those that differ; `others` the steps it takes the place of, or that take its
    place."""

    key: str
    change: Change
    fields: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Lie(StrEnum):
    NOT_EDITORIAL = "not_editorial"
    ANOTHER_KIND = "another_kind"
    USED_BEFORE = "used_before"
    NOT_NEW = "not_new"
    NEVER_THERE = "never_there"
    STILL_THERE = "still_there"


@dataclass(frozen=True)
class Refusal:
    """`told` are the fields that differ, or the step that was named."""

    lie: Lie
    key: str
    told: tuple[str, ...] = ()


def compare(old: Published, new: Published) -> tuple[StepChange, ...]:
    """The steps of the new edition in their order, then those that went.

    Where the editor says nothing, the least that is true is proposed; a change of more than words
    is one, whatever is said.
    """
    before, after = old.by_key, new.by_key
    told = [
        of_a_step_that_stays(before[step.key], step, new.said_of(step.key))
        if step.key in before
        else of_a_new_step(step, new)
        for step in new.plan
    ]
    return (*told, *(of_a_step_that_went(step, new) for step in old.plan if step.key not in after))


def is_silent(changes: tuple[StepChange, ...]) -> bool:
    return all(one.change in SILENT for one in changes)


def of_a_step_that_stays(was: PlanStep, step: PlanStep, said: Declared) -> StepChange:
    fields = different(was, step)
    if not fields:
        return StepChange(step.key, Change.SAME)
    if ORDER.issuperset(fields):
        return StepChange(step.key, Change.REWIRED, fields)
    if WORDS.issuperset(fields) and said.change == Change.EDITORIAL:
        return StepChange(step.key, Change.EDITORIAL, fields)
    if WORDS_AT_FIRST_SIGHT.issuperset(fields) and said.change != Change.SUBSTANTIVE:
        return StepChange(step.key, Change.EDITORIAL, fields)
    return StepChange(step.key, Change.SUBSTANTIVE, fields)


def different(was: PlanStep, step: PlanStep) -> tuple[str, ...]:
    """In the order of the form. In which order it names the steps before it means nothing."""
    one, other = as_compared(was), as_compared(step)
    return tuple(name for name in one if one[name] != other[name])


def asks_the_same(one: PlanStep, other: PlanStep) -> bool:
    """Whether a word about what was done for the one is a word about the other: any group may
    rewrite what it took over, and look at that itself."""
    return ASIDE.issuperset(different(one, other))


def as_compared(step: PlanStep) -> dict[str, object]:
    return vars(step) | {"needs": set(step.needs), "also_needs": set(step.also_needs)}


def of_a_new_step(step: PlanStep, new: Published) -> StepChange:
    said = new.said_of(step.key)
    if said.change == Change.RETURNED:
        return StepChange(step.key, Change.RETURNED)
    match said.replaces:
        case ():
            return StepChange(step.key, Change.ADDED)
        case (one,):
            is_part = len(successors(one, new)) > 1
            return StepChange(step.key, Change.SPLIT if is_part else Change.RENAMED, (), (one,))
        case many:
            return StepChange(step.key, Change.MERGED, (), many)


def of_a_step_that_went(step: PlanStep, new: Published) -> StepChange:
    return StepChange(step.key, Change.REMOVED, (), successors(step.key, new))


def successors(key: str, new: Published) -> tuple[str, ...]:
    return tuple(step.key for step in new.plan if key in new.said_of(step.key).replaces)


def refusals(
    old: Published, new: Published, earlier: Mapping[str, PlanStep] | None = None
) -> tuple[Refusal, ...]:
    """What is said of the new edition and is not so, in the order of its steps.

    `earlier` are steps of editions before, by key, that the old one has no more.
    """
    return tuple(
        refusal
        for step in new.plan
        for refusal in (
            untrue_of_one_that_stays(old, new, step)
            if step.key in old.by_key
            else untrue_of_a_new_one(old, new, step, earlier or {})
        )
    )


def untrue_of_one_that_stays(old: Published, new: Published, step: PlanStep) -> Iterator[Refusal]:
    said = new.said_of(step.key)
    was = old.by_key[step.key]
    if was.kind != step.kind:
        yield Refusal(Lie.ANOTHER_KIND, step.key, (was.kind, step.kind))
        return
    more = tuple(name for name in different(was, step) if name not in WORDS)
    if said.change == Change.EDITORIAL and more:
        yield Refusal(Lie.NOT_EDITORIAL, step.key, more)
    if said.replaces and said.replaces != old.said_of(step.key).replaces:
        yield Refusal(Lie.NOT_NEW, step.key)


def untrue_of_a_new_one(
    old: Published, new: Published, step: PlanStep, earlier: Mapping[str, PlanStep]
) -> Iterator[Refusal]:
    said, known = new.said_of(step.key), earlier.get(step.key)
    if said.change == Change.RETURNED:
        if known is None:
            yield Refusal(Lie.NEVER_THERE, step.key, (step.key,))
        elif known.kind != step.kind:
            yield Refusal(Lie.ANOTHER_KIND, step.key, (known.kind, step.kind))
    elif known is not None:
        yield Refusal(Lie.USED_BEFORE, step.key)
    for key in said.replaces:
        if key in new.by_key:
            yield Refusal(Lie.STILL_THERE, step.key, (key,))
        elif key not in old.by_key and key not in earlier:
            yield Refusal(Lie.NEVER_THERE, step.key, (key,))
