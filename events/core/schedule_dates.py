"""First dates in published text: "starting Tuesday Oct 28, 2025", "from Nov 17.", "2019 start
date: Jan. 11th"."""

import re
from dataclasses import replace

from portal.core.text_dates import MONTHS, Day, date_at
from portal.core.text_tokens import NotClear, Token

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
        month = MONTHS.get(tokens[j].low)
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
    if day is not None or tokens[j].low in MONTHS:
        named = day.text if day else tokens[j].text
        raise NotClear(f"The text names an end ({named}). What is the date of the last meeting?")


def is_record(tokens: list[Token], i: int) -> bool:
    """ "Last updated: 2025-01-02" dates the page, not the meeting."""
    return any(token.low in _RECORDS for token in tokens[max(i - 3, 0) : i])


def is_month(token: Token) -> bool:
    """A month standing alone; "May" and short forms are too often something else."""
    return token.low in MONTHS and len(token.low) > 3 and token.text[:1].isupper()
