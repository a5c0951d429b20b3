"""The door for GitHub: signed, small, harmless when pressed twice, silent to everybody else."""

import pytest
from django.core.cache import cache
from django.test import Client

from initiatives.contributions.core.signature import signature
from initiatives.contributions.models import Contribution, Tally
from initiatives.onboarding.actions.journey import start_journey
from tests.factories.contributions import with_github
from tests.factories.onboarding import PathFactory
from tests.initiatives.contributions.deliveries import (
    DOOR,
    NEW,
    OLD,
    body_of,
    merged,
    press,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()


@pytest.fixture
def journey(member, at):
    at("2026-03-01T09:00Z")
    steps = [{"key": "send", "counts": "merged", "repository": "ossf/demo"}]
    journey = start_journey(person=with_github(member), path=PathFactory(steps=steps))
    at("2026-03-12T09:00Z")
    return journey


def counted() -> dict[str, int]:
    return dict(Tally.objects.values_list("outcome", "count"))


@pytest.mark.parametrize("secret", [NEW, OLD])
def test_either_secret_opens_it_while_one_takes_the_place_of_the_other(client, journey, secret):
    response = press(client, merged(), secret=secret)
    assert (response.status_code, response.text) == (200, "Taken, thank you.\n")
    assert journey.completions.get().source == "github"


def test_pressed_again_nothing_more_happens(client, journey):
    answers = [press(client, merged(), **{"X-GitHub-Delivery": "1"}).text for _ in range(3)]
    assert answers == ["Taken, thank you.\n", *["Nothing new in it.\n"] * 2]
    assert Contribution.objects.count() == 2
    assert counted() == {"taken": 1, "known": 2}


@pytest.mark.parametrize(
    "how",
    [
        {"secret": "of somebody else"},
        {"X-Hub-Signature-256": ""},
        {"X-Hub-Signature-256": "sha256=" + "0" * 64},
    ],
)
def test_without_a_good_signature_nothing_is_read_but_counted(client, journey, how, caplog):
    response = press(client, merged(title="CANARY"), **how)
    assert response.status_code == 401
    assert counted() == {"refused": 1}
    assert not Contribution.objects.exists()
    assert "CANARY" not in caplog.text + response.text


def test_a_signature_of_another_body_opens_nothing(client, journey):
    mark = signature(body_of(merged()), NEW)
    response = press(client, merged(number=2), **{"X-Hub-Signature-256": mark})
    assert response.status_code == 401


def test_a_stranger_keeps_the_database_busy_only_so_long(client):
    for _ in range(61):
        assert press(client, {}, secret="x").status_code == 401
    assert counted() == {"refused": 60}


def test_without_a_secret_there_is_no_door(client, settings):
    settings.GITHUB_WEBHOOK_SECRETS = []
    assert press(client, merged(), secret="").status_code == 404


@pytest.mark.parametrize(
    ("told", "event", "status"),
    [(b"{}", "ping", 200), (b"payload=%7B%7D", "pull_request", 400), (b"", "pull_request", 400)],
)
def test_a_signed_message_is_answered_whatever_it_is(client, told, event, status):
    assert press(client, told, event=event).status_code == status


def test_more_than_a_megabyte_is_not_read(client):
    assert press(client, b" " * (1 << 20) + b"{}").status_code == 413
    assert counted() == {}


def test_it_is_pressed_and_never_read(client):
    assert client.get(DOOR).status_code == 405


def test_it_needs_no_token_of_a_form(journey):
    assert press(Client(enforce_csrf_checks=True), merged()).status_code == 200


def test_a_delivery_asks_little(client, journey, django_assert_num_queries):
    press(client, merged())
    with django_assert_num_queries(16):
        press(client, merged())
