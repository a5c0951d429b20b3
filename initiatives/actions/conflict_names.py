import json
from collections.abc import Set as AbstractSet

from initiatives.core.taken_down import redact
from initiatives.models import Conflict


def forget_conflicts_naming(*, fingerprints: AbstractSet[str]) -> None:
    """A conflict about somebody who asked to be left out is no question any more."""
    for row in Conflict.objects.all():
        words = " | ".join(
            (row.what, row.ours, row.theirs, row.our_source, row.their_source, said(row.proposal))
        )
        if redact(words, fingerprints) != words:
            row.delete()


def said(proposal: dict) -> str:
    return json.dumps(proposal, ensure_ascii=False)
