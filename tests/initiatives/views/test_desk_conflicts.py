"""The list of what sources disagree about, and the one click that decides."""

import pytest
from django.urls import reverse

from initiatives.models import Conflict, StageRecord
from tests.conftest import signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.initiatives.actions.test_catalog import bread, run

pytestmark = pytest.mark.django_db
PAGE = "/desk/conflicts/"


@pytest.fixture
def conflict():
    run(bread("stages: [{stage: sandbox, $}]"))
    theirs = "source_url: 'https://c.example/x', stage: graduated, since: 2026-05-01, $"
    run(bread(f"stages: [{{{theirs}}}]", source="charter"))
    return Conflict.objects.get()


@pytest.fixture
def desk(staff):
    return signed_in(staff)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def click(desk, conflict, verdict, **more):
    address = reverse("initiatives:desk_conflict", args=[conflict.pk])
    return desk.post(address, {"verdict": verdict, **more}, follow=True)


def test_both_values_stand_there_with_their_sources(desk, conflict):
    (row,) = desk.get(PAGE).context["rows"]
    assert (row.group, row.fact) == ("Bread", "Stage")
    assert (row.ours.value, row.ours.source, str(row.ours.seen_on)) == (
        "Sandbox",
        "minutes",
        "2026-05-07",
    )
    assert (row.theirs.value, row.theirs.source_url) == ("Graduated", "https://c.example/x")


def test_two_groups_of_one_name_are_told_apart(desk):
    InitiativeFactory(slug="council-wg", name="Council")
    run(bread("parents: [{parent: council, $}]"))
    run(bread("parents: [{parent: council-wg, $}]", source="charter"))
    (row,) = desk.get(PAGE).context["rows"]
    assert (row.ours.value, row.theirs.value) == ("Council (council)", "Council (council-wg)")


def test_one_click_takes_theirs(desk, conflict):
    response = click(desk, conflict, "theirs")
    assert said(response) == ["Bread has changed. This is not asked again."]
    assert StageRecord.objects.get(until=None).stage == "graduated"
    assert response.context["rows"] == []


def test_one_click_keeps_ours(desk, conflict):
    click(desk, conflict, "ours")
    assert StageRecord.objects.get().stage == "sandbox"


def test_the_second_of_two_people_is_told(desk, conflict):
    click(desk, conflict, "ours")
    (words,) = said(click(desk, conflict, "theirs"))
    assert words == "Somebody was quicker and kept what we have. Your click changed nothing."


@pytest.mark.parametrize("verdict", ["", "both", "\0"])
def test_anything_else_decides_nothing(desk, conflict, verdict):
    assert said(click(desk, conflict, verdict)) == ["Choose one of the two."]
    assert Conflict.objects.get().verdict == ""


def test_the_list_of_one_group_stays_narrowed(desk, conflict):
    assert desk.get(PAGE, {"group": "council"}).context["rows"] == []
    response = click(desk, conflict, "ours", group="bread")
    assert response.redirect_chain == [(f"{PAGE}?group=bread", 302)]


@pytest.mark.parametrize("group", ["x" * 5000, "//evil.example"])
def test_strange_words_narrow_to_nothing(desk, conflict, group):
    assert desk.get(PAGE, {"group": group}).status_code == 200
    response = click(desk, conflict, "ours", group=group)
    assert response.redirect_chain[0][0].startswith(PAGE)


def test_as_many_queries_for_many_as_for_one(desk, conflict, django_assert_num_queries):
    desk.get(PAGE)
    with django_assert_num_queries(7):
        desk.get(PAGE)
    proposal = conflict.proposal
    for number in range(20):
        Conflict.objects.create(
            initiative=conflict.initiative,
            fact="stages",
            what="stage",
            ours="sandbox",
            theirs=f"other {number}",
            proposal=proposal,
        )
    with django_assert_num_queries(7):
        desk.get(PAGE)


def test_it_waits_on_the_desk_of_the_staff(desk, conflict):
    (item,) = desk.get("/desk/").context["desk"].waiting
    assert (item.what, item.url) == ("1 conflict between sources waits for you", PAGE)
