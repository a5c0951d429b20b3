"""Which of the stated days, rhythms and times belong together, as the slots of one series.

"8:00a PT/11:00a ET" is one slot told twice; "13:00 UTC … and 22:00 UTC" are two. Where the text
could mean either, the organizer is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time
from itertools import pairwise

from events.core.recurrence import Rule, Weekday
from events.core.schedule_days import Days
from events.core.schedule_moments import (
    Moment,
    minutes_apart,
    refuse_two_seasons,
    same_meeting,
    settle,
)
from events.core.schedule_phrases import ALTERNATING, Break, Item, Phrases
from events.core.schedule_rhythms import MonthDay, Rhythm
from events.core.schedule_rule import rule_of
from portal.core.text_dates import DAY_NAMES
from portal.core.text_times import Time
from portal.core.text_tokens import NotClear

_STRENGTH = {";": 3, ".": 3, "and": 2, ",": 1}
_MOST_SLOTS = 8
_WHICH_WEEKS = "In which weeks is each of the times used?"
_TOO_CLOSE = 120  # minutes; two meetings of one group this close on a day are rather a slip


@dataclass(frozen=True, slots=True)
class Slot:
    rule: Rule
    time: time
    tz: str
    offset_weeks: int = 0


@dataclass(slots=True)
class _Group:
    """One moment under all its names, at `items[first : last + 1]`."""

    times: list[Time]
    first: int
    last: int


def slots_in(found: Phrases, year: int) -> tuple[list[Slot], list[str]]:
    """The slots in the order of the text, with warnings."""
    groups = _grouped(found, year)
    for group in groups:
        refuse_two_seasons(group.times, year)
    _refuse_gaps(found, groups)
    moments = [settle(group.times, year) for group in groups]
    warnings = [note for moment in moments for note in moment.notes]
    if len(groups) == 1:
        rules, notes = _single(found)
        moments *= len(rules)
    elif ALTERNATING in found.items:
        rules, notes = _taking_turns(found, groups)
    else:
        rules, notes = _several(found, groups)
    slots = [
        Slot(rule, moment.clock, moment.tz, offset)
        for (rule, offset), moment in zip(rules, moments, strict=True)
    ]
    for (rule, _), moment in zip(rules, moments, strict=True):
        _refuse_other_weekday(rule, moment)
    return _without_repeats(slots, year), [*warnings, *notes]


def _grouped(found: Phrases, year: int) -> list[_Group]:
    groups: list[_Group] = []
    for n, item in enumerate(found.items):
        if not isinstance(item, Time):
            continue
        if groups:
            between = found.items[groups[-1].last + 1 : n]
            marks = {other.mark for other in between if isinstance(other, Break)}
            days = [other for other in between if isinstance(other, Days)]
            if not any(isinstance(other, Rhythm | MonthDay) for other in between):
                turns = ALTERNATING in found.items[:n]
                told = same_meeting(groups[-1].times[0], item, marks, days, year, turns=turns)
                if told is not None:
                    for other in days:  # the day in the other zone, checked with the moment
                        found.items[found.items.index(other, groups[-1].last)] = Break("/")
                    groups[-1].times.append(told)
                    groups[-1].last = n
                    continue
        groups.append(_Group([item], n, n))
    return groups


def _refuse_gaps(found: Phrases, groups: Sequence[_Group]) -> None:
    """One question about all that is missing."""
    rhythms = [item for item in found.items if isinstance(item, Rhythm)]
    has_day = any(isinstance(item, Days | MonthDay) for item in found.items)
    missing = []
    if not has_day and not any(rhythm.unit == "DAILY" for rhythm in rhythms):
        is_monthly = any(rhythm.unit == "MONTHLY" for rhythm in rhythms)
        missing += [] if rhythms else ["how often"]
        missing.append("on which weekday" + (" of the month" if is_monthly else ""))
    if not groups:
        missing.append("at what time")
    if not groups or any(time.label is None for group in groups for time in group.times):
        missing.append("in which time zone")
    if len(groups) > _MOST_SLOTS:
        raise NotClear("The text lists very many times. Which one is the meeting's?")
    if missing:
        listed = " and ".join([", ".join(missing[:-1]), missing[-1]] if missing[1:] else missing)
        raise NotClear(f"{listed[0].upper()}{listed[1:]} do you meet?")


def _rule(items: Sequence[Item]) -> tuple[Rule, tuple[str, ...]]:
    return rule_of(
        [item for item in items if isinstance(item, Days)],
        [item for item in items if isinstance(item, Rhythm)],
        [item for item in items if isinstance(item, MonthDay)],
    )


def _single(found: Phrases) -> tuple[list[tuple[Rule, int]], list[str]]:
    """One time of day; "alternating between Tuesdays and Thursdays" still makes two slots."""
    rule, notes = _rule(found.items)
    _phase(found.items)
    if ALTERNATING not in found.items:
        return [(rule, 0)], list(notes)
    after = found.items[found.items.index(ALTERNATING) + 1 :]
    if after and isinstance(after[0], Days) and len(after[0].pairs) > 1 and rule.freq == "WEEKLY":
        return _turns(rule.interval, [(Weekday(day),) for _, day in after[0].pairs]), list(notes)
    if not any(isinstance(item, Rhythm) or _has_rhythm(item) for item in found.items):
        raise NotClear("What takes turns: the day, the time or the topic?")
    return [(rule, 0)], [*notes, "Something else than the time takes turns, like the topic."]


def _has_rhythm(item: Item) -> bool:
    return isinstance(item, Days) and bool(item.interval or item.ordinals)


def _turns(base: int, turns: Sequence[tuple[Weekday, ...]]) -> list[tuple[Rule, int]]:
    return [(Rule("WEEKLY", base * len(turns), days), base * n) for n, days in enumerate(turns)]


def _taking_turns(
    found: Phrases, groups: Sequence[_Group]
) -> tuple[list[tuple[Rule, int]], list[str]]:
    """ "every other Wednesday, alternating between 13:00 UTC and 22:00 UTC": every four weeks."""
    if found.items.index(ALTERNATING) > groups[0].first:
        raise NotClear("Do the times take turns from week to week, and which one comes first?")
    _, statements = _statements(found.items, groups)
    own_days = [[item for item in s if isinstance(item, Days)][-1:] for s in statements]
    intervals = {i.interval for i in found.items if isinstance(i, Days) and i.interval}
    rhythms = [item for item in found.items if isinstance(item, Rhythm)]
    rules = []
    for days in own_days:
        rule, _ = rule_of(days or own_days[0] or own_days[-1], rhythms, [])
        if rule.freq != "WEEKLY" or len(rule.weekdays) > 1 or len(intervals | {rule.interval}) > 2:
            raise NotClear("The times take turns. On which dates is each of them used?")
        rules.append(rule)
    base = max(intervals | {rule.interval for rule in rules})
    note = "The times take turns, in the order of the text."
    return _turns(base, [rule.weekdays for rule in rules]), [note]


def _several(found: Phrases, groups: Sequence[_Group]) -> tuple[list[tuple[Rule, int]], list[str]]:
    if found.is_relative or found.has_alternate_days:
        raise NotClear("Do the times take turns from week to week, or are all of them held?")
    header, statements = _statements(found.items, groups)
    tail = found.items[groups[-1].last :]
    shared = any(isinstance(item, Rhythm) and _is_rare(item) for item in tail) and not any(
        isinstance(item, Rhythm) or _has_rhythm(item) for item in [*header, *statements[0]]
    )
    if shared:  # "Tuesday 9am and Thursday 5pm every two weeks"
        raise NotClear("How often is each of the times used?")
    rules: list[Rule] = []
    notes: list[str] = []
    phases: list[int | None] = []
    told = [_inherited(n, own, header, statements) for n, own in enumerate(statements)]
    if all(_phase(stated) is not None for stated in told):
        told = [_without_weekly(stated) for stated in told]
    for stated in told:
        rule, said = _rule(stated)
        rules.append(rule)
        notes += said
        phases.append(_phase(stated))
    _refuse_other_header(header, rules)
    return list(zip(rules, _offsets(rules, phases), strict=True)), notes


def _phase(items: Sequence[Item]) -> int | None:
    phases = {i.phase for i in items if isinstance(i, Rhythm) and i.phase is not None}
    if len(phases) > 1:
        raise NotClear(_WHICH_WEEKS)
    return next(iter(phases), None)


def _without_weekly(items: Sequence[Item]) -> list[Item]:
    """ "Every Tuesday at 9:00 (odd weeks) and 17:00 (even weeks)": each is every other week."""
    kept = [i for i in items if i != Rhythm("WEEKLY")]
    return [replace(i, interval=0) if isinstance(i, Days) and i.interval == 1 else i for i in kept]


def _statements(
    items: Sequence[Item], groups: Sequence[_Group]
) -> tuple[list[Item], list[list[Item]]]:
    """What stands before all slots, and what belongs to each.

    Between two times the strongest mark divides: "9am PT, weekly, and Thursday 5pm PT".
    """
    head = list(items[: groups[0].first])
    own = max((n for n, i in enumerate(head) if isinstance(i, Days | MonthDay)), default=len(head))
    statements: list[list[Item]] = [head[own:]]
    for one, other in pairwise(groups):
        between = list(items[one.last + 1 : other.first])
        strength = [_STRENGTH.get(i.mark, 0) if isinstance(i, Break) else 0 for i in between]
        top = max(strength, default=0)
        if not top:
            told = f"{one.times[0].text} and {other.times[0].text}"
            raise NotClear(f"The text names two times, {told}. Which one is used when?")
        has_rhythm = any(isinstance(i, Rhythm) for i in [*head, *statements[-1]])
        side = min if has_rhythm else max  # another rhythm is then the next slot's
        at = side(n for n, s in enumerate(strength) if s == top)
        statements[-1] += between[:at]
        statements.append(between[at:])
    statements[-1] += items[groups[-1].last + 1 :]
    return head[:own], statements


def _inherited(
    n: int, statement: list[Item], header: Sequence[Item], statements: Sequence[list[Item]]
) -> list[Item]:
    """A slot's days and rhythm, with what it may share with the others."""
    common: list[Item] = [item for item in header if isinstance(item, Rhythm)]
    has_own = any(isinstance(item, Rhythm) or _is_often(item) for item in statement)
    if not any(isinstance(item, Days | MonthDay) for item in statement):
        donors = [*reversed(statements[:n]), *statements[n + 1 :]]
        for donor in donors:
            days: list[Item] = [item for item in donor if isinstance(item, Days | MonthDay)]
            shared = [] if has_own else [item for item in donor if isinstance(item, Rhythm)]
            if days:
                return [*common, *days, *shared, *statement]
    if n == 0 or (common and not has_own):
        return [*common, *statement]
    if not has_own and not any(_has_rhythm(item) for item in statement):
        for item in (item for other in statements[:n] for item in other):
            if _is_rare(item):
                raise NotClear("How often is each of the times used?")
    return statement


def _is_often(item: Item) -> bool:
    return isinstance(item, Days) and bool(item.interval)


def _is_rare(item: Item) -> bool:
    """Less often than weekly."""
    if isinstance(item, Rhythm):
        return item.unit == "MONTHLY" or item.interval > 1
    return isinstance(item, Days) and bool(item.interval > 1 or item.ordinals)


def _refuse_other_header(header: Sequence[Item], rules: Sequence[Rule]) -> None:
    """ "first and third Thursdays": the slots told after it must be exactly these."""
    used = {(each.nth, each.day) for rule in rules for each in rule.weekdays}
    for days in (item for item in header if isinstance(item, Days)):
        pairs = set(days.pairs)
        if pairs != used and (days.ordinals or not {day for _, day in used} <= days.weekdays):
            raise NotClear(
                f"The text says {days}, but not at what time on each of these days. When?"
            )


def _offsets(rules: Sequence[Rule], phases: Sequence[int | None]) -> list[int]:
    """Odd and even weeks of one rhythm are a week apart."""
    if not any(phase is not None for phase in phases):
        return [0] * len(rules)
    if None in phases or len({rule.interval for rule in rules}) > 1:
        raise NotClear(_WHICH_WEEKS)
    first = phases[0] or 0
    return [((phase or 0) - first) % rules[0].interval for phase in phases]


def _refuse_other_weekday(rule: Rule, moment: Moment) -> None:
    for weekday, shift in moment.elsewhere:
        if any((each.day + shift) % 7 != weekday for each in rule.weekdays):
            raise NotClear(
                f"It is not {DAY_NAMES[weekday]} there when you meet. On which weekday do you meet?"
            )


def _without_repeats(slots: list[Slot], year: int) -> list[Slot]:
    """A slot told twice in different words counts once; two that nearly coincide are a slip."""
    kept: list[Slot] = []
    for slot in slots:
        twin = next((k for k in kept if _coincide(k, slot, year)), None)
        if twin is None:
            kept.append(slot)
    return kept


def _coincide(one: Slot, other: Slot, year: int) -> bool:
    if one.offset_weeks != other.offset_weeks or not _share_days(one.rule, other.rule):
        return False
    apart = minutes_apart(one.time, one.tz, other.time, other.tz, year)
    if apart == {0} and one.rule == other.rule:
        return True
    if min(apart) < _TOO_CLOSE:
        raise NotClear("The text gives two times close to each other. Which one is right?")
    return False


def _share_days(one: Rule, other: Rule) -> bool:
    if one.freq == other.freq:
        return bool({*one.weekdays} & {*other.weekdays}) or not (one.weekdays or other.weekdays)
    return bool({each.day for each in one.weekdays} & {each.day for each in other.weekdays})
