"""Small plans to be checked and walked, and every way to get them wrong."""

from dataclasses import replace

from hypothesis import strategies as st

from initiatives.onboarding.core.edition_diff import Change, Declared, Published, refusals
from initiatives.onboarding.core.plan import Plan, PlanStep

KEYS = "abcde"


def plan(*steps: str) -> Plan:
    """`plan("a", "b: a", "c?: a b", "d: a | b", "e: a | b & c")`: `?` is optional, `|` says one is
    enough, what comes behind `&` is needed in any case."""
    return tuple(step(told) for told in steps)


def step(told: str) -> PlanStep:
    name, _, needs = told.partition(":")
    needs, _, also_needs = needs.partition("&")
    return PlanStep(
        key=name.strip("? "),
        title=name.strip("? ").upper(),
        is_optional="?" in name,
        needs=tuple(needs.replace("|", " ").split()),
        one_is_enough="|" in needs,
        also_needs=tuple(also_needs.split()),
        minutes=10,
    )


@st.composite
def any_plans(draw) -> Plan:
    """Also with loops, unknown needs, keys told twice, nothing required."""
    count = draw(st.integers(0, 5))
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=count, max_size=count))
    if draw(st.booleans()):
        keys = list(KEYS[:count])
    return tuple(
        PlanStep(
            key=key,
            title=key.upper(),
            kind=draw(st.sampled_from(["do", "attend"])),
            meeting=draw(st.sampled_from(["", "call", "call"])),
            is_optional=draw(st.booleans()),
            needs=tuple(draw(st.lists(st.sampled_from(KEYS), max_size=3, unique=True))),
            one_is_enough=draw(st.booleans()),
            also_needs=tuple(draw(st.lists(st.sampled_from(KEYS), max_size=2, unique=True))),
            minutes=draw(st.none() | st.integers(1, 90)),
        )
        for key in keys
    )


@st.composite
def walkable_plans(draw) -> Plan:
    """What `check` finds nothing wrong with, in any order of its steps."""
    made: list[PlanStep] = []
    for key in KEYS[: draw(st.integers(1, 5))]:
        before = [step.key for step in made]
        needs = draw(st.lists(st.sampled_from(before), max_size=3, unique=True)) if before else []
        has_choice = len(needs) > 1 and draw(st.booleans())
        also = draw(st.lists(st.sampled_from(before), max_size=2, unique=True)) if before else []
        gates = {step.key for step in made if step.is_optional}
        made.append(
            PlanStep(
                key=key,
                is_optional=draw(st.booleans())
                or not gates.isdisjoint(also if has_choice else (*needs, *also)),
                needs=tuple(needs),
                one_is_enough=has_choice,
                also_needs=tuple(also),
                minutes=draw(st.none() | st.integers(1, 90)),
            )
        )
    made.append(PlanStep(key="z", needs=("a",) if not made[0].is_optional else ()))
    return tuple(draw(st.permutations(made)))


def edition(*steps: str, **declared: Declared) -> Published:
    """`edition("a", "c", c=Declared(replaces=("b",)))`."""
    return Published(plan(*steps), declared)


@st.composite
def histories(draw, most: int = 4) -> list[Published]:
    """Editions of one path as editors make them, one after the other, all of them honest."""
    way = [Published(draw(walkable_plans()))]
    earlier: dict[str, PlanStep] = {}
    for number in range(draw(st.integers(1, most))):
        old = way[-1]
        new = draw(next_editions(old, number))
        assert refusals(old, new, earlier) == ()
        earlier |= {key: one for key, one in old.by_key.items() if key not in new.by_key}
        earlier = {key: one for key, one in earlier.items() if key not in new.by_key}
        way.append(new)
    return way


@st.composite
def next_editions(draw, old: Published, number: int) -> Published:
    """Some steps go, some are told anew or wait for others, some come, in the place of others."""
    stay = [one for one in old.plan if draw(st.integers(0, 3))]
    gone = sorted(old.by_key.keys() - {one.key for one in stay})
    declared: dict[str, Declared] = {}
    made: list[PlanStep] = []
    for one in stay:
        before = [step.key for step in made]
        if draw(st.booleans()):
            needs = (
                draw(st.lists(st.sampled_from(before), unique=True, max_size=3)) if before else []
            )
            also = (
                draw(st.lists(st.sampled_from(before), unique=True, max_size=2)) if before else []
            )
            one = replace(  # noqa: PLW2901
                one,
                needs=tuple(needs),
                one_is_enough=len(needs) > 1,
                also_needs=tuple(also),
            )
        else:
            kept = tuple(key for key in one.needs if key in before)
            one = replace(  # noqa: PLW2901
                one,
                needs=kept,
                one_is_enough=one.one_is_enough and bool(kept),
                also_needs=tuple(key for key in one.also_needs if key in before),
            )
        if draw(st.booleans()):
            one = replace(one, title=f"{one.title} {number}")  # noqa: PLW2901
            declared[one.key] = Declared(draw(st.sampled_from(["", Change.SUBSTANTIVE])))
        made.append(one)
    for count in range(draw(st.integers(0, 2)) or (not made)):
        key = f"n{number}-{count}"
        before = [step.key for step in made]
        needs = draw(st.lists(st.sampled_from(before), unique=True, max_size=2)) if before else []
        replaced = draw(st.lists(st.sampled_from(gone), unique=True, max_size=2)) if gone else []
        declared[key] = Declared("", tuple(replaced), draw(st.booleans()))
        made.append(PlanStep(key=key, title=key, needs=tuple(needs)))
    return Published(tuple(made), declared)
