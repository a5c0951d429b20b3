"""A group as it was on a day, from its dated facts alone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from initiatives.core.as_of import fact_on
from initiatives.models import AliasKind, Initiative

from .group_rows import LinkRow, NameRow, StageRow, current, group_rows
from .initiative_detail import Seat, seats_of


@dataclass(frozen=True)
class InitiativeAsOf:
    """What has no history (its texts, channels, meetings) is not here: that is known of today only.

    `name` is none when every name we know began later; governing bodies have no stages at all.
    """

    initiative: Initiative
    on: date
    name: NameRow | None
    has_stages: bool
    stage: StageRow | None
    parent: LinkRow | None
    serves: tuple[LinkRow, ...]
    served_by: tuple[LinkRow, ...]
    children: tuple[LinkRow, ...]
    predecessors: tuple[LinkRow, ...]
    seats: tuple[Seat, ...]

    @property
    def title(self) -> str:
        return self.name.name if self.name else self.initiative.name

    @property
    def was_called_otherwise(self) -> bool:
        return self.title != self.initiative.name

    @property
    def seats_without_start(self) -> int:
        return sum(seat.since is None for seat in self.seats)


def initiative_as_of(*, initiative: Initiative, on: date) -> InitiativeAsOf:
    rows = group_rows(initiative)
    return InitiativeAsOf(
        initiative=initiative,
        on=on,
        name=fact_on(names_in_turn(initiative, rows.names), on),
        has_stages=bool(rows.stages),
        stage=fact_on(rows.stages, on),
        parent=fact_on(rows.parents, on),
        serves=current(rows.serves, on),
        served_by=current(rows.served_by, on),
        children=tuple(sorted(current(rows.children, on), key=lambda row: row.name.casefold())),
        predecessors=current(rows.predecessors, on),
        seats=seats_of(current(rows.roles, on)),
    )


def names_in_turn(initiative: Initiative, names: Iterable[NameRow]) -> list[NameRow]:
    """The official names by their dates: each begins on the day the one before it ended.

    A former name without an end is left out: nobody can say that it was in use on a day.
    """
    former = [row for row in names if row.kind == AliasKind.FORMER_NAME and row.until]
    today = next((row for row in names if row.kind == AliasKind.NAME), None)
    found: list[NameRow] = []
    begin = None
    for row in (*sorted(former, key=ended), today or unsaid(initiative)):
        found.append(replace(row, since=row.since or begin))
        begin = row.until
    return found


def ended(row: NameRow) -> date:
    return row.until or date.max


def unsaid(initiative: Initiative) -> NameRow:
    """Today's name where no row says since when it holds."""
    return NameRow(
        pk=0,
        since=None,
        until=None,
        source="",
        source_url="",
        seen_on=None,
        confirmed_on=None,
        name=initiative.name,
        slug="",
        kind=AliasKind.NAME,
    )
