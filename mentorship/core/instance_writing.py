"""An instance as the file it could have come from, and the fingerprint of what it says."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, TypeVar

from .formula import COMPONENTS
from .instance import (
    Dials,
    Instance,
    Limits,
    Mentor,
    Pair,
    Person,
    Scalar,
    TeamsWanted,
    Window,
    scalar_key,
)

P = TypeVar("P", bound=Person)


def instance_tree(instance: Instance) -> dict[str, Any]:
    """The file again, in the one order that every equal instance has. A person's skills keep
    theirs: it decides which skill gets a point that does not divide. What came later to the format
    is left out where it says nothing, so that fingerprints stay."""
    limits, dials = instance.config.limits, _dials_tree(instance.config.dials)
    return {
        "name": instance.name,
        "start": instance.start.isoformat(),
        "weeks": instance.weeks,
        "mentees": [_person_tree(each) for each in by_id(instance.mentees)],
        "mentors": [_person_tree(each) for each in by_id(instance.mentors)],
        "vetoes": sorted(map(list, instance.vetoes)),
        **({"apart": sorted(map(list, instance.apart))} if instance.apart else {}),
        "mentee_preferences": _ranks_tree(instance.mentee_preferences),
        "mentor_preferences": _ranks_tree(instance.mentor_preferences),
        "locked": sorted(map(list, instance.locked)),
        **({"published": sorted(map(list, instance.published))} if instance.published else {}),
        **({"teams": _teams_tree(instance.teams)} if instance.teams else {}),
        "config": {
            "weights": {name: instance.config.weights[name] for name in COMPONENTS},
            "rules": asdict(instance.config.rules),
            **({"limits": asdict(limits)} if limits != Limits() else {}),
            **({"dials": dials} if dials else {}),
            **({"mentors_select": True} if instance.config.mentors_select else {}),
        },
    }


def _teams_tree(teams: TeamsWanted) -> dict[str, Any]:
    roles = {role: sorted(mentors) for role, mentors in sorted(teams.roles.items())}
    return {"count": teams.count, "size": teams.size, "roles": roles}


def _dials_tree(dials: Dials) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(dials, name) for name in dials.turned}
    if dials.aim != Dials().aim:
        told["power"] = dials.power
    if dials.quotas:
        quotas = sorted(dials.quotas, key=lambda quota: scalar_key(quota.group))
        told["quotas"] = [asdict(quota) for quota in quotas]
    if dials.tiers:
        told["tiers"] = [sorted(tier) for tier in dials.tiers]
    return told


def fingerprint(instance: Instance) -> str:
    """SHA-256 of the file in its one order: the same for any order of rows."""
    text = json.dumps(instance_tree(instance), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def by_id(people: Iterable[P]) -> list[P]:
    return sorted(people, key=lambda person: person.id)


def _person_tree(person: Person) -> dict[str, Any]:
    tree: dict[str, Any] = {
        "id": person.id,
        "timezone": person.timezone,
        "availability": [
            {"days": list(days), "start": f"{start // 60:02}:{start % 60:02}", "minutes": minutes}
            for days, start, minutes in sorted(map(_window_key, person.availability))
        ],
        "skills": [
            {"skill": each.skill, "level": each.level, "importance": each.importance}
            for each in person.skills
        ],
        "languages": sorted(person.languages),
        "goals": _in_order(person.goals),
        "initiatives": _in_order(person.initiatives),
        "seniority": person.seniority,
        "organisation": person.organisation,
        "group": person.group,
    }
    if isinstance(person, Mentor):
        for skill in tree["skills"]:
            del skill["importance"]
        tree["capacity"] = person.capacity
    return tree


def _window_key(window: Window) -> tuple[tuple[int, ...], int, int]:
    return window.days, window.start, window.minutes


def _in_order(values: Iterable[Scalar]) -> list[Scalar]:
    return sorted(values, key=scalar_key)


def _ranks_tree(ranks: Mapping[Pair, int]) -> list[list[Any]]:
    return sorted([mentee, mentor, rank] for (mentee, mentor), rank in ranks.items())
