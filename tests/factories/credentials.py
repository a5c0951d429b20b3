from datetime import date

import factory
from factory.django import DjangoModelFactory

from portal.credentials.models import Credential
from tests.factories.people import UserFactory


class CredentialFactory(DjangoModelFactory):
    """Somebody completed a mentorship and shows no name."""

    class Meta:
        model = Credential

    kind = "mentee"
    about = factory.Sequence("cohort:spring-{}".format)
    holder = factory.SubFactory(UserFactory)
    status_place = factory.Sequence(lambda number: number * 7)
    title = "Mentorship completed: Rust for all, Spring 2026"
    what = "completed twelve weeks of mentorship in Rust for all, Spring 2026."
    given_by = "Rust for all"
    first_day = date(2026, 4, 6)
    last_day = date(2026, 6, 28)
