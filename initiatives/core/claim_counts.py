"""What became of the tasks people took, counted so that it tells of no few of them."""

from collections.abc import Iterable

from portal.core.small_counts import shown_counts

TAKEN = "taken"


def claim_counts(claims: Iterable[tuple[int, str]], ends: Iterable[str]) -> dict[str, int]:
    """Person and how the claim ended, empty while it is held → the counts that may be told: of all
    under `TAKEN`, then of each end in the order of `ends`."""
    found = list(claims)
    counts = {TAKEN: set(range(len(found)))} | {
        end: {at for at, claim in enumerate(found) if claim[1] == end} for end in ends
    }
    owners = {at: person for at, (person, _end) in enumerate(found)}
    shown = shown_counts(counts, owners=owners, order=list(counts))
    return {name: len(counts[name]) for name in counts if name in shown}
