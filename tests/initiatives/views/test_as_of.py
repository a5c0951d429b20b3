"""A group as it was on a day: `?on=2021-06-01`."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.actions.catalog import import_groups
from initiatives.actions.decision import Decision, TooEarly, decide
from initiatives.core.catalog_entry import Catalog, CatalogEntry, ParentEntry, StageEntry
from initiatives.models import (
    Alias,
    AlsoServes,
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


FIRST = date(2025, 1, 1)
STAGES = {"council": "sandbox", "oven": "incubating", "mill": "graduated"}
changes = st.lists(
    st.tuples(
        st.sampled_from(["decided", "corrected", "published", "published undated"]),
        st.sampled_from(list(STAGES)),
        st.integers(0, 60),
    ),
    max_size=8,
)


@dataclass
class Told:
    """What the changes say, step by step: the body decides, a published text is read."""

    past: list[tuple[date, str]]

    def at(self, day: date) -> str | None:
        return next((parent for since, parent in self.past[::-1] if since <= day), None)

    def take(self, how: str, parent: str, since: date) -> bool:
        """Whether it was taken: nothing begins before what holds now began."""
        if not self.past:
            self.past.append((since, parent))
            return True
        held_since, held = self.past[-1]
        if held == parent:
            return True
        if how == "corrected":
            self.past[-1] = (held_since, parent)
        elif since <= held_since:
            return False
        else:
            self.past.append((since, parent))
        return True


@given(changes)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_sequence_of_changes_breaks_as_of(bread, member, steps):
    """Every day shows what was said last of it, and no day two facts."""
    with transaction.atomic():
        groups = {slug: InitiativeFactory(slug=slug, name=slug) for slug in STAGES}
        told = Told([])
        for number, (how, parent, days) in enumerate(steps):
            today = FIRST + timedelta(days=10 * number)
            since = FIRST + timedelta(days=min(days, 10 * number))
            if how.startswith("published"):
                undated = how == "published undated" or told.at(date.max) == parent
                begins = (today if told.past else date.min) if undated else since
                publish(parent, since=None if undated else since, seen_on=today)
                told.take(how, parent, begins)
            else:
                decision = Decision(
                    since=since,
                    is_correction=how == "corrected",
                    stage=STAGES[parent],
                    parent=groups[parent],
                )
                is_early = not told.take(how, parent, since)
                with pytest.raises(TooEarly) if is_early else nullcontext():
                    decide(initiative=bread, decision=decision, by=member, on=today)
        bread.__dict__.pop(KEPT, None)
        for day in (FIRST + timedelta(days=days) for days in range(-2, 90)):
            then = initiative_as_of(initiative=bread, on=day)
            shown = (then.parent and then.parent.name, then.stage and then.stage.stage)
            expected = told.at(day)
            assert shown == (expected, STAGES.get(expected)), day
            for rows in (bread.parents.all(), bread.stages.all()):
                assert sum(row.is_current(day) for row in rows) <= 1, day
        transaction.set_rollback(True)


def publish(parent: str, *, since: date | None, seen_on: date) -> None:
    told = {"source": f"text of {seen_on}", "seen_on": seen_on, "since": since}
    entry = CatalogEntry(
        slug="bread",
        name="Bread",
        kind="project",
        parents=(ParentEntry(parent=parent, **told),),
        stages=(StageEntry(stage=STAGES[parent], **told),),
    )
    import_groups(catalog=Catalog(initiatives=(entry,)), where="list.yaml", by=None)
