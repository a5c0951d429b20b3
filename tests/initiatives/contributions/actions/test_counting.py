"""What is known of somebody's work is held against their steps again, whoever else walks."""

import pytest

from initiatives.contributions.actions import counting
from initiatives.contributions.actions.counting import count_again
from initiatives.onboarding.actions.journey import start_journey
from tests.factories.contributions import ContributionFactory, RepositoryFactory
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

MERGED = {"counts": "merged", "repository": "ossf/demo"}


def test_no_walk_waits_for_good_behind_those_that_began_later(member, at, monkeypatch):
    monkeypatch.setattr(counting, "MOST_AT_ONCE", 1)
    RepositoryFactory()
    path = PathFactory(steps=[{"key": "send", **MERGED}])
    at("2026-03-01T09:00Z")
    first = start_journey(person=member, path=path)
    ContributionFactory(person=member)
    at("2026-03-01T10:00Z")
    more = PathFactory(steps=[{"key": "send", **MERGED, "how_many": 9}])
    later = UserFactory()
    start_journey(person=later, path=more)
    ContributionFactory(person=later)

    assert sum(count_again() for _tick in range(60)) == 1
    assert first.completions.get().source == "github"
