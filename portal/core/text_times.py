"""Clock times in published text: 8:00a, 2PM, 1600, 16h, noon, 7:00-8:00 AM, with their zones."""

import re
from dataclasses import dataclass, field, replace
from datetime import time

from portal.core.text_tokens import Answer, NotClear, Token
from portal.core.text_zones import Label, merge, zone_at

_AT = {"at", "@", "time", "from", "between"}
_ABOUT = {"~", "around", "about", "approximately", "approx", "roughly", "circa", "ca"}
TURNS = {
    *("alternating", "alternates", "alternate", "alternately"),
    *("rotating", "rotates", "rotate"),
}
_UNTIL = {"-", "to", "until", "till", "through"}
_AFTER_NUMBER = {"", "on", "every", "each", "and"}


@dataclass(frozen=True, slots=True)
class Time:
    """One stated time. `label` is None when no zone stands beside it.

    `is_open`: on the 24-hour clock and before 13:00, so a word like "evening" would change it.
    `weekday`: the zone's own one, where it is stated ("Tuesday 17:00 PT / Wednesday 9:00 JST").
    `names`: all the zone has beside it ("PDT (UTC-7)").
    `span`: where it stands in the text, its zone included.
    """

    clock: time
    text: str
    label: Label | None = None
    notes: tuple[str, ...] = ()
    is_open: bool = False
    weekday: int | None = None
    span: tuple[int, int] = field(default=(0, 0), compare=False)
    names: tuple[Label, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class _Face:
    """Numbers as written; `half` is "a", "p", or "" on the 24-hour clock."""

    text: str
    hour: int
    minute: int
    half: str = ""

    def read(self) -> time:
        """Refuses what no clock shows: 13:00am, 25:00, 9:75."""
        low, high = (0 if self.half != "p" else 1, 12) if self.half else (0, 23)
        if not (low <= self.hour <= high and self.minute < 60):
            raise NotClear(f"“{self.text}” is not a time on any clock. Which time is meant?")
        half_day = 12 if self.half == "p" else 0
        return time(self.hour % 12 + half_day if self.half else self.hour, self.minute)


def time_at(tokens: list[Token], i: int, year: int | None) -> tuple[Time | None, int]:
    """The time that starts at token `i`, and where it ends; a range counts by its start.

    The names of its zone have to agree over the year; without one each is left as it is.
    """
    shown, end, sure = _face_at(tokens, i)
    if shown is None:
        return None, i
    names, end = _names_at(tokens, end)
    label, notes = _merged(names, year)
    sure = sure or label is not None
    between = [t.low for t in (tokens[i - 1], tokens[end])] == ["between", "and"]
    between = between and not any(token.low in TURNS for token in tokens[:i])
    if tokens[end].low in _UNTIL or between:
        last, last_end, last_sure = _face_at(tokens, end + 1)
        if last is not None:
            last_names, last_end = _names_at(tokens, last_end)
            last_label, last_notes = _merged(last_names, year)
            is_range = label is None or last_label is None or label.places == last_label.places
            alike = sure or bool(last.half) or (tokens[end + 1].kind == "number" and last_label)
            if is_range and alike and (last_sure or last_label):
                shown, sure = _with_half(shown, last), True
                label, notes, end = label or last_label, notes + last_notes, last_end
                names = names or last_names
    if not sure:
        return None, i
    if tokens[i - 1].low in _ABOUT:
        raise NotClear(f"The text says “{tokens[i - 1].text} {shown.text}”. When exactly?")
    if shown.text == tokens[i].text and shown.text.isdigit() and len(shown.text) < 3:
        _refuse_bare_hour(shown, tokens[i])
    if shown.half and (shown.hour, shown.minute) == (12, 0):
        notes += (f"{shown.text} is read as {'noon' if shown.half == 'p' else 'midnight'}.",)
    is_open = not shown.half and 0 < shown.hour <= 12 and shown.text != "noon"
    span = tokens[i].start, tokens[end - 1].end
    return Time(shown.read(), shown.text, label, notes, is_open, span=span, names=names), end


def _face_at(tokens: list[Token], i: int) -> tuple[_Face | None, int, bool]:
    """The numbers at `i`, where they end, and whether they are a time whatever stands around."""
    token, following = tokens[i], tokens[i + 1]
    if token.low == "midnight":
        raise NotClear("Midnight belongs to two days. Do you mean its start (00:00) or its end?")
    if token.low == "noon" or (token.text in {"12", "12:00"} and following.low == "noon"):
        return _Face("noon", 12, 0), i + 1 + (token.low != "noon"), True
    if token.kind == "clock":
        half = re.sub("[^ap]", "", token.low)[:1]
        return _Face(token.text, *_numbers(token.text), half), i + 1, True
    if token.kind != "number" or len(token.text.replace(".", "")) > 4 or token.text.count(".") > 1:
        return None, i, False
    end = i + 1 + (following.low in {"h", "o'clock"})
    before = tokens[i - 1 - (tokens[i - 1].text == ":")].low
    is_year = re.fullmatch("(?:19|20)[0-9]{2}", token.text) and before == "from"
    at = (
        before in _AT
        and not is_year
        and (
            tokens[end].kind in {"mark", "end"}
            or tokens[end].low in _AFTER_NUMBER
            or len(token.text) > 2
        )
    )
    return _Face(token.text, *_numbers(token.text)), end, at or following.low == "o'clock"


def _numbers(text: str) -> tuple[int, int]:
    parts = re.findall("[0-9]+", text)
    if len(parts) == 1 and len(parts[0]) > 2:
        parts = [parts[0][:-2], parts[0][-2:]]
    return int(parts[0]), int(parts[1]) if len(parts) > 1 else 0


def _refuse_bare_hour(shown: _Face, token: Token) -> None:
    if 1 <= shown.hour <= 12 and not shown.half:
        raise NotClear(
            f"Is “{shown.text}” in the morning or in the evening?",
            *(
                Answer(f"At {shown.text}{half}", ((token.start, token.end, shown.text + half),))
                for half in ("am", "pm")
            ),
        )


def _with_half(start: _Face, end: _Face) -> _Face:
    """ "7:00-8:00 PM": the half of the day that makes the meeting shorter than twelve hours."""
    if start.half or not end.half or start.hour > 12:
        return start
    minutes = end.read().hour * 60 + end.read().minute
    morning = replace(start, half="a").read()
    is_morning = 0 < minutes - (morning.hour * 60 + morning.minute) < 720
    return replace(start, half="a" if is_morning else "p")


def _names_at(tokens: list[Token], i: int) -> tuple[tuple[Label, ...], int]:
    """The zone behind a time, under all its names: `PT (Pacific Time)`, `PST/PDT`."""
    names = []
    label, end = _next_zone(tokens, i, ("(", ",", "in"))
    while label is not None:
        names.append(label)
        label, end = _next_zone(tokens, end, ("(", "/"))
    return tuple(names), end


def _merged(names: tuple[Label, ...], year: int | None) -> tuple[Label | None, tuple[str, ...]]:
    if not names or year is None:
        return next(iter(names), None), ()
    label, notes = names[0], []
    for other in names[1:]:
        label, note = merge(label, other, year)
        notes += [note] if note else []
    return label, tuple(notes)


def _next_zone(tokens: list[Token], i: int, links: tuple[str, ...]) -> tuple[Label | None, int]:
    """A zone at `i` or behind a link, unless it stands before a time of its own: `(CET 18:00)`."""
    link = tokens[i].low if tokens[i].low in links else ""
    label, end = zone_at(tokens, i + bool(link), after_clock=True)
    if label is None or tokens[end].kind == "clock" or len(tokens[end].text) == 4:
        return None, i
    return label, end + (link == "(" and tokens[end].text == ")")
