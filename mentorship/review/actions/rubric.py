"""How a cohort has its applications read: by how many, until when, and by which criteria."""

from datetime import date

from django.db import transaction

from mentorship.models import Cohort
from mentorship.review.models import MOST_CRITERIA, Criterion, Review
from mentorship.review.queries.standing import is_frozen
from mentorship.review.queries.usual_rubric import Words, usual_rubric
from portal.kit import audit
from portal.people.models import User


class RubricFrozen(Exception):
    """Scores were given by it: other words would make them mean something else."""


class TooManyCriteria(Exception):
    """Nobody weighs nine things."""


class LastCriterion(Exception):
    """There is nothing to score without one."""


class SameName(Exception):
    """Two criteria of one name could not be told apart."""


@transaction.atomic
def set_review(*, cohort: Cohort, readers_each: int, due_on: date, by: User) -> Review:
    """A cohort has its applications read from now on, with the usual rubric to begin with; or by
    more or fewer, or until another day, than before."""
    review, is_new = Review.objects.select_for_update().update_or_create(
        cohort=cohort, defaults={"readers_each": readers_each, "due_on": due_on}
    )
    if is_new:
        Criterion.objects.bulk_create(
            Criterion(review=review, **vars(one)) for one in usual_rubric()
        )
    audit.record(by=by, verb="review.set", on=review, is_on_pages=False)
    return review


@transaction.atomic
def write_criterion(
    *, review: Review, criterion: Criterion | None, words: Words, by: User
) -> Criterion:
    """A new one, or other words for one. Raises RubricFrozen, TooManyCriteria, SameName."""
    row = unfrozen(review)
    others = row.criteria.exclude(pk=criterion.pk) if criterion else row.criteria.all()
    if criterion is None and others.count() >= MOST_CRITERIA:
        raise TooManyCriteria
    if others.filter(name=words.name).exists():
        raise SameName
    written = row.criteria.get(pk=criterion.pk) if criterion else Criterion(review=row)
    for name, value in vars(words).items():
        setattr(written, name, value)
    written.save()
    audit.record(by=by, verb="review.rubric_changed", on=row, is_on_pages=False)
    return written


@transaction.atomic
def remove_criterion(*, review: Review, criterion: Criterion, by: User) -> None:
    """Raises RubricFrozen, LastCriterion."""
    row = unfrozen(review)
    if row.criteria.count() < 2:
        raise LastCriterion
    row.criteria.filter(pk=criterion.pk).delete()
    audit.record(by=by, verb="review.rubric_changed", on=row, is_on_pages=False)


def unfrozen(review: Review) -> Review:
    """Locked: no score is given meanwhile."""
    row = Review.objects.select_for_update(of=["self"]).get(pk=review.pk)
    if is_frozen(review=row):
        raise RubricFrozen
    return row
