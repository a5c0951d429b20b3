"""Tasks and meetings of pairs complete steps as soon as they are said to be done, and no longer do
once that is taken back."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from initiatives.onboarding.core.carry import sent_back
from initiatives.onboarding.core.own_work import (
    Found,
    Piece,
    caught_up,
    own_work_of,
    since_they_began,
)
from initiatives.onboarding.core.plan import COUNTED_HERE
from initiatives.onboarding.models import Completion, Journey, Source, Step
from initiatives.onboarding.queries.own_work import own_work
from portal.kit.locks import hold

from .counted_steps import complete_counted_steps
from .earlier_work import SOURCES
from .journey import lock_name


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
    hold_walks(journeys)
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


@transaction.atomic
def take_back_meetings(*, people: Collection[int], since: datetime) -> int:
    """Somebody said by mistake, at that moment, that they met. Steps of their journeys, also of
    those they left, that rested on it alone are open again, with whatever they had opened; returns
    how many. What was done before that moment rests on something else, perhaps on the word of
    somebody who has gone.

    Each is asked of the edition it was done in: what a newer one wants takes nothing back. What
    somebody looked at, GitHub or a meeting said says so still, and an own word of before stands.
    """
    hold_walks(Journey.objects.filter(person__in=people))
    marks = Completion.objects.filter(
        source=Source.MET, at__gte=since, journey__person__in=people
    ).select_related("step", "journey__path", "journey__edition")
    found = list(marks.order_by("journey", "key"))
    if not found:
        return 0
    meetings = {mark.step.meeting for mark in found} - {""}
    pieces = own_work(people={mark.journey.person_id for mark in found}, meetings=meetings)
    return sum(take_back(mark, pieces[mark.journey.person_id]) for mark in found)


def hold_walks(journeys: Iterable[Journey]) -> None:
    """What they did, and what was completed by it, is read after this: somebody may be saying or
    taking back the same in another pair."""
    for journey in sorted(journeys, key=lambda one: one.pk):
        hold(lock_name(journey.path_id, journey.person_id))


def take_back(mark: Completion, pieces: Sequence[Piece]) -> bool:
    journey = mark.journey
    recent = since_they_began(pieces, journey.started_at)
    known = own_work_of(mark.step.planned, recent, group=journey.path.initiative_id)
    standing = Completion.objects.filter(pk=mark.pk, source=Source.MET)
    if known and SOURCES[known[0]] == Source.MET:
        standing.update(at=known[1])
        return False
    if known or mark.was:
        return bool(standing.update(**said_otherwise(mark, known)))
    journey.refresh_from_db(fields=["kept_open"])
    after = sent_back(journey.walked, journey.edition.plan, mark.key)
    gone, _by_model = standing.delete()
    if gone:
        journey.kept_open = sorted(after.kept_open)
        journey.save(update_fields=["kept_open"])
    return bool(gone)


def said_otherwise(mark: Completion, known: Found | None) -> dict[str, object]:
    """A date they were at or hold a seat for says more than their own word did."""
    if known:
        return {"source": SOURCES[known[0]], "at": known[1]}
    return {"source": mark.was, "at": mark.was_at, "was": "", "was_at": None}
