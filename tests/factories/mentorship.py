from datetime import date

import factory
from factory.django import DjangoModelFactory

from mentorship.models import Application, Cohort, Goal, Program
from tests.factories.people import UserFactory


class ProgramFactory(DjangoModelFactory):
    """A published program of the whole foundation."""

    class Meta:
        model = Program

    slug = factory.Sequence("program-{}".format)
    name = factory.LazyAttribute(lambda program: program.slug.replace("-", " ").title())
    summary = "Twelve weeks with somebody who has been there."
    is_published = True


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = Goal

    program = factory.SubFactory(ProgramFactory)
    slug = factory.Sequence("goal-{}".format)
    name = factory.LazyAttribute(lambda goal: goal.slug.replace("-", " ").capitalize())


class CohortFactory(DjangoModelFactory):
    """Applications in February 2026, twelve weeks from Monday 6 April; days of Berlin."""

    class Meta:
        model = Cohort

    program = factory.SubFactory(ProgramFactory)
    key = factory.Sequence("cohort-{}".format)
    name = "Spring 2026"
    timezone = "Europe/Berlin"
    opens_on = date(2026, 2, 1)
    closes_on = date(2026, 2, 28)
    review_until = date(2026, 3, 14)
    results_on = date(2026, 3, 23)
    starts_on = date(2026, 4, 6)
    midterm_on = date(2026, 5, 18)
    ends_on = date(2026, 6, 28)


class ApplicationFactory(DjangoModelFactory):
    """A mentee's draft."""

    class Meta:
        model = Application

    cohort = factory.SubFactory(CohortFactory)
    person = factory.SubFactory(UserFactory)
    role = "mentee"
