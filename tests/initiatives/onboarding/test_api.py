import pytest

from initiatives.onboarding.actions.journey import complete_step, start_journey
from portal.people.models import Skill
from tests.factories.initiatives import InitiativeFactory
from tests.factories.onboarding import PathFactory, edition_of

pytestmark = pytest.mark.django_db

LIST = "/api/v1/paths/"


def slugs(client, query: str = "") -> list[str]:
    return [one["slug"] for one in client.get(f"{LIST}?{query}").json()["results"]]


@pytest.fixture
def first(settings):
    settings.PORTAL_BASE_URL = "https://portal.example"
    path = PathFactory(
        slug="first",
        title="First change",
        role="docs",
        hours_a_week=2,
        initiative=InitiativeFactory(slug="bear"),
        steps=[{"key": "old"}],
    )
    edition_of(
        path,
        {
            "key": "come",
            "kind": "attend",
            "meeting": "call",
            "why": "It helps.",
            "text": "<p>Hi</p>",
            "link": "https://a.example/",
            "with_whom": "lead",
            "needs": ["x"],
            "is_optional": True,
            "one_is_enough": True,
            "also_needs": ["y"],
        },
    )
    path.skills.add(Skill.objects.create(slug="sky-writing", name="Sky writing"))
    return path


def test_a_step_says_what_on_github_completes_it(client):
    PathFactory(
        slug="sent",
        steps=[
            {
                "key": "a",
                "counts": "docs",
                "repository": "ossf/demo",
                "how_many": 2,
                "paths": "docs/",
            }
        ],
    )
    [step] = client.get(f"{LIST}sent/").json()["steps"]
    assert step["counts"] == {
        "what": "docs",
        "repository": "ossf/demo",
        "how_many": 2,
        "paths": ["docs/"],
    }


def test_a_task_that_completes_it_is_of_no_repository(client):
    PathFactory(slug="sent", steps=[{"key": "a", "counts": "task"}])
    [step] = client.get(f"{LIST}sent/").json()["steps"]
    assert step["counts"] == {"what": "task", "repository": None, "how_many": 1, "paths": []}


def test_a_path_says_its_newest_edition_and_nothing_of_who_walks_it(client, member, first):
    complete_step(journey=start_journey(person=member, path=PathFactory(slug="x")), key="hello")
    answer = client.get(f"{LIST}first/").json()
    assert answer.pop("published_at").endswith("Z")
    assert answer == {
        "slug": "first",
        "title": "First change",
        "summary": "From the first hello to work of your own.",
        "outcomes": ["Say hello", "Review a change"],
        "role": "docs",
        "level": "newcomer",
        "hours_a_week": 2,
        "initiative": "bear",
        "skills": ["sky-writing"],
        "edition": 2,
        "steps": [
            {
                "key": "come",
                "kind": "attend",
                "title": "Come",
                "why": "It helps.",
                "text": "<p>Hi</p>",
                "link": "https://a.example/",
                "with_whom": "lead",
                "minutes": 10,
                "is_optional": True,
                "needs": ["x"],
                "one_is_enough": True,
                "also_needs": ["y"],
                "event": "call",
                "counts": None,
            }
        ],
        "url": "https://portal.example/paths/first/",
    }


def test_what_is_not_published_is_not_found(client):
    PathFactory(slug="draft", is_published=False)
    PathFactory(slug="inner", initiative=InitiativeFactory(is_listed=False))
    assert slugs(client) == []
    assert [client.get(f"{LIST}{slug}/").status_code for slug in ("draft", "inner")] == [404, 404]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["first", "second"]),
        ("role=docs", ["first"]),
        ("level=some", ["second"]),
        ("initiative=bear", ["first"]),
        ("initiative=nobody", []),
    ],
)
def test_the_list_can_be_narrowed(client, first, query, found):
    PathFactory(slug="second", level="some")
    assert slugs(client, query) == found


@pytest.mark.parametrize("query", ["role=king", "level=hard", "initiative=%F0", "colour=red"])
def test_what_it_does_not_know_is_refused(client, query):
    assert client.get(f"{LIST}?{query}").status_code == 422


@pytest.mark.parametrize("count", [1, 12])
def test_a_list_asks_four_questions(client, django_assert_num_queries, count):
    for _number in range(count):
        PathFactory(initiative=InitiativeFactory())
    with django_assert_num_queries(4):
        client.get(LIST)
