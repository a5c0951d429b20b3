"""Up to three groups side by side."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from events.actions.horizon import materialise
from initiatives.models import (
    Alias,
    Change,
    Opening,
    OpeningSkill,
    Report,
    RoleHolding,
    TrustedSignal,
)
from portal.kit import clock
from portal.people.models import Skill
from tests.factories.events import SeriesFactory
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(at):
    at("2026-03-01T12:00Z")
    council = InitiativeFactory(slug="council", name="Council", kind="council")
    return [
        InitiativeFactory(slug=slug, name=slug.title(), stage=stage, parent=council)
        for slug, stage in (("bread", "sandbox"), ("cake", "sandbox"), ("pie", "graduated"))
    ]


def compare(client, *slugs: str, **more):
    return client.get(reverse("initiatives:compare"), {"group": slugs, **more})


def cells(client, term: str, *slugs: str) -> list[list[str]]:
    comparison = compare(client, *slugs).context["comparison"]
    (row,) = [
        one for one in (*comparison.before_meetings, *comparison.after_meetings) if one.term == term
    ]
    return [[item.text for item in cell] for cell in row.cells] + [row.verdict]


def test_groups_stand_in_the_order_asked_for(client, three):
    columns = compare(client, "pie", "bread").context["columns"]
    assert [group.name for group, _without in columns] == ["Pie", "Bread"]


def test_what_is_the_same_and_what_differs_is_said_in_words(client, three):
    assert cells(client, "Stage", "bread", "cake") == [["Sandbox"], ["Sandbox"], "same"]
    assert cells(client, "Stage", "bread", "pie") == [["Sandbox"], ["Graduated"], "differs"]
    assert cells(client, "Stage", "bread") == [["Sandbox"], ""]
    page = compare(client, "bread", "cake", "pie").content.decode()
    assert "≠ differs" in page
    assert "= the same" in page


def test_what_nobody_knows_is_unknown_and_no_difference(client, three):
    assert cells(client, "Languages", "bread", "cake") == [[], [], ""]
    assert '<span class="unknown">unknown</span>' in compare(client, "bread").content.decode()


def test_openings_say_who_is_wanted_and_for_how_long(client, three):
    bread, cake, _pie = three
    rust = Skill.objects.create(slug="rust-x", name="Rust X")
    for hours, role in (((2, 4), "docs"), ((None, 6), "code")):
        opening = Opening.objects.create(
            initiative=bread,
            title=role,
            role=role,
            hours_min=hours[0],
            hours_max=hours[1],
            languages=["de"],
            fresh_until=date(2026, 4, 1),
        )
    OpeningSkill.objects.create(opening=opening, skill=rust)
    Opening.objects.create(initiative=cake, title="Old", role="docs", fresh_until=date(2026, 2, 1))
    assert cells(client, "Hours wanted", "bread", "cake") == [
        ["2 to 6 hours a week"],
        [],
        "differs",
    ]
    assert cells(client, "Help wanted", "bread", "cake")[:2] == [
        ["Code", "Documentation and writing"],
        [],
    ]
    assert cells(client, "Skills", "bread", "cake")[0] == ["Rust X"]
    assert cells(client, "Languages", "bread", "cake")[0] == ["German (Deutsch)"]


def test_signals_people_and_changes_are_told(client, three):
    bread = three[0]
    TrustedSignal.objects.create(
        initiative=bread,
        kind="best-practices",
        value="passing",
        observed_on=date(2026, 2, 3),
        read_at=datetime(2026, 2, 3, tzinfo=UTC),
    )
    Report.objects.create(initiative=bread, quarter="2025-Q4")
    RoleHolding.objects.create(initiative=bread, role="chair", holder_name="Ann Baker")
    for number in range(5):
        Change.objects.create(initiative=bread, kind="deliverable", after=f"D{number}")
    assert cells(client, "Signals", "bread")[0] == [
        "Best Practices badge: passing",
        "Report 2025-Q4",
    ]
    assert cells(client, "Who to talk to", "bread")[0] == ["Ann Baker"]
    assert cells(client, "Changed lately", "bread")[0] == [
        "It has made: D4.",
        "It has made: D3.",
        "It has made: D2.",
    ]


def test_the_next_meeting_is_shown_in_the_zone_of_the_reader(client, three):
    materialise(series=SeriesFactory(initiative=three[0], title="Bread call"), now=clock.now())
    page = compare(client, "bread", tz="Asia/Kolkata").content.decode()
    assert "21:30" in page


def test_one_is_removed_and_another_added_by_a_link(client, three):
    page = compare(client, "bread", "cake").content.decode()
    assert 'href="/initiatives/compare/?group=cake"' in page
    added = compare(client, "bread", "cake").context["added"]
    assert added == [("Pie", "/initiatives/compare/?group=bread&group=cake&group=pie")]


def test_another_is_found_although_misspelt(client, three):
    assert [name for name, _url in compare(client, "bread", q="ckae").context["added"]] == ["Cake"]
    assert "No group answers to “zzzzzz”." in compare(client, q="zzzzzz").content.decode()


def test_a_former_slug_is_followed_and_nobody_stands_twice(client, three):
    Alias.objects.create(initiative=three[0], name="Toast", slug="toast")
    columns = compare(client, "toast", "bread", "bread").context["columns"]
    assert [group.slug for group, _without in columns] == ["bread"]


def test_what_is_no_group_or_not_listed_is_said_and_left_out(client, three):
    InitiativeFactory(slug="hidden", name="Not Told", is_listed=False)
    page = compare(client, "bread", "hidden", "nobody", "<b>").content.decode()
    assert "We know no group at the address “hidden”." in page
    assert "We know no group at the address “nobody”." in page
    assert "We know no group at the address “&lt;b&gt;”." in page
    assert "Not Told" not in page


def test_a_fourth_does_not_fit(client, three):
    page = compare(client, "bread", "cake", "pie", "council").content.decode()
    assert "Three groups fit side by side. Left out: Council." in page


def test_without_groups_it_says_how_to_begin(client, three):
    page = compare(client).content.decode()
    assert "No group is chosen yet" in page
    assert "noindex" not in page


@pytest.mark.parametrize("slug", ["x" * 5000, "☃", "a b", "../..", "%"])
def test_odd_slugs_are_answered_in_words(client, three, slug):
    response = compare(client, slug)
    assert response.status_code == 200
    assert "We know no group at the address" in response.content.decode()


@pytest.mark.parametrize(("slugs", "count"), [(("bread",), 6), (("bread", "cake", "pie"), 7)])
@pytest.mark.parametrize("rows", [1, 30])
def test_queries_do_not_grow_with_what_there_is(
    client, django_assert_num_queries, three, slugs, count, rows
):
    for group in three:
        materialise(series=SeriesFactory(initiative=group), now=clock.now())
        for number in range(rows):
            RoleHolding.objects.create(initiative=group, role="member", holder_name=f"M{number}")
            Change.objects.create(initiative=group, kind="text")
    compare(client, *slugs)
    with django_assert_num_queries(count):
        compare(client, *slugs)
