"""People with a GitHub account, and what is known of their work."""

from datetime import UTC, datetime
from typing import Any

import factory
from allauth.socialaccount.models import SocialAccount
from factory.django import DjangoModelFactory

from initiatives.contributions.models import Contribution, Repository
from portal.people.models import User


class RepositoryFactory(DjangoModelFactory):
    """One GitHub has spoken of."""

    class Meta:
        model = Repository

    name = "ossf/demo"
    github_id = 9001
    heard_at = datetime(2026, 3, 1, tzinfo=UTC)


class ContributionFactory(DjangoModelFactory):
    """A merged pull request, by another one than its author."""

    class Meta:
        model = Contribution

    repository_id = 9001
    kind = "merged"
    subject = factory.Sequence(lambda n: 100_000 + n)
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    author = 501
    number = 1


def with_github(person: User, number: int = 501, **told: Any) -> User:
    SocialAccount.objects.create(user=person, provider="github", uid=str(number), extra_data=told)
    return person
