"""Whether reminders help: how far reminded walks came, and those left alone by lot."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy

from initiatives.onboarding.core.funnel import percent
from initiatives.onboarding.core.hold_back import Came, Drawn, Lot, compared
from initiatives.onboarding.models import Completion, Journey, Nudge

from .reached import NOTHING_NEW
from .walk import has_steps_ahead

MOST_WALKS = 20_000
CAME = {
    Came.REMINDED: gettext_lazy("A first reminder was due"),
    Came.WENT_ON: gettext_lazy("Did a step after it"),
    Came.FINISHED: gettext_lazy("Walked to the end"),
}


@dataclass(frozen=True)
class ComparedRow:
    """Numbers are None where they are hidden; percents are of those whose reminder was due."""

    came: Came
    words: str
    told: int | None
    told_percent: int | None
    alone: int | None
    alone_percent: int | None


def hold_back_rows() -> tuple[ComparedRow, ...]:
    """Of all paths and years together, as the lot is drawn: one walk in ten of a single group is
    too few to say anything. Each walk counts by the first reminder that was due, whatever came
    later. Nothing where no walk is held back. One query."""
    if not settings.HOLD_BACK_KEY:
        return ()
    counts = compared(list(drawn()))
    rows = []
    for came, words in CAME.items():
        told, alone = (counts.get((lot, came)) for lot in Lot)
        told_percent, alone_percent = (
            percent(counts.get((lot, came)), counts.get((lot, Came.REMINDED))) for lot in Lot
        )
        rows.append(ComparedRow(came, str(words), told, told_percent, alone, alone_percent))
    return tuple(rows)


def drawn() -> Iterator[Drawn]:
    first = Nudge.objects.filter(journey=OuterRef("pk")).order_by("at", "pk")
    done = Completion.objects.filter(journey=OuterRef("pk"))
    rows = Journey.objects.annotate(
        lot=Subquery(first.values("lot")[:1]), first_at=Subquery(first.values("at")[:1])
    ).annotate(
        has_begun=Exists(done),
        has_more=has_steps_ahead(),
        went_on=Exists(done.filter(at__gt=OuterRef("first_at")).exclude(source__in=NOTHING_NEW)),
    )
    fields = ("person", "lot", "went_on", "has_begun", "has_more")
    for person, lot, went_on, has_begun, has_more in rows.order_by("-pk").values_list(*fields)[
        :MOST_WALKS
    ]:
        yield Drawn(
            person=person,
            lot=Lot(lot) if lot else None,
            went_on=went_on,
            is_finished=has_begun and not has_more,
            has_begun=has_begun,
        )
