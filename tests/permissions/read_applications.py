"""Applications that are read on the small foundation: one by the mentor, and one, with private
words of every kind, by people nobody else knows."""

from datetime import timedelta

from mentorship.models import Application, Cohort
from mentorship.review.actions.assignment import assign_readers
from mentorship.review.actions.interview import propose_interview
from mentorship.review.actions.reminder import remind_readers
from mentorship.review.actions.reviewer import name_reviewer
from mentorship.review.actions.rubric import set_review, write_criterion
from mentorship.review.models import (
    Conflict,
    EarlierScore,
    Interview,
    InterviewNote,
    Reading,
    Review,
)
from mentorship.review.queries.due import due_at
from mentorship.review.queries.usual_rubric import Words
from portal.kit import clock
from portal.people.models import User
from tests.factories.mentorship import ApplicationFactory
from tests.factories.people import UserFactory


def read_applications(people, now) -> dict[str, object]:
    keys: dict[str, object] = {}
    mentor, admin = people["mentor"], people["program_admin"]
    mentor.handle = mentor.handle or "a-mentor"
    mentor.save()
    for slug, prefix, reader in (
        ("open-program", "", mentor),
        ("other-program", "others_", UserFactory(username="canary-reader", handle="canary-reader")),
    ):
        cohort = Cohort.objects.get(key=f"{slug}-call")
        application = ApplicationFactory(
            cohort=cohort,
            person=UserFactory(username=f"canary-read-in-{slug}"),
            status="in_review",
            submitted_at=now,
            motivation="CANARY motivation to read",
            organisation="CANARY employer",
        )
        review = set_review(cohort=cohort, readers_each=2, due_on=cohort.review_until, by=admin)
        words = {"asks": "CANARY?", "low": "CANARY low", "middle": "CANARY", "high": "CANARY"}
        criterion = write_criterion(
            review=review,
            criterion=None,
            words=Words(name=f"CANARY criterion of {slug}", weight=1, **words),
            by=admin,
        )
        name_reviewer(
            review=review,
            who=reader.handle,
            most=5,
            organisation=f"CANARY {slug}",
            by=admin,
            now=now,
        )
        assign_readers(review=review, by=admin, now=now)
        reading = Reading.objects.get(application=application)
        keys |= {
            f"{prefix}reading": reading.public_id,
            f"{prefix}weighed": application.public_id,
            f"{prefix}criterion": criterion.pk,
        }
    write_on(reading)
    return keys


def write_on(reading: Reading) -> None:
    words = {"to_fellows": "CANARY to fellows", "to_admins": "CANARY to admins"}
    Reading.objects.filter(pk=reading.pk).update(marks={"canary": 3}, **words)
    EarlierScore.objects.create(
        reading=reading, marks={"canary": 2}, result=200, reason="CANARY reason", **words
    )
    Conflict.objects.create(
        application=reading.application,
        person=User.objects.get(username="canary-admin"),
        kind="knows",
        words="CANARY cousin",
    )
    talk = {"application": reading.application}
    Interview.objects.create(**talk, starts_at=reading.assigned_at, where="CANARY room")
    InterviewNote.objects.create(**talk, text="CANARY note of a talk")


def letters_of_readings(people, keys) -> None:
    """The mentor gets one more, is reminded at half-time and when it is over; the applicant is
    asked to talk."""
    review, now = Review.objects.get(cohort__key="open-program-call"), clock.now()
    ApplicationFactory(cohort=review.cohort, status="in_review", submitted_at=now)
    assign_readers(review=review, by=people["program_admin"], now=now)
    remind_readers(now=due_at(review) - timedelta(minutes=1))
    remind_readers(now=due_at(review) + timedelta(minutes=1))
    application = Application.objects.get(public_id=keys["weighed"])
    propose_interview(
        application=application,
        starts_at=now + timedelta(days=2),
        minutes=30,
        where="https://meet.example.org/CANARY-where",
        words="CANARY words to talk of",
        by=people["program_admin"],
        seen=application.submitted_at,
        now=now,
    )
