"""What is wrong with a published meeting line, in one sentence, and how it should read.

`read_schedule` says what a text means; this says to who wrote it what its readers get wrong:
"15:00 CET / 9 EDT" is never true, "3pm ET (8pm UTC)" is true for half a year, and of "biweekly"
nobody knows the week.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import islice

from events.core.describe import describe
from events.core.recurrence import Rule, Schedule, starts_on_rule, walls
from events.core.schedule_line import line_of
from events.core.schedule_slots import Slot
from events.core.schedule_text import NEEDS_FIRST, Reading, read_schedule
from portal.core.text_dates import DAY_NAMES
from portal.core.text_tokens import tidy

MOST_CHOICES = 12
A_MOMENT = timedelta(minutes=1)  # how long it lasts is not told
LONGEST_GAP = timedelta(days=8 * 366)  # the longest an allowed rule waits for its next date
NO_WEEKS = "The rule is clear, but nobody can tell in which weeks it falls: it has no first date."
SEVERAL = "It tells of several meetings, and nobody can tell in which weeks they fall."
RIGHT = "It says one thing, and it is right all year."
TWO_WAYS = "It leaves something open, so its readers will not all come at one time."


class Finding(Enum):
    RIGHT = "right"
    ODD = "odd"  # clear, but some readers will come at the wrong hour
    OPEN = "open"  # only its organizer can answer


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer in words: the line as it reads with it, or the first date it names."""

    words: str
    line: str
    first: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One slot as it should be published; its schedule begins with the first date, or the next."""

    text: str
    schedule: Schedule

    @property
    def words(self) -> str:
        return describe(self.schedule)

    @property
    def rrule(self) -> str:
        return str(self.schedule.rule)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`sentence` says what is wrong, `more` what else there is to know. A text with a question has
    no lines yet."""

    finding: Finding
    sentence: str
    question: str = ""
    choices: tuple[Choice, ...] = ()
    lines: tuple[Line, ...] = ()
    more: tuple[str, ...] = ()


def judge(text: str, *, today: date, first: date | None = None) -> Verdict:
    """Never raises, whatever the text. `first` answers the question for a first date.

    Clocks are compared over the year of `today`.
    """
    reading = read_schedule(text, year=today.year)
    if not reading.ok:
        return _open(text, reading, today.year)
    if reading.need_anchor:
        if first is None or not _begins(reading.slots[0], first):
            return _undated(text, reading, today)
        still = tuple(said for said in reading.warnings if NEEDS_FIRST not in said)
        reading = replace(reading, anchor=first, warnings=still)
    lines = tuple(_lines(reading, today))
    if not reading.warnings:
        return Verdict(Finding.RIGHT, RIGHT, lines=lines)
    sentence, *more = reading.warnings
    return Verdict(Finding.ODD, sentence, lines=lines, more=tuple(more))


def _open(text: str, reading: Reading, year: int) -> Verdict:
    """What is wrong often stands before the question: "… are never the same moment. Which …".

    A line that is false whatever the answer is told so: "15:00 CET / 9 EDT" in the morning and in
    the evening.
    """
    choices = _choices(text, reading)
    answered = [read_schedule(one.line, year=year) for one in choices]
    if answered and not reading.is_never_true and all(one.is_never_true for one in answered):
        reading, told = answered[0], zip(choices, answered, strict=True)
        found = {one.words: one for line, each in told for one in _choices(line.line, each)}
        choices = list(found.values())
    statement, end, question = reading.ask.rpartition(". ")
    return Verdict(Finding.OPEN, (statement + end).strip() or TWO_WAYS, question, tuple(choices))


def _choices(text: str, reading: Reading) -> list[Choice]:
    tidied = tidy(text)
    return [Choice(one.words, one.applied(tidied)) for one in reading.answers]


def _undated(text: str, reading: Reading, today: date) -> Verdict:
    """Slots that take turns share one first date; others are asked about one by one."""
    slots = reading.slots
    if len(slots) > 1 and not any(slot.offset_weeks for slot in slots):
        alone = tuple(Choice(line_of(slot), line_of(slot)) for slot in slots)
        question = "Which of them do you want to look at?"
        return Verdict(Finding.OPEN, SEVERAL, question, alone, more=reading.warnings)
    question = "Which of these dates is a meeting?"
    dates = (
        Choice(f"{DAY_NAMES[day.weekday()]} {day.day} {day:%B %Y}", text, first=day)
        for day in possible_firsts(slots[0], today)
    )
    return Verdict(Finding.OPEN, NO_WEEKS, question, tuple(dates), more=reading.warnings)


def possible_firsts(slot: Slot, today: date) -> list[date]:
    """One period of the rule, each of its weeks or months with all days it may fall on."""
    rule = slot.rule
    days = len(rule.weekdays) if rule.freq == "WEEKLY" or not rule.monthdays else 1
    choices = min(rule.interval * max(days, 1), MOST_CHOICES)
    return list(islice(_dates(replace(rule, interval=1), today), choices))


def _dates(rule: Rule, since: date) -> Iterator[date]:
    start = datetime.combine(since, time())
    return (wall.date() for wall in walls(rule, start, after=start, before=start + LONGEST_GAP))


def _begins(slot: Slot, first: date) -> bool:
    return starts_on_rule(datetime.combine(first, time()), slot.rule)


def _lines(reading: Reading, today: date) -> Iterator[Line]:
    for slot in reading.slots:
        first = reading.anchor and _first_of(slot, reading.anchor)
        start = first or next(_dates(slot.rule, today), today)
        begin = datetime.combine(start, slot.time)
        yield Line(line_of(slot, first=first), Schedule(begin, slot.tz, A_MOMENT, slot.rule))


def _first_of(slot: Slot, anchor: date) -> date:
    """The anchor itself, or the slot's day in the week its turn comes."""
    if not slot.offset_weeks:
        since = anchor
    else:
        monday = anchor - timedelta(days=anchor.weekday())
        since = monday + timedelta(weeks=slot.offset_weeks)
    return next(_dates(slot.rule, since), since)
