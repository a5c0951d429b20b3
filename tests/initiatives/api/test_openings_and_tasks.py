"""The API says what everybody may read, page by page, and 304 to who knows it."""

import pytest

from initiatives.actions.task_claim import claim_task
from tests.factories.initiatives import InitiativeFactory, OpeningFactory, TaskFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def keys(client, address):
    """Of all pages, in order."""
    found, url = [], address
    while url:
        answer = client.get(url).json()
        found += [row["key"] for row in answer["results"]]
        url = answer["next"] and answer["next"].split("8000", 1)[1]
    return found


def test_an_opening_is_told_as_it_stands(client, settings):
    settings.PORTAL_BASE_URL = "https://portal.example"
    group = InitiativeFactory(slug="scorecard", languages=["en"], ai_policy="no")
    opening = OpeningFactory(
        initiative=group, title="Write", hours_min=2, skills=[("go", "will-teach")]
    )
    [row] = client.get("/api/v1/openings/").json()["results"]
    assert row.pop("updated_at").startswith("2026-02-02T09:00")
    assert row == {
        "key": str(opening.key),
        "initiative": "scorecard",
        "title": "Write",
        "role": "docs",
        "summary": "",
        "hours_min": 2,
        "hours_max": None,
        "languages": ["en"],
        "skills": [{"slug": "go", "name": "Go", "need": "will-teach", "level": 1}],
        "contact": "",
        "contact_url": None,
        "ai_policy": "no",
        "is_for_newcomers": False,
        "fresh_until": "2030-12-31",
        "url": f"https://portal.example/initiatives/scorecard/openings/{opening.key}/",
    }


@pytest.mark.parametrize(
    ("factory", "address"), [(OpeningFactory, "openings"), (TaskFactory, "tasks")]
)
def test_all_pages_together_name_each_once(client, factory, address):
    one = InitiativeFactory()
    made = [factory(initiative=one) for _ in range(5)] + [factory() for _ in range(2)]

    found = keys(client, f"/api/v1/{address}/?page_size=2")
    assert len(found) == 7
    assert sorted(found) == sorted(str(row.key) for row in made)


@pytest.mark.parametrize("address", ["openings", "tasks"])
def test_a_known_answer_is_not_sent_again(client, address):
    etag = client.get(f"/api/v1/{address}/")["ETag"]
    assert client.get(f"/api/v1/{address}/", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize(
    "query",
    [
        "openings/?role=wizard",
        "openings/?hours=0",
        "openings/?language=xx",
        "openings/?rolle=docs",
        "openings/?skill=a%20b",
        "tasks/?size=xxl",
        "tasks/?free=perhaps",
        "tasks/?claimed_by=somebody",
    ],
)
def test_a_filter_nobody_knows_is_refused(client, query):
    assert client.get(f"/api/v1/{query}").status_code == 422


def test_a_cursor_of_another_list_is_refused(client):
    assert client.get("/api/v1/tasks/?cursor=WyJuIiwiYSIsIm5vdC1hLWtleSJd").status_code == 400


def test_filters_narrow_the_lists(client):
    OpeningFactory(role="code", hours_min=9)
    TaskFactory(role="code", size="l")
    taken = TaskFactory(role="docs", size="s", initiative__slug="scorecard")
    claim_task(task=taken, by=UserFactory())
    for query, number in {
        "openings/?role=code&hours=9": 1,
        "openings/?hours=8": 0,
        "openings/?newcomers=true": 0,
        "tasks/?role=docs&size=s&initiative=scorecard": 1,
        "tasks/?free=true": 1,
    }.items():
        assert len(client.get(f"/api/v1/{query}").json()["results"]) == number, query


@pytest.mark.parametrize("number", [1, 30])
def test_lists_ask_the_same_however_long(client, number, django_assert_num_queries):
    for _ in range(number):
        OpeningFactory(skills=[("go", "must")])
        TaskFactory(skills=["go"])
    with django_assert_num_queries(2):
        client.get("/api/v1/openings/")
    with django_assert_num_queries(2):
        client.get("/api/v1/tasks/")
