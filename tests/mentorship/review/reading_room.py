"""A cohort whose applications are read: mentees to read, people who read them, one admin."""

from datetime import UTC, datetime

from mentorship.models import Application, Cohort, ProgramAdmin
from mentorship.review.actions.assignment import assign_readers
from mentorship.review.actions.reviewer import name_reviewer
from mentorship.review.actions.rubric import set_review
from mentorship.review.actions.score import Said, give_score
from mentorship.review.models import Reading, Review
from portal.notices.models import Notice
from tests.factories.mentorship import ApplicationFactory, CohortFactory
from tests.factories.people import UserFactory

# The call is closed; all are read by the end of 14 March, see CohortFactory.
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SENT_AT = datetime(2026, 2, 10, tzinfo=UTC)


def to_read(cohort: Cohort, name: str = "", **facts) -> Application:
    words = {"status": "in_review", "submitted_at": SENT_AT, "motivation": "I want to learn."}
    person = facts.pop("person", None) or UserFactory(**({"username": name} if name else {}))
    return ApplicationFactory(cohort=cohort, person=person, **words | facts)


def wrote_from(person, organisation: str) -> Application:
    """To another program, where they work stands in it."""
    facts = {"role": "mentor", "organisation": organisation}
    return ApplicationFactory(person=person, status="submitted", submitted_at=SENT_AT, **facts)


def review_of(*, applications: int = 2, readers: int = 2, most: int = 20, **facts) -> Review:
    """Readers are `reader-0` and so on, by handle too; nothing is given out yet."""
    cohort = CohortFactory(**facts)
    admin = UserFactory(username=f"{cohort.key}-admin")
    ProgramAdmin.objects.create(program=cohort.program, person=admin)
    for number in range(applications):
        to_read(cohort, f"{cohort.key}-mentee-{number}")
    review = set_review(cohort=cohort, readers_each=2, due_on=cohort.review_until, by=admin)
    for number in range(readers):
        person = UserFactory(username=f"{cohort.key}-reader-{number}")
        person.handle = person.username
        person.save()
        named(review, person.handle, most=most)
    return review


def named(review: Review, who: str, *, most: int = 20, organisation: str = ""):
    return name_reviewer(
        review=review, who=who, most=most, organisation=organisation, by=admin_of(review), now=NOW
    )


def admin_of(review: Review):
    return review.cohort.program.admins.get().person


def given_out(**facts) -> Review:
    """The same, with readings given out and nothing in anybody's list of notices."""
    review = review_of(**facts)
    assign_readers(review=review, by=admin_of(review), now=NOW)
    Notice.objects.all().delete()
    return review


def readings(review: Review, **which) -> list[Reading]:
    rows = Reading.objects.filter(reviewer__review=review, **which)
    return list(
        rows.select_related("application__person", "reviewer__person").order_by("application", "pk")
    )


def said(review: Review, points: int = 3, **words) -> Said:
    """The same points for each criterion."""
    keys = [str(pk) for pk in review.criteria.values_list("pk", flat=True)]
    return Said(marks=dict.fromkeys(keys, points), **words)


def give(reading: Reading, points: int = 3, *, now: datetime = NOW, **words) -> Reading:
    return give_score(
        reading=reading,
        said=said(reading.reviewer.review, points, **words),
        by=reading.reviewer.person,
        now=now,
    )
