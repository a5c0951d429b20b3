"""What a meeting says about steps: called by whoever keeps the list of who comes and who came."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F

from initiatives.onboarding.core.plan import COUNTED_HERE, SHOWN
from initiatives.onboarding.models import Completion, Journey, Source, Step
from portal.kit import clock
from portal.people.models import User

from .own_work import count_own_work, hold_walks

SOURCES = {"rsvp": Source.RSVP, "attended": Source.ATTENDANCE}
# Nothing that was shown: who was not there after all would lose it.
WEAKER = {
    Source.RSVP: [],
    Source.ATTENDANCE: [
        *(Source.SELF, Source.PRIOR, Source.CARRIED, Source.RSVP),
        *(Source.TASK, Source.MET),
    ],
}


@transaction.atomic
def complete_meeting_steps(
    *, people: Collection[User], series_slug: str, how: str, at: datetime | None = None
) -> int:
    """Mark the steps of their open journeys that are about this meeting; returns how many.

    `how` is "rsvp", which counts only where the step says so, or "attended". Also a step whose turn
    has not come: somebody who was there was there. Attendance replaces a weaker mark; it shows
    nothing, so steps that have to be shown are left alone.
    """
    source = SOURCES[how]
    steps = Step.objects.filter(meeting=series_slug).exclude(kind__in=SHOWN)
    if source is Source.RSVP:
        steps = steps.filter(rsvp_is_enough=True)
    walked = list(
        Journey.objects.open()
        .filter(person__in=people, edition__steps__in=steps)
        .values_list("pk", "edition__steps", "edition__steps__key")
    )
    if not walked:
        return 0
    moment = at or clock.now()
    Completion.objects.bulk_create(
        (
            Completion(journey_id=journey, step_id=step, key=key, source=source, at=moment)
            for journey, step, key in walked
        ),
        ignore_conflicts=True,
        batch_size=500,
    )
    if weaker := WEAKER[source]:
        marks = Completion.objects.filter(journey__person__in=people, journey__left_at=None)
        marks.filter(step__in=steps, source__in=weaker).update(source=source, at=moment)
    Journey.objects.filter(pk__in={journey for journey, _step, _key in walked}).update(
        acted_at=clock.now()
    )
    return len(walked)


@transaction.atomic
def withdraw_meeting_steps(*, people: Collection[User], series_slug: str, how: str) -> int:
    """Who will not come after all, or was not there, has the steps before them that only that
    had marked; their own word of before and what they did in the portal speak again."""
    marks = Completion.objects.filter(
        journey__person__in=people,
        journey__left_at=None,
        step__meeting=series_slug,
        source=SOURCES[how],
    )
    found = list(marks.values_list("pk", "was", "step__counts", "journey__person"))
    again = {person for _pk, _was, counts, person in found if counts in COUNTED_HERE}
    # Before anything is written: who says that they met holds these, and then writes the same.
    hold_walks(Journey.objects.filter(person__in=again) if again else [])
    if before := [pk for pk, was, *_step in found if was]:
        told = marks.filter(pk__in=before)
        told.update(source=F("was"), at=F("was_at"), was="", was_at=None)
    marks.filter(pk__in=[pk for pk, was, *_step in found if not was]).delete()
    if again:
        count_own_work(people=again)
    return len(found)
