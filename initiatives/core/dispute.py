"""Two sources that disagree about one fact, in the words of the catalogue file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

LONGEST = 500


@dataclass(frozen=True, kw_only=True)
class Side:
    """What one source says. `value` is the fact alone, `entry` all of it as the file would."""

    value: str
    since: date | None = None
    source: str = ""
    source_url: str = ""
    seen_on: date | None = None
    entry: Mapping[str, Any] | None = None

    @property
    def words(self) -> str:
        since = f" since {self.since}" if self.since else ""
        return f"{self.value or 'unknown'}{since}"[:LONGEST]

    def as_json(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "since": self.since and self.since.isoformat(),
            "source": self.source,
            "source_url": self.source_url,
            "seen_on": self.seen_on and self.seen_on.isoformat(),
            "entry": self.entry,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Side":
        return cls(
            value=stored["value"],
            since=day(stored["since"]),
            source=stored["source"],
            source_url=stored["source_url"],
            seen_on=day(stored["seen_on"]),
            entry=stored["entry"],
        )

    def is_said_by(self, other: "Side") -> bool:
        """Whether `other` is this side, heard again: it may leave out since when."""
        return (
            self.source == other.source
            and self.value == other.value
            and other.since in (None, self.since)
        )


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True, kw_only=True)
class Dispute:
    """`fact` is a key of the catalogue file, `what` the words for it within its group."""

    fact: str
    what: str
    ours: Side
    theirs: Side
