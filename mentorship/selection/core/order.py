"""A list as buttons change it, one place at a time."""

from collections.abc import Sequence
from enum import StrEnum

MOST_LISTED = 5  # or as many as a mentor takes, where that is more
LAST_RANK = 5  # what stands below counts like it


class Move(StrEnum):
    UP = "up"
    DOWN = "down"
    OFF = "off"


def moved(order: Sequence[int], one: int, move: Move) -> list[int]:
    """Who stands at an end stays there; who is not on the list changes nothing."""
    found = list(order)
    if one not in found:
        return found
    at = found.index(one)
    found.remove(one)
    if move is Move.OFF:
        return found
    found.insert(max(0, at - 1) if move is Move.UP else at + 1, one)
    return found


def rank_at(place: int) -> int:
    """Of a place on the list, from 1."""
    return min(place, LAST_RANK)


def most_listed(capacity: int | None) -> int:
    return max(MOST_LISTED, capacity or 1)
