"""Who reads: named by those who run the program, free to step down."""

from datetime import datetime

from django.db import transaction

from mentorship.actions.program import NobodyThere
from mentorship.models import Role
from mentorship.review.actions.assignment import assign_readers, end_reading, lock_name
from mentorship.review.models import Ending, Reading, Review, Reviewer
from mentorship.review.queries.conflicts import WANTS_A_PLACE
from portal.kit import audit, clock
from portal.kit.locks import hold
from portal.people.models import User
from portal.people.queries.account import account_of


class Applies(Exception):
    """Who wants a place in a cohort judges nobody who wants one there."""


class NotReading(Exception):
    """They have stepped down, or were never named."""


@transaction.atomic
def name_reviewer(
    *, review: Review, who: str, most: int, organisation: str, by: User, now: datetime
) -> Reviewer:
    """By handle or by address; again, to ask somebody back or to change how many they read.

    They hear of it with their first applications. Raises NobodyThere, Applies.
    """
    person = person_called(who)
    if person.applications.filter(
        cohort=review.cohort, role=Role.MENTEE, status__in=WANTS_A_PLACE
    ).exists():
        raise Applies
    reviewer, is_new = Reviewer.objects.update_or_create(
        review=review,
        person=person,
        defaults={"most": most, "organisation": organisation, "left_at": None},
        create_defaults={"most": most, "organisation": organisation, "named_at": now},
    )
    if is_new:
        audit.record(by=by, verb="review.reviewer_named", on=review, is_on_pages=False)
    return reviewer


def person_called(who: str) -> User:
    if "@" in who.lstrip("@"):
        found = account_of(address=who)
    else:
        found = User.objects.filter(handle__iexact=who.lstrip("@"), is_active=True).first()
    if found is None:
        raise NobodyThere
    return found


@transaction.atomic
def take_off_reviewer(
    *, reviewer: Reviewer, by: User, now: datetime, seen: str | None = None
) -> None:
    """Scores they have given stay; what they had not read goes to others. Safe to repeat.

    `seen` is of the letter to those others, None where somebody leaves by themselves. Raises
    NotAsSeen.
    """
    hold(lock_name(reviewer.review_id))
    row = Reviewer.objects.select_for_update(of=["self"]).get(pk=reviewer.pk)
    if row.left_at is not None:
        return
    row.left_at = now
    row.save(update_fields=["left_at"])
    open_ones = list(Reading.objects.select_for_update(of=["self"]).open().filter(reviewer=row))
    for reading in open_ones:
        end_reading(reading, Ending.LEFT, now)
    audit.record(by=by, verb="review.reviewer_left", on=row.review, is_on_pages=False)
    if open_ones:
        assign_readers(review=review_whole(row), by=by, now=now, seen=seen)


def review_whole(reviewer: Reviewer) -> Review:
    return Review.objects.select_related("cohort__program").get(pk=reviewer.review_id)


def step_down(*, review: Review, by: User, now: datetime) -> None:
    """Raises NotReading."""
    row = Reviewer.objects.filter(review=review, person=by, left_at=None).first()
    if row is None:
        raise NotReading
    take_off_reviewer(reviewer=row, by=by, now=now)


def leave_everything(*, person: User) -> None:
    """Their account goes: what they had not read goes to others."""
    for row in Reviewer.objects.filter(person=person, left_at=None).order_by("review"):
        take_off_reviewer(reviewer=row, by=person, now=clock.now())
