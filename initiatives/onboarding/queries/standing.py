"""What was found of what people showed, as the record has to have it, and what was made of it."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef

from initiatives.onboarding.models import (
    FOUND_TO_COUNT,
    VERDICTS,
    Completion,
    Evidence,
    EvidenceState,
    Source,
    Step,
)
from portal.core.record_account import Standing
from portal.core.record_chain import mark


def standing_verdicts() -> Iterator[Standing]:
    """One query."""
    decided = Evidence.objects.filter(state__in=VERDICTS).order_by("pk")
    facts = ("public_id", "key", "state", "decided_at", "journey__person")
    for one in decided.values(*facts).iterator():
        yield Standing(
            fact="evidence",
            mark=mark(one["public_id"]),
            kinds=frozenset({"evidence.decided"}),
            since=one["decided_at"],
            says=mark(one["public_id"], one["key"], one["state"]),
            holder=str(one["journey__person"]),
        )


def unfounded_marks() -> Iterator[str]:
    """Steps that count as looked at follow from verdicts, and from editions that carry them on.
    Recomputed here for every walk: the marks that should be there and are not, and those nothing
    speaks for. Two queries, and two of each mark that an edition carried."""
    accepted = Evidence.objects.filter(state=EvidenceState.ACCEPTED)
    of_one_step = {"journey": OuterRef("journey"), "key": OuterRef("key")}
    verified = Completion.objects.filter(source=Source.VERIFIED)
    for evidence in accepted.exclude(Exists(verified.filter(**of_one_step))).iterator():
        yield f"Evidence of {day(evidence.decided_at)} counts, and its step is not marked so."
    rest = verified.exclude(Exists(accepted.filter(**of_one_step))).select_related("journey")
    for completion in rest.iterator():
        if not is_carried(completion):
            yield f"A step marked on {day(completion.at)} counts as looked at, and nobody did."


def is_carried(completion: Completion) -> bool:
    """Whichever edition carried it: all it stands in the place of was found to count."""
    journey = completion.journey
    found = {mark.key for mark in journey.completions.all() if mark.source in FOUND_TO_COUNT}
    steps = Step.objects.filter(edition__path=journey.path_id, key=completion.key, carries=True)
    return any(step.replaces and found.issuperset(step.replaces) for step in steps)


def day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""
