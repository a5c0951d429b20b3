"""One moment published in several zones: do the clocks agree, all year, at times, never?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from events.core.schedule_days import Days
from portal.core.text_times import Time
from portal.core.text_tokens import Answer, NeverTrue, NotClear
from portal.core.text_zones import (
    Label,
    days_off_season,
    days_shown,
    elsewhere,
    season_offset,
    span_of_days,
)
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
            both = _keeping_one([first, other])
            raise NotClear(f"Is it at {first.text} or at {other.text}?", *both)
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
    first, notes, weekdays = times[0], [*times[0].notes], []
    tz = _tz(first)
    for other in times[1:]:
        shown = elsewhere(first.clock, tz, _tz(other), year)
        if other.clock not in shown:
            there = " or ".join(f"{clock:%H:%M}" for clock in shown)
            raise NeverTrue(
                f"{_said(first)} and {_said(other)} are never the same moment: at "
                f"{first.clock:%H:%M} in {_place(tz)} it is {there} in {_place(_tz(other))}. "
                "Which one is right?",
                *_keeping_one(times),
            )
        notes += other.notes
        if len(shown) > 1:
            notes.append(_right_at_times(first, other, year))
        if other.weekday is not None:
            weekdays.append((other.weekday, shown[other.clock]))
    for label in {label.name: label for label in labels}.values():
        if label.season and (days := days_off_season(label, year)):
            notes.append(_of_one_season(label, days, year))
    if tz[0] in "+-":
        name = labels[0].name
        raise NotClear(f"“{name}” is an offset, not a place. Which city's clock do you follow?")
    return Moment(first.clock, tz, tuple(notes), tuple(weekdays))


def _right_at_times(first: Time, other: Time, year: int) -> str:
    """ "“1500 UTC” is right only for part of the year: from 7 November to 13 March it is 16:00"."""
    shown = days_shown(first.clock, _tz(first), _tz(other), year)
    wrong = ", ".join(
        f"{span_of_days(year, days)} it is {clock:%H:%M}"
        for clock, days in shown.items()
        if clock != other.clock
    )
    return f"{_said(other)} is right only for part of the year: {wrong} there (as in {year})."


def _of_one_season(label: Label, days: frozenset[int], year: int) -> str:
    here = _place(label.places[0])
    return (
        f"“{label.name}” is {here} time only for part of the year: {span_of_days(year, days)} "
        f"clocks there show another (as in {year}). It is read as {here} time all year."
    )


def _said(time: Time) -> str:
    return f"“{time.text} {time.label.name}”" if time.label else f"“{time.text}”"


def _tz(time: Time) -> str:
    return time.label.places[0] if time.label else "UTC"


def _place(tz: str) -> str:
    return tz if tz[0] in "+-" else place(tz)


def _keeping_one(times: Sequence[Time]) -> list[Answer]:
    """One answer for each of the times, which then stands in the text instead of all of them."""
    begin, end = times[0].span[0], times[-1].span[1]
    answers: dict[str, Answer] = {}
    for kept in times:
        words = f"{kept.clock:%H:%M} in {_place(_tz(kept))}".replace(" in UTC", " UTC")
        zone = _name(kept) if _tz(kept)[0] in "+-" else _tz(kept)
        answers[words] = Answer(words, ((begin, end, f"{kept.clock:%H:%M} {zone}"),))
    return list(answers.values())


def refuse_two_seasons(times: Sequence[Time], year: int) -> None:
    """Letters of winter and summer in one statement: literally taken they are hardly ever true."""
    by_season = {time.label.season: time for time in times if time.label and time.label.season}
    if len(by_season) < 2:
        return
    one, other = sorted(by_season.values(), key=lambda time: time.span)
    minutes = one.clock.hour * 60 + one.clock.minute
    minutes += _minutes_east(other, year) - _minutes_east(one, year)
    clock = time(*divmod(minutes % 1440, 60))
    names = f"{one.text} {_name(one)} / {other.text} {_name(other)}"
    if clock == other.clock:
        raise NotClear(
            f"“{names}” holds only in the few weeks when one of the places has changed its clocks "
            "and the other has not. Whose clock do you follow?",
            *_keeping_one(times),
        )
    raise NeverTrue(
        f"“{names}” is never true: {one.text} {_name(one)} is {clock:%H:%M} {_name(other)}. "
        "Which one is right?",
        *_keeping_one(times),
    )


def _name(time: Time) -> str:
    return time.label.name if time.label else ""


def _minutes_east(time: Time, year: int) -> int:
    return season_offset(time.label, year) if time.label else 0


def _with_one_place(time: Time, times: Sequence[Time], year: int) -> Time:
    """An open label keeps the one place that the other times leave possible."""
    label = time.label
    if label is None or len(label.places) == 1:
        return time
    others = [other.label for other in times if other is not time and other.label]
    left = [here for here in label.places if others and _is_possible(here, time, times, year)]
    if len(left) != 1:
        *most, last = (place(name) for name in label.places)
        behind = time.span[1]
        raise NotClear(
            f"“{label.name}” is used in {', '.join(most)} and {last}. "
            "Which city's clock do you follow?",
            *(
                Answer(f"{place(name)} time", ((behind, behind, f" ({name})"),))
                for name in label.places
            ),
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
