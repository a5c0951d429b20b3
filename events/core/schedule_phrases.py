"""A published text as the statements in it: days, rhythms, times, zones, first dates.

Words that say nothing about when are passed over. Words that may change the meaning and that no
phrase understands ("except", "holidays", a stray number) end in a question: reading on without
them would be a guess.
"""

from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import pairwise

from events.core import schedule_dates as dates
from events.core.schedule_days import Days, days_at
from events.core.schedule_refusals import refuse_open_ended
from events.core.schedule_rhythms import MonthDay, Rhythm, is_unread_rhythm, rhythm_at
from portal.core.text_dates import Day, date_at, number_of, weekday_of
from portal.core.text_times import TURNS, Time, time_at
from portal.core.text_tokens import Answer, NotClear, Token, cut, tidy
from portal.core.text_zones import Label, merge, zone_at

_MEANS_SOMETHING = {
    *("after", "before", "until", "till", "thru", "odd", "even", "quarter", "quarters", "semester"),
    *("summer", "winter", "spring", "autumn", "dst", "interleaved", "staggered"),
    *("offset", "rotation", "moved", "was", "were", "old", "instead", "biannual"),
}
_LATE = {"afternoon", "evening", "evenings", "night", "nights", "afternoons"}
_OTHER_SERIES = {*TURNS, "interleaved", "interleaving", "staggered", "offset"}
_NUMBERED = {
    *("room", "id", "passcode", "pin", "channel", "bridge", "ext", "dial", "phone", "line"),
    *("page", "section", "track", "issue", "pr", "phase", "version", "duration", "no", "step"),
}


@dataclass(frozen=True, slots=True)
class Break:
    """What stands between two statements: a mark, or "and"."""

    mark: str


ALTERNATING = Break("alternating")  # what follows takes turns
NOTHING = Break("")
Item = Days | Rhythm | MonthDay | Time | Label | Break


@dataclass(slots=True)
class Phrases:
    items: list[Item] = field(default_factory=list)
    starts: list[Day] = field(default_factory=list)
    is_relative: bool = False  # the phase is told by another series
    has_alternate_days: bool = False  # "alternate Thursdays", "on alternating weeks"

    @property
    def times(self) -> list[Time]:
        return [item for item in self.items if isinstance(item, Time)]

    @property
    def is_weekly_without_day(self) -> bool:
        rhythms = [item.unit for item in self.items if isinstance(item, Rhythm)]
        has_day = any(isinstance(item, Days | MonthDay) for item in self.items)
        return set(rhythms) == {"WEEKLY"} and not has_day

    @property
    def phases(self) -> list[int]:
        """The weeks told by their number, as odd or even."""
        rhythms = [item for item in self.items if isinstance(item, Rhythm)]
        return [rhythm.phase for rhythm in rhythms if rhythm.phase is not None]


def phrases_in(text: str, year: int) -> Phrases:
    text = tidy(text)
    refuse_open_ended(text)
    found, tokens = Phrases(), cut(text)
    i = 0
    while tokens[i].kind != "end":
        i = _step(tokens, i, found, year)
    _refuse_late(tokens, found)
    _share_zone(found, year, is_meetings_file=_is_meetings_file(tokens))
    return found


def _step(tokens: list[Token], i: int, found: Phrases, year: int) -> int:
    """Takes one phrase, or one word that says nothing, and tells where the next one starts."""
    dates.refuse_end(tokens, i)
    first, end = dates.start_at(tokens, i)
    if first is not None:
        found.starts.append(first)
        return end
    if (end := _other_series(tokens, i)) > i:
        found.is_relative = True
        return end
    item, end = _item_at(tokens, i, year)
    if tokens[i].low in TURNS:
        if item is None:
            return _alternation(tokens, i, found)
        found.has_alternate_days = True
    if item is None:
        return _pass_over(tokens, i, found)
    if isinstance(item, Time) and item.label is None and isinstance(_last(found), Label):
        item = replace(item, label=_take_label(found))
    found.items.append(item)
    return end


def _item_at(tokens: list[Token], i: int, year: int) -> tuple[Item | None, int]:
    rhythm, end = rhythm_at(tokens, i)
    if rhythm is not None:
        return rhythm, end
    stray, end = date_at(tokens, i)
    if stray is not None:
        if not dates.is_record(tokens, i) and (stray.day or tokens[i].kind != "date"):
            start, end = stray.span
            raise NotClear(
                f"Is {stray.text} the date of the first meeting?",
                Answer("Yes", ((start, start, "starting "),)),
                Answer("No, leave it out", ((start, end, ""),)),
            )
        return NOTHING, end
    days, end = days_at(tokens, i)
    if days is not None:
        return days, end
    time, end = time_at(tokens, i, year)
    if time is not None:
        return time, end
    return zone_at(tokens, i, after_clock=False)


def _last(found: Phrases) -> Item | None:
    items = [item for item in found.items[-2:] if item != Break(":")]
    return items[-1] if items else None


def _take_label(found: Phrases) -> Label:
    """ "UTC 16:00": the zone stands before the time."""
    while not isinstance(label := found.items.pop(), Label):
        pass
    return label


def _other_series(tokens: list[Token], i: int) -> int:
    """ "interleaved with the regular meeting", "opposite Awareness SIG": behind it, else `i`."""
    word, following = tokens[i].low, tokens[i + 1].low
    if not (
        (word in _OTHER_SERIES and following in {"with", "from", "to"})
        or word == "opposite"
        or (word == "off" and (following in {"week", "weeks"} or tokens[i + 2].low == "weeks"))
    ):
        return i
    j = i + 1
    while tokens[j].kind in {"word", "number", "mark"} and not (
        tokens[j].is_mark("(),;.@|")
        or weekday_of(tokens[j]) is not None
        or tokens[j].low in {"every", "each", "at"}
        or zone_at(tokens, j, after_clock=False)[0]
    ):
        j += 1
    return j


def _alternation(tokens: list[Token], i: int, found: Phrases) -> int:
    if tokens[i + 1].low in {"week", "weeks"}:
        found.items.append(Rhythm("WEEKLY", 2))
        found.has_alternate_days = True
        found.is_relative = found.is_relative or tokens[i + 2].low == "with"
        return i + 2
    found.items.append(ALTERNATING)
    return i + 1 + (tokens[i + 1].low in {"between", "among", "from"})


def _pass_over(tokens: list[Token], i: int, found: Phrases) -> int:
    token = tokens[i]
    if token.kind == "mark" or token.low in {"and", "plus"}:
        found.items.append(Break("and" if token.low in {"and", "plus", "&"} else token.text))
        return i + 1
    is_idiom = [token.low, tokens[i + 1].low] == ["until", "further"]
    if not is_idiom and (
        token.low in _MEANS_SOMETHING
        or is_unread_rhythm(tokens, i)
        or dates.is_month(token)
        or _is_denial(tokens, i)
        or (token.kind == "number" and _is_stray_number(tokens, i))
    ):
        raise NotClear(f"What does “{_around(tokens, i)}” mean for the dates of the meeting?")
    return i + 1


def _around(tokens: list[Token], i: int) -> str:
    near = [token for token in tokens[max(i - 2, 0) : i + 3] if token.kind != "end"]
    words = near[0].text
    for before, token in pairwise(near):
        is_apart = token.start > before.start + len(before.text)
        words += " " * is_apart + token.text
    return words


def _is_stray_number(tokens: list[Token], i: int) -> bool:
    """A small number that counts nothing named behind it may be a day, an hour or a week."""
    before = tokens[i - 1 - tokens[i - 1].is_mark(":-")].low
    if not 1 <= (number_of(tokens[i]) or 0) <= 31 or before in _NUMBERED:
        return False
    following = tokens[i + 1]
    counts_else = following.kind == "word" and weekday_of(following) is None
    return not counts_else or following.low in {"and", "or", "to"}


def _is_denial(tokens: list[Token], i: int) -> bool:
    """ "not Fridays" changes the dates, "not recorded" does not."""
    following = tokens[i + 1]
    return tokens[i].low == "not" and (
        following.kind not in {"word", "mark", "end"}
        or weekday_of(following) is not None
        or following.low in {"every", "each", "on", "in", "at", "the", "weekly"}
    )


def _refuse_late(tokens: list[Token], found: Phrases) -> None:
    if any(t.low in _LATE for t in tokens) and any(time.is_open for time in found.times):
        raise NotClear("Is the time given in the morning or in the evening?")


def _is_meetings_file(tokens: list[Token]) -> bool:
    """The words of a yaml2ical meeting file, whose times are UTC by definition of the format."""
    words = {token.low for token in tokens}
    return {"frequency", "day", "time"} <= words


def _share_zone(found: Phrases, year: int, *, is_meetings_file: bool) -> None:
    """Times without a zone take the only one the text names; two names for all times must agree."""
    alone = [item for item in found.items if isinstance(item, Label)]
    beside = [time.label for time in found.times if time.label]
    if alone:
        alone = [reduce(lambda one, other: merge(one, other, year)[0], alone)]
        if any(merge(label, alone[0], year)[1] for label in beside):
            raise NotClear(f"Is the time given in {beside[0].name} or in {alone[0].name}?")
    named = {label.places: label for label in [*alone, *beside]}
    if not named and is_meetings_file:
        named = {("UTC",): Label("UTC", ("UTC",))}
    for n, item in enumerate(found.items):
        if isinstance(item, Time) and item.label is None and len(named) == 1:
            found.items[n] = replace(item, label=next(iter(named.values())))
    found.items = [item for item in found.items if not isinstance(item, Label)]
