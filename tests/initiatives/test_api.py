from datetime import date

import pytest

from initiatives.models import Alias, Channel, Parent, RoleHolding, StageRecord
from tests.factories.initiatives import InitiativeFactory, TopicFactory

pytestmark = pytest.mark.django_db

LIST = "/api/v1/initiatives/"


@pytest.fixture
def bread(settings):
    settings.PORTAL_BASE_URL = "https://portal.example"
    council = InitiativeFactory(slug="council", kind="council")
    bread = InitiativeFactory(
        slug="bread",
        name="Bread",
        summary="Bakes.",
        topics=[TopicFactory(slug="food", name="Food")],
    )
    told = {"source": "minutes", "seen_on": date(2026, 5, 7)}
    Parent.objects.create(initiative=bread, parent=council, since=date(2025, 1, 1), **told)
    StageRecord.objects.create(initiative=bread, stage="sandbox", **told)
    RoleHolding.objects.create(initiative=bread, role="chair", holder_name="Ann", **told)
    RoleHolding.objects.create(
        initiative=bread, role="chair", holder_name="Gone", until=date(2025, 1, 1)
    )
    Channel.objects.create(initiative=bread, kind="slack", name="#bread")
    Channel.objects.create(initiative=bread, kind="slack", name="#inner", is_public=False)
    Alias.objects.create(initiative=bread, name="Toast", slug="toast")
    return bread


def slugs(client, query: str = "") -> list[str]:
    return [one["slug"] for one in client.get(f"{LIST}?{query}").json()["results"]]


def test_one_group_says_its_public_facts_and_nothing_else(client, bread):
    dated = {"since": None, "source": "minutes", "source_url": None, "seen_on": "2026-05-07"}
    answer = client.get(f"{LIST}bread/").json()
    assert answer.pop("updated_at").endswith("Z")
    assert answer == {
        "slug": "bread",
        "name": "Bread",
        "kind": "working-group",
        "summary": "Bakes.",
        "why": "",
        "joining": "",
        "topics": [{"slug": "food", "name": "Food"}],
        "parent": {"slug": "council", **dated, "since": "2025-01-01"},
        "also_serves": [],
        "stage": {"stage": "sandbox", **dated},
        "roles": [
            {
                "role": "chair",
                "name": "Ann",
                "handle": "",
                "affiliation": "",
                "is_interim": False,
                "is_withdrawn": False,
                **dated,
            }
        ],
        "channels": [{"kind": "slack", "name": "#bread", "url": None}],
        "aliases": [{"name": "Toast", "kind": "alias", "until": None}],
        "website_url": None,
        "repo_url": None,
        "charter_url": None,
        "url": "https://portal.example/initiatives/bread/",
        "calendar_url": "https://portal.example/calendar/initiatives/bread.ics",
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["bread", "council"]),
        ("kind=council", ["council"]),
        ("stage=sandbox", ["bread"]),
        ("topic=food", ["bread"]),
        ("parent=council", ["bread"]),
        ("q=tost", ["bread"]),
        ("topic=none", []),
    ],
)
def test_the_list_is_narrowed_by_each_filter(client, bread, query, found):
    assert slugs(client, query) == found


@pytest.mark.parametrize("query", ["kind=club", "stage=ripe", "page_size=201", "size=1", "topic=%"])
def test_what_is_not_a_filter_is_refused(client, bread, query):
    assert client.get(f"{LIST}?{query}").status_code == 422


def test_unlisted_groups_and_former_slugs_are_not_found(client, bread):
    InitiativeFactory(slug="hidden", is_listed=False)
    assert "hidden" not in slugs(client)
    assert client.get(f"{LIST}hidden/").status_code == 404
    assert client.get(f"{LIST}toast/").status_code == 404


def test_a_parent_that_is_not_listed_stays_unnamed(client, bread):
    hidden = InitiativeFactory(slug="hidden", is_listed=False)
    Parent.objects.filter(initiative=bread).update(parent=hidden)
    assert client.get(f"{LIST}bread/").json()["parent"]["slug"] is None


def test_pages_lead_to_each_other(client, bread):
    first = client.get(f"{LIST}?page_size=1").json()
    cursor = first["next"].partition("?")[2]
    second = client.get(f"{LIST}?{cursor}").json()
    assert [one["slug"] for one in first["results"] + second["results"]] == ["bread", "council"]
    assert (first["previous"], second["next"]) == (None, None)


def test_a_known_answer_is_not_sent_again(client, bread):
    etag = client.get(LIST)["ETag"]
    assert client.get(LIST, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_eight_questions_however_long(client, django_assert_num_queries, count):
    parent = InitiativeFactory()
    for _ in range(count - 1):
        InitiativeFactory(stage="sandbox", parent=parent, topics=[TopicFactory()])
    with django_assert_num_queries(8):
        client.get(LIST)
