"""The rounds in which both sides say how it goes, from the dates of the cohort and what was decided
of the pair."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

OPEN_FOR = timedelta(days=14)
A_DAY = timedelta(days=1)
# Days before its last one on which who has said nothing is reminded.
REMINDED_BEFORE = (timedelta(days=7), timedelta(days=1))


class RoundName(StrEnum):
    MIDTERM = "midterm"
    FINAL = "final"
    LONGER = "longer"


@dataclass(frozen=True)
class Round:
    """Open from its first day to its last."""

    name: RoundName
    opens_on: date
    last_day: date

    def is_open(self, day: date) -> bool:
        return self.opens_on <= day <= self.last_day

    def is_over(self, day: date) -> bool:
        return day > self.last_day

    def reminder_on(self, day: date) -> int:
        """How many reminders are due by then: 0 before the first one."""
        return sum(day >= self.last_day - before for before in REMINDED_BEFORE)


Settled = Mapping[str, date | None]  # round → the later end it gave the pair, if any


def rounds(*, midterm_on: date, ends_on: date, settled: Settled) -> tuple[Round, ...]:
    """The last round opens two weeks before the end and closes two weeks after it; the one in the
    middle is over before, and is left out of a term too short for two. A later end that is given at
    half time moves the last round; one given in the last round has a round of its own."""
    found = []
    middle_end = min(midterm_on + OPEN_FOR, ends_on - OPEN_FOR - A_DAY)
    if middle_end >= midterm_on:
        found.append(Round(RoundName.MIDTERM, midterm_on, middle_end))
    end = settled.get(RoundName.MIDTERM) or ends_on
    found.append(Round(RoundName.FINAL, end - OPEN_FOR, end + OPEN_FOR))
    if longer := settled.get(RoundName.FINAL):
        opens_on = max(longer - OPEN_FOR, end + A_DAY)
        found.append(Round(RoundName.LONGER, opens_on, longer + OPEN_FOR))
    return tuple(found)


def is_shown_to_the_other(one: Round, *, both_gave: bool, day: date) -> bool:
    return both_gave or one.is_over(day)
