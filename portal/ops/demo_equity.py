"""What mentees of the demo's term say of their groups, and the report that is made of it."""

from datetime import datetime, timedelta
from random import Random

from mentorship.core.phases import start_of_day
from mentorship.equity.actions.answer import answer_group
from mentorship.equity.actions.count import make_report
from mentorship.equity.actions.group import set_groups
from mentorship.equity.actions.report import publish_report
from mentorship.equity.models import Counted, EquityGroup, FairnessReport
from mentorship.models import SENT, Cohort, Role, Status

# Of a hundred mentees; the rest would rather not say. The last group is a small one.
GROUPS = (
    ("First steps in open source", 45),
    ("Back after a break", 26),
    ("Changed careers", 10),
)
PLACES_KEPT = 15
MET_NO_RULES, DECLINED = 8, 20  # of a hundred mentees, one after the other


def ask_groups(cohort: Cohort, *, keeps_places: bool) -> None:
    """Before anybody has applied, and as if nothing had been said before."""
    Counted.objects.filter(application__cohort=cohort).delete()
    FairnessReport.objects.filter(cohort=cohort).delete()
    EquityGroup.objects.filter(cohort=cohort).delete()
    places = (0, PLACES_KEPT if keeps_places else 0, 0)
    groups = [(name, least) for (name, _share), least in zip(GROUPS, places, strict=True)]
    set_groups(cohort=cohort, groups=groups, by=None)


def say_groups(cohort: Cohort) -> None:
    """On the first day of the call, by whoever has applied."""
    groups = {one.name: one for one in EquityGroup.objects.filter(cohort=cohort)}
    at = start_of_day(cohort.opens_on, cohort.timezone) + timedelta(hours=12)
    rows = cohort.applications.filter(role=Role.MENTEE, status__in=SENT).select_related("person")
    for row in rows:
        drawn = Random(f"{row.person.username}: group").randrange(100)  # noqa: S311
        for name, share in GROUPS:
            if drawn < share:
                answer_group(application=row, group=groups[name], now=at)
                break
            drawn -= share


def turn_some_down(cohort: Cohort, now: datetime) -> None:
    """Of those who are only in the demo."""
    rows = cohort.applications.filter(role=Role.MENTEE).select_related("person")
    drawn = {
        row.pk: Random(f"{row.person.username}: turned down").randrange(100)  # noqa: S311
        for row in rows.exclude(person__username__startswith="demo-")
    }
    cohort.applications.filter(pk__in=[pk for pk, at in drawn.items() if at < MET_NO_RULES]).update(
        status=Status.INELIGIBLE
    )
    cohort.applications.filter(
        pk__in=[pk for pk, at in drawn.items() if MET_NO_RULES <= at < DECLINED]
    ).update(status=Status.DECLINED, decided_at=now)


def fill_report(cohort: Cohort, now: datetime) -> None:
    report = make_report(cohort=cohort, now=now)
    if report:
        publish_report(report=report, by=None, now=now)
