"""What was asked only to decide goes with the decision, whoever or whatever decided; what was said
of people for one term goes when it is over."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from mentorship.core.application_moves import DECIDED
from mentorship.core.questions import questions_of, without_sensitive
from mentorship.models import WAITING, Application, Cohort, Status

# Who gets a place that comes free has been read. Withdrawn and not eligible: nobody is going to
# decide any more, or the rules did.
FINAL = (*(Status(word) for word in DECIDED), Status.WITHDRAWN, Status.INELIGIBLE)
# They may still hold something: the waiting list was no decision once.
LEFT_OVER = (Status.DRAFT, *WAITING, Status.WAITLISTED)
# Who waits to the end is never decided; a tick that was missed is made up for so long.
LOOKED_BACK = timedelta(days=60)
# The last day of a cohort is over everywhere.
ZONES = timedelta(days=1)


def forget_sensitive(rows: Iterable[Application]) -> None:
    """The caller saves `said`."""
    for row in rows:
        if row.status in FINAL:
            row.said = kept(row)


@transaction.atomic
def forget_undecided(*, now: datetime) -> int:
    """Of cohorts that are over: drafts, and those nobody has decided. Returns how many lost
    something."""
    recent = cohorts_over(now=now).filter(ends_on__gte=now.date() - LOOKED_BACK)
    rows = (
        Application.objects.select_for_update(of=["self"])
        .select_related("edition")
        .filter(status__in=LEFT_OVER, cohort__in=recent)
        .exclude(edition=None)
        .exclude(said={})
        .order_by("pk")
    )
    changed = [row for row in rows if kept(row) != row.said]
    for row in changed:
        row.said = kept(row)
    Application.objects.bulk_update(changed, ["said"])
    return len(changed)


def cohorts_over(*, now: datetime) -> QuerySet[Cohort]:
    """Whose last day has passed everywhere."""
    return Cohort.objects.filter(ends_on__lt=now.date() - ZONES)


def kept(row: Application) -> dict[str, object]:
    """What may stay of the answers."""
    questions = questions_of(row.edition.questions) if row.edition else ()
    return without_sensitive(questions, row.said)
