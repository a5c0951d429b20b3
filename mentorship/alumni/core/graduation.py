"""Who is proposed to graduate, and why: from what was said last of a pair, and nothing else."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mentorship.core.last_words import LastWords

# So long a decision can be taken back before anybody hears of it.
LETTERS_WAIT = timedelta(days=2)


class Standing(StrEnum):
    """LOOK: a person decides, one by one. WAITS: the pair still goes on."""

    PROPOSED = "proposed"
    LOOK = "look"
    WAITS = "waits"


class Why(StrEnum):
    DECIDED = "decided"
    BOTH = "both"
    ONLY_MENTOR = "only-mentor"
    MENTEE_WANTS_HELP = "mentee-wants-help"
    MENTOR_SAYS_NO = "mentor-says-no"
    ONLY_MENTEE = "only-mentee"
    NOBODY = "nobody"
    GOES_ON = "goes-on"
    ENDED = "ended"


@dataclass(frozen=True)
class Proposal:
    standing: Standing
    why: Why


def proposal_of(words: LastWords, *, has_ended: bool, today: date) -> Proposal:
    """What was decided in the last round counts before what was recommended in it. Nobody is ever
    proposed not to graduate."""
    if has_ended:
        return Proposal(Standing.LOOK, Why.ENDED)
    if words.ends_on and today <= words.ends_on:
        return Proposal(Standing.WAITS, Why.GOES_ON)
    if words.verdict == "pass":
        return Proposal(Standing.PROPOSED, Why.DECIDED)
    if words.mentor in {"extend", "end"}:
        return Proposal(Standing.LOOK, Why.MENTOR_SAYS_NO)
    if words.mentee in {"help", "stop"}:
        return Proposal(Standing.LOOK, Why.MENTEE_WANTS_HELP)
    if words.mentor == "pass":
        why = Why.BOTH if words.mentee else Why.ONLY_MENTOR
        return Proposal(Standing.PROPOSED, why)
    return Proposal(Standing.LOOK, Why.ONLY_MENTEE if words.mentee else Why.NOBODY)
