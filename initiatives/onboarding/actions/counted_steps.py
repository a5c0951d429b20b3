"""What work that was seen says about steps: called by whoever knows of that work."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from initiatives.onboarding.models import OWN_WORD, Completion, Counts, Journey, Source
from portal.kit.locks import hold

from .journey import lock_name, note_act

# Being at a meeting, and what somebody found to count, say as much already.
WEAKER = [*OWN_WORD, Source.RSVP, Source.TASK, Source.MET]
SOURCES: dict[str, Source] = {Counts.TASK.value: Source.TASK, Counts.MET.value: Source.MET}


@transaction.atomic
def complete_counted_steps(*, journey: Journey, kept: Mapping[str, datetime]) -> int:
    """Mark the steps whose rule is kept, each at the moment from which it was; returns how many
    were not marked so before.

    Also a step whose turn has not come, as for meetings, and one that has to be shown: the work
    itself was seen. It takes the place of a weaker word. What waits for somebody to look goes on
    waiting: whoever showed it may want to hear what they think.
    """
    hold(lock_name(journey.path_id, journey.person_id))
    journey.refresh_from_db()
    if journey.left_at is not None:
        return 0
    steps = journey.edition.steps.filter(key__in=kept).exclude(counts="")
    marks = {mark.key: mark for mark in journey.completions.filter(key__in=kept)}
    changed = 0
    for step in steps:
        told = {"source": SOURCES.get(step.counts, Source.GITHUB), "at": kept[step.key]}
        mark = marks.get(step.key)
        if mark is None:
            # A press of their own in the same moment takes no lock.
            Completion.objects.bulk_create(
                [Completion(journey=journey, step=step, key=step.key, **told)],
                ignore_conflicts=True,
            )
        elif mark.source in WEAKER and mark.source != told["source"]:
            if mark.source in OWN_WORD and step.counts in SOURCES:
                told |= {"was": mark.source, "was_at": mark.at}
            Completion.objects.filter(pk=mark.pk).update(**told)
        else:
            continue
        changed += 1
    if changed:
        note_act(journey)
    return changed
