"""What people said about their groups becomes sums, and is gone: of each as soon as their way
through the term is over, of all with its end."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mentorship.equity.core.days import counts_who_left, made_at
from mentorship.equity.core.stages import OUT, furthest, why_no_pair
from mentorship.equity.models import (
    Counted,
    EquityGroup,
    FairnessReport,
    ReasonCount,
    StageCount,
)
from mentorship.equity.models.answer import EquityAnswer
from mentorship.equity.queries.answer_key import answer_key
from mentorship.equity.queries.figures import figures_of
from mentorship.equity.queries.ways import left_in_the_call, reasons_of, told_run, ways_of
from mentorship.models import Application, Cohort, Role, Status
from portal.kit import audit
from portal.kit.locks import hold

from .answer import lock_name

# A term that was over when this began is not counted, unless it has answers to delete.
LOOKED_BACK = timedelta(days=60)


def count_terms(*, now: datetime) -> tuple[int, int]:
    """Returns how many applications were counted, and how many reports were made."""
    counted = made = 0
    today = now.date()
    asks = Exists(EquityGroup.objects.filter(cohort=OuterRef("pk")))
    cohorts = Cohort.objects.select_related("program").filter(
        asks | Q(ends_on__gte=today - LOOKED_BACK),
        results_on__lte=today + timedelta(days=1),
        fairness_report=None,
    )
    for cohort in cohorts.order_by("pk"):
        if now >= made_at(cohort.dates):
            made += make_report(cohort=cohort, now=now) is not None
        elif now >= counts_who_left(cohort.dates):
            counted += count_who_left(cohort=cohort)
    return counted, made


@transaction.atomic
def count_who_left(*, cohort: Cohort) -> int:
    """Who was declined, has withdrawn or did not meet the rules. One who is let in afterwards stays
    counted as they were."""
    hold(lock_name(cohort.pk))
    rows = locked(uncounted(cohort).filter(status__in=OUT))
    return count(cohort, rows) if rows else 0


@transaction.atomic
def make_report(*, cohort: Cohort, now: datetime) -> FairnessReport | None:
    """Counts everybody else, hides what is small, and deletes every answer and every sum that is
    not shown. None where another tick was first, or nobody has applied. Safe to repeat."""
    hold(lock_name(cohort.pk))
    if FairnessReport.objects.filter(cohort=cohort).exists():
        return None
    count(cohort, locked(uncounted(cohort)))
    figures = figures_of(cohort)
    EquityAnswer.objects.filter(cohort=cohort).delete()
    for rows in (StageCount, ReasonCount):
        rows.objects.filter(cohort=cohort).delete()
    Counted.objects.filter(application__cohort=cohort).delete()
    if figures is None:
        return None
    report = FairnessReport.objects.create(cohort=cohort, figures=figures, made_at=now)
    audit.record(by=None, verb="fairness_report.made", on=report)
    return report


def uncounted(cohort: Cohort) -> QuerySet[Application]:
    """Of mentees that were sent at least once."""
    rows = Application.objects.filter(cohort=cohort, role=Role.MENTEE, equity_counted=None)
    return rows.exclude(submitted_at=None).exclude(status=Status.DRAFT)


def locked(rows: QuerySet[Application]) -> list[Application]:
    return list(rows.order_by("pk").select_for_update(of=["self"]))


def count(cohort: Cohort, rows: Sequence[Application]) -> int:
    ways, reasons = ways_of(cohort, rows), reasons_of(told_run(cohort))
    never_looked_at = left_in_the_call(cohort)
    keys = {answer_key(row.public_id): row.pk for row in rows}
    answers = EquityAnswer.objects.filter(cohort=cohort)
    group_of = {
        keys[key]: group for key, group in answers.values_list("key", "group") if key in keys
    }
    stages: Counter[tuple[str, int | None]] = Counter()
    whys: Counter[str] = Counter()
    for row in rows:
        if row.pk in never_looked_at:
            continue
        stages[furthest(ways[row.pk]), group_of.get(row.pk)] += 1
        if why := why_no_pair(ways[row.pk], reasons.get(str(row.public_id), "")):
            whys[why] += 1
    for (stage, group), people in stages.items():
        add_to_stage(cohort, stage, group, people)
    for reason, people in whys.items():
        add_to_reason(cohort, reason, people)
    Counted.objects.bulk_create(Counted(application=row) for row in rows)
    EquityAnswer.objects.filter(key__in=keys).delete()
    return len(rows)


def add_to_stage(cohort: Cohort, stage: str, group: int | None, people: int) -> None:
    which = {"cohort": cohort, "stage": stage, "group_id": group}
    if not StageCount.objects.filter(**which).update(people=F("people") + people):
        StageCount.objects.create(**which, people=people)


def add_to_reason(cohort: Cohort, why: str, people: int) -> None:
    which = {"cohort": cohort, "why": why}
    if not ReasonCount.objects.filter(**which).update(people=F("people") + people):
        ReasonCount.objects.create(**which, people=people)
