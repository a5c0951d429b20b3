"""Published minutes and decisions by the words in them, as they are written, for the portal's
search."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from events.models import Minutes
from portal.core.typo_search import plain, tokens
from portal.kit.markdown import without_marks

from .lines import occurrence_address

MOST_WORDS = 8
LONGEST_PASSAGE = 200
# What is worked out to find it: a word may stand in an address alone, which nobody reads.
LONGEST_LINE, MOST_LINES = 1_000, 5


@dataclass(frozen=True)
class FoundMinutes:
    """`passages` are the sentences that were asked for: decisions first, or a line of the text."""

    title: str
    url: str
    day: date
    initiative_name: str
    passages: tuple[str, ...]


def search_minutes(text: str, *, limit: int = 10) -> list[FoundMinutes]:
    """Those with every word, best first. Two queries, none where nothing is asked."""
    # Plain words only: what a search engine takes for operators never reaches it.
    words = tokens(text)[:MOST_WORDS]
    if not words:
        return []
    rows = Minutes.objects.published().select_related("occurrence__series__initiative")
    found = rows.prefetch_related("decisions").search(" ".join(words), operator="and")
    return [as_found(minutes, words) for minutes in found[:limit]]


def as_found(minutes: Minutes, words: list[str]) -> FoundMinutes:
    row = minutes.occurrence
    decided = [one.text for one in minutes.decisions.all() if says(one.text, words)]
    told = [] if decided else passages_of(minutes.text, words)
    return FoundMinutes(
        title=row.title,
        url=f"{occurrence_address(row.series.slug, row.original_date)}#minutes",
        day=row.original_date,
        initiative_name=row.series.initiative.name,
        passages=tuple(decided or told),
    )


def passages_of(text: str, words: list[str]) -> list[str]:
    """The first line that says one of the words, without marks; the engine may have met its stem,
    then none. Only lines with the word are worked out, not the whole of a long text."""
    written = (line.strip()[:LONGEST_LINE] for line in text.splitlines())
    likely = islice((line for line in written if says(line, words)), MOST_LINES)
    line = next((line for line in map(without_marks, likely) if says(line, words)), "")
    return [line if len(line) <= LONGEST_PASSAGE else f"{line[:LONGEST_PASSAGE]}…"] if line else []


def says(line: str, words: list[str]) -> bool:
    said = plain(line)
    return any(word in said for word in words)
