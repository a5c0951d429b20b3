"""What those who run a cohort see of its groups: their names, their places, and the days."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.equity.core.days import made_at, shown_at
from mentorship.equity.models import EquityGroup, FairnessReport
from mentorship.models import Cohort, Run
from portal.core.agenda import Item


@dataclass(frozen=True)
class DeskGroups:
    """`is_fixed`: a run was made, and nothing of it may change. `report` is empty before it is
    made."""

    groups: tuple[EquityGroup, ...]
    is_fixed: bool
    report_url: str
    is_published: bool
    made_at: datetime
    shown_at: datetime


def desk_groups(*, cohort: Cohort) -> DeskGroups:
    """Three queries."""
    report = FairnessReport.objects.filter(cohort=cohort).first()
    url = reverse("equity:report", args=[cohort.program.slug, cohort.key])
    return DeskGroups(
        groups=tuple(EquityGroup.objects.filter(cohort=cohort)),
        is_fixed=Run.objects.filter(cohort=cohort).exists(),
        report_url=url if report else "",
        is_published=bool(report and report.published_at),
        made_at=made_at(cohort.dates),
        shown_at=shown_at(cohort.dates),
    )


def runbook_lines(*, cohort: Cohort) -> list[Item]:
    """The days of the report. One query."""
    report = FairnessReport.objects.filter(cohort=cohort).first()
    if report and report.published_at:
        return []
    keys, kind = [cohort.program.slug, cohort.key], _("Fairness")
    if report is None:
        return [
            Item(
                what=_("The fairness report is made, and what people said of groups is deleted"),
                url=reverse("equity:desk", args=keys),
                at=made_at(cohort.dates),
                kind=kind,
            )
        ]
    return [
        Item(
            what=_("The fairness report publishes itself"),
            url=reverse("equity:report", args=keys),
            due=shown_at(cohort.dates),
            action=_("Look at it"),
            kind=kind,
        )
    ]
