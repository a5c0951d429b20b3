"""Giving applications to readers."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from mentorship.review.core.assignment import Short, assign
from mentorship.review.models import Ending, Reading, Review
from mentorship.review.queries.conflicts import conflicts_of
from mentorship.review.queries.due import due_at
from mentorship.review.queries.standing import being_read, standings
from portal.kit import audit
from portal.kit.locks import hold
from portal.notices.actions.notice import Told, send_notices_of_each
from portal.people.models import User

BATCH = 500


@dataclass(frozen=True)
class Assigned:
    """`short` by id of an application: who gets fewer readers than wanted."""

    made: int
    short: dict[int, Short]


@transaction.atomic
def assign_readers(*, review: Review, by: User | None, now: datetime) -> Assigned:
    """Readers for all that are being read and have too few; who has read on stays. Readings of
    people who turned out to be in conflict end first. Each reader hears how many are new. Safe to
    repeat."""
    hold(lock_name(review.pk))
    reviewers = {one.pk: one for one in review.reviewers.reading().select_related("person")}
    people = {one.person_id: pk for pk, one in reviewers.items()}
    conflicts = {
        (application, people[person])
        for application, person in conflicts_of(cohort=review.cohort, people=list(people))
    }
    recuse(conflicts, now)
    rows = list(
        Reading.objects.filter(reviewer__review=review).values_list(
            "application", "reviewer", "ended_at"
        )
    )
    found = standings(review=review)
    wanted = {
        pk: found[pk].wanted(review.readers_each) if pk in found else review.readers_each
        for pk in being_read(cohort=review.cohort).order_by().values_list("pk", flat=True)
    }
    plan = assign(
        wanted=wanted,
        rooms={pk: one.most for pk, one in reviewers.items()},
        present={(application, reader) for application, reader, ended in rows if not ended},
        barred=conflicts | {(application, reader) for application, reader, ended in rows if ended},
    )
    Reading.objects.bulk_create(
        (
            Reading(application_id=application, reviewer_id=reader, assigned_at=now)
            for application, reader in plan.pairs
        ),
        BATCH,
    )
    if plan.pairs:
        audit.record(by=by, verb="review.readers_assigned", on=review, is_on_pages=False)
    tell(review, {reviewers[pk].person: n for pk, n in counts(plan.pairs).items()}, now)
    return Assigned(made=len(plan.pairs), short=dict(plan.short))


def lock_name(review_id: int) -> str:
    """Held before any row is locked: everything that may give out readings takes this one first,
    so that no two wait for each other."""
    return f"review:{review_id}"


def recuse(conflicts: set[tuple[int, int]], now: datetime) -> None:
    """What was given stays in the rows, with the reason why it counts no more."""
    rows = Reading.objects.counting().filter(
        reviewer__in=[reader for _application, reader in conflicts],
        application__in=[application for application, _reader in conflicts],
    )
    for row in rows.select_for_update(of=["self"]).order_by("pk") if conflicts else ():
        if (row.application_id, row.reviewer_id) in conflicts:
            end_reading(row, Ending.CONFLICT, now)


def end_reading(row: Reading, ending: Ending, now: datetime) -> None:
    row.ended_at, row.ending = now, ending
    row.save(update_fields=["ended_at", "ending"])


def counts(pairs: tuple[tuple[int, int], ...]) -> Counter[int]:
    return Counter(reader for _application, reader in pairs)


def tell(review: Review, new: dict[User, int], now: datetime) -> None:
    cohort = review.cohort
    send_notices_of_each(
        [
            Told(
                person=person,
                key=f"review-assigned:{review.pk}:{now.isoformat()}",
                context=words_of(review) | {"n": n},
                url=reverse("review:mine_of", args=[cohort.key]),
            )
            for person, n in new.items()
        ],
        kind="review",
        template="review/assign_readings",
    )


def words_of(review: Review) -> dict[str, object]:
    """What every letter to a reader can say: never of whom."""
    cohort = review.cohort
    return {
        "program": cohort.program.name,
        "cohort": cohort.name,
        "due": due_at(review).isoformat(),
    }


def assign_what_is_new(*, now: datetime) -> int:
    """Of cohorts whose reading has begun and is not over: what came in since gets readers too.
    Returns how many readings that made."""
    going = Review.objects.filter(
        due_on__gte=now.date() - timedelta(days=1), reviewers__readings__isnull=False
    )
    rows = going.distinct().select_related("cohort__program").order_by("pk")
    return sum(assign_readers(review=row, by=None, now=now).made for row in rows)
