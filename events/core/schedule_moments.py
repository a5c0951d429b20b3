"""One moment published in several zones: do the clocks agree, all year, at times, never?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from events.core.schedule_days import Days
from events.core.schedule_times import Time
from events.core.schedule_tokens import NotClear
from events.core.schedule_zones import Label, elsewhere
from portal.core.zones import place

_BESIDE = {"/", "(", ")", "=", "|", "-", ":"}  # one moment told twice stands on both sides


@dataclass(frozen=True, slots=True)
class Moment:
    """`elsewhere`: a weekday stated for another zone, and how many days ahead of ours it is."""

    clock: time
    tz: str
    notes: tuple[str, ...]
    elsewhere: tuple[tuple[int, int], ...] = ()


def same_meeting(
    first: Time, other: Time, marks: set[str], days: Sequence[Days], year: int, *, turns: bool
) -> Time | None:
    """`other` if it names the moment of `first` in another zone; None if it is a slot of its own.

    A slash or a bracket claims that it does, and a wrong claim is refused later. A comma or "and"
    may list slots, so there the clocks decide.
    """
    claims = marks <= _BESIDE and not turns
    if first.label is None or other.label is None:
        return None
    if days:
        is_told = claims and "/" in marks and len(days) == 1 and len(days[0].pairs) == 1
        if not is_told or days[0].is_every or days[0].ordinals:
            return None
        return replace(other, weekday=days[0].pairs[0][1])
    if first.label.places == other.label.places:
        if first.clock == other.clock:
            return other
        if claims:
            raise NotClear(f"Is it at {first.text} or at {other.text}?")
        return None
    may_agree = any(
        other.clock in elsewhere(first.clock, here, there, year)
        for here in first.label.places
        for there in other.label.places
    )
    return other if claims or (may_agree and not turns) else None


def settle(times: Sequence[Time], year: int) -> Moment:
    """The first time, checked against the others. Raises `NotClear` if they cannot all be true."""
    times = [_with_one_place(time, times, year) for time in times]
    labels = [time.label for time in times if time.label]
    _refuse_two_seasons(labels)
    first, notes, weekdays = times[0], [*times[0].notes], []
    tz = _tz(first)
    for other in times[1:]:
        shown = elsewhere(first.clock, tz, _tz(other), year)
        if other.clock not in shown:
            raise NotClear(
                f"{_said(first)} and {_said(other)} are never the same moment. Which one is right?"
            )
        notes += other.notes
        if len(shown) > 1:
            also = " or ".join(f"{c:%H:%M}" for c in shown if c != other.clock)
            notes.append(f"{_said(other)} is right only for part of the year: it is also {also}.")
        if other.weekday is not None:
            weekdays.append((other.weekday, shown[other.clock]))
    for label in {label.name: label for label in labels}.values():
        if label.season:
            notes.append(f"“{label.name}” is a {label.season} label; read as local time all year.")
    if tz[0] in "+-":
        name = labels[0].name
        raise NotClear(f"“{name}” is an offset, not a place. Which city's clock do you follow?")
    return Moment(first.clock, tz, tuple(notes), tuple(weekdays))


def _said(time: Time) -> str:
    return f"“{time.text} {time.label.name if time.label else ''}”"


def _tz(time: Time) -> str:
    return time.label.places[0] if time.label else "UTC"


def _refuse_two_seasons(labels: Sequence[Label]) -> None:
    by_season = {label.season: label.name for label in labels if label.season}
    if len(by_season) > 1:
        raise NotClear(
            f"“{by_season['winter']}” is a winter label and “{by_season['summer']}” a summer one, "
            "so the times do not go together. What is the time in one of the places?"
        )


def _with_one_place(time: Time, times: Sequence[Time], year: int) -> Time:
    """An open label keeps the one place that the other times leave possible."""
    label = time.label
    if label is None or len(label.places) == 1:
        return time
    others = [other.label for other in times if other is not time and other.label]
    left = [here for here in label.places if others and _is_possible(here, time, times, year)]
    if len(left) != 1:
        *most, last = (place(name) for name in label.places)
        raise NotClear(
            f"“{label.name}” is used in {', '.join(most)} and {last}. "
            "Which city's clock do you follow?"
        )
    note = f"“{label.name}” can only be {place(left[0])} here."
    return replace(time, label=label.only((left[0],)), notes=(*time.notes, note))


def _is_possible(here: str, time: Time, times: Sequence[Time], year: int) -> bool:
    return all(
        any(other.clock in elsewhere(time.clock, here, there, year) for there in other.label.places)
        for other in times
        if other is not time and other.label
    )


def minutes_apart(one: time, here: str, other: time, there: str, year: int) -> set[int]:
    """How far `other` in `there` is from `one` on a day of the same name, over the year."""
    at = other.hour * 60 + other.minute
    shown = elsewhere(one, here, there, year)
    return {
        abs(at - (clock.hour * 60 + clock.minute + 1440 * days)) for clock, days in shown.items()
    }
