"""Meetings that a calendar program broke into several events when their time changed.

"This and all following" makes a new event there, called as the first with `_R` and a day in its
UID. Here it is one meeting with one more slot: the same page, the same followers.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from events.core.foreign_meeting import MOST_SLOTS, ForeignMeeting

SPLIT = re.compile(r"_R\d{8}(?:T\d{6}Z?)?(?=@|$)")


def rejoined(meetings: Iterable[ForeignMeeting]) -> Iterator[ForeignMeeting]:
    """By the UID of the first part. Parts of which one meeting cannot be made stay apart."""
    families: dict[str, list[ForeignMeeting]] = defaultdict(list)
    for one in meetings:
        families[SPLIT.sub("", one.uid)].append(one)
    for uid, parts in families.items():
        parts.sort(key=lambda one: one.slots[0].start)
        if len(parts) > 1 and parts[0].uid == uid and is_one(parts):
            yield as_one(parts)
        else:
            yield from parts


def is_one(parts: Sequence[ForeignMeeting]) -> bool:
    """Each begins when the one before is over, and only when and where they meet differs."""
    said = {(one.title, one.minutes, one.is_all_day, one.is_cancelled) for one in parts}
    days = [date.day for one in parts for date in one.dates]
    follows = all(ends_before(first, second) for first, second in pairwise(parts))
    return len(said) == 1 and follows and len(days) == len(set(days))


def ends_before(first: ForeignMeeting, second: ForeignMeeting) -> bool:
    until = first.slots[-1].until or first.last
    return until is not None and until < second.slots[0].start.date()


def as_one(parts: Sequence[ForeignMeeting]) -> ForeignMeeting:
    """Of more times than a meeting has the last ones: what was before is over."""
    slots = tuple(slot for one in parts for slot in one.slots)
    dates = sorted((date for one in parts for date in one.dates), key=lambda date: date.day)
    return replace(
        parts[-1],
        uid=parts[0].uid,
        slots=slots[-MOST_SLOTS:],
        dates=tuple(dates),
        first=min(one.first for one in parts),
        sequence=max(one.sequence for one in parts),
        notes=tuple(note for one in parts for note in one.notes),
    )
