"""Who of a cohort needs somebody first, and why."""

from dataclasses import dataclass
from enum import StrEnum

from .silence import Rung

KICKOFF_WITHIN = 14
UNREACHED_IN_A_ROW = 2


class Why(StrEnum):
    """In the order of urgency."""

    END = "end"
    HELP = "help"
    PROPOSED = "proposed"
    FREE = "free"
    TOLD = "told"
    UNANSWERED = "unanswered"
    UNREACHED = "unreached"
    DIFFER = "differ"
    LATE = "late"
    ASKED = "asked"
    NO_KICKOFF = "no_kickoff"
    ALONE = "alone"


# What does not wait for the next look at the screen.
GRAVE = frozenset({Why.END, Why.HELP, Why.PROPOSED, Why.TOLD})
ORDER = {why: place for place, why in enumerate(Why)}
OF_RUNGS = {Rung.PROPOSE: Why.PROPOSED, Rung.TELL: Why.TOLD, Rung.ASK: Why.ASKED}


@dataclass(frozen=True, kw_only=True)
class PairFacts:
    """What is known of one pair today. Silences are the rung and the days of each side; `unreached`
    counts the last weeks in a row in which a side could not reach the other; `differ` the weeks
    about which both tell differently; `missing` the evaluations of rounds that are over. What is
    decided asks for nothing any more."""

    mentee_rung: Rung = Rung.QUIET
    mentee_days: int = 0
    mentor_rung: Rung = Rung.QUIET
    mentor_days: int = 0
    unreached: int = 0
    differ: int = 0
    says_end: bool = False
    wants_help: bool = False
    missing: int = 0
    age: int = 0
    kickoff_begun: bool = True
    rests: bool = False


@dataclass(frozen=True)
class Reason:
    """`count` is days of silence, wait or age, weeks, or evaluations, as the reason has it."""

    why: Why
    count: int = 0


def reasons_of(pair: PairFacts) -> tuple[Reason, ...]:
    """The gravest first. While a pair rests only what its people said themselves counts."""
    found = []
    if pair.says_end:
        found.append(Reason(Why.END))
    if pair.wants_help:
        found.append(Reason(Why.HELP))
    if pair.rests:
        return tuple(found)
    if why := OF_RUNGS.get(max(pair.mentee_rung, pair.mentor_rung)):
        found.append(Reason(why, max(pair.mentee_days, pair.mentor_days)))
    if pair.unreached >= UNREACHED_IN_A_ROW:
        found.append(Reason(Why.UNREACHED, pair.unreached))
    if pair.differ:
        found.append(Reason(Why.DIFFER, pair.differ))
    if pair.missing:
        found.append(Reason(Why.LATE, pair.missing))
    if not pair.kickoff_begun and pair.age >= KICKOFF_WITHIN:
        found.append(Reason(Why.NO_KICKOFF, pair.age))
    return tuple(sorted(found, key=lambda one: ORDER[one.why]))


def urgency(reasons: tuple[Reason, ...]) -> tuple[tuple[int, int], ...]:
    """To sort by, ascending: the gravest reason, the more of it the earlier, then the next one;
    a pair without a reason comes last."""
    return (*((ORDER[one.why], -one.count) for one in reasons), (len(ORDER), 0))
