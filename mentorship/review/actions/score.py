"""A score: a draft that is nobody's but its reader's, then given, then revised with a reason."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mentorship.models import SENT
from mentorship.review.actions.assignment import assign_readers, lock_name
from mentorship.review.core.scores import HIGHEST, LOWEST, Marks, result_of
from mentorship.review.models import EarlierScore, Reading, Review
from mentorship.review.queries.conflicts import has_conflict
from mentorship.review.queries.standing import BEING_READ, standings, weights_of
from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import User


class ReadingOver(Exception):
    """It was decided or withdrawn, or its reader has stepped down or is in conflict."""


class Unfinished(Exception):
    """Every criterion wants its points."""


class GivenBefore(Exception):
    """A score that was given is revised, with a reason."""


class NothingToRevise(Exception):
    """Nothing was given yet, or nothing is different."""


class NoReason(Exception):
    """Who revises says why."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """`marks` by the criterion's key; those without points are left out."""

    marks: Marks
    to_fellows: str = ""
    to_admins: str = ""


@transaction.atomic
def save_draft(*, reading: Reading, said: Said, by: User) -> Reading:
    """As often as one likes. Raises ReadingOver, GivenBefore."""
    row, _review = held(reading, by)
    if row.given_at is not None:
        raise GivenBefore
    write(row, said)
    row.save(update_fields=["marks", "to_fellows", "to_admins"])
    return row


@transaction.atomic
def give_score(*, reading: Reading, said: Said, by: User, now: datetime) -> Reading:
    """From now on others who have given theirs see it, and the reader sees theirs. Where all have
    given their scores and disagree, somebody else is asked too.

    Raises ReadingOver, GivenBefore, Unfinished.
    """
    row, review = held(reading, by)
    if row.given_at is not None:
        raise GivenBefore
    write(row, said)
    row.result, row.given_at = result(review, said), now
    row.save(update_fields=["marks", "to_fellows", "to_admins", "result", "given_at"])
    audit.record(by=by, verb="review.score_given", on=row, is_on_pages=False)
    ask_another_if_apart(row, review, now)
    return row


@transaction.atomic
def revise_score(*, reading: Reading, said: Said, reason: str, by: User, now: datetime) -> Reading:
    """What it was stays to be read, with the reason.

    Raises ReadingOver, NothingToRevise, NoReason, Unfinished.
    """
    row, review = held(reading, by)
    if row.given_at is None or row.result is None:
        raise NothingToRevise
    if not reason.strip():
        raise NoReason
    was = {
        "marks": row.marks,
        "to_fellows": row.to_fellows,
        "to_admins": row.to_admins,
        "result": row.result,
    }
    write(row, said)
    row.result = result(review, said)
    if all(getattr(row, name) == value for name, value in was.items()):
        raise NothingToRevise
    EarlierScore.objects.create(reading=row, reason=reason.strip(), revised_at=now, **was)
    row.save(update_fields=[*was])
    audit.record(by=by, verb="review.score_revised", on=row, is_on_pages=False)
    ask_another_if_apart(row, review, now)
    return row


def held(reading: Reading, by: User) -> tuple[Reading, Review]:
    """The review is locked first, as it is where its rubric is written."""
    hold(lock_name(reading.reviewer.review_id))
    review = (
        Review.objects.select_for_update(of=["self"])
        .select_related("cohort__program")
        .get(reviewers__readings=reading.pk)
    )
    row = (
        Reading.objects.select_for_update(of=["self"])
        .select_related("reviewer", "application__cohort")
        .get(pk=reading.pk)
    )
    is_theirs = row.reviewer.person_id == by.pk and row.reviewer.left_at is None
    status = row.application.status
    is_read = status in (SENT if row.given_at else BEING_READ)
    if row.ended_at is not None or not is_theirs or not is_read:
        raise ReadingOver
    if has_conflict(person=by.pk, application=row.application):
        raise ReadingOver
    return row, review


def write(row: Reading, said: Said) -> None:
    row.marks = dict(said.marks)
    row.to_fellows, row.to_admins = said.to_fellows.strip(), said.to_admins.strip()


def result(review: Review, said: Said) -> int:
    weights = weights_of(review=review)
    if set(said.marks) != set(weights):
        raise Unfinished
    if not all(LOWEST <= points <= HIGHEST for points in said.marks.values()):
        raise Unfinished
    return result_of(said.marks, weights)


def ask_another_if_apart(row: Reading, review: Review, now: datetime) -> None:
    one = standings(review=review, only=[row.application_id])[row.application_id]
    if row.application.status in BEING_READ and one.wanted(review.readers_each) > len(one.asked):
        assign_readers(review=review, by=None, now=now)
