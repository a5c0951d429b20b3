"""What keeps a plan from being published: steps nobody could ever reach, or finish."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from .path_pattern import odd_lines
from .plan import COUNTED_HERE, SHOWN, Plan
from .quiz import Flaw, flaws, read_quiz
from .repository import is_known

NEEDS_A_MEETING = "attend"
# Steps that only somebody else can help to finish.
NEEDS_SOMEBODY = SHOWN | {"meet"}
# Steps that work done elsewhere can complete; at the others somebody reads, meets or looks.
CAN_BE_COUNTED = frozenset({"do", "evidence"})
# A task and a meeting of a pair rest on people's word, which shows nothing.
CAN_BE_COUNTED_HERE = frozenset({"do", "meet"})
COUNTS_DOCS = "docs"


class Trouble(StrEnum):
    NO_STEP = "no_step"
    NOTHING_REQUIRED = "nothing_required"
    KEY_TWICE = "key_twice"
    NEEDS_UNKNOWN = "needs_unknown"
    NEEDS_DRAFT = "needs_draft"
    NEEDS_RETIRED = "needs_retired"
    ONE_OF_NONE = "one_of_none"
    LOOP = "loop"
    NEEDS_OPTIONAL = "needs_optional"
    NO_MEETING = "no_meeting"
    MEETING_SHOWS_NOTHING = "meeting_shows_nothing"
    NOBODY_THERE = "nobody_there"
    FEW_LOOK = "few_look"
    NO_REPOSITORY = "no_repository"
    COUNTS_NOTHING = "counts_nothing"
    ODD_PATTERN = "odd_pattern"
    PATTERNS_ELSEWHERE = "patterns_elsewhere"
    CANNOT_BE_COUNTED = "cannot_be_counted"
    CANNOT_BE_COUNTED_HERE = "cannot_be_counted_here"
    NO_REPOSITORY_HERE = "no_repository_here"
    NO_QUESTION = "no_question"
    FEW_CHOICES = "few_choices"
    NONE_RIGHT = "none_right"
    CHOICE_TWICE = "choice_twice"
    NEVER_ENOUGH = "never_enough"
    QUESTIONS_ELSEWHERE = "questions_elsewhere"
    MEETING_ANSWERS_NOTHING = "meeting_answers_nothing"


# What is waited for here is no step of the plan, so no picture of the plan can show it.
WAITS_FOR_NO_STEP = frozenset({Trouble.NEEDS_UNKNOWN, Trouble.NEEDS_DRAFT, Trouble.NEEDS_RETIRED})


@dataclass(frozen=True)
class Problem:
    """`keys` begin with the step to change; a loop is told all the way round: a, b, a. Behind the
    step of a question that nobody can answer stand its words, behind one whose pattern means no
    files the number of its line, behind one that too few can look at how many can and should."""

    trouble: Trouble
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Looking:
    """How many people can look at what is shown on a path, and at least how many should: those of
    its group, or, where that is too few to look alone, those of the foundation beside them."""

    people: int
    wanted: int
    is_group: bool


@dataclass(frozen=True)
class Surroundings:
    """What a plan cannot know of itself: keys of steps not ready yet and of steps that earlier
    editions had, roles that nobody holds, and who looks at steps that are shown, None where nobody
    asked. Steps that are shown in the edition before stay `shown_before`, however few look."""

    drafts: Collection[str] = ()
    retired: Collection[str] = ()
    empty_seats: Collection[str] = ()
    looking: Looking | None = None
    shown_before: Collection[str] = ()


NOTHING_KNOWN = Surroundings()


def check(plan: Plan, around: Surroundings = NOTHING_KNOWN) -> tuple[Problem, ...]:
    """Everything wrong with a plan, in the order of its steps; empty when it can be walked."""
    if not plan:
        return (Problem(Trouble.NO_STEP),)
    found = [
        *keys_told_twice(plan),
        *needs_that_never_come(plan, around),
        *meetings_at_the_wrong_steps(plan),
        *steps_with_nobody(plan, around),
        *steps_few_can_look_at(plan, around),
        *rules_that_count_nothing(plan),
        *questions_nobody_can_answer(plan),
    ]
    if all(step.is_optional for step in plan):
        found.append(Problem(Trouble.NOTHING_REQUIRED))
    return tuple(found)


def keys_told_twice(plan: Plan) -> Iterator[Problem]:
    seen: set[str] = set()
    for step in plan:
        if step.key in seen:
            yield Problem(Trouble.KEY_TWICE, (step.key,))
        seen.add(step.key)


def needs_that_never_come(plan: Plan, around: Surroundings) -> Iterator[Problem]:
    steps = {step.key: step for step in plan}
    for step in plan:
        if step.one_is_enough and not step.needs:
            yield Problem(Trouble.ONE_OF_NONE, (step.key,))
        no_way_round = step.before if len(step.any_of) == 1 else step.all_of
        for key in step.before:
            if key not in steps:
                yield Problem(missing(key, around), (step.key, key))
            elif steps[key].is_optional and not step.is_optional and key in no_way_round:
                yield Problem(Trouble.NEEDS_OPTIONAL, (step.key, key))
    yield from loops(plan)


def missing(key: str, around: Surroundings) -> Trouble:
    if key in around.drafts:
        return Trouble.NEEDS_DRAFT
    return Trouble.NEEDS_RETIRED if key in around.retired else Trouble.NEEDS_UNKNOWN


def meetings_at_the_wrong_steps(plan: Plan) -> Iterator[Problem]:
    for step in plan:
        if step.kind == NEEDS_A_MEETING and not step.meeting:
            yield Problem(Trouble.NO_MEETING, (step.key,))
        if step.is_shown and step.meeting:
            yield Problem(Trouble.MEETING_SHOWS_NOTHING, (step.key,))
        if step.is_answered and step.meeting:
            yield Problem(Trouble.MEETING_ANSWERS_NOTHING, (step.key,))


def steps_with_nobody(plan: Plan, around: Surroundings) -> Iterator[Problem]:
    for step in plan:
        if step.kind in NEEDS_SOMEBODY and step.with_whom in around.empty_seats:
            yield Problem(Trouble.NOBODY_THERE, (step.key, step.with_whom))


def steps_few_can_look_at(plan: Plan, around: Surroundings) -> Iterator[Problem]:
    looking = around.looking
    if looking is None or looking.people >= looking.wanted:
        return
    told = ("group" if looking.is_group else "foundation", str(looking.people), str(looking.wanted))
    for step in plan:
        if step.is_shown and step.key not in around.shown_before:
            yield Problem(Trouble.FEW_LOOK, (step.key, *told))


def rules_that_count_nothing(plan: Plan) -> Iterator[Problem]:
    for step in plan:
        if step.counts in COUNTED_HERE:
            if step.kind not in CAN_BE_COUNTED_HERE:
                yield Problem(Trouble.CANNOT_BE_COUNTED_HERE, (step.key,))
            if step.repository:
                yield Problem(Trouble.NO_REPOSITORY_HERE, (step.key,))
        elif step.counts and step.kind not in CAN_BE_COUNTED:
            yield Problem(Trouble.CANNOT_BE_COUNTED, (step.key,))
        elif step.counts and not is_known(step.repository):
            yield Problem(Trouble.NO_REPOSITORY, (step.key,))
        elif step.repository and not step.counts:
            yield Problem(Trouble.COUNTS_NOTHING, (step.key,))
        if step.paths and step.counts != COUNTS_DOCS:
            yield Problem(Trouble.PATTERNS_ELSEWHERE, (step.key,))
        for line in odd_lines(step.paths):
            yield Problem(Trouble.ODD_PATTERN, (step.key, str(line)))


TROUBLE_WITH: dict[Flaw, Trouble] = {flaw: Trouble(flaw.value) for flaw in Flaw}


def questions_nobody_can_answer(plan: Plan) -> Iterator[Problem]:
    for step in plan:
        if not step.is_answered:
            if step.questions:
                yield Problem(Trouble.QUESTIONS_ELSEWHERE, (step.key,))
            continue
        questions = read_quiz(step.questions)
        for flaw, words in flaws(questions):
            yield Problem(TROUBLE_WITH[flaw], (step.key, words))
        if step.enough_right is not None and not 1 <= step.enough_right <= len(questions):
            yield Problem(Trouble.NEVER_ENOUGH, (step.key,))


def reachable(plan: Plan) -> frozenset[str]:
    """The steps whose turn can come, if people do all they can."""
    done: set[str] = set()
    while fresh := {s.key for s in plan if s.key not in done and s.opens_with(done)}:
        done |= fresh
    return frozenset(done)


def loops(plan: Plan) -> Iterator[Problem]:
    """Every loop that holds steps back for ever, once.

    A loop with another way in (where one of several steps is enough) holds nobody back.
    """
    can_come = reachable(plan)
    held = {step.key: step for step in plan if step.key not in can_come}
    settled: set[str] = set()
    for start in held:
        way: list[str] = []
        key: str | None = start
        while key is not None and key not in settled:
            if key in way:
                yield Problem(Trouble.LOOP, (*way[way.index(key) :], key))
                break
            way.append(key)
            key = next((need for need in held[key].before if need in held), None)
        settled.update(way)
