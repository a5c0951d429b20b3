"""What each person may be told of a matching, as JSON; the whole result is for who answers for it.

A mentee learns of what is theirs to change. That somebody refused them, works where they do, or had
the better score is never said: these reasons are told as one, in words that are true of each.
Where mentors are few, a count would tell of each of them: none is told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from .explanation import explanation
from .instance import Instance
from .result import Result, time_tree

NO_PLACE = "no_place"
OWN_REASONS = ("no_profile", "no_language", "no_time", "no_skill", "seniority")
OWN_CHANGES = ("language", "time", "skill", "seniority", "hours")
STEPS_TOLD = ("mentors", "language", "time", "skill", "seniority")
FEWEST_MENTORS = 5


def reason_told(reason: str) -> str:
    return reason if reason in OWN_REASONS else NO_PLACE


def told_to_everybody(instance: Instance, result: Result) -> dict[str, Any]:
    """By id, to mentees and to mentors: with whom they are and why, or why they are with nobody."""
    mentees = {each.id: each for each in instance.mentees}
    mentors = {each.id: each for each in instance.mentors}
    to_mentees: dict[str, Any] = {}
    to_mentors: dict[str, list[Any]] = {mentor: [] for mentor in sorted(mentors)}
    for pair in result.pairs:
        both = {
            **explanation(
                mentee=mentees[pair.mentee],
                mentor=mentors[pair.mentor],
                components={name: asdict(each) for name, each in pair.components.items()},
                minutes=instance.config.limits.meeting_minutes,
            ),
            "meetings": list(map(time_tree, pair.meetings)),
        }
        to_mentees[pair.mentee] = {"mentor": pair.mentor, **both}
        to_mentors[pair.mentor].append({"mentee": pair.mentee, **both})
    to_mentees |= {
        each.mentee: told_alone(each.reason, each.detail, each.would_help)
        for each in result.unmatched
    }
    return {"mentees": dict(sorted(to_mentees.items())), "mentors": to_mentors}


def told_alone(
    reason: str, left: Mapping[str, int], would_help: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """To who has nobody; as in `Unmatched`, or in what was kept of it."""
    is_counted = left["mentors"] >= FEWEST_MENTORS
    return {
        "mentor": None,
        "reason": reason_told(reason),
        "detail": {step: left[step] for step in STEPS_TOLD} if is_counted else {},
        "would_help": [dict(each) for each in would_help if is_counted and _is_own(each)],
    }


def _is_own(change: Mapping[str, Any]) -> bool:
    return change["change"] in OWN_CHANGES
