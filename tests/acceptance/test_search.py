"""Search over the 1,128 project names of a public list, each with one slip of the fingers."""

import json
import random
import time

import pytest

from initiatives.models import Initiative
from tests.one_typo import one_typo

pytestmark = pytest.mark.django_db
SLOW = 0.05


@pytest.fixture
def names(acceptance_data) -> list[str]:
    file = acceptance_data / "onboarding" / "upforgrabs" / "projects.jsonl"
    told = [json.loads(line)["name"] for line in file.read_text().splitlines()]
    Initiative.objects.bulk_create(
        Initiative(slug=f"project-{number}", name=name, kind="project")
        for number, name in enumerate(told)
    )
    return told


def test_a_name_with_one_typo_is_found_99_times_in_100_and_at_once(names, client):
    rnd = random.Random(20260507)
    client.get("/search/", {"q": "warm"})
    missed, took = [], []
    for name in names:
        typo = one_typo(name, rnd)
        began = time.thread_time()  # the neighbours' work on this machine is not counted
        groups = client.get("/search/", {"q": typo}).context["groups"]
        took.append(time.thread_time() - began)
        if name not in {one.name for one in groups}:
            missed.append((typo, name))
    assert len(missed) <= len(names) / 100, missed
    assert sorted(took)[int(0.95 * len(took))] <= SLOW


def test_the_list_finds_them_too(names, client):
    rnd = random.Random(7)
    asked = [(one_typo(name, rnd), name) for name in rnd.sample(names, 200)]
    missed = [
        (typo, name)
        for typo, name in asked
        if name
        not in {row.name for row in client.get("/initiatives/", {"q": typo}).context["rows"]}
    ]
    assert len(missed) <= 2, missed
