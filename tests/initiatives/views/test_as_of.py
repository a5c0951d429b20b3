"""A group as it was on a day: `?on=2021-06-01`."""

from datetime import date
from itertools import pairwise

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.models import (
    Alias,
    AlsoServes,
    Initiative,
    Parent,
    Predecessor,
    RoleHolding,
    StageRecord,
)
from initiatives.queries.group_rows import KEPT
from initiatives.queries.initiative_as_of import initiative_as_of
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bread(at):
    at("2026-03-01T12:00Z")
    return InitiativeFactory(slug="bread", name="Bread")


def on(client, day: str, **more):
    return client.get(reverse("initiatives:detail", args=["bread"]), {"on": day, **more})


def page(client, day: str) -> str:
    return on(client, day).content.decode()


def test_a_day_shows_the_stage_of_that_day(client, bread):
    for stage, since, until in (
        ("sandbox", None, date(2020, 1, 1)),
        ("incubating", date(2020, 1, 1), date(2024, 1, 1)),
        ("graduated", date(2024, 1, 1), None),
    ):
        StageRecord.objects.create(initiative=bread, stage=stage, since=since, until=until)
    days = ("2019-12-31", "2020-01-01", "2023-12-31", "2024-01-01")
    shown = [on(client, day).context["then"].stage.stage for day in days]
    assert shown == ["sandbox", "incubating", "incubating", "graduated"]
    assert "since when is unknown" in page(client, "2019-12-31")


def test_the_page_says_which_day_it_shows_and_leads_back(client, bread):
    shown = page(client, "2021-06-01")
    assert "The group as it was on 1 June 2021" in shown
    assert '<a href="/initiatives/bread/">the page of today</a>' in shown
    assert '<meta name="robots" content="noindex">' in shown
    assert '<link rel="canonical" href="http://127.0.0.1:8000/initiatives/bread/">' in shown


def test_today_is_the_page_itself(client, bread):
    shown = page(client, "2026-03-01")
    assert "The group as it was" not in shown
    assert "noindex" not in shown


def test_a_group_is_called_what_it_was_called_then(client, bread):
    Alias.objects.create(initiative=bread, name="Toast", kind="former-name", until=date(2022, 1, 1))
    then = on(client, "2021-06-01").context["then"]
    assert (then.title, then.was_called_otherwise) == ("Toast", True)
    assert on(client, "2022-01-01").context["then"].title == "Bread"
    assert "Today it is called Bread." in page(client, "2021-06-01")


def test_place_and_people_are_those_of_the_day(client, bread):
    council = InitiativeFactory(slug="council", name="Council")
    oven = InitiativeFactory(slug="oven", name="Oven")
    until = date(2022, 1, 1)
    Parent.objects.create(initiative=bread, parent=council, until=until)
    Parent.objects.create(initiative=bread, parent=oven, since=until)
    AlsoServes.objects.create(initiative=bread, served=oven, until=until)
    Predecessor.objects.create(initiative=bread, predecessor=oven, since=until)
    RoleHolding.objects.create(
        initiative=bread,
        role="chair",
        holder_name="Ann Baker",
        affiliation="Mill",
        since=date(2020, 1, 1),
        until=until,
    )
    RoleHolding.objects.create(initiative=bread, role="chair", holder_name="Ben", since=until)
    then, later = (on(client, day).context["then"] for day in ("2021-06-01", "2022-01-01"))
    assert (then.parent.name, later.parent.name) == ("Council", "Oven")
    assert ([x.name for x in then.serves], later.serves) == (["Oven"], ())
    assert (then.predecessors, [x.name for x in later.predecessors]) == ((), ["Oven"])
    assert [(x.name, x.affiliation) for x in then.seats] == [("Ann Baker", "Mill")]
    assert [x.name for x in later.seats] == ["Ben"]
    assert 'href="/initiatives/council/?on=2021-06-01"' in page(client, "2021-06-01")


def test_what_is_not_known_of_a_day_is_said_to_be_unknown(client, bread):
    StageRecord.objects.create(initiative=bread, stage="sandbox", since=date(2024, 1, 1))
    then = on(client, "2021-06-01").context["then"]
    assert (then.stage, then.parent, then.seats) == (None, None, ())
    assert "who held a seat then is not published" in page(client, "2021-06-01")


def test_a_seat_without_a_beginning_is_shown_with_a_word_of_caution(client, bread):
    RoleHolding.objects.create(initiative=bread, role="chair", holder_name="Ann")
    assert "Where no beginning is said, none is published" in page(client, "2021-06-01")


def test_what_has_no_history_is_left_out(client, bread):
    bread.why, bread.joining = "It feeds people.", "Say hello."
    bread.save()
    shown = page(client, "2021-06-01")
    assert "It feeds people." not in shown
    assert "Say hello." not in shown


@pytest.mark.parametrize(
    "day",
    ["x", "2021-02-30", "01.06.2021", "2021-6-1x", "0000-00-00", "9" * 5000, "<script>", "١٢٣"],
)
def test_what_is_no_day_is_answered_in_words(client, bread, day):
    response = on(client, day)
    assert response.status_code == 400
    shown = response.content.decode()
    assert "This is no day we can read. Write it like 2025-06-01." in shown
    assert "Who to talk to" in shown


def test_nobody_knows_the_future(client, bread):
    response = on(client, "2026-03-02")
    assert response.status_code == 400
    assert "This day is still to come" in response.content.decode()


def test_an_empty_day_is_today(client, bread):
    assert on(client, "").status_code == 200


def test_a_former_address_keeps_the_day(client, bread):
    Alias.objects.create(initiative=bread, name="Toast", slug="toast")
    response = client.get("/initiatives/toast/?on=2021-06-01")
    assert response["Location"] == "/initiatives/bread/?on=2021-06-01"


def test_an_unlisted_group_has_no_past_either(client, bread):
    bread.is_listed = False
    bread.save()
    assert on(client, "2021-06-01").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_a_day_costs_two_queries(client, django_assert_num_queries, bread, count):
    for number in range(count):
        RoleHolding.objects.create(initiative=bread, role="member", holder_name=f"M {number}")
        InitiativeFactory(parent=bread)
    on(client, "2021-06-01")
    with django_assert_num_queries(2):
        on(client, "2021-06-01")


days = st.dates(date(2018, 1, 1), date(2026, 2, 1))


@given(st.lists(days, unique=True, max_size=6), days)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_sequence_of_changes_breaks_as_of(bread, cuts, day):
    """Each change ends one stage and parent and begins the next; a day shows what held on it."""
    StageRecord.objects.all().delete()
    Parent.objects.all().delete()
    bread.__dict__.pop(KEPT, None)
    council, _made = Initiative.objects.get_or_create(
        slug="council", defaults={"name": "Council", "kind": "council"}
    )
    edges = [None, *sorted(cuts), None]
    held = []
    for number, (since, until) in enumerate(pairwise(edges)):
        stage = ("sandbox", "incubating", "graduated")[number % 3]
        dates = {"initiative": bread, "since": since, "until": until}
        StageRecord.objects.create(stage=stage, **dates)
        Parent.objects.create(parent=council if number % 2 else None, **dates)
        if (since or date.min) <= day < (until or date.max):
            held.append((stage, "Council" if number % 2 else ""))
    then = initiative_as_of(initiative=bread, on=day)
    assert [(then.stage.stage, then.parent.name)] == held
