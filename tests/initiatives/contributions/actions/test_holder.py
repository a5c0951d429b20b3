"""A GitHub account that goes from one portal account to another: no work completes steps of both."""

from datetime import UTC, datetime
from importlib import import_module

import pytest
from allauth.socialaccount.models import SocialAccount
from django.apps import apps

from initiatives.contributions.actions.contribution import forget_unconnected
from initiatives.contributions.actions.counting import count_again
from initiatives.contributions.actions.delivery import take_delivery
from initiatives.contributions.actions.holder import account_key, hold_accounts
from initiatives.contributions.models import Contribution, Holder
from initiatives.onboarding.actions.evidence import hand_in
from initiatives.onboarding.actions.journey import start_journey
from initiatives.onboarding.models import Journey
from portal.kit import clock
from portal.people.actions.erase import erase_person
from tests.conftest import signed_in
from tests.factories.contributions import ContributionFactory, with_github
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory
from tests.initiatives.contributions.deliveries import body_of, merged

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 20, tzinfo=UTC)
FIRST = merged("2026-03-02T09:00:00Z")
SECOND = merged("2026-03-12T09:00:00Z", id=100002, number=2)


@pytest.fixture
def path():
    shown = [{"key": key, "kind": "evidence"} for key in ("first", "second")]
    counted = {"key": "send", "counts": "merged", "repository": "ossf/demo"}
    return PathFactory(steps=[counted, *shown])


@pytest.fixture
def walks(path, at):
    """Two people who began on the first of March."""
    at("2026-03-01T09:00Z")
    return [start_journey(person=UserFactory(), path=path) for _one in range(2)]


def connect(walk: Journey, day: int) -> None:
    """On that day of March, once who had the account has let it go."""
    SocialAccount.objects.filter(uid="501").delete()
    forget_unconnected()
    with_github(walk.person)
    joined = datetime(2026, 3, day, tzinfo=UTC)
    SocialAccount.objects.filter(uid="501").update(date_joined=joined)


def hear(told: dict) -> None:
    take_delivery(event="pull_request", body=body_of(told), now=NOW)


def are_done(walks: list[Journey]) -> list[bool]:
    count_again()
    return [walk.completions.filter(key="send").exists() for walk in walks]


def test_what_counted_for_who_had_it_before_counts_for_nobody_else(walks):
    first, second = walks
    connect(first, 1)
    hear(FIRST)
    connect(second, 10)
    hear(FIRST)
    assert are_done(walks) == [True, False]
    assert set(Contribution.objects.values_list("person", "had_by_another")) == {
        (second.person_id, True)
    }

    hear(SECOND)
    assert are_done(walks) == [True, True]


def test_it_counts_once_too_when_the_account_comes_back(walks):
    first, second = walks
    connect(first, 1)
    ContributionFactory(person=first.person, kind="opened")
    hold_accounts(people={501: first.person_id})
    connect(second, 5)
    hear(SECOND)
    connect(first, 15)
    hear(SECOND)
    assert are_done(walks) == [False, True]


def test_who_has_it_alone_may_connect_it_again_without_loss(walks):
    first, _second = walks
    connect(first, 1)
    hold_accounts(people={501: first.person_id})
    connect(first, 10)
    hear(FIRST)
    assert are_done(walks) == [True, False]


def test_with_who_had_it_before_goes_that_they_had_it(walks, superuser):
    first, second = walks
    connect(first, 1)
    hear(FIRST)
    erase_person(person=first.person, by=superuser)
    connect(second, 10)
    hear(FIRST)
    assert are_done([second]) == [True]
    assert Holder.objects.get().person_id == second.person_id


def test_which_account_it_was_is_not_kept(walks):
    connect(walks[0], 1)
    hear(FIRST)
    [kept] = Holder.objects.all()
    assert (kept.account, "501" in str(kept)) == (account_key(501), False)


@pytest.mark.parametrize("many", [1, 10])
def test_where_all_is_known_it_asks_once(many, django_assert_num_queries):
    people = {500 + n: one.pk for n, one in enumerate(UserFactory.create_batch(many))}
    hold_accounts(people=people)
    with django_assert_num_queries(1):
        assert hold_accounts(people=people) == {}
    with django_assert_num_queries(0):
        assert hold_accounts(people={}) == {}


def test_who_had_an_account_before_this_was_remembered_has_it_still():
    ContributionFactory.create_batch(2, person=UserFactory())
    added = import_module("initiatives.contributions.migrations.0006_who_had_a_github_account")
    added.remember_who_has_them(apps, None)
    assert Holder.objects.get().account == account_key(501)


def test_who_looks_at_such_work_reads_that_it_may_have_counted(walks, superuser, at):
    first, second = walks
    connect(first, 1)
    hear(FIRST)
    connect(second, 10)
    hear(FIRST)
    hear(SECOND)
    at("2026-03-21T09:00Z")
    desk = signed_in(superuser)
    for number, key, is_said in ((1, "first", True), (2, "second", False)):
        link = f"https://github.com/ossf/demo/pull/{number}"
        shown = hand_in(journey=second, key=key, link=link, words="Mine.", now=clock.now())
        page = desk.get(f"/desk/evidence/{shown.public_id}/").text
        assert ("it may have counted there" in page) is is_said
