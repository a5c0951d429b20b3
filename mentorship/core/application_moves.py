"""Where an application may stand, and who may move it from where to where.

Whatever is in no list here can't happen: not by a form sent twice, not by two people at once, not
by a command. NOWHERE is an application that is not written yet.
"""

from collections.abc import Mapping
from enum import StrEnum

NOWHERE = ""


class Mover(StrEnum):
    """The portal moves only by what stands on the page: who may apply, which tasks are done."""

    APPLICANT = "applicant"
    PROGRAM = "program"
    PORTAL = "portal"


UNDECIDED = ("submitted", "complete", "in_review", "interview")
DECIDED = ("accepted", "waitlisted", "declined")
ON_THE_WAY = (*UNDECIDED, "accepted", "waitlisted", "ineligible")

ALLOWED: Mapping[Mover, Mapping[str, frozenset[str]]] = {
    Mover.APPLICANT: {
        NOWHERE: frozenset({"draft", "submitted"}),
        "draft": frozenset({"draft", "submitted", "withdrawn"}),
        "withdrawn": frozenset({"draft", "submitted"}),
        **{was: frozenset({"submitted", "withdrawn"}) for was in ON_THE_WAY},
        "ineligible": frozenset({"draft", "submitted", "withdrawn"}),
    },
    Mover.PROGRAM: {
        NOWHERE: frozenset({"submitted"}),
        "submitted": frozenset({"in_review", "interview", *DECIDED}),
        "complete": frozenset({"in_review", "interview", *DECIDED}),
        "in_review": frozenset({"interview", *DECIDED}),
        "interview": frozenset({"in_review", *DECIDED}),
        "waitlisted": frozenset({"accepted", "declined"}),
        "accepted": frozenset({"declined"}),
        "declined": frozenset({"accepted", "waitlisted"}),
        "ineligible": frozenset({"in_review", "declined"}),
    },
    Mover.PORTAL: {
        **{was: frozenset({"ineligible"}) for was in (NOWHERE, "draft", "withdrawn", *ON_THE_WAY)},
        "submitted": frozenset({"ineligible", "complete"}),
        "complete": frozenset({"ineligible", "submitted"}),
    },
}


def may_move(mover: Mover, was: str, becomes: str) -> bool:
    return becomes in ALLOWED[mover].get(was, frozenset())
