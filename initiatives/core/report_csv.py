"""A list of published reports as CSV: one line a report, told by quarter and group."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from initiatives.core.catalog_report import FileError, FileRefused
from portal.core.typo_search import plain

NEEDED = ("quarter", "ti", "filed_on")
KNOWN = (*NEEDED, "ti_as_filed", "path", "commit", "pr")
QUARTER = re.compile(r"\d{4}-Q[1-4]")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LONGEST_NAME = 160
LONGEST_PATH = 300
MOST_LINES = 100_000
MOST_ERRORS = 50
# How lists end a short name; the group itself is called without.
ENDINGS = ("workinggroup", "wg", "sig")


@dataclass(frozen=True, kw_only=True)
class ReportLine:
    """`group` is what the list calls it, `filed_as` what the file did, when that is another."""

    line: int
    quarter: str
    group: str
    filed_as: str = ""
    filed_on: date | None = None
    title: str = ""
    url: str = ""


def read_reports(content: bytes, *, where: str, below: str = "") -> tuple[ReportLine, ...]:
    """Every line or none. Raises FileRefused with all that is wrong, by line and field.

    `below` is the address that paths of the list stand below.
    """
    rows = list(rows_of(content, where))
    errors: list[FileError] = []
    read: list[ReportLine] = []
    said: dict[tuple[str, str], int] = {}
    for line, row in rows:
        wrong = [FileError(where=where, line=line, field=f, message=m) for f, m in wrongs(row)]
        errors += wrong
        if wrong:
            continue
        key = (row["quarter"], folded(row["ti"]))
        if key in said:
            message = f"The same group and quarter as in line {said[key]}."
            errors.append(FileError(where=where, line=line, field="ti", message=message))
        said.setdefault(key, line)
        read.append(line_of(line, row, below))
    if errors:
        raise FileRefused(*errors[:MOST_ERRORS])
    return tuple(read)


def rows_of(content: bytes, where: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    def refuse(line: int, field: str, message: str) -> FileRefused:
        return FileRefused(FileError(where=where, line=line, field=field, message=message))

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise refuse(line, "", "This is not UTF-8 text.") from None
    if "\x00" in text:
        raise refuse(text[: text.index("\x00")].count("\n") + 1, "", "A NUL character stands here.")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = [name.strip() for name in next(reader, [])]
        if not head:
            raise refuse(1, "", "The file is empty.")
        for name in NEEDED:
            if name not in head:
                raise refuse(1, name, f"There is no column “{name}”.")
        for name in head:
            if name not in KNOWN or head.count(name) > 1:
                message = "Twice." if head.count(name) > 1 else f"Known are: {', '.join(KNOWN)}."
                raise refuse(1, name[:40], message)
        before = reader.line_num
        for cells in reader:
            line, before = before + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(head):
                message = f"{len(cells)} cells where the first line has {len(head)}."
                raise refuse(line, "", message)
            if line > MOST_LINES:
                raise refuse(line, "", f"More than {MOST_LINES} lines.")
            yield line, dict(zip(head, (cell.strip() for cell in cells), strict=True))
    except csv.Error as error:
        raise refuse(reader.line_num, "", f"This is no CSV: {error}.") from None


def wrongs(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if not QUARTER.fullmatch(row["quarter"]) or not row["quarter"].isascii():
        yield "quarter", f"“{row['quarter'][:40]}” is no quarter; write 2025-Q2."
    if not folded(row["ti"]):
        yield "ti", "The name of the group is missing."
    for name, longest in (("ti", LONGEST_NAME), ("ti_as_filed", LONGEST_NAME)):
        if len(row.get(name, "")) > longest:
            yield name, f"Longer than {longest} characters."
    for name in ("path", "commit"):
        if len(row.get(name, "")) > LONGEST_PATH:
            yield name, f"Longer than {LONGEST_PATH} characters."
    if row["filed_on"] and day_of(row["filed_on"]) is None:
        yield "filed_on", f"“{row['filed_on'][:40]}” is no day; write 2025-06-30, or nothing."


def day_of(text: str) -> date | None:
    if not DAY.fullmatch(text) or not text.isascii():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def line_of(line: int, row: Mapping[str, str], below: str) -> ReportLine:
    path = row.get("path", "")
    filed_as = row.get("ti_as_filed", "")
    return ReportLine(
        line=line,
        quarter=row["quarter"],
        group=row["ti"],
        filed_as=filed_as if filed_as != row["ti"] else "",
        filed_on=day_of(row["filed_on"]),
        title=path.rsplit("/", 1)[-1].rsplit(".", 1)[0][:160],
        url=urljoin(below, path.lstrip("/")) if below and path else "",
    )


def folded(name: str) -> str:
    """`Alpha-Omega` as `alphaomega`: case, accents and what stands between words say nothing."""
    return "".join(char for char in plain(name) if char.isalnum())


def without_kind(name: str) -> str:
    """`BEAR-WG` as `bear`; a name that is nothing but its kind stays."""
    short = folded(name)
    for ending in ENDINGS:
        if short.endswith(ending) and short != ending:
            return short.removesuffix(ending)
    return short


class Names:
    """Groups by every spelling of their names. A spelling of two groups names neither."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        self.whole: dict[str, set[int]] = {}
        self.short: dict[str, set[int]] = {}
        for name, group in names:
            self.whole.setdefault(folded(name), set()).add(group)
            self.short.setdefault(without_kind(name), set()).add(group)

    def find(self, name: str) -> set[int]:
        """One, none, or all it might be."""
        return self.whole.get(folded(name)) or self.short.get(without_kind(name)) or set()
