"""Tasks and meetings of pairs complete steps as soon as they are said to be done."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef

from initiatives.onboarding.core.own_work import Piece, caught_up
from initiatives.onboarding.core.plan import COUNTED_HERE
from initiatives.onboarding.models import Journey, Step
from initiatives.onboarding.queries.own_work import own_work

from .counted_steps import complete_counted_steps


@transaction.atomic
def count_own_work(*, people: Collection[int]) -> int:
    """They have just done a task, or met in their pairs. On all their open journeys; returns how
    many steps were completed by it, or on a stronger word than before."""
    counted = Step.objects.filter(edition=OuterRef("edition"), counts__in=COUNTED_HERE)
    walked = Journey.objects.open().filter(Exists(counted), person__in=people)
    rows = walked.select_related("path", "edition").prefetch_related("edition__steps")
    journeys = list(rows.order_by("pk"))
    if not journeys:
        return 0
    pieces = own_work(people={journey.person_id for journey in journeys})
    return sum(count_on(journey, pieces[journey.person_id]) for journey in journeys)


def count_on(journey: Journey, pieces: Sequence[Piece]) -> int:
    known = caught_up(
        journey.edition.plan,
        pieces,
        group=journey.path.initiative_id,
        since=journey.started_at,
    )
    kept = {key: at for key, (_what, at) in known.found.items()}
    return complete_counted_steps(journey=journey, kept=kept) if kept else 0
