from datetime import date

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from events.actions.horizon import materialise
from initiatives.actions.start_story import start_story
from initiatives.models import (
    Alias,
    AlsoServes,
    Channel,
    Deliverable,
    LinkCheck,
    Parent,
    Persona,
    Predecessor,
    Question,
    RoleHolding,
    Source,
    StageRecord,
)
from portal.kit import clock
from tests.factories.events import SeriesFactory
from tests.factories.initiatives import InitiativeFactory, TopicFactory

pytestmark = pytest.mark.django_db


def address(slug: str) -> str:
    return reverse("initiatives:detail", args=[slug])


@pytest.fixture
def bread():
    return InitiativeFactory(slug="bread", name="Bread", stage="sandbox")


def page(client, slug: str = "bread") -> str:
    return client.get(address(slug)).content.decode()


def test_unknown_and_unlisted_groups_do_not_exist(client, as_editor):
    InitiativeFactory(slug="hidden", is_listed=False)
    for browser in (client, as_editor):
        assert browser.get(address("nobody")).status_code == 404
        assert browser.get(address("hidden")).status_code == 404


@pytest.mark.parametrize(
    "place",
    [
        "/initiatives/bread/",
        "/initiatives/",
        "/initiatives/map/",
        "/initiatives/?parent=untold",
        "/initiatives/map/?parent=untold",
        "/api/v1/initiatives/bread/",
        "/api/v1/initiatives/?parent=untold",
        "/api/v1/events/?initiative=untold",
        "/api/v1/occurrences/?initiative=untold",
        "/events/?initiative=untold",
    ],
)
def test_no_place_gives_away_what_bread_has_to_do_with_an_unlisted_group(client, bread, place):
    hidden = InitiativeFactory(slug="untold", name="Not Told", is_listed=False)
    Parent.objects.create(initiative=bread, parent=hidden)
    AlsoServes.objects.create(initiative=bread, served=hidden)
    series = SeriesFactory(slug="bread-call", initiative=bread)
    series.also_for.add(hidden)
    materialise(series=series, now=clock.now())

    told = client.get(place).content.decode()
    asked_for_nobody = client.get(place.replace("untold", "nobody")).content.decode()

    assert "Not Told" not in told
    assert "/initiatives/untold/" not in told
    assert told.replace("untold", "nobody") == asked_for_nobody


def test_a_superuser_sees_an_unlisted_group(as_superuser):
    InitiativeFactory(slug="hidden", is_listed=False)
    assert as_superuser.get(address("hidden")).status_code == 200


def test_a_former_address_leads_to_today_s_for_good(client, bread):
    Alias.objects.create(initiative=bread, name="Toast", slug="toast")
    response = client.get(address("toast"))
    assert (response.status_code, response["Location"]) == (301, address("bread"))


def test_a_former_address_of_an_unlisted_group_tells_nothing(client):
    hidden = InitiativeFactory(is_listed=False)
    Alias.objects.create(initiative=hidden, name="Toast", slug="toast")
    assert client.get(address("toast")).status_code == 404


def test_what_nobody_published_is_said_to_be_unknown(client):
    InitiativeFactory(slug="bare", name="Bare")
    shown = page(client, "bare")
    assert "who leads it is not published" in shown
    assert "no channel is published" in shown
    assert "We don’t know yet how one joins." in shown


def test_an_unknown_stage_and_start_are_values(client, bread):
    assert "since when is unknown" in page(client)
    StageRecord.objects.update(stage="unknown")
    assert '<span class="unknown">unknown</span>' in page(client)


def test_a_governing_body_has_no_stage_at_all(client):
    InitiativeFactory(slug="council", kind="council")
    assert "<dt>Stage</dt>" not in page(client, "council")


def test_people_are_shown_as_published_with_their_source(client, bread):
    RoleHolding.objects.create(
        initiative=bread,
        role="co-chair",
        holder_name="Ann Baker",
        affiliation="Mill",
        is_interim=True,
        source="minutes",
        source_url="https://a.example/minutes",
        seen_on=date(2026, 5, 7),
    )
    shown = page(client)
    for words in ("Ann Baker", "Co-chair", "(interim)", "Mill", "minutes", "7 May 2026"):
        assert words in shown


def test_seats_without_a_name_are_counted_and_withdrawn_ones_said(client, bread):
    RoleHolding.objects.create(initiative=bread, role="co-chair")
    RoleHolding.objects.create(initiative=bread, role="co-chair", seat=2)
    RoleHolding.objects.create(initiative=bread, role="lead", is_withdrawn=True)
    seats = client.get(address("bread")).context["detail"].seats
    assert [(seat.role, seat.name, seat.is_withdrawn) for seat in seats] == [
        ("Co-chair, 2 seats", "", False),
        ("Lead", "", True),
    ]
    assert "name not shown here" in page(client)
    assert "name withdrawn" in page(client)


def test_who_has_left_is_not_among_the_people(client, bread):
    RoleHolding.objects.create(
        initiative=bread, role="lead", holder_name="Gone", until=date(2025, 1, 1)
    )
    assert "Gone" not in page(client)


def test_its_place_is_drawn_from_the_top_down_to_its_own_groups(client, bread):
    council = InitiativeFactory(name="Council", kind="council")
    Parent.objects.create(initiative=bread, parent=council)
    InitiativeFactory(name="Oven", kind="project", stage="archived", parent=bread)
    InitiativeFactory(name="Sibling", parent=council)
    (top,) = client.get(address("bread")).context["detail"].tree
    (here,) = top.children
    (child,) = here.children
    assert (top.name, here.name, here.is_here) == ("Council", "Bread", True)
    assert (child.name, child.stage) == ("Oven", "archived")


def test_a_loop_above_it_does_not_hang_the_page(client, bread):
    other = InitiativeFactory()
    Parent.objects.create(initiative=bread, parent=other)
    Parent.objects.create(initiative=other, parent=bread)
    assert client.get(address("bread")).status_code == 200


@pytest.mark.parametrize(
    ("channels", "joining", "words", "label"),
    [
        ([], "", "open an issue", "Open the repository"),
        ([("notes", "")], "", "open an issue", "Open the repository"),
        ([("slack", "#bread"), ("mailing-list", "bread")], "", "Slack channel", "Go to #bread"),
        ([("mailing-list", "bread"), ("slack", "#x")], "Come along.", "Come along.", "Go to bread"),
        ([("website", "Community page"), ("slack", "#x")], "", "website", "Go to Community page"),
    ],
)
def test_there_is_one_clear_way_to_join(client, bread, channels, joining, words, label):
    bread.repo_url, bread.joining = "https://git.example/bread", joining
    bread.save()
    for position, (kind, name) in enumerate(channels):
        Channel.objects.create(
            initiative=bread, kind=kind, name=name, url="https://c.example/", position=position
        )
    door = client.get(address("bread")).context["detail"].door
    assert words in door.words
    assert door.label == label


def test_a_private_channel_is_not_shown(client, bread):
    Channel.objects.create(initiative=bread, kind="slack", name="#inner", is_public=False)
    assert "#inner" not in page(client)


def test_an_archived_group_points_to_who_can_tell(client, bread):
    Parent.objects.create(initiative=bread, parent=InitiativeFactory(name="Council"))
    StageRecord.objects.update(stage="archived")
    shown = page(client)
    assert "This group is archived" in shown
    assert "Where to go instead" in shown
    assert "Next meetings" not in shown


def test_open_questions_are_asked_kindly_and_settled_ones_are_gone(client, bread):
    Question.objects.create(initiative=bread, about="a", text="every 2nd Monday", ask="Which?")
    Question.objects.create(initiative=bread, about="b", ask="Settled?", is_open=False)
    shown = page(client)
    assert "What we don’t know yet" in shown
    assert "Which?" in shown
    assert "“every 2nd Monday”" in shown
    assert "Settled?" not in shown


def test_text_of_others_is_never_markup(client, bread):
    bread.summary = "<script>alert(1)</script>{{ 7|add:7 }}"
    bread.save()
    assert "<script>alert(1)" not in page(client)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}" in page(client)


def fill(group, count: int) -> None:
    for number in range(count):
        other = InitiativeFactory(stage="archived", parent=group)
        AlsoServes.objects.create(initiative=group, served=other)
        RoleHolding.objects.create(initiative=group, role="member", holder_name=f"M {number}")
        Channel.objects.create(initiative=group, kind="slack", name=f"#{number}")
        Alias.objects.create(initiative=group, name=f"A {number}")
        Source.objects.create(initiative=group, title=f"S {number}")
        Question.objects.create(initiative=group, about=str(number), ask="?")
        group.topics.add(TopicFactory())


@pytest.mark.parametrize("count", [1, 30])
def test_a_page_asks_the_same_few_questions_however_much_there_is(
    client, django_assert_num_queries, bread, count
):
    fill(bread, count)
    start_story(initiative=bread).save_revision().publish()
    materialise(series=SeriesFactory(initiative=bread), now=clock.now())
    client.get(address("bread"))
    with django_assert_num_queries(12):
        client.get(address("bread"))


@pytest.mark.parametrize("count", [1, 30])
def test_who_is_signed_in_costs_it_six_more(as_member, django_assert_num_queries, bread, count):
    """Session, person, rights twice, notices, and whether they follow."""
    fill(bread, count)
    materialise(series=SeriesFactory(initiative=bread), now=clock.now())
    as_member.get(address("bread"))
    with django_assert_num_queries(18):
        as_member.get(address("bread"))


def test_its_next_meetings_are_shown_in_the_zone_asked_for(client, at, bread):
    at("2026-03-01T12:00Z")
    materialise(series=SeriesFactory(initiative=bread, title="Bread call"), now=clock.now())
    shown = client.get(address("bread"), {"tz": "Asia/Kolkata"}).content.decode()
    meetings = shown.partition('id="meetings"')[2].partition("</section>")[0]
    assert meetings.count("Bread call") == 2
    assert "21:30" in meetings


def test_a_published_story_is_told_and_a_draft_or_private_one_is_not(client, bread):
    story = start_story(initiative=bread)
    story.body = [("text", "<p>We bake at dawn.</p>")]
    story.save_revision()
    assert "We bake at dawn." not in page(client)
    story.get_latest_revision().publish()
    assert "We bake at dawn." in page(client)
    PageViewRestriction.objects.create(page=story.get_parent(), restriction_type="login")
    assert "We bake at dawn." not in page(client)


def test_what_it_has_made_stands_by_type_and_says_what_nobody_has_confirmed(client, bread):
    persona = Persona.objects.create(slug="bakers", name="Bakers")
    for name, kind, confirmed in (
        ("Loaf", "software", date(2026, 1, 2)),
        ("How to bake", "guide", None),
    ):
        made = Deliverable.objects.create(
            initiative=bread, name=name, type=kind, confirmed_on=confirmed, source="menu"
        )
        made.personas.add(persona)
    made = client.get(address("bread")).context["detail"].made
    assert [(one.label, [row.name for row in one.rows]) for one in made] == [
        ("Software", ["Loaf"]),
        ("Guide", ["How to bake"]),
    ]
    section = page(client).partition('id="made"')[2].partition("</section>")[0]
    assert section.count("waits for the group to confirm") == 1
    assert section.count("confirmed by the group on 2 January 2026") == 1
    assert section.count("For: Bakers") == 2
    assert section.count("Source:") == 1


def test_who_leads_is_shown_first_and_the_others_folded(client, bread):
    for number in range(100):
        RoleHolding.objects.create(
            initiative=bread,
            role="chair" if number > 97 else "member",
            holder_name=f"M {number}",
            position=number,
        )
    detail = client.get(address("bread")).context["detail"]
    assert [seat.name for seat in detail.people] == ["M 98", "M 99"]
    assert len(detail.other_seats) == 98
    assert "98 more seats" in page(client)
    assert "Since when these seats are held is not published." in page(client)


def test_how_it_decides_is_said_or_unknown(client, bread):
    assert "how it decides is not published" in page(client)
    bread.decides, bread.charter_url = "By lazy consensus.", "https://a.example/charter"
    bread.save()
    assert "By lazy consensus." in page(client)
    assert 'href="https://a.example/charter"' in page(client)


def test_a_link_that_died_says_so(client, bread):
    Channel.objects.create(initiative=bread, kind="slack", name="#b", url="https://a.example/b")
    assert "does not answer any more" not in page(client)
    LinkCheck.objects.create(url="https://a.example/b", state="dead")
    assert page(client).count("does not answer any more") == 1


def test_an_archived_group_points_to_who_took_over(client, bread):
    StageRecord.objects.update(stage="archived", since=date(2025, 1, 1))
    heir = InitiativeFactory(slug="toast", name="Toast")
    Predecessor.objects.create(initiative=heir, predecessor=bread)
    shown = page(client)
    assert "Toast took over its work." in shown
    assert "Archived on 1 January 2025." in shown


def test_hundreds_of_groups_below_are_not_all_drawn(client, bread):
    for _number in range(30):
        InitiativeFactory(parent=bread)
    detail = client.get(address("bread")).context["detail"]
    assert (len(detail.tree[0].children), detail.children_left_out) == (24, 6)
    assert '<a href="/initiatives/?parent=bread">all of them</a>' in page(client)
