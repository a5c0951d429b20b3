"""What an import does to one group, gathered so that many groups are written together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model

from initiatives.core.dispute import Dispute, Side
from initiatives.models import Change, ChangeKind, Conflict, Initiative

Row = TypeVar("Row", bound=Model)
BATCH = 500
LONGEST = 300


@dataclass
class NewRows:
    """Rows to be added, of many groups and kinds: one question a kind, not one a row."""

    rows: dict[type[Model], list[Model]] = field(default_factory=dict)

    def add(self, row: Row) -> Row:
        self.rows.setdefault(type(row), []).append(row)
        return row

    def write(self) -> None:
        for model, rows in self.rows.items():
            model._default_manager.bulk_create(rows, BATCH)  # noqa: SLF001  # Django's name for it
        self.rows.clear()


@dataclass(kw_only=True)
class Changes:
    """`count` says whether anything became different; `disputes` what a person has to decide.

    `later_editions` are texts of which we know a later day than the file has. `heard` is what its
    sources say of a disputed matter today, `held` what we say then.
    """

    initiative: Initiative
    new: NewRows
    is_new: bool = False
    count: int = 0
    is_people_changed: bool = False
    disputes: list[Dispute] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    later_editions: dict[str, date] = field(default_factory=dict)
    heard: dict[str, list[Side]] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)

    def tell(
        self, kind: ChangeKind, *, before: str = "", after: str = "", source: str = ""
    ) -> None:
        """Followers read it. Of a group that is new itself they only read that it came."""
        is_told = before != after or kind == ChangeKind.TEXT
        if is_told and not self.is_new:
            self.new.add(
                Change(
                    initiative=self.initiative,
                    kind=kind,
                    before=before[:LONGEST],
                    after=after[:LONGEST],
                    source=source[:LONGEST],
                )
            )

    def hear(self, what: str, side: Side) -> None:
        self.heard.setdefault(what, []).append(side)

    def is_ruled_for_ours(self, what: str, ours: Side, theirs: Side) -> bool:
        """A person has said that this very claim is wrong."""
        return any(
            winner.value == ours.value and loser.is_said_by(theirs)
            for winner, loser in self.rulings(what)
        )

    def is_ruled_for_theirs(self, what: str, ours: Side, theirs: Side) -> bool:
        return any(
            winner.value == theirs.value
            and winner.source == theirs.source
            and loser.is_said_by(ours)
            for winner, loser in self.rulings(what)
        )

    def rulings(self, what: str) -> Iterable[tuple[Side, Side]]:
        for row in self.conflicts:
            if row.what == what and row.verdict:
                sides = sides_of(row)
                yield sides if row.verdict == "ours" else sides[::-1]


def sides_of(conflict: Conflict) -> tuple[Side, Side]:
    stored: dict[str, Any] = conflict.proposal
    return Side.from_json(stored["ours"]), Side.from_json(stored["theirs"])
