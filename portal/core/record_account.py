"""Whether the tables say now what the record says of them.

The record is folded into what was said last of each thing, and every row asked for its part. A row
that was changed past the portal, made up or taken away shows, whoever can write to the database:
entries cannot be changed with it unseen.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from .record_chain import Sealed, commitment


@dataclass(frozen=True)
class Standing:
    """One row as its last entry has to have it: the fact it goes by and its mark there, what may
    have been said last, the mark of what it says (none where entries hold none), the key of its
    person (none once they are erased), and when it came about."""

    fact: str
    mark: str
    kinds: frozenset[str]
    since: datetime
    says: str = ""
    holder: str = ""


@dataclass(frozen=True)
class Said:
    """The last entry about one thing."""

    number: int
    kind: str
    says: str
    holder: str


@dataclass(frozen=True)
class Account:
    """`earlier` are rows from before the record told of their sort: nothing can be said of them."""

    alike: int
    earlier: int
    problems: tuple[str, ...]


def account(
    entries: Iterable[Sealed], rows: Mapping[str, Iterable[Standing]], salts: Mapping[int, bytes]
) -> Account:
    """`rows` by the fact they go by, `salts` of holders by entry, of those who are still here."""
    last, begun = fold(entries, rows.keys())
    problems: list[str] = []
    alike = earlier = 0
    for row in (row for of_one_sort in rows.values() for row in of_one_sort):
        said = last.pop((row.fact, row.mark), None)
        if said is None and (row.fact not in begun or row.since < begun[row.fact]):
            earlier += 1
        elif why := what_differs(row, said, salts):
            problems.append(why)
        else:
            alike += 1
    problems += (
        f"Entry {said.number}: what it tells of is gone, and its person is here."
        for said in last.values()
        if said.number in salts
    )
    return Account(alike, earlier, tuple(problems))


def fold(
    entries: Iterable[Sealed], facts: Iterable[str]
) -> tuple[dict[tuple[str, str], Said], dict[str, datetime]]:
    """What was said last of each thing, and when the record first told of one of its sort."""
    wanted = set(facts)
    last: dict[tuple[str, str], Said] = {}
    begun: dict[str, datetime] = {}
    for entry in entries:
        told = json.loads(entry.said)
        said = told["facts"]
        for fact in wanted & said.keys():
            begun.setdefault(fact, datetime.fromisoformat(told["at"]))
            last[fact, said[fact]] = Said(
                entry.number, told["kind"], said.get("says", ""), said.get("holder", "")
            )
    return last, begun


def what_differs(row: Standing, said: Said | None, salts: Mapping[int, bytes]) -> str:
    if said is None:
        day = row.since.date().isoformat()
        return f"A row of {day} ({row.fact}): the record says nothing of it."
    if said.kind not in row.kinds or (said.says and said.says != row.says):
        return f"Entry {said.number}: its row says otherwise now."
    salt = salts.get(said.number)
    if salt is not None and commitment(salt, row.holder) != said.holder:
        return f"Entry {said.number}: its row is somebody else's now."
    return ""
