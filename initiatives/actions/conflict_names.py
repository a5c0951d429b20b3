import json
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from initiatives.core.taken_down import is_taken_down, redact
from initiatives.models import Conflict


def forget_conflicts_naming(*, fingerprints: AbstractSet[str]) -> None:
    """A conflict about somebody who asked to be left out is no question any more."""
    for row in Conflict.objects.all():
        words = " | ".join(
            (row.what, row.ours, row.theirs, row.our_source, row.their_source, said(row.proposal))
        )
        if redact(words, fingerprints) != words or any(
            is_taken_down(fingerprints, name=name, handle=handle)
            for name, handle in holders(row.proposal)
        ):
            row.delete()


def holders(proposal: dict) -> Iterator[tuple[str, str]]:
    """Who sits on the seats in question: a short handle tells nothing in running text, but here."""
    for side in proposal.values():
        entry = side.get("entry") or {}
        yield str(entry.get("name", "")), str(entry.get("handle", ""))


def said(proposal: dict) -> str:
    return json.dumps(proposal, ensure_ascii=False)
