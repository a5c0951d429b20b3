"""How far applications of mentees came, read off their history and their matches."""

from collections import defaultdict
from collections.abc import Sequence

from mentorship.core.phases import end_of_call
from mentorship.equity.core.stages import Way
from mentorship.models import Answer, Application, Cohort, Match, Run, Status, StatusChange


def ways_of(cohort: Cohort, rows: Sequence[Application]) -> dict[int, Way]:
    """By application. Two queries. A pair that nothing has ended lasts, as far as one knows."""
    moves = defaultdict(list)
    changes = StatusChange.objects.filter(application__in=[row.pk for row in rows])
    for pk, became, mover in changes.values_list("application", "became", "mover"):
        moves[pk].append((became, mover))
    had, agreed, lasted = set(), set(), set()
    for match in Match.objects.filter(cohort=cohort, mentee__in=[row.pk for row in rows]):
        had.add(match.mentee_id)
        if {match.mentee_answer, match.mentor_answer} == {Answer.ACCEPTED}:
            agreed.add(match.mentee_id)
            if match.ended_at is None:
                lasted.add(match.mentee_id)
    return {
        row.pk: Way(
            status=row.status,
            moves=tuple(moves[row.pk]),
            had_match=row.pk in had,
            was_agreed=row.pk in agreed,
            lasted=row.pk in lasted,
        )
        for row in rows
    }


def reasons_of(run: Run | None) -> dict[str, str]:
    """Why the matching found nobody, by public id."""
    return {one["mentee"]: one["reason"] for one in run.result["unmatched"]} if run else {}


def told_run(cohort: Cohort) -> Run | None:
    """The last one people were told of."""
    return Run.objects.filter(cohort=cohort, published_at__isnull=False).first()


def first_told_run(cohort: Cohort) -> Run | None:
    """What places for groups cost is told of one run, or two of them would tell of single people:
    the one whose costs the desk has read too."""
    told = Run.objects.filter(cohort=cohort, published_at__isnull=False)
    return told.order_by("published_at", "number").first()


def left_in_the_call(cohort: Cohort) -> set[int]:
    """Withdrawn while one could still apply: nobody has decided anything about them."""
    closed = end_of_call(cohort.dates)
    rows = Application.objects.filter(cohort=cohort, status=Status.WITHDRAWN)
    return set(rows.exclude(changes__at__gte=closed).values_list("pk", flat=True))
