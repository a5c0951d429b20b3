"""The reading of the demo's applications: some scores are given, two readers disagree, one says
that they should not judge, and a few wait for the demo's own mentor."""

from datetime import datetime
from random import Random

from mentorship.models import Application, Cohort, Role, Status
from mentorship.review.actions.assignment import assign_readers
from mentorship.review.actions.conflict import declare_conflict
from mentorship.review.actions.rubric import set_review
from mentorship.review.actions.score import Said, give_score
from mentorship.review.models import (
    Conflict,
    ConflictKind,
    Interview,
    Reading,
    Review,
    Reviewer,
)
from portal.people.models import User

MOST_READ, READERS, READS = 30, 5, 20
SHARE_GIVEN = 0.7
WORDS = (
    "Clear about what they want, and they have begun by themselves.",
    "Says little of what they tried. I would ask in a talk.",
    "Would gain a lot from somebody beside them.",
    "",
)


def forget_review(cohort: Cohort) -> None:
    Review.objects.filter(cohort=cohort).delete()
    for model in (Conflict, Interview):
        model.objects.filter(application__cohort=cohort).delete()


def fill_review(cohort: Cohort, by: User, now: datetime) -> None:
    review = set_review(cohort=cohort, readers_each=2, due_on=cohort.review_until, by=by)
    waiting = cohort.applications.filter(role=Role.MENTEE, status=Status.SUBMITTED)
    to_read = list(waiting.order_by("pk").values_list("pk", flat=True)[:MOST_READ])
    Application.objects.filter(pk__in=to_read).update(status=Status.IN_REVIEW)
    mentors = cohort.applications.filter(role=Role.MENTOR, status=Status.ACCEPTED)
    others = mentors.exclude(person__username="demo-mentor").order_by("pk")
    own = mentors.get(person__username="demo-mentor")
    Reviewer.objects.bulk_create(
        Reviewer(review=review, person_id=row.person_id, most=READS)
        for row in [own, *others[: READERS - 1]]
    )
    assign_readers(review=review, by=by, now=now)
    readings = list(
        Reading.objects.filter(reviewer__review=review)
        .select_related("reviewer__person", "application")
        .order_by("pk")
    )
    keys = [str(pk) for pk in review.criteria.values_list("pk", flat=True)]
    own_open = 0
    for reading in readings:
        draw = Random(f"{reading.application.motivation}{reading.pk}")  # noqa: S311
        is_own = reading.reviewer.person == own.person
        if (is_own and (own_open := own_open + 1) <= 3) or draw.random() > SHARE_GIVEN:
            continue
        give(reading, keys, draw, now)
    open_one = (
        Reading.objects.open().filter(reviewer__review=review).exclude(reviewer__person=own.person)
    )
    if found := open_one.select_related("reviewer__person", "application").first():
        declare_conflict(
            review=review,
            application=found.application,
            kind=ConflictKind.KNOWS,
            words="We shared a flat.",
            by=found.reviewer.person,
            now=now,
        )


def give(reading: Reading, keys: list[str], draw: Random, now: datetime) -> None:
    """Around what the application is worth; the first reader of all gives less than the others."""
    worth = Random(f"{reading.application_id}: worth").choice([2, 3, 3, 4, 4])  # noqa: S311
    points = {key: min(5, max(1, worth + draw.choice([-1, 0, 0, 1]))) for key in keys}
    give_score(
        reading=reading,
        said=Said(marks=points, to_fellows=draw.choice(WORDS)),
        by=reading.reviewer.person,
        now=now,
    )
