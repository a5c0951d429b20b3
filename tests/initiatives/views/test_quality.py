"""Numbers anybody may check: what pages say and lack, never who, never what is hidden."""

from datetime import UTC, date, datetime

import pytest

from initiatives.models import Channel, Confirmation, Conflict, LinkCheck, Question
from initiatives.queries.quality import quality
from tests.factories.initiatives import InitiativeFactory, RoleFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday(at):
    at(NOW)


def counts() -> dict[str, tuple[int, int]]:
    return {one.key: (one.count, one.total) for one in quality(now=NOW).measured}


def test_each_number_of_a_small_foundation(make_series):
    top = InitiativeFactory(kind="council", name="Top")
    good = InitiativeFactory(parent=top, stage="sandbox", why="It matters.")
    RoleFactory(initiative=good, role="chair")
    RoleFactory(initiative=top, role="member")
    Channel.objects.create(initiative=good, kind="slack", name="here")
    Channel.objects.create(initiative=top, kind="slack", name="secret", is_public=False)
    Confirmation.objects.create(initiative=good, part="text", confirmed_on=date(2026, 1, 1))
    Confirmation.objects.create(initiative=top, part="text", confirmed_on=date(2025, 1, 1))
    Question.objects.create(initiative=good, about="meeting", ask="When?")
    Conflict.objects.create(initiative=top, fact="name", what="name", ours="a", theirs="b")
    url = "https://example.org/gone"
    Channel.objects.create(initiative=good, kind="website", url=url)
    LinkCheck.objects.create(url=url, state="dead")
    series = make_series(initiative=good)
    assert series.pk
    at = {"text": 1, "parent": 1, "lead": 1, "meeting": 1, "channel": 1, "confirmed": 1}
    assert counts() == {
        **{key: (count, 2) for key, count in at.items()},
        "stage": (1, 1),
        **dict.fromkeys(["dead-links", "questions", "conflicts"], (1, 2)),
    }


def test_hidden_and_archived_groups_are_not_counted(client):
    InitiativeFactory(is_listed=False, name="Hidden")
    InitiativeFactory(stage="archived", name="Over")
    InitiativeFactory(name="Here")
    assert quality(now=NOW).groups == 1
    listed = client.get("/initiatives/quality/?lacks=lead").content.decode()
    assert "Here" in listed
    assert "Hidden" not in listed
    assert "Over" not in listed


def test_each_number_leads_to_its_groups(client):
    lacking = InitiativeFactory(name="Without a lead")
    having = InitiativeFactory(name="With one")
    RoleFactory(initiative=having, role="chair")
    page = client.get("/initiatives/quality/").content.decode()
    assert 'href="?has=lead"' in page
    assert 'href="?lacks=lead"' in page
    lacks = client.get("/initiatives/quality/?lacks=lead").content.decode()
    assert lacking.name in lacks
    assert having.name not in lacks
    has = client.get("/initiatives/quality/?has=lead").content.decode()
    assert having.name in has
    assert lacking.name not in has


@pytest.mark.parametrize("query", ["has=", "has=weather", "lacks=lead%20", f"has={'x' * 3000}"])
def test_a_number_nobody_takes_is_no_page(query, client):
    assert client.get(f"/initiatives/quality/?{query}").status_code == 404


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 400])
def test_a_strange_page_number_is_the_nearest_page(number, client):
    InitiativeFactory()
    assert client.get(f"/initiatives/quality/?lacks=lead&page={number}").status_code == 200


def test_an_empty_catalogue_has_a_page(client):
    assert "Nothing that we know of." in client.get("/initiatives/quality/").content.decode()


def test_which_sources_disagree_and_nothing_of_what_about(client):
    group = InitiativeFactory()
    for number in range(2):
        Conflict.objects.create(
            initiative=group,
            fact="roles",
            what=f"affiliation of Private Person {number}",
            ours="CANARY",
            theirs="b",
            our_source="README",
            their_source="charter",
        )
    page = client.get("/initiatives/quality/").content.decode()
    assert "README and charter:" in page
    assert "about 2 facts" in page
    assert "Private Person" not in page
    assert "CANARY" not in page


def test_one_group_part_by_part_and_not_who_said_so(client, member):
    group = InitiativeFactory(slug="bread")
    RoleFactory(initiative=group, role="chair", holder_name="Some Body", source="README")
    Confirmation.objects.create(
        initiative=group, part="people", confirmed_on=date(2026, 2, 1), confirmed_by=member
    )
    page = client.get("/initiatives/bread/quality/").content.decode()
    assert "1 February 2026" in page
    assert "README" in page
    assert "Missing: Why it matters" in page
    assert "Some Body" not in page
    assert member.username not in page
    assert "/desk/" not in page


def test_a_hidden_group_has_none_and_a_former_address_leads_on(client):
    InitiativeFactory(slug="hidden", is_listed=False)
    assert client.get("/initiatives/hidden/quality/").status_code == 404
    group = InitiativeFactory(slug="new")
    group.aliases.create(name="Old", slug="old", kind="former-name")
    assert client.get("/initiatives/old/quality/")["Location"] == "/initiatives/new/quality/"


@pytest.mark.parametrize("many", [1, 60])
def test_as_many_queries_for_one_group_as_for_many(many, client, django_assert_num_queries):
    for number in range(many):
        group = InitiativeFactory(stage="sandbox")
        RoleFactory(initiative=group, role="chair")
        Channel.objects.create(initiative=group, kind="slack", name=f"c{number}")
    for address, count in {
        "/initiatives/quality/": 2,
        "/initiatives/quality/?has=lead": 2,
        f"/initiatives/{group.slug}/quality/": 5,
    }.items():
        client.get(address)
        with django_assert_num_queries(count):
            client.get(address)
