"""Issues as GitHub's API tells them; what is not understood is said by its place, never guessed."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

LONGEST_TITLE, LONGEST_URL, MOST_LABELS, LONGEST_LABEL = 300, 500, 50, 100
LARGEST_NUMBER = 2**31 - 1
MOST_ISSUES = 20_000
REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}")
YEARS = range(1990, 2101)


class NotIssues(ValueError):
    """This is no list of issues at all."""


@dataclass(frozen=True)
class Issue:
    repository: str
    number: int
    title: str
    url: str
    labels: tuple[str, ...]
    is_open: bool
    is_done: bool
    is_assigned: bool
    opened_at: datetime
    changed_at: datetime


@dataclass(frozen=True)
class Problem:
    """`place` names the issue: "issue 3 (#17), updated_at"."""

    place: str
    what: str


@dataclass(frozen=True)
class Reading:
    issues: tuple[Issue, ...] = ()
    pull_requests: int = 0
    problems: tuple[Problem, ...] = ()


class Unreadable(ValueError):
    def __init__(self, field: str, what: str) -> None:
        super().__init__(what)
        self.field = field


def is_repository(name: str) -> bool:
    return bool(REPOSITORY.fullmatch(name)) and name.rsplit("/", 1)[1] not in {".", ".."}


def read_text(content: bytes, *, repository: str = "") -> Reading:
    """Raises NotIssues. `repository` is for files that don't name their own."""
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_constant=refuse_constant)
    except UnicodeDecodeError as error:
        raise NotIssues(f"Byte {error.start + 1}: this is not UTF-8.") from error
    except json.JSONDecodeError as error:
        raise NotIssues(
            f"Line {error.lineno}, column {error.colno}: this is not JSON ({error.msg})."
        ) from error
    except (RecursionError, ValueError) as error:
        raise NotIssues("This JSON is nested too deep or holds a number no issue has.") from error
    if not isinstance(found, list):
        raise NotIssues("A list of issues begins with “[”.")
    if len(found) > MOST_ISSUES:
        raise NotIssues(f"At most {MOST_ISSUES} issues at once.")
    return read_issues(found, repository=repository)


def refuse_constant(name: str) -> None:
    raise ValueError(name)


def read_issues(rows: Iterable[Any], *, repository: str = "") -> Reading:
    issues: dict[tuple[str, int], Issue] = {}
    problems, pull_requests = [], 0
    for position, row in enumerate(rows, start=1):
        if isinstance(row, dict) and row.get("pull_request") is not None:
            pull_requests += 1
            continue
        try:
            issue = read_issue(row, repository)
        except Unreadable as error:
            problems.append(Problem(place(position, row, error.field), str(error)))
            continue
        # A list that changes while it is paged says an issue twice: the later word counts.
        kept = issues.get((issue.repository, issue.number))
        if kept is None or kept.changed_at <= issue.changed_at:
            issues[issue.repository, issue.number] = issue
    return Reading(tuple(issues.values()), pull_requests, tuple(problems))


def place(position: int, row: Any, field: str) -> str:
    number = row.get("number") if isinstance(row, dict) else None
    known = f" (#{number})" if isinstance(number, int) and not isinstance(number, bool) else ""
    return f"issue {position}{known}" + (f", {field}" if field else "")


def read_issue(row: Any, repository: str) -> Issue:
    if not isinstance(row, dict):
        raise Unreadable("", "An issue is an object in “{}”.")
    number = row.get("number")
    if not isinstance(number, int) or isinstance(number, bool) or number not in NUMBERS:
        raise Unreadable("number", "This is no number of an issue.")
    name = repository or repository_of(row)
    title = " ".join(text(row, "title", 4 * LONGEST_TITLE).split())
    if not title:
        raise Unreadable("title", "An issue has a title.")
    state = row.get("state")
    if state not in ("open", "closed"):
        raise Unreadable("state", "The state is “open” or “closed”.")
    opened, changed = instant(row, "created_at"), instant(row, "updated_at")
    return Issue(
        repository=name,
        number=number,
        title=title[:LONGEST_TITLE],
        url=f"https://github.com/{name}/issues/{number}",
        labels=labels(row),
        is_open=state == "open",
        is_done=state == "closed" and row.get("state_reason") in (None, "completed"),
        is_assigned=bool(row.get("assignee") or row.get("assignees")),
        opened_at=opened,
        changed_at=max(opened, changed),
    )


NUMBERS = range(1, LARGEST_NUMBER + 1)


def repository_of(row: dict[str, Any]) -> str:
    """From `repository_url` of the API, or the address of the page."""
    for field in ("repository_url", "html_url"):
        value = row.get(field)
        if isinstance(value, str) and len(value) <= LONGEST_URL:
            try:
                parts = urlsplit(value).path.strip("/").split("/")
            except ValueError:
                continue
            name = "/".join(parts[1:3] if parts[0] == "repos" else parts[:2])
            if is_repository(name):
                return name
    raise Unreadable("repository_url", "It is not said which repository this belongs to.")


def text(row: dict[str, Any], field: str, longest: int) -> str:
    value = row.get(field)
    if not isinstance(value, str):
        raise Unreadable(field, "This has to be text.")
    if len(value) > longest or not storable(value):
        raise Unreadable(field, "This text is too long or holds a character no page can show.")
    return value


def storable(value: str) -> bool:
    return "\x00" not in value and not any("\ud800" <= char <= "\udfff" for char in value)


def labels(row: dict[str, Any]) -> tuple[str, ...]:
    """Objects with a name, or plain names, as older exports have them."""
    found = row.get("labels", [])
    if not isinstance(found, list):
        raise Unreadable("labels", "Labels are a list.")
    names = [one.get("name") if isinstance(one, dict) else one for one in found[:MOST_LABELS]]
    kept = [name for name in names if isinstance(name, str) and storable(name)]
    return tuple(dict.fromkeys(name[:LONGEST_LABEL] for name in kept if name.strip()))


def instant(row: dict[str, Any], field: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text(row, field, 40))
    except ValueError as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(
            field, "This has to be an instant such as 2026-03-05T12:00:00Z."
        ) from error
    if moment.tzinfo is None or moment.year not in YEARS:
        raise Unreadable(field, "An instant needs its offset and a year of our time.")
    return moment
