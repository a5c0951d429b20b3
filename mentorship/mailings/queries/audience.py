"""Who a letter to many goes to: asked by what sends it and by what shows it before."""

from collections.abc import Collection

from django.db.models import QuerySet

from initiatives.models import Follow
from mentorship.mailings.core.window import Kind
from mentorship.models import SENT, Answer, Application, Cohort, Match, Status
from mentorship.queries.letter_preview import seen_as
from portal.people.models import User

from .letter import told_of


def audience_of(*, cohort: Cohort, kind: Kind) -> QuerySet[User]:
    """In an order that stays. One query."""
    found = {
        Kind.CALL_BEFORE: took_part_before,
        Kind.CALL_FOLLOWERS: follow_the_group,
        Kind.DRAFTS: have_a_draft,
        Kind.RESULTS: are_in_the_matching,
        Kind.KICKOFF: begin_together,
    }[kind]
    people = User.objects.filter(pk__in=found(cohort), is_active=True)
    return people.select_related("profile").order_by("pk")


def took_part_before(cohort: Cohort) -> QuerySet:
    before = Application.objects.filter(
        cohort__program=cohort.program_id, cohort__starts_on__lt=cohort.starts_on, status__in=SENT
    )
    return before.exclude(person__in=applied(cohort)).order_by().values("person")


def follow_the_group(cohort: Cohort) -> QuerySet:
    """Not who gets the other letter about the same call."""
    followers = Follow.objects.filter(initiative=cohort.program.initiative_id)
    return (
        followers.exclude(person__in=applied(cohort))
        .exclude(person__in=took_part_before(cohort))
        .order_by()
        .values("person")
    )


def applied(cohort: Cohort) -> QuerySet:
    return cohort.applications.order_by().values("person")


def have_a_draft(cohort: Cohort) -> QuerySet:
    return cohort.applications.filter(status=Status.DRAFT).order_by().values("person")


def are_in_the_matching(cohort: Cohort) -> QuerySet:
    accepted = Application.objects.accepted().filter(cohort=cohort)
    return accepted.order_by().values("person")


def begin_together(cohort: Cohort) -> QuerySet:
    agreed = Match.objects.open().filter(
        cohort=cohort, mentee_answer=Answer.ACCEPTED, mentor_answer=Answer.ACCEPTED
    )
    mentees, mentors = agreed.order_by().values("mentee"), agreed.order_by().values("mentor")
    in_pairs = Application.objects.filter(pk__in=mentees) | Application.objects.filter(
        pk__in=mentors
    )
    return in_pairs.order_by().values("person")


def fingerprint(*, cohort: Cohort, kind: Kind, people: Collection[User]) -> str:
    """Whether these are still the people, and this the letter, that somebody has looked at: its
    template, and all dates and names in it."""
    return seen_as(told_of(cohort=cohort, kind=kind), [person.pk for person in people])
