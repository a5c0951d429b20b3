"""Where the reading of a cohort stands: which applications are read, by how many, with what
result."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from mentorship.models import Application, Cohort, Role, Status
from mentorship.review.core.scores import Marks, criteria_apart, mean, spread
from mentorship.review.models import Reading, Review

# Those that are read now; a decision ends the reading of an application, not what was given.
BEING_READ = (Status.IN_REVIEW, Status.INTERVIEW)


# Of a reviewer: readings whose score is still to come.
WAITING_READINGS = Q(
    readings__ended_at=None,
    readings__given_at=None,
    readings__application__status__in=BEING_READ,
)


@dataclass(frozen=True)
class Given:
    reviewer: int
    marks: Marks
    result: int


@dataclass
class Standing:
    """Of one application. `asked` are ids of reviewers whose reading counts, given or not."""

    asked: set[int] = field(default_factory=set)
    given: list[Given] = field(default_factory=list)

    @property
    def results(self) -> list[int]:
        return [one.result for one in self.given]

    @property
    def mean(self) -> int | None:
        return mean(self.results)

    @property
    def spread(self) -> int:
        return spread(self.results)

    @property
    def apart(self) -> tuple[str, ...]:
        """Keys of the criteria on which readers disagree."""
        return criteria_apart([one.marks for one in self.given])

    def forget(self, reviewer: int) -> None:
        """As if they had never been asked."""
        self.asked.discard(reviewer)
        self.given = [one for one in self.given if one.reviewer != reviewer]

    def wanted(self, readers_each: int) -> int:
        """One more than usual once all who were asked have given their scores and disagree."""
        return readers_each + bool(len(self.given) >= readers_each and self.apart)


def standings(*, review: Review, only: Iterable[int] | None = None) -> dict[int, Standing]:
    """By application; nothing of one that nobody reads. One query."""
    rows = Reading.objects.counting().filter(reviewer__review=review)
    rows = rows if only is None else rows.filter(application__in=only)
    found: dict[int, Standing] = {}
    for application, reviewer, marks, result in rows.values_list(
        "application", "reviewer", "marks", "result"
    ):
        one = found.setdefault(application, Standing())
        one.asked.add(reviewer)
        if result is not None:
            one.given.append(Given(reviewer, marks, result))
    return found


def being_read(*, cohort: Cohort) -> QuerySet[Application]:
    """Applications of mentees for which readers are wanted."""
    return Application.objects.filter(cohort=cohort, role=Role.MENTEE, status__in=BEING_READ)


def read_or_decided(*, cohort: Cohort) -> QuerySet[Application]:
    """What the desk weighs: those being read, and all that somebody was asked to read."""
    rows = Application.objects.sent().filter(cohort=cohort, role=Role.MENTEE)
    now = rows.filter(status__in=BEING_READ)
    before = rows.filter(readings__ended_at=None, readings__isnull=False)
    return (now | before).distinct()


def review_of(*, cohort: Cohort) -> Review | None:
    return Review.objects.filter(cohort=cohort).select_related("cohort__program").first()


def weights_of(*, review: Review) -> dict[str, int]:
    return {str(pk): weight for pk, weight in review.criteria.values_list("pk", "weight")}


def is_frozen(*, review: Review) -> bool:
    """Whether a score was given by this rubric, also one that counts no more."""
    return Reading.objects.filter(reviewer__review=review, given_at__isnull=False).exists()
