"""Deliveries of GitHub, read into facts; of everything else in them nothing is kept."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from initiatives.core.github_issues import is_repository
from initiatives.core.task_labels import DEFAULT_LABELS, spelt

from .fact import Fact, Kind
from .revert import Revert, numbers_reverted

EVENTS = frozenset({"pull_request", "pull_request_review"})
LARGEST_NUMBER = 2**63 - 1
LARGEST_PULL_REQUEST = 2**31 - 1
# Before that there was no GitHub; after "now" only as far as two clocks may differ.
FIRST_DAY = datetime(2008, 1, 1, tzinfo=UTC)
CLOCKS_DIFFER = timedelta(hours=1)
MOST_LABELS = 100
DOCS = "role:docs"
VERDICTS = frozenset({"approved", "changes_requested"})
BOT = "[bot]"


class Unreadable(ValueError):
    """The text names the field, never what stood in it."""


@dataclass(frozen=True)
class Told:
    """`implausible` counts facts whose date nobody can believe, which are left out."""

    repository: int
    name: str
    facts: tuple[Fact, ...] = ()
    implausible: int = 0
    reverts: tuple[Revert, ...] = ()


def read_delivery(event: str, body: bytes, *, received_at: datetime) -> Told:
    """Raises Unreadable, also for an event that is none of `EVENTS`."""
    if event not in EVENTS:
        raise Unreadable("event")
    told = json_of(body)
    repository = part(told, "repository")
    number, name = number_of(repository, "id"), name_of(repository)
    reverts: list[Revert] = []
    if event == "pull_request":
        found = list(facts_of_pull_request(told, number))
        reverts = list(reverts_of(part(told, "pull_request"), number))
    else:
        found = list(facts_of_review(told, number))
    return believed(number, name, found, reverts, received_at)


def believed(
    number: int,
    name: str,
    facts: Collection[Fact],
    reverts: Collection[Revert],
    received_at: datetime,
) -> Told:
    plausible = tuple(fact for fact in facts if is_plausible(fact.at, received_at))
    return Told(
        number,
        name,
        plausible,
        implausible=len(facts) - len(plausible),
        reverts=tuple(one for one in reverts if is_plausible(one.at, received_at)),
    )


def is_plausible(at: datetime, received_at: datetime) -> bool:
    return FIRST_DAY <= at <= received_at + CLOCKS_DIFFER


def facts_of_pull_request(told: Any, repository: int) -> Iterator[Fact]:
    """Everything the message says of the pull request, not only what is new in it: another one may
    be lost. Work of machines and of deleted accounts is nobody's."""
    pull = part(told, "pull_request")
    author = person_of(pull)
    if author is None or number_of(part(part(pull, "base"), "repo"), "id") != repository:
        return
    yield from facts_of(pull, author, repository, action=told.get("action"))


def facts_of(pull: Any, author: int, repository: int, *, action: object) -> Iterator[Fact]:
    fact = Fact(
        repository=repository,
        kind=Kind.OPENED,
        subject=number_of(pull, "id"),
        at=FIRST_DAY,
        author=author,
        number=number_of(pull, "number", LARGEST_PULL_REQUEST),
    )
    if at := first_moment(pull, "created_at", *["updated_at"] * (action == "opened")):
        yield replace(fact, at=at)
    if action == "reopened" and (at := first_moment(pull, "updated_at")):
        yield replace(fact, kind=Kind.REOPENED, at=at)
    if at := first_moment(pull, "merged_at"):
        by = pull.get("merged_by")
        # Who merged it may be unknown: then somebody looks, as at what one merged oneself.
        is_own = not isinstance(by, dict) or by.get("id") == author
        is_docs = says_docs(pull.get("labels"))
        yield replace(fact, kind=Kind.MERGED, at=at, is_own_merge=is_own, is_docs=is_docs)
    elif pull.get("state") == "closed" and (
        at := first_moment(pull, "closed_at", *["updated_at"] * (action == "closed"))
    ):
        yield replace(fact, kind=Kind.CLOSED, at=at)


def reverts_of(pull: Any, repository: int) -> Iterator[Revert]:
    """Whoever wrote it, a machine too: nothing of them is kept. Raises Unreadable."""
    base, words = part(part(pull, "base"), "repo"), pull.get("body")
    at = first_moment(pull, "merged_at")
    if at is None or not isinstance(words, str) or number_of(base, "id") != repository:
        return
    name, by_number = base.get("full_name"), number_of(pull, "number", LARGEST_PULL_REQUEST)
    if isinstance(name, str):
        for number in numbers_reverted(words, name=name, by_number=by_number):
            yield Revert(repository, number, by_number, at)


def facts_of_review(told: Any, repository: int) -> Iterator[Fact]:
    """One that was handed in and says yes or no, of somebody else's pull request: anybody may leave
    a comment anywhere."""
    if told.get("action") != "submitted":
        return
    review, pull = part(told, "review"), part(told, "pull_request")
    if fact := fact_of_review(review, pull, repository):
        yield fact


def fact_of_review(review: Any, pull: Any, repository: int) -> Fact | None:
    reviewer = person_of(review)
    at = first_moment(review, "submitted_at")
    if reviewer is None or at is None or reviewer == person_of(pull) or not is_verdict(review):
        return None
    return Fact(
        repository=repository,
        kind=Kind.REVIEWED,
        subject=number_of(review, "id"),
        at=at,
        author=reviewer,
        number=number_of(pull, "number", LARGEST_PULL_REQUEST),
    )


def is_verdict(review: dict[str, Any]) -> bool:
    """Deliveries write states small, answers large."""
    return str(review.get("state")).casefold() in VERDICTS


def json_of(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable("no JSON") from error


def part(told: Any, field: str) -> dict[str, Any]:
    found = told.get(field) if isinstance(told, dict) else None
    if not isinstance(found, dict):
        raise Unreadable(field)
    return found


def number_of(told: dict[str, Any], field: str, largest: int = LARGEST_NUMBER) -> int:
    found = told.get(field)
    if not isinstance(found, int) or isinstance(found, bool) or not 0 < found <= largest:
        raise Unreadable(field)
    return found


def name_of(repository: dict[str, Any]) -> str:
    """In small letters, as no two repositories differ by their case alone."""
    name = repository.get("full_name")
    if not isinstance(name, str) or not is_repository(name):
        raise Unreadable("full_name")
    return name.lower()


def person_of(told: dict[str, Any]) -> int | None:
    """Their number; None for a machine and where an account was deleted."""
    user = told.get("user")
    if user is None:
        return None
    user = part(told, "user")
    if user.get("type", "User") != "User" or str(user.get("login", "")).endswith(BOT):
        return None
    return number_of(user, "id")


def first_moment(told: dict[str, Any], *fields: str) -> datetime | None:
    """Of the first of these fields that says one."""
    found = next((told[field] for field in fields if told.get(field) is not None), None)
    if found is None:
        return None
    try:
        moment = datetime.fromisoformat(found)
        if moment.tzinfo is None:
            raise Unreadable(fields[0])
        return moment.astimezone(UTC)
    except (TypeError, ValueError, OverflowError) as error:
        raise Unreadable(fields[0]) from error


def says_docs(labels: object) -> bool:
    """By a label of the pull request, as trackers of many projects use them: which files it changed
    no message tells."""
    found = labels[:MOST_LABELS] if isinstance(labels, list) else []
    names = [one.get("name") for one in found if isinstance(one, dict)]
    return any(DEFAULT_LABELS.get(spelt(n)) == DOCS for n in names if isinstance(n, str))
