"""What a proposal waits for, and what an edit of it takes back."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What people write of a proposal."""

    TITLE = "title"
    DESCRIPTION = "description"
    GROUP = "group"
    SKILLS = "skills"
    PLACES = "places"
    MENTORS = "mentors"
    PREREQUISITES = "prerequisites"
    UPSTREAM = "upstream"


# How somebody prepares: nobody approved anything because of it. Where a public page leads is no
# such thing.
EDITORIAL = frozenset({Part.PREREQUISITES})
# Who mentors is between the group and the program; each mentor's own word stays true.
OF_THE_GROUP = frozenset({Part.MENTORS})


class Approver(StrEnum):
    """In their order: each looks at what the one before has agreed to."""

    MENTORS = "mentors"
    GROUP = "group"
    PROGRAM = "program"


@dataclass(frozen=True)
class Mentor:
    name: str
    is_confirmed: bool


@dataclass(frozen=True, kw_only=True)
class Standing:
    """`has_lead`: somebody with an account speaks for the group; else nobody can be asked there."""

    mentors: tuple[Mentor, ...]
    has_lead: bool
    group_approved: bool
    program_approved: bool


@dataclass(frozen=True)
class Wait:
    """`names` of those it waits for; empty where nobody mentors at all."""

    approver: Approver
    names: tuple[str, ...] = ()


def waits_for(standing: Standing) -> tuple[Wait, ...]:
    """All that is missing, the first one first. No project without a mentor who said so."""
    silent = tuple(mentor.name for mentor in standing.mentors if not mentor.is_confirmed)
    waits = []
    if silent or not standing.mentors:
        waits.append(Wait(Approver.MENTORS, silent))
    if standing.has_lead and not standing.group_approved:
        waits.append(Wait(Approver.GROUP))
    if not standing.program_approved:
        waits.append(Wait(Approver.PROGRAM))
    return tuple(waits)


def next_approver(standing: Standing) -> Approver | None:
    """Whose turn it is; None for one that is approved."""
    waits = waits_for(standing)
    return waits[0].approver if waits else None


@dataclass(frozen=True)
class Cleared:
    """`confirmations`: of every mentor but who made the edit."""

    confirmations: bool
    approvals: bool


def cleared_by(changed: AbstractSet[Part]) -> Cleared:
    return Cleared(
        confirmations=bool(changed - EDITORIAL - OF_THE_GROUP),
        approvals=bool(changed - EDITORIAL),
    )
