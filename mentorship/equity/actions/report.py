from datetime import datetime, timedelta

from django.db import transaction

from mentorship.equity.core.days import SHOWN_AFTER, shown_at
from mentorship.equity.models import FairnessReport
from portal.kit import audit
from portal.people.models import User

A_DAY = timedelta(days=1)


@transaction.atomic
def publish_report(*, report: FairnessReport, by: User | None, now: datetime) -> bool:
    """Everybody reads it from now on, and no second one is ever made of this term: two would tell
    by their difference what each of them hides. False where it was published before."""
    row = FairnessReport.objects.select_for_update().get(pk=report.pk)
    if row.published_at is not None:
        return False
    row.published_at = now
    row.save(update_fields=["published_at"])
    audit.record(by=by, verb="fairness_report.published", on=row)
    return True


def publish_due(*, now: datetime) -> int:
    """What nobody has published by hand. Returns how many."""
    over = (now - SHOWN_AFTER + A_DAY).date()
    rows = FairnessReport.objects.filter(published_at=None, cohort__ends_on__lte=over)
    return sum(
        publish_report(report=row, by=None, now=now)
        for row in rows.select_related("cohort").order_by("pk")
        if now >= shown_at(row.cohort.dates)
    )
