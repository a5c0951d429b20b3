from datetime import date

import pytest
from django.urls import reverse

from initiatives.models import Alias, Parent, StageRecord
from tests.factories.initiatives import InitiativeFactory, TopicFactory

pytestmark = pytest.mark.django_db

LIST, MAP = reverse("initiatives:index"), reverse("initiatives:map")


@pytest.fixture
def foundation():
    """A council over two groups, one of them over a project, and one group on its own."""
    signing = TopicFactory(slug="signing", name="Signing")
    council = InitiativeFactory(slug="council", name="Council", kind="council")
    bread = InitiativeFactory(slug="bread", name="Bread", stage="graduated", parent=council)
    butter = InitiativeFactory(
        slug="butter", name="Butter", kind="sig", stage="sandbox", parent=council, topics=[signing]
    )
    InitiativeFactory(slug="oven", name="Oven", kind="project", stage="sandbox", parent=bread)
    InitiativeFactory(slug="lone", name="Lone", kind="associated-project", summary="Keeps ovens.")
    Alias.objects.create(initiative=butter, name="Margarine")
    return council


def shown(response) -> list[str]:
    return [row.slug for row in response.context["rows"]]


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", ["bread", "butter", "council", "lone", "oven"]),
        ("kind=sig", ["butter"]),
        ("kind=sig&kind=council", ["butter", "council"]),
        ("stage=sandbox", ["butter", "oven"]),
        ("stage=sandbox&kind=project", ["oven"]),
        ("topic=signing", ["butter"]),
        ("parent=council", ["bread", "butter"]),
        ("q=bred", ["bread"]),
        ("q=margarnie", ["butter"]),
        ("q=oven", ["oven", "lone"]),
        ("q=oven&kind=associated-project", ["lone"]),
        ("q=%20", ["bread", "butter", "council", "lone", "oven"]),
        ("kind=club", []),
        ("page=99", ["bread", "butter", "council", "lone", "oven"]),
        ("page=x&unknown=1", ["bread", "butter", "council", "lone", "oven"]),
    ],
)
def test_groups_are_found_by_facet_and_by_misspelt_name(client, foundation, query, slugs):
    assert shown(client.get(f"{LIST}?{query}")) == slugs


def test_a_count_says_how_many_a_choice_would_leave(client, foundation):
    facets = client.get(f"{LIST}?kind=project&stage=sandbox").context["facets"]
    kinds = {option.value: option.count for option in facets["kind"]}
    stages = {option.value: option.count for option in facets["stage"]}
    assert kinds == {
        "council": 0,
        "working-group": 0,
        "sig": 1,
        "project": 1,
        "associated-project": 0,
    }
    assert stages == {"sandbox": 1, "graduated": 0}


def test_each_filter_in_use_can_be_taken_away(client, foundation):
    applied = client.get(f"{LIST}?q=oven&kind=project&kind=sig").context["applied"]
    assert applied == [
        ("“oven”", "?kind=project&kind=sig"),
        ("Project", "?q=oven&kind=sig"),
        ("Special interest group", "?q=oven&kind=project"),
    ]


def test_the_form_works_without_a_script(client, foundation):
    page = client.get(f"{LIST}?kind=sig&q=butter").content.decode()
    assert '<form class="facets" method="get"' in page
    assert 'name="kind" value="sig" checked' in page
    assert 'value="butter"' in page


def test_nothing_found_says_so_and_shows_a_way_out(client, foundation):
    page = client.get(f"{LIST}?q=zzzzzz").content.decode()
    assert "No group fits all of this" in page
    assert f'<a href="{LIST}">Show all groups</a>' in page


def test_an_empty_catalogue_is_a_page_too(client):
    assert "No groups here yet" in client.get(LIST).content.decode()
    assert "No groups here yet" in client.get(MAP).content.decode()


def test_a_group_that_is_not_listed_is_nowhere(client, foundation):
    InitiativeFactory(name="Secret", is_listed=False, parent=foundation)
    assert "Secret" not in client.get(LIST).content.decode()
    assert "Secret" not in client.get(MAP).content.decode()


def test_a_stage_that_is_over_does_not_count(client):
    group = InitiativeFactory(slug="bread")
    StageRecord.objects.create(initiative=group, stage="sandbox", until=date(2025, 1, 1))
    StageRecord.objects.create(initiative=group, stage="incubating", since=date(2025, 1, 1))
    assert shown(client.get(f"{LIST}?stage=sandbox")) == []
    assert shown(client.get(f"{LIST}?stage=incubating")) == ["bread"]


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_seven_questions_however_long(client, django_assert_num_queries, count):
    parent = InitiativeFactory(name="Council")
    for _ in range(count - 1):
        InitiativeFactory(stage="sandbox", parent=parent)
    client.get(f"{LIST}?q=group")
    with django_assert_num_queries(7):
        client.get(f"{LIST}?q=group")


@pytest.mark.parametrize("count", [1, 30])
def test_the_map_asks_two_questions_however_large(client, django_assert_num_queries, count):
    parent = InitiativeFactory(name="Council")
    for _ in range(count - 1):
        InitiativeFactory(stage="sandbox", parent=parent)
    client.get(MAP)
    with django_assert_num_queries(2):
        client.get(MAP)


def test_the_list_pages(client):
    for number in range(25):
        InitiativeFactory(name=f"Group {number:02}")
    first, second = client.get(LIST), client.get(f"{LIST}?page=2")
    assert (len(shown(first)), len(shown(second))) == (24, 1)


@pytest.mark.parametrize("address", [LIST, MAP, f"{LIST}council/", "/search/"])
def test_pages_are_only_read(client, foundation, address):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


def names(nodes) -> list:
    return [(node.name, node.hue is None, names(node.children)) for node in nodes]


def test_the_map_draws_who_reports_to_whom(client, foundation):
    assert names(client.get(MAP).context["picture"].nodes) == [
        (
            "Council",
            False,
            [("Bread", False, [("Oven", False, [])]), ("Butter", False, [])],
        ),
        ("Lone", False, []),
    ]


def test_a_filtered_map_shows_where_the_chosen_stand(client, foundation):
    assert names(client.get(f"{MAP}?kind=project").context["picture"].nodes) == [
        ("Council", True, [("Bread", True, [("Oven", False, [])])]),
    ]


def test_a_loop_in_the_rows_still_draws_every_group_once(client):
    one, two = InitiativeFactory(name="One"), InitiativeFactory(name="Two")
    Parent.objects.create(initiative=one, parent=two)
    Parent.objects.create(initiative=two, parent=one)
    assert names(client.get(MAP).context["picture"].nodes) == [("One", False, [("Two", False, [])])]


def test_one_branch_is_drawn_alone(client, foundation):
    response = client.get(f"{MAP}?under=bread")
    assert names(response.context["picture"].nodes) == [("Bread", False, [("Oven", False, [])])]
    assert '<a href="?">Show the whole map</a>' in response.content.decode()


def test_a_branch_nobody_may_know_of_is_not_found(client, foundation):
    InitiativeFactory(slug="secret", is_listed=False)
    assert client.get(f"{MAP}?under=secret").status_code == 404
    assert client.get(f"{MAP}?under=nobody").status_code == 404


def test_a_large_branch_is_folded_and_can_be_opened(client, monkeypatch, foundation):
    monkeypatch.setattr("initiatives.queries.hierarchy.MOST_DRAWN", 4)
    picture = client.get(f"{MAP}?kind=project&kind=sig&kind=council").context["picture"]
    assert (picture.drawn, picture.total) == (4, 4)
    picture = client.get(MAP).context["picture"]
    assert (picture.drawn, picture.total) == (4, 5)
    assert [node.name for node in picture.nodes[0].children[0].children] == ["1 more group below"]
    assert picture.nodes[0].children[0].children[0].url == "?under=bread"


def test_the_map_shows_the_places_of_another_day(client):
    old, new, moved = (InitiativeFactory(name=name) for name in ("Old", "New", "Moved"))
    Parent.objects.create(initiative=moved, parent=old, until=date(2025, 6, 1))
    Parent.objects.create(initiative=moved, parent=new, since=date(2025, 6, 1))
    of_then = client.get(f"{MAP}?on=2025-05-31")
    assert names(of_then.context["picture"].nodes) == [
        ("New", False, []),
        ("Old", False, [("Moved", False, [])]),
    ]
    assert "as they were on 31 May 2025" in of_then.content.decode()
    of_today = [("New", False, [("Moved", False, [])]), ("Old", False, [])]
    for day in ("", "2025-06-01", "2025-13-40", "x", "0001-01-01"):
        assert names(client.get(f"{MAP}?on={day}").context["picture"].nodes) == of_today
