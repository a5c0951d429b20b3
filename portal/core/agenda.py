"""What somebody has to know or do next, whichever slice it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Item:
    """One line of a start page: what, by when, with whom, why, and the one address to go to.

    `at` and `due` are instants: something happens then, or must be done by then. `days` are the
    first and the last one of what lasts whole days. `is_waiting` says that it does not go on
    without this person; `is_stale` that it should have moved long ago.
    """

    what: str
    url: str
    at: datetime | None = None
    until: datetime | None = None
    days: tuple[date, date] | None = None
    due: datetime | None = None
    with_whom: str = ""
    why: str = ""
    action: str = ""
    kind: str = ""
    is_waiting: bool = False
    is_stale: bool = False

    @property
    def when(self) -> datetime | None:
        moments = [moment for moment in (self.due, self.at) if moment]
        return min(moments) if moments else None


def in_order(items: Iterable[Item]) -> list[Item]:
    """What waits comes first, then by time; what has no time stands after what has one."""
    return sorted(
        items,
        key=lambda item: (
            not item.is_waiting,
            item.when is None,
            item.when.timestamp() if item.when else 0.0,
            item.what,
            item.url,
        ),
    )
