"""The one place that decides 404: a reading is for its reader, as long as nothing keeps them from
judging; scores are for those who run the program, but for what they should not judge themselves."""

from uuid import UUID

from django.http import Http404

from mentorship import access as mentorship_access
from mentorship.models import SENT, Application, Cohort, Role
from mentorship.review.models import Criterion, Reading, Review, Reviewer
from mentorship.review.queries.conflicts import has_conflict
from mentorship.review.queries.standing import BEING_READ, review_of
from portal.people.models import User


def get_own_reviewer(user: User, key: str) -> Reviewer:
    """Who reads for this cohort, and has not stepped down. Raises Http404."""
    reviewer = (
        Reviewer.objects.reading()
        .select_related("review__cohort__program", "person")
        .filter(review__cohort__key=key, person=user)
        .first()
    )
    if reviewer is None:
        raise Http404
    return reviewer


def get_own_reading(user: User, public_id: UUID) -> Reading:
    """Raises Http404, also for who is in conflict, and once it is decided without their score."""
    reading = (
        Reading.objects.counting()
        .select_related(
            "reviewer__person",
            "reviewer__review__cohort__program",
            "application__person__profile",
            "application__cohort",
            "application__edition",
        )
        .filter(public_id=public_id, reviewer__in=Reviewer.objects.reading().filter(person=user))
        .first()
    )
    if reading is None:
        raise Http404
    application = reading.application
    if application.status not in (SENT if reading.given_at else BEING_READ):
        raise Http404
    if has_conflict(person=user.pk, application=application):
        raise Http404
    return reading


def get_cohort_to_run(user: User, slug: str, key: str) -> Cohort:
    """Raises Http404."""
    return mentorship_access.get_cohort_to_run(user, slug, key)


def get_review(user: User, slug: str, key: str) -> Review:
    """Of a cohort somebody runs, once its reading is set up. Raises Http404."""
    review = review_of(cohort=get_cohort_to_run(user, slug, key))
    if review is None:
        raise Http404
    return review


def get_application_to_weigh(user: User, review: Review, public_id: UUID) -> Application:
    """Of a review somebody may see; nobody weighs what they should not judge. Raises Http404."""
    application = (
        Application.objects.sent()
        .select_related("person__profile", "cohort__program")
        .filter(cohort=review.cohort_id, role=Role.MENTEE, public_id=public_id)
        .first()
    )
    if application is None or has_conflict(person=user.pk, application=application):
        raise Http404
    return application


def get_criterion(review: Review, key: str) -> Criterion:
    """Raises Http404."""
    criterion = review.criteria.filter(pk=number_of(key)).first()
    if criterion is None:
        raise Http404
    return criterion


def get_reviewer(review: Review, key: str) -> Reviewer:
    """Raises Http404."""
    reviewer = review.reviewers.filter(pk=number_of(key)).first()
    if reviewer is None:
        raise Http404
    return reviewer


def number_of(key: str) -> int:
    """0, which nothing has, for what is no number."""
    return int(key) if mentorship_access.is_a_number(key) else 0
