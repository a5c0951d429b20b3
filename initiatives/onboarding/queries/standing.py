"""What was found of what people showed, as the record has to have it, and what was made of it."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from initiatives.onboarding.core.edition_diff import asks_the_same
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

from .kin import marks_in_kin


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
    """Steps that count as looked at follow from verdicts, here or on a path of the same family, and
    from editions that carry them on.
    Recomputed here for every walk: the marks that should be there and are not, and those nothing
    speaks for. Two queries, and some of each mark that an edition or a kin path carried."""
    accepted = Evidence.objects.filter(state=EvidenceState.ACCEPTED)
    of_one_step = {"journey": OuterRef("journey"), "key": OuterRef("key")}
    verified = Completion.objects.filter(source=Source.VERIFIED)
    for evidence in accepted.exclude(Exists(verified.filter(**of_one_step))).iterator():
        yield f"Evidence of {day(evidence.decided_at)} counts, and its step is not marked so."
    rest = verified.exclude(Exists(accepted.filter(**of_one_step)))
    rest = rest.select_related("step", "journey__person", "journey__path__upstream")
    for completion in rest.iterator():
        if not (is_carried(completion) or is_found_in_kin(completion, accepted)):
            yield f"A step marked on {day(completion.at)} counts as looked at, and nobody did."


def is_carried(completion: Completion) -> bool:
    """Whichever edition carried it: all it stands in the place of was found to count."""
    journey = completion.journey
    marks = journey.completions.all()
    found = {one.key for one in marks if one.source in FOUND_TO_COUNT}
    steps = Step.objects.filter(edition__path=journey.path_id, key=completion.key, carries=True)
    return any(step.replaces and found.issuperset(step.replaces) for step in steps)


def is_found_in_kin(completion: Completion, accepted: QuerySet[Evidence]) -> bool:
    """There by a verdict, by GitHub or by an edition, and of a step that asks the same: kin paths
    do not vouch for each other."""
    journey = completion.journey
    marks = marks_in_kin(person=journey.person, path=journey.path).filter(key=completion.key)
    return any(
        one.source == Source.GITHUB
        or accepted.filter(journey=one.journey_id, key=one.key).exists()
        or is_carried(one)
        for one in marks.filter(source__in=FOUND_TO_COUNT).select_related("journey", "step")
        if asks_the_same(one.step.planned, completion.step.planned)
    )


def day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""
