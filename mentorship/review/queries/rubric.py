"""The rubric of a cohort in words."""

from mentorship.review.models import Criterion, Review

from .usual_rubric import Words

NOTHING = "\u2013"  # a dash


def criteria_of(*, review: Review) -> list[Criterion]:
    """In their order. One query."""
    return list(review.criteria.all())


def words_of(criterion: Criterion) -> dict[str, object]:
    """For the form that changes it."""
    return {name: getattr(criterion, name) for name in Words.__dataclass_fields__}


def points_words(result: int | None) -> str:
    """ "3.75" of 375 hundredths; a dash where there is nothing."""
    return NOTHING if result is None else f"{result / 100:.2f}"


def difference_words(difference: int | None) -> str:
    return NOTHING if difference is None else f"{difference / 100:+.2f}".replace("-", "−")  # noqa: RUF001
