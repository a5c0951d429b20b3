"""The components of an iCalendar file, read within limits and without believing it.

Only structure is read here: unfolded lines, parameters, nesting. What a date or a rule means is
`ics_reading`'s business.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from icalendar.parser import Contentline

MAX_BYTES = 2_000_000
MAX_COMPONENTS = 5_000
MAX_DEPTH = 8
MAX_LINES = 10_000
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
BARE = re.compile(r"([A-Za-z0-9-]+):(.*)", re.DOTALL)


class CalendarRefused(ValueError):
    """The whole file is unusable: whoever has an earlier good copy keeps it."""


@dataclass(frozen=True, slots=True)
class Property:
    """`value` is as written, escapes included; `line` is where it begins, from 1."""

    name: str
    params: dict[str, str]
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Component:
    """A BEGIN…END block; `unreadable` are the numbers of lines in it that are no content line."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    children: list["Component"] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return [each for each in self.properties if each.name == name]

    def first(self, name: str) -> Property | None:
        return next(iter(self.all(name)), None)

    def named(self, name: str) -> list["Component"]:
        return [each for each in self.children if each.name == name]


def read_components(raw: bytes) -> list[Component]:
    """The VCALENDARs of a file. Raises CalendarRefused for what is no whole calendar."""
    if len(raw) > MAX_BYTES:
        raise CalendarRefused(f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    text = CONTROL.sub("", re.sub(r"\r\n?", "\n", raw.decode("utf-8-sig", errors="replace")))
    first = next(_unfold(text), (0, ""))
    if first[1].strip().upper() != "BEGIN:VCALENDAR":
        raise CalendarRefused("This is not a calendar.")
    found: list[Component] = []
    open_: list[Component] = []
    components = 0
    for number, line in _unfold(text):
        match line[:6].upper():
            case "BEGIN:":
                components += 1
                if components > MAX_COMPONENTS or len(open_) >= MAX_DEPTH:
                    raise CalendarRefused(f"The calendar has more than {MAX_COMPONENTS:,} parts.")
                component = Component(line[6:].strip().upper(), number)
                (open_[-1].children if open_ else found).append(component)
                open_.append(component)
            case _ if line[:4].upper() == "END:":
                if not open_ or open_.pop().name != line[4:].strip().upper():
                    raise CalendarRefused(f"The calendar is broken at line {number}.")
            case _ if open_:
                _add_line(open_[-1], number, line)
    if open_:
        raise CalendarRefused("The calendar is cut off: its end is missing.")
    return [each for each in found if each.name == "VCALENDAR"]


def _unfold(text: str) -> Iterator[tuple[int, str]]:
    """Whole lines with the number of their first piece; a leading blank continues the line above.

    Blank lines are skipped. Only "\n" ends a line: U+0085 and its kind are text.
    """
    begun, pieces = 0, [""]
    for number, line in enumerate(text.split("\n"), 1):
        if line[:1] in {" ", "\t"} and begun:
            pieces.append(line[1:])
        elif line.strip():
            if begun:
                yield begun, "".join(pieces)
            begun, pieces = number, [line]
    if begun:
        yield begun, "".join(pieces)


def _add_line(component: Component, number: int, line: str) -> None:
    if len(component.properties) + len(component.unreadable) >= MAX_LINES:
        raise CalendarRefused(f"One part of the calendar has more than {MAX_LINES:,} lines.")
    if bare := BARE.fullmatch(line):
        component.properties.append(Property(bare[1].upper(), {}, bare[2], number))
        return
    try:
        name, params, value = Contentline(line).raw_parts()
    except ValueError:
        component.unreadable.append(number)
        return
    component.properties.append(Property(name.upper(), _plain(params), value, number))


def _plain(params: dict[str, str | list[str]]) -> dict[str, str]:
    return {
        name.upper(): ",".join(value) if isinstance(value, list) else value
        for name, value in params.items()
    }
