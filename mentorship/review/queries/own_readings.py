"""What somebody reads, has read and gave: theirs alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from mentorship.models import SENT
from mentorship.review.core.scores import mean
from mentorship.review.models import Ending, Reading, Review, Reviewer
from portal.people.models import User

from .due import due_at
from .rubric import points_words
from .standing import BEING_READ, WAITING_READINGS

# Of fewer results a mean tells what single people gave.
ENOUGH = 5
ORDERS = ("number", "highest", "lowest")


@dataclass(frozen=True)
class OwnRow:
    number: int
    url: str
    is_given: bool
    is_begun: bool
    result: str
    given_at: datetime | None


@dataclass(frozen=True)
class OwnReview:
    """`all_mean` is the cohort's, empty until nothing waits for this reader and enough others have
    given theirs: until then it could sway them, or tell what one person gave."""

    program: str
    cohort: str
    key: str
    timezone: str
    due_at: datetime
    is_late: bool
    rows: tuple[OwnRow, ...]
    open: int
    recused: int
    own_mean: str
    own_lowest: str
    own_highest: str
    all_mean: str

    @property
    def given(self) -> int:
        return sum(row.is_given for row in self.rows)


def own_review(*, reviewer: Reviewer, order: str, now: datetime) -> OwnReview:
    """Four queries, however many there are to read. An unknown order is that of the numbers."""
    review = reviewer.review
    numbered = list(enumerate(of_reviewer(reviewer), start=1))
    shown = [(number, row) for number, row in numbered if is_shown(row)]
    rows = [own_row(number, row) for number, row in sorted(shown, key=sorting(order))]
    results = [row.result for _, row in shown if row.result is not None]
    waiting = sum(row.given_at is None for _, row in shown)
    return OwnReview(
        program=review.cohort.program.name,
        cohort=review.cohort.name,
        key=review.cohort.key,
        timezone=review.cohort.timezone,
        due_at=due_at(review),
        is_late=bool(waiting) and now > due_at(review),
        rows=tuple(rows),
        open=waiting,
        recused=sum(row.ending == Ending.CONFLICT for _, row in numbered),
        own_mean=points_words(mean(results)),
        own_lowest=points_words(min(results, default=None)),
        own_highest=points_words(max(results, default=None)),
        all_mean="" if waiting or not results else mean_of_others(reviewer),
    )


def of_reviewer(reviewer: Reviewer) -> list[Reading]:
    return list(
        Reading.objects.filter(reviewer=reviewer).select_related("application").order_by("pk")
    )


def is_shown(row: Reading) -> bool:
    status = row.application.status
    return row.ended_at is None and status in (SENT if row.given_at else BEING_READ)


def sorting(order: str) -> Callable[[tuple[int, Reading]], Any]:
    """Those without a score last; equal ones by their number."""
    if order not in ORDERS[1:]:
        return lambda one: one[0]
    sign = -1 if order == "highest" else 1
    return lambda one: (one[1].result is None, sign * (one[1].result or 0), one[0])


def own_row(number: int, row: Reading) -> OwnRow:
    return OwnRow(
        number=number,
        url=reverse("review:reading", args=[row.public_id]),
        is_given=row.given_at is not None,
        is_begun=row.given_at is None and bool(row.marks or row.to_fellows or row.to_admins),
        result=points_words(row.result),
        given_at=row.given_at,
    )


def mean_of_others(reviewer: Reviewer) -> str:
    rows = Reading.objects.given().filter(reviewer__review=reviewer.review_id)
    results = list(rows.exclude(reviewer=reviewer).values_list("result", flat=True))
    return points_words(mean(results)) if len(results) >= ENOUGH else ""


@dataclass(frozen=True)
class Asked:
    """A review somebody reads for, with how many applications wait for them."""

    review: Review
    open: int
    given: int


def asked_to_read(*, person: User) -> list[Asked]:
    """The latest first. One query."""
    given = Q(readings__ended_at=None, readings__given_at__isnull=False)
    rows = (
        Reviewer.objects.reading()
        .filter(person=person)
        .select_related("review__cohort__program")
        .annotate(
            open=Count("readings", filter=WAITING_READINGS),
            given=Count("readings", filter=given),
        )
        .order_by("-review__due_on", "-pk")
    )
    return [Asked(row.review, row.open, row.given) for row in rows[:20]]
