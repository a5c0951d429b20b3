"""What a run was made of, small enough to keep, and in which of it another one differs.

Of a person a digest is kept: enough to tell that they changed, and nothing of what they said. Of
pairs that are `apart` nothing is kept or told.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .instance import Instance, Pair
from .instance_writing import instance_tree

ENOUGH = 12  # digits of a digest


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of people; pairs by mentee and mentor, in order. `locked` and `vetoes` are pairs that
    are held or kept apart now and were not, `unlocked` and `allowed` the other way round.
    `weights` is also of rules, limits and the weeks of the term, `ranks` are mentors who rank
    otherwise now, and `selection` is who selects."""

    came: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    locked: tuple[Pair, ...] = ()
    unlocked: tuple[Pair, ...] = ()
    vetoes: tuple[Pair, ...] = ()
    allowed: tuple[Pair, ...] = ()
    ranks: tuple[str, ...] = ()
    weights: bool = False
    selection: bool = False
    dials: bool = False


def parts_of(instance: Instance) -> dict[str, Any]:
    """As JSON. Dials are told apart from weights: they are chosen for each run."""
    ranks: dict[str, list[Any]] = {}
    for (mentee, mentor), rank in sorted(instance.mentor_preferences.items()):
        ranks.setdefault(mentor, []).append([mentee, rank])
    tree = instance_tree(instance)
    config = tree["config"]
    counts = [config["weights"], config["rules"], tree["start"], tree["weeks"]]
    if "limits" in config:
        counts.append(config["limits"])
    return {
        "people": {each["id"]: digest(each) for each in (*tree["mentees"], *tree["mentors"])},
        "locked": tree["locked"],
        "vetoes": tree["vetoes"],
        "ranks": {mentor: digest(said) for mentor, said in ranks.items()},
        "selection": instance.config.mentors_select,
        "weights": digest(counts),
        "dials": digest(config.get("dials")),
    }


def digest(told: Any) -> str:
    text = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:ENOUGH]


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> Changes:
    were, are = before["people"], now["people"]
    had, have = before.get("ranks", {}), now.get("ranks", {})
    locked, vetoes = (
        (
            set(map(tuple, before[kind])),
            set(map(tuple, now[kind])),
        )
        for kind in ("locked", "vetoes")
    )
    return Changes(
        came=tuple(sorted(are.keys() - were.keys())),
        left=tuple(sorted(were.keys() - are.keys())),
        changed=tuple(sorted(key for key in were.keys() & are.keys() if were[key] != are[key])),
        locked=tuple(sorted(locked[1] - locked[0])),
        unlocked=tuple(sorted(locked[0] - locked[1])),
        vetoes=tuple(sorted(vetoes[1] - vetoes[0])),
        allowed=tuple(sorted(vetoes[0] - vetoes[1])),
        ranks=tuple(
            sorted(key for key in had.keys() | have.keys() if had.get(key) != have.get(key))
        ),
        selection=before.get("selection", False) != now.get("selection", False),
        weights=before["weights"] != now["weights"],
        dials=before["dials"] != now["dials"],
    )
