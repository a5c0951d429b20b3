"""Hours a mentee could add to their week, and how many mentors each would open."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np

from .instance import Instance, Window
from .scoring import Scoreboard

HOURS_OF_DAY = range(7, 22)  # by the mentee's own clock
LEAST_MINUTES = 60
MOST_TOLD = 3
MIDNIGHT = 24 * 60


def windows(meeting_minutes: int) -> list[Window]:
    """Of one meeting and of two, or of an hour and two where a meeting is short: people give whole
    hours."""
    once = max(meeting_minutes, LEAST_MINUTES)
    return [
        Window((day,), 60 * hour, minutes)
        for day, hour, minutes in product(range(7), HOURS_OF_DAY, (once, 2 * once))
        if 60 * hour + minutes <= MIDNIGHT
    ]


def hours_for(instance: Instance, mentee: str) -> list[Mapping[str, Any]]:
    """Of one mentee, compared with the mentors alone; nothing for who is not in the matching."""
    me = tuple(each for each in instance.mentees if each.id == mentee)
    if not me:
        return []
    return list(hours_that_open(Scoreboard(replace(instance, mentees=me)), 0))


def hours_that_open(board: Scoreboard, at: int) -> Iterator[Mapping[str, Any]]:
    """On up to three days the shortest and earliest hours that open most mentors who have a place
    and whom time alone keeps away, the most useful day first."""
    breaks = board.breaks(at)
    broken = np.sum(list(breaks.values()), axis=0)
    [kept_away] = np.nonzero(breaks["time"] & (broken == 1))
    if not len(kept_away):
        return
    mentee = board.mentees[at]
    added = windows(board.instance.config.limits.meeting_minutes)
    tried = Scoreboard(
        replace(
            board.instance,
            mentees=tuple(
                replace(mentee, id=f"{number:04}", availability=(*mentee.availability, window))
                for number, window in enumerate(added)
            ),
            mentors=tuple(board.mentors[mentor] for mentor in kept_away),
            locked=frozenset(),
        )
    )
    opens = [int(np.count_nonzero(~tried.breaks(at)["time"])) for at in range(len(added))]
    found = sorted(
        zip(opens, added, strict=True),
        key=lambda each: (-each[0], each[1].minutes, each[1].days, each[1].start),
    )
    days: set[tuple[int, ...]] = set()
    for count, window in found:
        if count and window.days not in days and len(days) < MOST_TOLD:
            days.add(window.days)
            [day] = window.days
            start = f"{window.start // 60:02}:{window.start % 60:02}"
            yield {
                "change": "hours",
                "day": day,
                "start": start,
                "minutes": window.minutes,
                "opens": count,
            }
