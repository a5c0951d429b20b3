"""Signed deliveries about one newcomer, from their door to the step they complete, in every order.

The secret the file was signed with is not told. Each delivery is signed here with one of the two
that hold; the one with a wrong signature and the one without keep what they came with.
"""

import itertools
import json
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from django.core.cache import cache

from initiatives.contributions.actions.delivery import take_delivery
from initiatives.contributions.core.delivery import read_delivery
from initiatives.contributions.core.rule import Rule, What, standing
from initiatives.contributions.core.signature import signature
from initiatives.contributions.models import Contribution, Tally
from initiatives.contributions.queries.standing import standings
from initiatives.onboarding.actions.journey import start_journey
from portal.kit import clock
from portal.people.actions.erase import erase_person
from tests.factories.contributions import with_github
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory
from tests.initiatives.contributions.deliveries import DOOR, NEW, OLD

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

COUNTED = {"counts": "merged", "repository": "ossf/demo-initiative"}
START = datetime(2026, 3, 1, tzinfo=UTC)
UNSIGNED = {"forged wrong secret", "no signature"}


@pytest.fixture
def deliveries(acceptance_data) -> list[dict]:
    lines = (acceptance_data / "onboarding/github_webhooks.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture
def walk(member, superuser, at):
    """`newcomer-ana` began on the first of March; somebody with the number 402 has gone since."""
    cache.clear()
    at("2026-03-01T00:00Z")
    gone = with_github(UserFactory(), 402)
    erase_person(person=gone, by=superuser)
    path = PathFactory(
        steps=[{"key": "first", **COUNTED}, {"key": "three", **COUNTED, "how_many": 3}]
    )
    journey = start_journey(person=with_github(member, 501, login="newcomer-ana"), path=path)
    at("2026-03-12T00:00Z")
    return journey


def press(client, told: dict, secret: str):
    headers = dict(told["headers"])
    if told["case"] not in UNSIGNED:
        headers["X-Hub-Signature-256"] = signature(told["body"].encode(), secret)
    return client.post(DOOR, told["body"], content_type="application/json", headers=headers)


def take(told: dict) -> None:
    take_delivery(event="pull_request", body=told["body"].encode(), now=clock.now())


def known() -> set[tuple]:
    return set(Contribution.objects.values_list("kind", "number", "is_own_merge"))


def marks(journey) -> dict[str, str]:
    return dict(journey.completions.values_list("key", "source"))


KNOWN = {
    *{("opened", 1, False), ("merged", 1, False), ("opened", 5, False), ("merged", 5, False)},
    *{("merged", 7, True), ("merged", 13, False)},
}


def test_each_delivery_is_answered_as_its_case_says(deliveries, walk, client):
    answers = {}
    for number, told in enumerate(deliveries):
        response = press(client, told, [NEW, OLD][number % 2])
        answers.setdefault(told["case"], []).append((response.status_code, response.text.strip()))
    new, old, none = (200, "Taken, thank you."), (200, "Nothing new in it."), 401
    refused = (none, "The signature is missing or is not ours.")
    assert answers == {
        "happy": [new, new],
        "replay same delivery": [old],
        "forged wrong secret": [refused],
        "no signature": [refused],
        "out of order: merged first": [new],
        "out of order: opened later": [new],
        "self merge": [new],
        "bot author": [old],
        "before enrolment": [new],
        "account erased": [old],
    }
    assert known() == KNOWN
    assert marks(walk) == {"first": "github"}
    assert dict(Tally.objects.values_list("outcome", "count")) == {
        "taken": 6,
        "known": 3,
        "refused": 2,
    }


def test_what_does_not_count_by_itself_is_offered_or_waits(deliveries, walk, client):
    for told in deliveries:
        press(client, told, NEW)
    three = standings(journey=walk, plan=walk.edition.plan)["three"]
    assert [fact.number for fact in three.counted] == [1, 5]
    assert [fact.number for fact in three.own_merges] == [7]
    assert [fact.number for fact in three.before] == [13]
    assert three.is_prior_work


def test_in_every_order_the_same_is_known_of_her(deliveries):
    """All 5,040 orders of what tells something of her, one of them twice."""
    told = [facts_of(one) for one in deliveries if one["case"] not in UNSIGNED]
    hers = [facts for facts in told if any(fact.author == 501 for fact in facts)]
    assert len(hers) == 7
    ends = {
        standing(Rule(What.MERGED), itertools.chain(*order), START) for order in permutations(hers)
    }
    [end] = ends
    assert end.kept_at == datetime(2026, 3, 2, 9, tzinfo=UTC)


def facts_of(told: dict) -> tuple:
    body = told["body"].encode()
    return read_delivery("pull_request", body, received_at=START + timedelta(days=30)).facts


def test_in_whichever_order_they_are_taken_the_same_is_done(deliveries, walk):
    """Each of them first and each of them last, the others around in their order and backwards."""
    signed = [told for told in deliveries if told["case"] not in UNSIGNED]
    rounds = [signed[turn:] + signed[:turn] for turn in range(len(signed))]
    for order in rounds + [one[::-1] for one in rounds]:
        Contribution.objects.all().delete()
        walk.completions.all().delete()
        for told in order:
            take(told)
        assert (known(), marks(walk)) == (KNOWN, {"first": "github"})
