"""Signed deliveries about one newcomer, from their door to the step they complete, in every order.

The secret the file was signed with is not told. Each delivery is signed here with one of the two
that hold; the one with a wrong signature and the one without keep what they came with.
"""

import itertools
import json
from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import uuid4

import pytest
from django.core.cache import cache

from initiatives.contributions.core.delivery import read_delivery
from initiatives.contributions.core.rule import Rule, What, standing
from initiatives.contributions.core.signature import signature
from initiatives.contributions.models import Contribution, Tally
from initiatives.contributions.queries.standing import standings
from initiatives.onboarding.actions.journey import start_journey
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


def number_of(told: dict) -> int:
    return json.loads(told["body"])["number"]


def sent_anew(told: dict) -> dict:
    """The same once more under an id of its own."""
    return {**told, "headers": {**told["headers"], "X-GitHub-Delivery": str(uuid4())}}


def answer(client, told: dict) -> tuple[int, str]:
    response = press(client, told, NEW)
    return response.status_code, response.text.strip()


def forget(journey) -> None:
    Contribution.objects.all().delete()
    journey.completions.all().delete()


@pytest.mark.parametrize(
    ("number", "orders", "facts", "done"),
    [
        (1, 6, {("opened", 1, False), ("merged", 1, False)}, {"first": "github"}),
        (5, 2, {("opened", 5, False), ("merged", 5, False)}, {"first": "github"}),
        (7, 1, {("merged", 7, True)}, {}),
        (11, 1, set(), {}),
        (13, 1, {("merged", 13, False)}, {}),
        (15, 1, set(), {}),
    ],
)
def test_a_pull_request_ends_alike_in_every_order_of_what_tells_of_it(
    deliveries, walk, client, number, orders, facts, done
):
    """And of what is sent once more, whatever its id, nothing is kept twice."""
    own = [told for told in deliveries if number_of(told) == number]
    rounds = list(permutations(own))
    assert len(rounds) == orders
    for order in rounds:
        forget(walk)
        assert [answer(client, told)[0] for told in order] == [200] * len(own)
        assert (known(), marks(walk)) == (facts, done)
        again = [answer(client, sent_anew(told)) for told in order]
        assert again == [(200, "Nothing new in it.")] * len(own)
        assert (known(), marks(walk)) == (facts, done)
        assert Contribution.objects.count() == len(facts)


@pytest.mark.parametrize("number", [2, 4])
def test_what_is_not_signed_by_us_is_counted_and_tells_nothing(deliveries, walk, client, number):
    [told] = [told for told in deliveries if number_of(told) == number]
    for times, one in enumerate([told, told, sent_anew(told)], start=1):
        assert answer(client, one) == (401, "The signature is missing or is not ours.")
        assert dict(Tally.objects.values_list("outcome", "count")) == {"refused": times}
    assert (known(), marks(walk)) == (set(), {})


def test_in_whichever_order_they_are_taken_the_same_is_done(deliveries, walk, client):
    """Each of them first and each of them last, the others around in their order and backwards."""
    signed = [told for told in deliveries if told["case"] not in UNSIGNED]
    rounds = [signed[turn:] + signed[:turn] for turn in range(len(signed))]
    for order in rounds + [one[::-1] for one in rounds]:
        forget(walk)
        assert {answer(client, told)[0] for told in order} == {200}
        assert (known(), marks(walk)) == (KNOWN, {"first": "github"})
