"""Deadlines as programs publish them, read as an instant or a window, or refused with the reason.

    >>> read_deadline("Tue, May 13, 2025 11AM PDT (18:00 UTC)", today=date(2025, 4, 1)).closes.at
    datetime.datetime(2025, 5, 13, 18, 0, tzinfo=datetime.timezone.utc)

Nothing is guessed: what a text leaves open, or says in two ways, is told to who published it; what
is odd but clear comes as a warning.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import chain

from mentorship.core.deadline_moments import A_DAY, Moment, Said, settle
from portal.core.text_dates import Day, date_at, long_date, weekday_of
from portal.core.text_times import Time, time_at
from portal.core.text_tokens import LONGEST, NotClear, Token, cut, tidy
from portal.core.text_zones import Label, zone_at

FIRST, LAST = time(0, 0), time(23, 59)
_UNTIL = {"-", "to", "until", "till", "through", "thru"}
_CHANGES_MEANING = {
    *("tbd", "tba", "tbc", "tentative", "tentatively", "provisional", "either", "or", "maybe"),
    *("extended", "moved", "postponed", "changed", "originally", "previously", "formerly", "was"),
    *("were", "old", "instead", "except", "unless", "after", "exclusive", "every", "each", "daily"),
    *("weekly", "monthly", "morning", "afternoon", "evening", "night", "business", "cob", "local"),
}
_NUMBERED = {
    *("week", "term", "cohort", "round", "phase", "batch", "season", "edition", "step", "version"),
    *("spring", "summer", "autumn", "fall", "winter"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """`closes` where the text is clear, else `why` it is not. `opens` only of a window."""

    closes: Moment | None = None
    opens: Moment | None = None
    warnings: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Until:
    """Stands between the two ends of a window."""


Item = Day | Time | Label | _Until


@dataclass(slots=True)
class _Hour:
    """What stands together: an hour, or none for a whole day, the names of its zone and its day."""

    time: Time | None
    names: tuple[Label, ...]
    day: Day | None
    floats: bool = False


def read_deadline(text: str, *, today: date) -> Reading:
    """Never raises, whatever the text. A day without a year is the next such day, if its weekday
    says the same."""
    if len(text) > LONGEST:
        return Reading(why="The text is too long to be a deadline.")
    try:
        return _reading(cut(tidy(text)), today)
    except NotClear as refusal:
        return Reading(why=str(refusal))


def _reading(tokens: list[Token], today: date) -> Reading:
    *before, last = [_hours(items) for items in _sides(_items(tokens))]
    dates = _dates([*chain(*before)], last, today)
    closes, warnings = settle(_said(last, dates, LAST))
    if last[0].time is None:
        if any(token.low == "before" for token in tokens):
            raise NotClear("Does “before” leave out the day itself? Which hour is meant?")
        warnings.append("No hour is named: the last day is read to its end.")
    opens = None
    for first in before:
        opens, odd = settle(_said(first, dates, FIRST, Label(closes.tz, (closes.tz,))))
        warnings += odd
        if first[0].time is None:
            warnings.append("No hour is named for the beginning: the day is read from its start.")
        if opens.at >= closes.at:
            raise NotClear("The end does not come after the beginning. Which dates are meant?")
    notes = [note for hour in chain(*before, last) if hour.time for note in hour.time.notes]
    return Reading(closes, opens, tuple(dict.fromkeys([*notes, *warnings])))


def _items(tokens: list[Token]) -> list[Item]:
    items: list[Item] = []
    i, is_beside = 0, False  # a date or an hour: bare names of zones count there
    while tokens[i].kind != "end":
        item, end = _item_at(tokens, i, is_beside=is_beside)
        before = items[-1] if items and is_beside else None
        weekday = weekday_of(tokens[i]) if item is None else None
        if item is not None:
            items.append(item)
            is_beside = isinstance(item, Day | Time)
        elif weekday is not None and isinstance(before, Day) and before.weekday is None:
            items[-1] = replace(before, weekday=weekday)  # "3 August 2025 (Sunday)"
        else:
            _refuse_unread(tokens, i, before)
            is_beside = is_beside and tokens[i].is_mark("(),")
        i = max(end, i + 1)
    return items


def _item_at(tokens: list[Token], i: int, *, is_beside: bool) -> tuple[Item | None, int]:
    if tokens[i].kind == "date" and "t" in tokens[i].low:
        raise NotClear(f"Please write date, hour and zone of “{tokens[i].text}” apart.")
    day, end = date_at(tokens, i)
    if day is not None:
        return day, end
    stated, end = time_at(tokens, i, None)
    if stated is not None:
        _refuse_two_ways(stated, tokens[i:end])
        return stated, end
    label, end = zone_at(tokens, i, after_clock=is_beside)
    if label is not None:
        return label, end
    return (_Until(), i + 1) if tokens[i].low in _UNTIL else (None, i)


def _refuse_two_ways(stated: Time, tokens: Sequence[Token]) -> None:
    if sum(token.kind in {"clock", "number"} for token in tokens) > 1:
        words = " ".join(token.text for token in tokens)
        raise NotClear(f"“{words}” is a span of time. Which hour of it is meant?")
    if stated.notes and stated.clock == FIRST:
        raise NotClear(f"“{stated.text}” belongs to two days. Is 00:00 meant, or 23:59?")


def _refuse_unread(tokens: list[Token], i: int, before: Item | None) -> None:
    """Words that may change the meaning, and days, numbers and zones that nothing has read."""
    token = tokens[i]
    if isinstance(before, Time) and not before.names and token.text.isupper():
        raise NotClear(f"“{token.text}” is no time zone known here. Whose clock is meant?")
    is_number = token.kind in {"date", "clock", "ordinal", "number"}
    is_counted = is_number and tokens[i - 1].low in _NUMBERED
    is_open = token.low in _CHANGES_MEANING or weekday_of(token) is not None
    if is_open or token.kind == "zone" or (is_number and not is_counted):
        raise _unread(token.text)


def _unread(words: str) -> NotClear:
    return NotClear(f"What does “{words}” mean for the deadline?")


def _sides(items: list[Item]) -> list[list[Item]]:
    """The two ends of a window, where a dash or "to" stands between two dates."""
    for n, item in enumerate(items):
        if isinstance(item, _Until):
            before, after = items[:n], items[n + 1 :]
            has_day = any(isinstance(one, Day) for one in before)
            following = next((one for one in after if not isinstance(one, _Until)), None)
            if has_day and isinstance(following, Day):
                return [before, after]
    return [items]


def _hours(items: Iterable[Item]) -> list[_Hour]:
    """A day stands before its hours or behind them, a zone behind its hour or before it."""
    hours: list[_Hour] = []
    day: Day | None = None
    zone: Label | None = None
    for item in items:
        if isinstance(item, Time):
            names, zone = (item.names, zone) if item.names else ((zone,) if zone else (), None)
            hours.append(_Hour(item, names, day))
            day = None
        elif isinstance(item, Day):
            dayless = [hour for hour in hours if hour.day is None]
            for hour in dayless:
                hour.day = item
            if day is not None:
                raise _unread(day.text)
            day = None if dayless else item
        elif isinstance(item, Label):
            if zone is not None:
                raise _unread(zone.name)
            zone = item
            if hours and not hours[-1].names:
                hours[-1].names, zone = (item,), None
    return _completed(hours, day, zone)


def _completed(hours: list[_Hour], day: Day | None, zone: Label | None) -> list[_Hour]:
    """What stands alone in the end belongs to all that lack it."""
    if not hours and day is not None:
        return [_Hour(None, (zone,) if zone else (), day)]
    if day is not None:
        raise _unread(day.text)
    if not hours or hours[0].day is None:
        raise NotClear("The text names no date. On which day is it, with the year?")
    if zone is not None and all(hour.names for hour in hours):
        hours[-1].names += (zone,)
    for n, hour in enumerate(hours):
        hour.names = hour.names or ((zone,) if zone else ())
        if hour.day is None:
            hour.day, hour.floats = hours[n - 1].day, True
    return hours


def _dates(before: list[_Hour], last: list[_Hour], today: date) -> dict[Day | None, date]:
    """A year is said once for all days of a moment. Else the end of a window is the next such day
    after its beginning, and the beginning the last one before the end. Where no year is said at
    all the end is the next such day from now, and its weekday has to say the same."""
    begins, ends = ([hour.day for hour in side if hour.day] for side in (before, last))
    for day in [*begins, *ends]:
        if day.day is None:
            raise NotClear(f"“{day.text}” names no day. Which one is meant?")
    since = next((day.exact() for day in begins if day.year), None)
    found: dict[Day | None, date] = {}
    for day in ends:
        year = day.year or _stated(ends)
        if not year and since is None and day.weekday is None:
            raise NotClear(f"“{day.text}” has no year. Which one is meant?")
        found[day] = _on(day, year or _next(day, since or today))
    end = found[ends[0]]
    for day in begins:
        year = day.year or _stated(begins)
        found[day] = _on(day, year or _next(day, end + A_DAY) - 1)
    return found


def _stated(days: Iterable[Day]) -> int | None:
    return next((day.year for day in days if day.year), None)


def _next(day: Day, since: date) -> int:
    """The year of its first time from then on."""
    return since.year + ((day.month, day.day or 0) < (since.month, since.day))


def _on(day: Day, year: int) -> date:
    return replace(day, year=year).exact() or date.min


def _said(
    hours: Iterable[_Hour],
    dates: dict[Day | None, date],
    whole_day: time,
    zone: Label | None = None,
) -> list[Said]:
    said = []
    for hour in hours:
        words, clock = f"{whole_day:%H:%M}", whole_day
        if hour.time:
            words, clock = hour.time.text, hour.time.clock
        names = _by_place(hour.names) or ([zone] if zone else [])
        if not names:
            what = words if hour.time else long_date(dates[hour.day])
            raise NotClear(f"“{what}” has no time zone. Whose clock is meant?")
        said += [Said(words, clock, label, dates[hour.day], hour.floats) for label in names]
    return said


def _by_place(names: Iterable[Label]) -> list[Label]:
    """ "PST/PDT" is what clocks there show, whatever they are called."""
    found: dict[tuple[str, ...], Label] = {}
    for label in names:
        had = found.get(label.places)
        both = had and replace(
            had, name=f"{had.name}/{label.name}", seasons=had.seasons | label.seasons
        )
        found[label.places] = both or label
    return list(found.values())
