"""Small plans to be checked and walked, and every way to get them wrong."""

from hypothesis import strategies as st

from initiatives.onboarding.core.plan import Plan, PlanStep

KEYS = "abcde"


def plan(*steps: str) -> Plan:
    """`plan("a", "b: a", "c?: a b", "d: a | b")`: `?` is optional, `|` says one is enough."""
    return tuple(step(told) for told in steps)


def step(told: str) -> PlanStep:
    name, _, needs = told.partition(":")
    return PlanStep(
        key=name.strip("? "),
        title=name.strip("? ").upper(),
        is_optional="?" in name,
        needs=tuple(needs.replace("|", " ").split()),
        one_is_enough="|" in needs,
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
        gates = {step.key for step in made if step.is_optional}
        made.append(
            PlanStep(
                key=key,
                is_optional=draw(st.booleans()) or (not has_choice and bool(gates & set(needs))),
                needs=tuple(needs),
                one_is_enough=has_choice,
                minutes=draw(st.none() | st.integers(1, 90)),
            )
        )
    made.append(PlanStep(key="z", needs=("a",) if not made[0].is_optional else ()))
    return tuple(draw(st.permutations(made)))
