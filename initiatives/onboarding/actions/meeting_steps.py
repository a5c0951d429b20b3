"""What a meeting says about steps: called by whoever keeps the list of who comes and who came."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from initiatives.onboarding.models import Completion, Journey, Source, Step
from portal.kit import clock
from portal.people.models import User

SOURCES = {"rsvp": Source.RSVP, "attended": Source.ATTENDANCE}
WEAKER = {Source.RSVP: [], Source.ATTENDANCE: [Source.SELF, Source.RSVP]}


@transaction.atomic
def complete_meeting_steps(
    *, people: Collection[User], series_slug: str, how: str, at: datetime | None = None
) -> int:
    """Mark the steps of their open journeys that are about this meeting; returns how many.

    `how` is "rsvp", which counts only where the step says so, or "attended". Also a step whose turn
    has not come: somebody who was there was there. Attendance replaces a weaker mark.
    """
    source = SOURCES[how]
    steps = Step.objects.filter(meeting=series_slug)
    if source is Source.RSVP:
        steps = steps.filter(rsvp_is_enough=True)
    walked = list(
        Journey.objects.open()
        .filter(person__in=people, edition__steps__in=steps)
        .values_list("pk", "edition__steps")
    )
    if not walked:
        return 0
    moment = at or clock.now()
    Completion.objects.bulk_create(
        (
            Completion(journey_id=journey, step_id=step, source=source, at=moment)
            for journey, step in walked
        ),
        ignore_conflicts=True,
        batch_size=500,
    )
    if weaker := WEAKER[source]:
        marks = Completion.objects.filter(journey__person__in=people, journey__left_at=None)
        marks.filter(step__in=steps, source__in=weaker).update(source=source, at=moment)
    return len(walked)


@transaction.atomic
def withdraw_meeting_steps(*, people: Collection[User], series_slug: str, how: str) -> int:
    """Who will not come after all, or was not there, has the steps before them that only that
    had marked."""
    marks = Completion.objects.filter(
        journey__person__in=people,
        journey__left_at=None,
        step__meeting=series_slug,
        source=SOURCES[how],
    )
    count, _by_model = marks.delete()
    return count
