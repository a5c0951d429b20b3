"""The times groups publish, read as recurrence rules, or answered with one question.

    $ echo "Wednesday 11:00 PT (Pacific Time) biweekly" | python -m events.core.schedule_text
    {"ok": true, "rrule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "time": "11:00", …}

Nothing is guessed. What a text leaves open, or says in two ways, comes back as a question that
its organizer can answer in a line; what is odd but clear comes back as a warning.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from events.core.recurrence import Rule, starts_on_rule
from events.core.schedule_days import Days
from events.core.schedule_phrases import Phrases, phrases_in
from events.core.schedule_refusals import WHEN
from events.core.schedule_slots import Slot, slots_in
from portal.core.text_dates import DAY_NAMES, Day
from portal.core.text_tokens import LONGEST, Answer, NeverTrue, NotClear

REFERENCE_YEAR = 2027  # zones are compared over a whole year; the rules of this one are all known

NEEDS_FIRST = "a first date is needed."
NEAR = 62  # days to either side in which a better first date is looked for


@dataclass(frozen=True, slots=True)
class Reading:
    """Slots when the text is clear, else `ask`, the question to the organizer, with its answers
    where they can be counted.

    `anchor` is the published first date. `need_anchor`: the rule is clear, but not on which of
    the weeks it falls.
    """

    slots: tuple[Slot, ...] = ()
    anchor: date | None = None
    need_anchor: bool = False
    warnings: tuple[str, ...] = ()
    ask: str = ""
    answers: tuple[Answer, ...] = ()
    is_never_true: bool = False

    @property
    def ok(self) -> bool:
        return not self.ask

    def as_dict(self) -> dict[str, Any]:
        if self.ask:
            return {"ok": False, "ask": self.ask}
        told = [
            {"rrule": str(slot.rule), "time": f"{slot.time:%H:%M}", "tz": slot.tz}
            for slot in self.slots
        ]
        if len(told) > 1:
            offsets = [{"offset_weeks": slot.offset_weeks} for slot in self.slots]
            what: dict[str, Any] = {
                "series": [{**one, **offset} for one, offset in zip(told, offsets, strict=True)]
            }
        else:
            what = dict(told[0])
        return {
            "ok": True,
            **what,
            "anchor": self.anchor and self.anchor.isoformat(),
            "need_anchor": self.need_anchor,
            "warnings": list(self.warnings),
        }


def read_schedule(text: str, *, year: int = REFERENCE_YEAR) -> Reading:
    """Reads one published statement. Never raises, whatever the text."""
    if len(text) > LONGEST:
        return Reading(ask=f"The text is too long to be a schedule. {WHEN}")
    try:
        return _reading(phrases_in(text, year), year)
    except NotClear as question:
        false = isinstance(question, NeverTrue)
        return Reading(ask=str(question), answers=question.answers, is_never_true=false)


def _reading(found: Phrases, year: int) -> Reading:
    start = _only_start(found.starts)
    first = start.exact() if start else None
    if start and found.is_weekly_without_day:
        weekday = first.weekday() if first else start.weekday
        if weekday is not None:  # "every two weeks starting 2025-02-11" names a Tuesday
            found.items.insert(0, Days(((0, weekday),)))
    slots, warnings = slots_in(found, year)
    rules = [slot.rule for slot in slots]
    if start is not None and first is not None:
        _refuse_other_date(start, first, [slot.rule for slot in slots if not slot.offset_weeks])
        _refuse_other_week(first, found, rules[0])
    elif start is not None:
        warnings.append(_undated(start, rules[0], year))
    if found.is_relative:
        if not any(rule.interval > 1 for rule in rules):
            raise NotClear("The meeting gives way to another one. In which weeks do you meet?")
        if first is None:
            warnings.append(f"Its weeks are told by another meeting: {NEEDS_FIRST}")
    if found.phases:
        warnings.append(
            "Week numbers start anew after a year of 53 weeks, like 2026: "
            "the rhythm is counted from the first date instead."
        )
    is_open = start is not None or bool(found.phases) or found.is_relative
    is_open = is_open or any(rule.interval > 1 for rule in rules)
    return Reading(tuple(slots), first, first is None and is_open, tuple(dict.fromkeys(warnings)))


def _only_start(starts: Sequence[Day]) -> Day | None:
    different = {(s.day, s.month, s.year) for s in starts}
    if len(different) > 1:
        raise NotClear(f"Is the first meeting on {starts[0].text} or on {starts[1].text}?")
    return starts[0] if starts else None


def _refuse_other_date(start: Day, first: date, rules: Sequence[Rule]) -> None:
    """The nearest dates that fit, before and after it, are the answers."""

    def fits(day: date) -> bool:
        return any(starts_on_rule(datetime.combine(day, time()), rule) for rule in rules)

    if not fits(first):
        before = (first - timedelta(days=n) for n in range(1, NEAR))
        after = (first + timedelta(days=n) for n in range(1, NEAR))
        near = [next(filter(fits, days), None) for days in (before, after)]
        raise NotClear(
            f"{first.isoformat()} is a {DAY_NAMES[first.weekday()]}, which the rest of the text "
            "does not fit. On which date does the series start?",
            *(start.instead(day) for day in near if day),
        )


def _refuse_other_week(first: date, found: Phrases, rule: Rule) -> None:
    """A first date in an odd week does not start a series of the even weeks."""
    week = first.isocalendar().week
    if found.phases and week % rule.interval != found.phases[0]:
        raise NotClear(f"{first.isoformat()} is in week {week}. In which weeks do you meet?")


def _undated(start: Day, rule: Rule, year: int) -> str:
    if start.day is None:
        return f"The start ({start.text}) names no day: {NEEDS_FIRST}"
    years = start.years_on({each.day for each in rule.weekdays}, year)
    fitting = f" It fits the weekday in {years[0]}." if years else ""
    return f"The start ({start.text}) has no year: {NEEDS_FIRST}{fitting}"


def answer(source: BinaryIO, target: BinaryIO) -> None:
    """One string a line from `source`, one JSON object a line to `target`."""
    readings = (read_schedule(text).as_dict() for text in _lines(source))
    target.writelines(json.dumps(told, ensure_ascii=False).encode() + b"\n" for told in readings)


def _lines(source: BinaryIO) -> Iterator[str]:
    """Lines of bounded length: of a longer one only the beginning is kept."""
    size = 4 * LONGEST + 2
    while line := source.readline(size):
        rest = line
        while len(rest) == size and not rest.endswith(b"\n"):
            rest = source.readline(size)
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def main() -> None:
    """Unbuffered, so that a reader who has seen enough may close the pipe."""
    with open(1, "wb", buffering=0, closefd=False) as target, suppress(BrokenPipeError):
        answer(sys.stdin.buffer, target)


if __name__ == "__main__":
    main()
