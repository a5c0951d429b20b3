"""What people did in the portal itself before it was a step of theirs."""

from collections.abc import Sequence

from django.db import transaction

from initiatives.onboarding.core.own_work import What, caught_up, meetings_of, says_something
from initiatives.onboarding.models import Completion, Edition, Journey, Source
from initiatives.onboarding.queries.own_work import own_work

SOURCES = {
    What.TASK: Source.TASK,
    What.MET: Source.MET,
    What.RSVP: Source.RSVP,
    What.ATTENDED: Source.ATTENDANCE,
}


@transaction.atomic
def catch_up(*, journeys: Sequence[Journey], edition: Edition) -> None:
    """These walk this edition from now on. Seats they hold and what they did since they began
    complete its steps; about what they did before that they are asked once.

    What is done already stays as it is. No query but for the steps where none says so much.
    """
    plan = edition.plan
    if not journeys or not says_something(plan):
        return
    people = {journey.person_id for journey in journeys}
    pieces = own_work(people=people, meetings=meetings_of(plan))
    done = set(Completion.objects.filter(journey__in=journeys).values_list("journey", "key"))
    steps = {step.key: step for step in edition.steps.all()}
    made = []
    for journey in journeys:
        known = caught_up(
            plan,
            pieces[journey.person_id],
            group=edition.path.initiative_id,
            since=journey.started_at,
        )
        made += [
            Completion(journey=journey, step=steps[key], key=key, source=SOURCES[what], at=at)
            for key, (what, at) in known.found.items()
            if (journey.pk, key) not in done
        ]
        asked = {key for key in known.earlier if (journey.pk, key) not in done}
        journey.covered = sorted({*journey.covered, *asked})
    Completion.objects.bulk_create(made, ignore_conflicts=True)
    Journey.objects.bulk_update(journeys, ["covered"], batch_size=500)
