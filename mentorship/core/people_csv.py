"""A list of people as a CSV file: read whole or refused whole, each reason with its line.

Columns are known by their names, in any order; a name we do not know is refused, because a
misspelt "capcity" would otherwise be lost in silence. What cells hold is text and stays text.

A table of another program, as forms on the net give it, has headings of its own: then a person says
which of them are which of our columns, and the rest is left aside.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from initiatives.core.catalog_report import FileError, FileRefused
from mentorship.core.formula import MOST_SENIOR
from mentorship.core.questions import Kind, Question, fits
from portal.core import zones
from portal.core.availability import DAY, Window, merged

MAX_BYTES = 5_000_000
MAX_ROWS = 5_000
MAX_ERRORS = 100
MOST_ENTRIES = 50
MOST_COLUMNS = 100
MOST_MENTEES = 10
LEAST_MINUTES = 30
ROLES = ("mentee", "mentor")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}")
WHOLE = re.compile(r"[0-9]{1,9}")
LANGUAGE = re.compile(r"[a-z]{2,3}")
TIMES = re.compile(r"([A-Z]{2}) ([0-9]{1,2}):([0-9]{2})-([0-9]{1,2}):([0-9]{2})")
ABBREVIATION = re.compile(r"(?!UTC$|GMT$)[A-Z]{2,5}|(?:GMT|UTC)[+-].*")
LONGEST_ANSWER = 3_000
# Headings that forms and spreadsheets use for what we know under a shorter word.
GUESSES = {
    "e-mail": "email",
    "email address": "email",
    "e-mail address": "email",
    "full name": "name",
    "your name": "name",
    "time zone": "timezone",
    "free hours": "availability",
    "company": "organisation",
    "organization": "organisation",
    "motivation": "notes",
    "why you": "notes",
}
Readers = dict[str, tuple[int, Callable[[str], Any]]]
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """`line` counts from 1. Empty: the file says nothing, which is never a wish to delete."""

    line: int
    email: str
    role: str
    name: str = ""
    skills: tuple[str, ...] = ()
    timezone: str = ""
    availability: tuple[Window, ...] = ()
    languages: tuple[str, ...] = ()
    capacity: int | None = None
    seniority: int | None = None
    organisation: str = ""
    notes: str = ""
    answers: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class PeopleFile:
    """`overruled` counts lines that a later one of the same person took the place of."""

    rows: tuple[PersonRow, ...]
    overruled: int = 0


class Refused(Exception):
    """Why one cell can't be taken."""


def read_people(
    raw: bytes,
    *,
    where: str,
    role: str,
    last_wins: bool = False,
    chosen: Sequence[str] | None = None,
    questions: Sequence[Question] = (),
) -> PeopleFile:
    """`role` is for lines that name none. `chosen` names a column for each heading of a table that
    is not ours, "" for those to leave aside; `q-…` answers one of the `questions`.

    Raises FileRefused with every reason found.
    """
    readers = READERS | {column_of(one): (LONGEST_ANSWER, answer_of(one)) for one in questions}
    errors: list[FileError] = []

    def refuse(line: int, field: str, message: str) -> None:
        errors.append(FileError(where=where, line=line, field=field, message=message))
        if len(errors) >= MAX_ERRORS:
            raise FileRefused(*errors)

    def refuse_all(line: int, message: str) -> FileRefused:
        return FileRefused(*errors, FileError(where=where, line=line, field="", message=message))

    text = text_of(raw, refuse_all)
    lines = records(text, refuse_all)
    _, header = next(lines, (0, []))
    columns = columns_of(header, refuse) if chosen is None else chosen_columns(chosen, refuse)
    if errors:
        raise FileRefused(*errors)
    rows = []
    for line, cells in lines:
        if len(cells) != len(columns):
            refuse(line, "", f"It has {len(cells)} cells, and the header names {len(columns)}.")
            continue
        named = {name: cell for name, cell in zip(columns, cells, strict=True) if name}
        if chosen is not None:
            named = {name: with_semicolons(name, cell) for name, cell in named.items()}
        row = person_of(line, named, role, readers, refuse)
        if row is not None:
            rows.append(row)
    kept = one_line_a_person(rows, refuse, last_wins=last_wins)
    if errors:
        raise FileRefused(*errors)
    return PeopleFile(tuple(kept), overruled=len(rows) - len(kept))


def text_of(raw: bytes, refuse: Callable[[int, str], FileRefused]) -> str:
    if not raw.strip():
        raise refuse(0, "The file is empty.")
    if len(raw) > MAX_BYTES:
        raise refuse(0, f"It is larger than {MAX_BYTES // 1_000_000} MB.")
    if raw.startswith(b"PK\x03\x04"):
        raise refuse(0, "This is a zip file, as spreadsheets are. Save it as CSV.")
    try:
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = raw.decode("utf-16")
        else:
            text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line = before.count(b"\n") + 1
        message = f"It is not UTF-8 at byte {error.start + 1}. Save it as CSV UTF-8."
        raise refuse(line, message) from None
    if text.lstrip().startswith("<"):
        raise refuse(0, "This looks like HTML, as a sign-in page saved by mistake does.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise refuse(line, f"It holds a control character (code {ord(found[0])}).")
    return text


def records(
    text: str, refuse: Callable[[int, str], FileRefused]
) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins on; empty ones are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begun, count = 1, 0
    while True:
        begun = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise refuse(begun, csv_words(error)) from None
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > MAX_ROWS + 1:
            raise refuse(begun, f"There are more than {MAX_ROWS} people in it.")
        yield begun, cells


def csv_words(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return "A quotation mark opens here and is never closed."
    if "field limit" in str(error):
        return "A cell is too long."
    return "A quotation mark stands where none can: double it inside a quoted cell."


def headings_of(raw: bytes, *, where: str) -> tuple[list[str], str]:
    """What the first line calls its columns, and the whole as text. Raises FileRefused."""

    def refuse(line: int, message: str) -> FileRefused:
        return FileRefused(FileError(where=where, line=line, field="", message=message))

    text = text_of(raw, refuse)
    _, header = next(records(text, refuse), (0, []))
    if len(header) < 2:
        raise refuse(1, "Found 1 column. Separate the cells with commas.")
    if len(header) > MOST_COLUMNS:
        raise refuse(1, f"It has more than {MOST_COLUMNS} columns.")
    return [" ".join(name.split()) for name in header], text


def guessed(headings: Sequence[str], questions: Sequence[Question] = ()) -> list[str]:
    """A column for each heading where its words leave no doubt; a person looks at it anyway."""
    words = {one.text.casefold(): column_of(one) for one in questions}
    words |= {name: name for name in READERS} | GUESSES
    found: list[str] = []
    for heading in headings:
        column = words.get(heading.casefold().strip(" *:?"), words.get(heading.casefold(), ""))
        found.append("" if column in found else column)
    return found


def chosen_columns(chosen: Sequence[str], refuse: Callable[[int, str, str], None]) -> list[str]:
    columns = list(chosen)
    for position, name in enumerate(columns):
        if name and name in columns[:position]:
            refuse(1, name, "Two headings are chosen for this column.")
    if "email" not in columns:
        refuse(1, "email", "No heading is chosen for it: people are known by their address.")
    return columns


def column_of(question: Question) -> str:
    return f"q-{question.key}"


def answer_of(question: Question) -> Callable[[str], Any]:
    """How a cell answers it; an empty one does not."""

    def read(cell: str) -> Any:
        text = cell.strip()
        if not text:
            return None
        answer = answer_from(question, text)
        if not fits(question, answer):
            raise Refused("This is no answer to the question.")
        return answer

    return read


def answer_from(question: Question, text: str) -> Any:
    """Forms on the net join several choices by commas, which a choice may hold itself."""
    if question.kind is Kind.NUMBER:
        return int(text) if WHOLE.fullmatch(text) else text
    if question.kind is Kind.YES_NO:
        return text.casefold()
    if question.kind is not Kind.MANY:
        return text
    known = [one for one in question.choices if one in text]
    rest = text
    for one in sorted(known, key=len, reverse=True):
        rest = rest.replace(one, "")
    return known if not rest.strip(" ,;") else [text]


def with_semicolons(name: str, cell: str) -> str:
    return cell.replace(",", ";") if name in {"skills", "languages"} else cell


def columns_of(header: list[str], refuse: Callable[[int, str, str], None]) -> list[str]:
    columns = [name.strip().casefold() for name in header]
    if len(columns) == 1 and columns[0] != "email":
        refuse(1, "", "Found 1 column. Separate the cells with commas.")
        return columns
    for position, name in enumerate(columns):
        if name not in READERS:
            refuse(1, name[:60], f"This column is unknown. Known are: {', '.join(READERS)}.")
        elif name in columns[:position]:
            refuse(1, name, "This column stands there twice.")
    if "email" not in columns:
        refuse(1, "email", "This column is missing: people are known by their address.")
    return columns


def person_of(
    line: int,
    cells: dict[str, str],
    role: str,
    readers: Readers,
    refuse: Callable[[int, str, str], None],
) -> PersonRow | None:
    said: dict[str, Any] = {}
    is_whole = True
    for name, cell in cells.items():
        longest, read = readers[name]
        try:
            said[name] = read(short(cell, longest))
        except Refused as refusal:
            refuse(line, name, str(refusal))
            is_whole = False
    if not is_whole:
        return None
    said["role"] = said.get("role") or role
    answers = {name: said.pop(name) for name in list(said) if name.startswith("q-")}
    given = {name: answer for name, answer in answers.items() if answer is not None}
    said["answers"] = tuple((name.removeprefix("q-"), given[name]) for name in given)
    if said.get("availability") and not said.get("timezone"):
        refuse(line, "timezone", "Free hours need a time zone to mean anything.")
        return None
    return PersonRow(line=line, **said)


def one_line_a_person(
    rows: list[PersonRow], refuse: Callable[[int, str, str], None], *, last_wins: bool
) -> list[PersonRow]:
    kept: dict[str, PersonRow] = {}
    for row in rows:
        first = kept.get(row.email)
        if first is not None and not last_wins:
            refuse(row.line, "email", f"Lines {first.line} and {row.line} are the same person.")
        else:
            kept.pop(row.email, None)
            kept[row.email] = row
    return list(kept.values())


def short(cell: str, longest: int) -> str:
    if len(cell) > longest:
        raise Refused(f"This is longer than {longest} letters.")
    return cell


def read_email(cell: str) -> str:
    email = cell.strip().lower()
    if not EMAIL.fullmatch(email):
        raise Refused("This is no e-mail address.")
    return email


def read_words(cell: str) -> str:
    return " ".join(cell.split())


def read_notes(cell: str) -> str:
    return cell


def read_role(cell: str) -> str:
    role = cell.strip().casefold()
    if role and role not in ROLES:
        raise Refused("A role is mentee or mentor.")
    return role


def entries(cell: str) -> list[str]:
    found = list(dict.fromkeys(entry for part in cell.split(";") if (entry := read_words(part))))
    if len(found) > MOST_ENTRIES:
        raise Refused(f"At most {MOST_ENTRIES} entries fit here.")
    return found


def read_skills(cell: str) -> tuple[str, ...]:
    found = entries(cell)
    if any(len(skill) > 80 for skill in found):
        raise Refused("A skill has at most 80 letters. Separate skills with semicolons.")
    return tuple(found)


def read_languages(cell: str) -> tuple[str, ...]:
    found = [language.casefold() for language in entries(cell)]
    for language in found:
        if not LANGUAGE.fullmatch(language):
            raise Refused("Languages are codes like en or pt, separated by semicolons.")
    return tuple(sorted(set(found)))


def read_zone(cell: str) -> str:
    name = cell.strip()
    if not name:
        return ""
    if ABBREVIATION.fullmatch(name):
        raise Refused(f"“{name[:20]}” is read differently by everyone. Write Europe/Berlin.")
    try:
        return zones.canonical(name)
    except zones.UnknownZone as unknown:
        raise Refused(str(unknown)) from None


def read_windows(cell: str) -> tuple[Window, ...]:
    found = [read_window(entry) for entry in entries(cell.upper())]
    whole = merged(found)
    if any(window.minutes < LEAST_MINUTES for window in whole):
        raise Refused(f"Free time shorter than {LEAST_MINUTES} minutes helps nobody.")
    return tuple(whole)


def read_window(entry: str) -> Window:
    found = TIMES.fullmatch(entry)
    if not found or found[1] not in DAYS:
        raise Refused("Free hours are written like MO 18:00-20:00; TU 09:00-11:30.")
    start, end = minutes_of(found[2], found[3]), minutes_of(found[4], found[5])
    if start in {end, DAY}:
        raise Refused("Free hours begin before they end.")
    return Window(DAYS.index(found[1]), start, (end - start) % DAY or DAY)


def minutes_of(hours: str, minutes: str) -> int:
    whole = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or whole > DAY:
        raise Refused(f"{hours}:{minutes} is no time of the day.")
    return whole


def whole_number(least: int, most: int) -> Callable[[str], int | None]:
    """Digits 0 to 9 alone: int() also takes 1_0 and the digits of other scripts."""

    def read(cell: str) -> int | None:
        text = cell.strip()
        if not text:
            return None
        if not WHOLE.fullmatch(text) or not least <= int(text) <= most:
            raise Refused(f"This is a whole number from {least} to {most}.")
        return int(text)

    return read


# Column → longest cell, and how it is read.
READERS: Readers = {
    "email": (254, read_email),
    "name": (120, read_words),
    "role": (20, read_role),
    "skills": (2_000, read_skills),
    "timezone": (64, read_zone),
    "availability": (2_000, read_windows),
    "capacity": (40, whole_number(1, MOST_MENTEES)),
    "notes": (3_000, read_notes),
    "languages": (200, read_languages),
    "seniority": (40, whole_number(0, MOST_SENIOR)),
    "organisation": (160, read_words),
}
