"""Dates in published text, as far as they are published: 2025-10-28, "Tuesday Oct 28, 2025",
"Nov 17", "10-Jan-2020"; and the weekdays, months and numbers they are made of."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta

from portal.core.text_tokens import Answer, NotClear, Token

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = "mon tue|tues wed|weds thu|thur|thurs fri sat sun"
_WEEKDAYS = {
    form: day
    for day, short in enumerate(_SHORT.split())
    for form in (DAY_NAMES[day].lower(), DAY_NAMES[day].lower() + "s", *short.split("|"))
}
_NAMED = ((1, "first"), (2, "second"), (3, "third"), (4, "fourth"), (5, "fifth"))
ORDINAL_NAMES = dict([*_NAMED, (-1, "last"), (-2, "penultimate")])
_ORDINALS = {name: number for number, name in ORDINAL_NAMES.items()}
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_NUMBERS = {name: number for number, name in enumerate(_CARDINALS, 1)}
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
MONTHS = {
    form: month
    for month, name in enumerate(MONTH_NAMES, 1)
    for form in (name.lower(), name[:3].lower(), *(["sept"] if month == 9 else []))
}
_LEAP_YEAR = 2024


def weekday_of(token: Token) -> int | None:
    return _WEEKDAYS.get(token.low.removesuffix("'s")) if token.kind == "word" else None


def ordinal_of(token: Token) -> int | None:
    if token.kind == "ordinal":
        return int(token.text[:-2])
    return _ORDINALS.get(token.low)


def number_of(token: Token) -> int | None:
    if token.kind == "number" and token.text.isdecimal():
        return int(token.text[:6])
    return _NUMBERS.get(token.low)


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
            raise NotClear(f"“{self.text}” is not a date. Which date is meant?") from None
        if self.year is None:
            return None
        if self.weekday not in {None, exact.weekday()}:
            days = (exact + timedelta(days=n) for n in range(-6, 7))
            raise NotClear(
                f"{long_date(exact)} is a {DAY_NAMES[exact.weekday()]}, the text says "
                f"{DAY_NAMES[self.weekday or 0]}. Which date is meant?",
                *map(self.instead, (d for d in days if d.weekday() == self.weekday)),
            )
        return exact

    def instead(self, day: date) -> Answer:
        """The text with another date in the place of this one."""
        words = f"{DAY_NAMES[day.weekday()]} {long_date(day)}"
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


def long_date(day: date) -> str:
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
    month = MONTHS.get(tokens[i].low)
    if month:
        j = i + 1 + (tokens[i + 1].low == "the")
        day_number, end = _day_number(tokens[j]), j + 1
        if day_number is None:
            year, end = _year_at(tokens, i + 1)
            return (Day(_said(tokens, i, end), month, None, year), end) if year else (None, i)
        year, end = _year_at(tokens, end)
        return Day(_said(tokens, i, end), month, day_number, year), end
    day_number = _day_number(tokens[i])
    is_dashed = _is_dash(tokens, i + 1)
    j = i + 1 + (tokens[i + 1].low == "of" or is_dashed)
    month = MONTHS.get(tokens[j].low)
    if day_number is not None and month:
        year, end = _year_at(tokens, j + 1 + (is_dashed and _is_dash(tokens, j + 1)))
        return Day(_said(tokens, i, end), month, day_number, year), end
    return None, i


def _is_dash(tokens: list[Token], i: int) -> bool:
    """Without spaces: "10-Jan-2020" is one date, "3 - Aug" is none."""
    before, dash, after = tokens[i - 1 : i + 2]
    return dash.is_mark("-") and (before.end, dash.end) == (dash.start, after.start)


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
