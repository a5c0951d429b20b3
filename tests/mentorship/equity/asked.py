"""A cohort that asks mentees about groups, and what they said."""

from datetime import UTC, datetime

from mentorship.equity.actions.answer import answer_group
from mentorship.equity.actions.group import set_groups
from mentorship.equity.models import EquityGroup
from mentorship.equity.models.answer import EquityAnswer
from mentorship.equity.queries.answer_key import answer_key
from mentorship.models import Application, Cohort
from tests.factories.mentorship import ApplicationFactory, CohortFactory
from tests.mentorship.applying import DURING_THE_CALL

RESULTS_ARE_OUT = datetime(2026, 3, 24, 12, tzinfo=UTC)
REPORT_IS_MADE = datetime(2026, 7, 6, 12, tzinfo=UTC)
IT_SHOWS_ITSELF = datetime(2026, 7, 20, 12, tzinfo=UTC)


def asking(*groups: tuple[str, int], **facts) -> Cohort:
    cohort = CohortFactory(**facts)
    set_groups(cohort=cohort, groups=groups, by=None)
    return cohort


def group_of(cohort: Cohort, name: str) -> EquityGroup:
    return EquityGroup.objects.get(cohort=cohort, name=name)


def applied(cohort: Cohort, status: str = "submitted", said: str = "", **facts) -> Application:
    decided = {"accepted", "declined", "waitlisted"}
    row = ApplicationFactory(
        cohort=cohort,
        status="submitted",
        submitted_at=DURING_THE_CALL,
        **facts,
    )
    if said:
        answer_group(application=row, group=group_of(cohort, said), now=DURING_THE_CALL)
    row.status = status
    row.decided_at = datetime(2026, 3, 10, tzinfo=UTC) if status in decided else None
    row.save()
    return row


def kept_of(application: Application) -> str:
    found = EquityAnswer.objects.filter(key=answer_key(application.public_id))
    return found.values_list("group__name", flat=True).first() or ""
