"""What a meeting says about steps: called by whoever keeps the list of who comes and who came."""

from datetime import datetime

from django.db import transaction

from initiatives.onboarding.models import Completion, Journey, Source, Step
from portal.kit import clock
from portal.people.models import User

SOURCES = {"rsvp": Source.RSVP, "attended": Source.ATTENDANCE}
WEAKER = {Source.RSVP: [], Source.ATTENDANCE: [Source.SELF, Source.RSVP]}


@transaction.atomic
def complete_meeting_steps(
    *, person: User, series_slug: str, how: str, at: datetime | None = None
) -> int:
    """Mark the steps of this person's open journeys that are about this meeting; returns how many.

    `how` is "rsvp", which counts only where the step says so, or "attended". Also a step whose turn
    has not come: somebody who was there was there. Attendance replaces a weaker mark.
    """
    source = SOURCES[how]
    steps = Step.objects.filter(meeting=series_slug)
    if source is Source.RSVP:
        steps = steps.filter(rsvp_is_enough=True)
    walked = list(
        Journey.objects.open()
        .filter(person=person, edition__steps__in=steps)
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
    )
    for journey, step in walked if WEAKER[source] else ():
        Completion.objects.filter(journey=journey, step=step, source__in=WEAKER[source]).update(
            source=source, at=moment
        )
    return len(walked)


@transaction.atomic
def withdraw_rsvp_steps(*, person: User, series_slug: str) -> int:
    """Somebody will not come after all: what their answer alone had marked is open again."""
    marks = Completion.objects.filter(
        journey__person=person,
        journey__left_at=None,
        step__meeting=series_slug,
        source=Source.RSVP,
    )
    count, _by_model = marks.delete()
    return count
