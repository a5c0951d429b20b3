"""What GitHub told stays as long as the account is connected; what it completed stays."""

import pytest
from allauth.socialaccount.models import SocialAccount

from initiatives.contributions.actions.contribution import forget_unconnected
from initiatives.contributions.actions.counting import count_again
from initiatives.contributions.models import Contribution
from initiatives.contributions.queries.own_record import contributions_of
from initiatives.onboarding.actions.edition import take_newest
from initiatives.onboarding.actions.journey import complete_step, start_journey
from portal.kit import clock
from tests.factories.contributions import ContributionFactory, RepositoryFactory, with_github
from tests.factories.onboarding import PathFactory, edition_of
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

COUNTED = {"key": "send", "counts": "merged", "repository": "ossf/demo"}


def test_who_takes_back_the_connection_takes_back_what_it_told(member):
    with_github(member)
    with_github(member, 502)
    other = with_github(UserFactory(), 503)
    for author in (501, 502):
        ContributionFactory(person=member, author=author)
    ContributionFactory(person=other, author=503)

    assert forget_unconnected() == 0
    SocialAccount.objects.get(uid="501").delete()
    assert forget_unconnected() == 1
    assert set(Contribution.objects.values_list("author", flat=True)) == {502, 503}


def test_another_account_of_the_same_number_elsewhere_is_no_connection(member):
    SocialAccount.objects.create(user=member, provider="oidc", uid="501")
    ContributionFactory(person=member)
    assert forget_unconnected() == 1


def test_they_are_in_the_copy_of_ones_data(member):
    ContributionFactory(person=member, is_docs=True, files=["docs/a.md"])
    ContributionFactory(person=UserFactory())
    assert contributions_of(person=member) == [
        {
            "repository": 9001,
            "pull_request": 1,
            "what": "merged",
            "at": "2026-03-02T09:00:00+00:00",
            "merged_it_themselves": False,
            "about_docs": True,
            "files": ["docs/a.md"],
            "account_had_by_another": False,
        }
    ]


def test_who_takes_a_newer_edition_has_done_what_they_did_since_they_began(member, at):
    at("2026-03-01T09:00Z")
    path = PathFactory(steps=[{"key": "hello"}, {"key": "more"}])
    journey = start_journey(person=member, path=path)
    complete_step(journey=journey, key="hello")
    RepositoryFactory()
    ContributionFactory(person=member)
    assert count_again() == 0

    edition_of(path, {"key": "hello"}, {"key": "more"}, COUNTED)
    take_newest(journey=journey, now=clock.now())
    assert [count_again(), count_again()] == [1, 0]
    assert journey.completions.get(key="send").source == "github"


@pytest.mark.parametrize("many", [1, 10])
def test_nobody_without_work_is_asked_about(many, member, django_assert_num_queries):
    path = PathFactory(steps=[COUNTED])
    for person in UserFactory.create_batch(many):
        start_journey(person=person, path=path)
    with django_assert_num_queries(1):
        assert count_again() == 0
