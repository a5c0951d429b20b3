"""Giving applications to readers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from mentorship.actions.looked_at import NotAsSeen
from mentorship.review.core.assignment import Short
from mentorship.review.models import Ending, Reading, Review
from mentorship.review.queries.giving_out import giving_out, seen_giving_out, told_of
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
def assign_readers(
    *, review: Review, by: User | None, now: datetime, seen: str | None = None
) -> Assigned:
    """Readers for all that are being read and have too few; who has read on stays. Readings of
    people who turned out to be in conflict end first. Each reader hears how many are new. Safe to
    repeat.

    `seen` is of the letter that was looked at, None where nobody presses for it. Raises NotAsSeen.
    """
    hold(lock_name(review.pk))
    found = giving_out(review=review)
    if found.new and seen not in {None, seen_giving_out(review, found.new)}:
        raise NotAsSeen
    recuse(found.conflicts, now)
    Reading.objects.bulk_create(
        (
            Reading(application_id=application, reviewer_id=reader, assigned_at=now)
            for application, reader in found.plan.pairs
        ),
        BATCH,
    )
    if found.plan.pairs:
        audit.record(by=by, verb="review.readers_assigned", on=review, is_on_pages=False)
    tell(review, found.new, now)
    return Assigned(made=len(found.plan.pairs), short=dict(found.plan.short))


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


def tell(review: Review, new: dict[User, int], now: datetime) -> None:
    key = f"review-assigned:{review.pk}:{now.isoformat()}"
    told = [(person, told_of(review, n)) for person, n in new.items()]
    send_notices_of_each(
        [
            Told(person=person, key=key, context=said["context"], url=said["url"])
            for person, said in told
        ],
        kind="review",
        template="review/assign_readings",
    )


def assign_what_is_new(*, now: datetime) -> int:
    """Of cohorts whose reading has begun and is not over: what came in since gets readers too.
    Returns how many readings that made."""
    going = Review.objects.filter(
        due_on__gte=now.date() - timedelta(days=1), reviewers__readings__isnull=False
    )
    rows = going.distinct().select_related("cohort__program").order_by("pk")
    return sum(assign_readers(review=row, by=None, now=now).made for row in rows)
