"""The editions of a path one after the other, and what a newer one would mean for a walk."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from initiatives.onboarding.core.carry import (
    Move,
    Outcome,
    StepOutcome,
    carried_along,
    move_of,
    outcomes,
)
from initiatives.onboarding.core.progress import Progress, progress
from initiatives.onboarding.models import Edition, Journey, Path

# How long somebody may walk on with steps that have changed for all others.
GRACE = timedelta(days=90)


def editions_from(*, path: Path, number: int = 1) -> list[Edition]:
    """With their steps, the oldest first. Two queries."""
    editions = Edition.objects.filter(path=path, number__gte=number)
    return list(editions.prefetch_related("steps").order_by("number"))


@dataclass(frozen=True)
class Newer:
    """What others begin with today, where that is no longer what this person walks."""

    edition: Edition
    is_final: bool
    until: datetime
    outcomes: tuple[StepOutcome, ...]
    after: Progress

    @property
    def kept(self) -> int:
        return sum(one.outcome is Outcome.KEPT for one in self.outcomes)

    @property
    def told(self) -> list[tuple[str, str]]:
        """Each step that changes for them, and what becomes of it."""
        return [(one.title, outcome_in_words(one.outcome)) for one in self.outcomes]


def newer_edition(*, journey: Journey) -> Newer | None:
    """For somebody who has arrived it is only said that there is one. Three queries at most, one
    where there is none and its own steps are at hand."""
    later = editions_from(path=journey.path, number=journey.edition.number + 1)
    if not later:
        return None
    editions = [journey.edition, *later]
    way = [edition.as_published for edition in editions]
    walked = journey.walked
    after = carried_along(walked, way)
    return Newer(
        edition=editions[-1],
        is_final=move_of(walked, way) is Move.FINAL,
        until=editions[1].published_at + GRACE,
        outcomes=outcomes(walked, way),
        after=progress(way[-1].plan, after.done, after.kept_open),
    )


def outcome_in_words(outcome: Outcome) -> str:
    return {
        Outcome.KEPT: _("no longer part of the path; that you did it is kept"),
        Outcome.CLOSED: _("no longer part of the path, so you need not do it"),
        Outcome.LOOK_AGAIN: _(
            "asks for something else now; yours stays done, look at it if you like"
        ),
        Outcome.CHANGED: _("asks for something else now"),
        Outcome.CARRIED: _("new, and done by what you did before"),
        Outcome.COVERED: _("new; you may have done it already, and will be asked once"),
        Outcome.NEW: _("new"),
        Outcome.STAYS_OPEN: _("others wait with it now; for you it stays open"),
        Outcome.REWIRED: _("other steps come before it now"),
    }[outcome]
