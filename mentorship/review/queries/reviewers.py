"""Who reads for a cohort, how far they are, and how their scores compare."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from mentorship.review.core.drift import Drift, Tendency, drifts
from mentorship.review.models import Reading, Review
from portal.people.models import User

from .desk_application import reader_name
from .desk_table import hidden_from
from .rubric import difference_words
from .standing import WAITING_READINGS

TENDENCIES = {
    Tendency.FEW: _("Too few to say"),
    Tendency.STRICT: _("Gives less than others"),
    Tendency.MILD: _("Gives more than others"),
    Tendency.ALIKE: _("Gives what others give"),
}
# The picture shows two points either way; who is further out stands at its end.
WIDEST = 200


@dataclass(frozen=True)
class ReviewerRow:
    """`at` is the place of the difference in the picture, from 0 to 100; None where there is
    none."""

    pk: int
    name: str
    most: int
    has_left: bool
    given: int
    open: int
    recused: int
    shared: int
    difference: str
    tendency: str
    is_apart: bool
    at: int | None


def reviewers_of(*, review: Review, reader: User) -> list[ReviewerRow]:
    """Differences leave out what this reader of the page must not know. Eight queries at most."""
    given = Q(readings__ended_at=None, readings__given_at__isnull=False)
    rows = review.reviewers.select_related("person__profile").annotate(
        given=Count("readings", filter=given),
        open=Count("readings", filter=WAITING_READINGS),
        recused=Count("readings", filter=Q(readings__ending="conflict")),
    )
    hidden = hidden_from(review=review, reader=reader)
    results: dict[int, dict[int, int]] = {}
    scores = Reading.objects.given().filter(reviewer__review=review)
    for application, reviewer, result in scores.order_by().values_list(
        "application", "reviewer", "result"
    ):
        if application not in hidden and result is not None:
            results.setdefault(application, {})[reviewer] = result
    by_reader = {one.reader: one for one in drifts(results)}
    return [reviewer_row(row, by_reader.get(row.pk)) for row in rows.order_by("left_at", "pk")]


def reviewer_row(row: Any, drift: Drift | None) -> ReviewerRow:
    tendency = drift.tendency if drift else Tendency.FEW
    difference = drift.difference if drift else None
    return ReviewerRow(
        pk=row.pk,
        name=reader_name(row.person),
        most=row.most,
        has_left=row.left_at is not None or row.person is None,
        given=row.given,
        open=row.open,
        recused=row.recused,
        shared=drift.shared if drift else 0,
        difference=difference_words(difference),
        tendency=str(TENDENCIES[tendency]),
        is_apart=tendency in {Tendency.STRICT, Tendency.MILD},
        at=None if difference is None else place(difference),
    )


def place(difference: int) -> int:
    return 50 + max(-WIDEST, min(WIDEST, difference)) * 50 // WIDEST
