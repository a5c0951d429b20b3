"""First dates in published text: "starting Tuesday Oct 28, 2025", "from Nov 17.", "2019 start
date: Jan. 11th"."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta

from events.core.schedule_days import DAY_NAMES, number_of, ordinal_of, weekday_of
from events.core.schedule_tokens import Answer, NotClear, Token

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_MONTHS = {
    form: month
    for month, name in enumerate(MONTH_NAMES, 1)
    for form in (name.lower(), name[:3].lower(), *(["sept"] if month == 9 else []))
}
_LEAP_YEAR = 2024
_STARTS = {
    *("start", "starts", "started", "starting", "begin", "begins", "began", "beginning"),
    *("commencing", "commences", "effective", "since", "from", "anchor", "anchored", "start_date"),
}
_ENDS = {"until", "till", "through", "thru", "ending", "ends", "end", "end_date", "last"}
_FIRST = {"first", "next", "1st"}
_MEETINGS = {"meeting", "call", "session", "occurrence", "date", "one", "instance", "start"}
_LINKS = {
    *("date", "on", "from", "at", "in", "is", "of", "the", "with", "as", "week", "will", "be"),
    *(":", "(", ",", "-", *_MEETINGS),
}
_RECORDS = {"updated", "revised", "edited", "modified", "published", "created", "retrieved", "seen"}


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is published: the year, or even the day, may be missing."""

    text: str
    month: int
    day: int | None
    year: int | None
    weekday: int | None = None
    span: tuple[int, int] = (0, 0)

    def exact(self) -> date | None:
        """None without a year. Refuses 30 February and a weekday the date does not have."""
        if self.day is None:
            return None
        try:
            exact = date(self.year or _LEAP_YEAR, self.month, self.day)
        except ValueError:
            raise NotClear(f"“{self.text}” is not a date. When does the series start?") from None
        if self.year is None:
            return None
        if self.weekday not in {None, exact.weekday()}:
            days = (exact + timedelta(days=n) for n in range(-6, 7))
            raise NotClear(
                f"{_long(exact)} is a {DAY_NAMES[exact.weekday()]}, the text says "
                f"{DAY_NAMES[self.weekday or 0]}. On which date does the series start?",
                *map(self.instead, (d for d in days if d.weekday() == self.weekday)),
            )
        return exact

    def instead(self, day: date) -> Answer:
        """The text with another date in the place of this one."""
        words = f"{DAY_NAMES[day.weekday()]} {_long(day)}"
        return Answer(words, ((*self.span, day.isoformat()),))

    def years_on(self, weekdays: AbstractSet[int], around: int) -> list[int]:
        """The years near `around` in which this day falls on one of the weekdays."""

        def fitting() -> Iterator[int]:
            for year in range(around - 6, around + 2):
                try:
                    if date(year, self.month, self.day or 1).weekday() in weekdays:
                        yield year
                except ValueError:  # 29 February
                    continue

        return list(fitting())


def _long(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def date_at(tokens: list[Token], i: int) -> tuple[Day | None, int]:
    day, end = _date_at(tokens, i)
    return day and replace(day, span=(tokens[i].start, tokens[end - 1].end)), end


def _date_at(tokens: list[Token], i: int) -> tuple[Day | None, int]:
    weekday = weekday_of(tokens[i])
    if weekday is not None:
        j = i + 1 + tokens[i + 1].is_mark(",(")
        day, end = _date_at(tokens, j) if weekday_of(tokens[j]) is None else (None, j)
        if day is None:
            return None, i
        return Day(day.text, day.month, day.day, day.year, weekday), end
    if tokens[i].kind == "date":
        return _numeric(tokens[i]), i + 1
    month = _MONTHS.get(tokens[i].low)
    if month:
        j = i + 1 + (tokens[i + 1].low == "the")
        day_number, end = _day_number(tokens[j]), j + 1
        if day_number is None:
            year, end = _year_at(tokens, i + 1)
            return (Day(_said(tokens, i, end), month, None, year), end) if year else (None, i)
        year, end = _year_at(tokens, end)
        return Day(_said(tokens, i, end), month, day_number, year), end
    day_number = _day_number(tokens[i])
    j = i + 1 + (tokens[i + 1].low == "of")
    month = _MONTHS.get(tokens[j].low)
    if day_number is not None and month:
        year, end = _year_at(tokens, j + 1)
        return Day(_said(tokens, i, end), month, day_number, year), end
    return None, i


def _said(tokens: list[Token], i: int, end: int) -> str:
    return " ".join(token.text for token in tokens[i:end] if token.kind != "mark")


def _day_number(token: Token) -> int | None:
    number = ordinal_of(token) if token.kind == "ordinal" else number_of(token)
    return number if number is not None and number <= 31 and token.kind != "word" else None


def _year_at(tokens: list[Token], i: int) -> tuple[int | None, int]:
    j = i + tokens[i].is_mark(",")
    if re.fullmatch("(?:19|20)[0-9]{2}", tokens[j].text):
        return int(tokens[j].text), j + 1
    return None, i


def _numeric(token: Token) -> Day:
    """2025-10-28, 20251028, 28.10.2025. 1/2/2025 is January in one country, February in another."""
    text = token.text
    parts = [int(part) for part in re.findall("[0-9]+", text.partition("T")[0])]
    if len(parts) == 2:
        return Day(text, parts[1], None, parts[0])
    if len(parts) == 1:
        return Day(text, parts[0] // 100 % 100, parts[0] % 100, parts[0] // 10000)
    if parts[0] > 31:
        return Day(text, parts[1], parts[2], parts[0])
    day, month, year = parts
    if month > 12:
        day, month = month, day
    elif day <= 12 and day != month:
        either = f"{day} {MONTH_NAMES[month - 1]} or {month} {MONTH_NAMES[day - 1]}"
        at = token.start, token.end
        raise NotClear(
            f"Is “{text}” {either}?",
            *(
                Answer(f"{d} {MONTH_NAMES[m - 1]} {year}", ((*at, f"{year}-{m:02}-{d:02}"),))
                for d, m in ((day, month), (month, day))
            ),
        )
    return Day(text, month, day, year)


def start_at(tokens: list[Token], i: int) -> tuple[Day | None, int]:
    """A date with a word that makes it the first one, and where it ends."""
    year, j = (None, i)
    if re.fullmatch("(?:19|20)[0-9]{2}", tokens[i].text) and tokens[i + 1].low in _STARTS:
        year, j = int(tokens[i].text), i + 1  # "2019 start date: Jan. 11th"
    if tokens[j].low in _STARTS or (tokens[j].low == "as" and tokens[j + 1].low == "of"):
        j += 1
    elif tokens[j].low in _FIRST and tokens[j + 1].low in _MEETINGS:
        j += 2
    else:
        return None, i
    j = _behind_links(tokens, j)
    day, end = date_at(tokens, j)
    if day is None:
        month = _MONTHS.get(tokens[j].low)
        if not month:
            _refuse_relative(tokens, j)
            return None, i
        return Day(tokens[j].text, month, None, None), j + 1
    if year and day.year is None:
        day = replace(day, text=f"{day.text} {year}", year=year)
    return day, end


def _behind_links(tokens: list[Token], i: int) -> int:
    """Over the few small words that may stand between "starting" and its date."""
    end = i + 6
    while i < end and tokens[i].low in _LINKS:
        i += 1
    return i


def _refuse_relative(tokens: list[Token], i: int) -> None:
    if tokens[i].low in {"next", "soon", "this", "tomorrow", "today", "later"}:
        raise NotClear(f"The text says it starts “{tokens[i].text}”. On which date, with the year?")


def refuse_end(tokens: list[Token], i: int) -> None:
    """An end date would be lost in a rule without one, so the organizer is asked."""
    if tokens[i].low not in _ENDS:
        return
    j = _behind_links(tokens, i + 1)
    day, _ = date_at(tokens, j)
    if day is not None or tokens[j].low in _MONTHS:
        named = day.text if day else tokens[j].text
        raise NotClear(f"The text names an end ({named}). What is the date of the last meeting?")


def is_record(tokens: list[Token], i: int) -> bool:
    """ "Last updated: 2025-01-02" dates the page, not the meeting."""
    return any(token.low in _RECORDS for token in tokens[max(i - 3, 0) : i])


def is_month(token: Token) -> bool:
    """A month standing alone; "May" and short forms are too often something else."""
    return token.low in _MONTHS and len(token.low) > 3 and token.text[:1].isupper()
