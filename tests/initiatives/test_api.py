from datetime import date

import pytest

from initiatives.models import (
    Alias,
    AlsoServes,
    Channel,
    Confirmation,
    Deliverable,
    Parent,
    Persona,
    Predecessor,
    RoleHolding,
    StageRecord,
)
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
        languages=["en", "de"],
        decides="By lazy consensus.",
        ai_policy="disclose",
        ai_policy_url="https://bread.example/ai",
    )
    bakers = Persona.objects.create(slug="bakers", name="Bakers")
    bread.personas.add(bakers)
    told = {"source": "minutes", "seen_on": date(2026, 5, 7)}
    Parent.objects.create(initiative=bread, parent=council, since=date(2025, 1, 1), **told)
    StageRecord.objects.create(initiative=bread, stage="sandbox", **told)
    RoleHolding.objects.create(initiative=bread, role="chair", holder_name="Ann", **told)
    RoleHolding.objects.create(
        initiative=bread, role="chair", holder_name="Gone", until=date(2025, 1, 1)
    )
    dough = InitiativeFactory(slug="dough")
    Predecessor.objects.create(initiative=bread, predecessor=dough, since=date(2025, 1, 1))
    rye = Deliverable.objects.create(
        initiative=bread, name="Rye", type="guide", confirmed_on=date(2026, 5, 8), **told
    )
    rye.personas.add(bakers)
    Deliverable.objects.create(initiative=bread, name="Old", type="guide", until=date(2025, 1, 1))
    Confirmation.objects.create(initiative=bread, part="text", confirmed_on=date(2026, 5, 8))
    Channel.objects.create(initiative=bread, kind="slack", name="#bread")
    Channel.objects.create(initiative=bread, kind="slack", name="#inner", is_public=False)
    Alias.objects.create(initiative=bread, name="Toast", slug="toast")
    return bread


def slugs(client, query: str = "") -> list[str]:
    return [one["slug"] for one in client.get(f"{LIST}?{query}").json()["results"]]


def test_one_group_says_its_public_facts_and_nothing_else(client, bread):
    seen = {"source": "minutes", "source_url": None, "seen_on": "2026-05-07"}
    dated = {"since": None, **seen, "confirmed_on": None}
    answer = client.get(f"{LIST}bread/").json()
    assert answer.pop("updated_at").endswith("Z")
    assert answer == {
        "slug": "bread",
        "name": "Bread",
        "kind": "working-group",
        "summary": "Bakes.",
        "why": "",
        "joining": "",
        "decides": "By lazy consensus.",
        "ai_policy": "disclose",
        "ai_policy_url": "https://bread.example/ai",
        "languages": ["en", "de"],
        "topics": [{"slug": "food", "name": "Food"}],
        "personas": [{"slug": "bakers", "name": "Bakers"}],
        "parent": {"slug": "council", **dated, "since": "2025-01-01"},
        "also_serves": [],
        "predecessors": [
            {**dated, "slug": "dough", "since": "2025-01-01", "source": "", "seen_on": None}
        ],
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
        "deliverables": [
            {
                **dated,
                "name": "Rye",
                "type": "guide",
                "summary": "",
                "problem": "",
                "url": None,
                "personas": ["bakers"],
                "confirmed_on": "2026-05-08",
            }
        ],
        "aliases": [{"name": "Toast", "kind": "alias", "until": None}],
        "website_url": None,
        "repo_url": None,
        "charter_url": None,
        "url": "https://portal.example/initiatives/bread/",
        "calendar_url": "https://portal.example/calendar/initiatives/bread.ics",
        "confirmations": [{"part": "text", "confirmed_on": "2026-05-08"}],
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["bread", "council", "dough"]),
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


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("meets=true", ["bread"]),  # at 11 in New York it is afternoon in UTC
        ("meets=true&tz=Europe/Berlin", ["bread"]),
        ("meets=true&tz=Asia/Tokyo", []),
        ("tz=Asia/Tokyo", ["bread", "council", "dough"]),
    ],
)
def test_a_group_that_meets_while_one_wakes_is_found(client, bread, make_series, query, found):
    make_series(initiative=bread)
    assert slugs(client, query) == found


@pytest.mark.parametrize(
    "query",
    ["kind=club", "meets=perhaps", "tz=Mars", "stage=ripe", "page_size=201", "size=1", "topic=%"],
)
def test_what_is_not_a_filter_is_refused(client, bread, query):
    assert client.get(f"{LIST}?{query}").status_code == 422


def test_unlisted_groups_and_former_slugs_are_not_found(client, bread):
    InitiativeFactory(slug="hidden", is_listed=False)
    assert "hidden" not in slugs(client)
    assert client.get(f"{LIST}hidden/").status_code == 404
    assert client.get(f"{LIST}toast/").status_code == 404


def test_nothing_tells_of_a_group_that_is_not_listed(client, bread):
    """Its source or its days could give away which one it is."""
    hidden = InitiativeFactory(slug="hidden", is_listed=False)
    Parent.objects.filter(initiative=bread).update(parent=hidden, source="hidden charter")
    Predecessor.objects.filter(initiative=bread).update(predecessor=hidden)
    AlsoServes.objects.create(initiative=bread, served=hidden, source="hidden charter")
    answer = client.get(f"{LIST}bread/")
    told = answer.json()
    assert (told["parent"], told["predecessors"], told["also_serves"]) == (None, [], [])
    assert "hidden" not in answer.content.decode()


def test_a_group_that_reports_to_nobody_says_so(client, bread):
    Parent.objects.filter(initiative=bread).update(parent=None)
    told = client.get(f"{LIST}bread/").json()["parent"]
    assert (told["slug"], told["source"]) == (None, "minutes")


def test_pages_lead_to_each_other(client, bread):
    first = client.get(f"{LIST}?page_size=2").json()
    cursor = first["next"].partition("?")[2]
    second = client.get(f"{LIST}?{cursor}").json()
    assert [one["slug"] for one in first["results"] + second["results"]] == [
        "bread",
        "council",
        "dough",
    ]
    assert (first["previous"], second["next"]) == (None, None)


def test_a_known_answer_is_not_sent_again(client, bread):
    etag = client.get(LIST)["ETag"]
    assert client.get(LIST, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_thirteen_questions_however_long(client, django_assert_num_queries, count):
    parent = InitiativeFactory(name="A", slug="a")
    for _ in range(count):
        group = InitiativeFactory(stage="sandbox", parent=parent, topics=[TopicFactory()])
        made = Deliverable.objects.create(initiative=group, name="Rye", type="guide")
        made.personas.add(Persona.objects.create(slug=group.slug, name=group.slug))
        Predecessor.objects.create(initiative=group, predecessor=parent)
        AlsoServes.objects.create(initiative=group, served=parent)
    with django_assert_num_queries(13):
        client.get(LIST)
