from datetime import datetime

from django.utils.translation import gettext as _

from mentorship.mailings.core.window import When
from mentorship.models import Cohort
from portal.core.agenda import Item

from .mailings import mailing_rows


def runbook_lines(*, cohort: Cohort, now: datetime) -> list[Item]:
    """Letters that have not gone and still would be of use. One query."""
    return [
        Item(
            what=_("Letter to send: %(title)s") % {"title": row.title},
            url=row.url,
            at=row.window.opens_at if row.when is When.EARLY else None,
            due=row.window.late_from if row.when is When.NOW else None,
            action=_("Look at it"),
            kind=_("Letters"),
        )
        for row in mailing_rows(cohort=cohort, now=now)
        if row.sent is None and row.when is not When.OVER
    ]
