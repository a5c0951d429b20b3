"""One query for all small rows of a group, the same on SQLite and PostgreSQL."""

from datetime import UTC, date, datetime

import pytest

from initiatives.models import (
    Alias,
    AlsoServes,
    Channel,
    Confirmation,
    Deliverable,
    LinkCheck,
    Opening,
    OpeningSkill,
    Parent,
    Persona,
    Predecessor,
    Question,
    Report,
    RoleHolding,
    Source,
    StageRecord,
    TrustedSignal,
)
from initiatives.queries.group_rows import current, group_rows
from portal.people.models import Skill
from tests.factories.initiatives import InitiativeFactory, TopicFactory

pytestmark = pytest.mark.django_db

DAY = date(2025, 6, 1)


@pytest.fixture
def bread():
    return InitiativeFactory(slug="bread", name="Bread")


def fill(group, count: int) -> None:
    """`count` rows of every kind."""
    for number in range(count):
        other = InitiativeFactory(stage="archived", parent=group)
        persona, _made = Persona.objects.get_or_create(slug=f"p-{number}", name=f"Persona {number}")
        skill, _made = Skill.objects.get_or_create(slug=f"s-{number}", name=f"Skill {number}")
        StageRecord.objects.create(
            initiative=group, stage="sandbox", until=date(2000 + number, 1, 1)
        )
        Parent.objects.create(initiative=group, parent=other, until=date(2000 + number, 1, 1))
        AlsoServes.objects.create(initiative=group, served=other)
        AlsoServes.objects.create(initiative=other, served=group)
        Predecessor.objects.create(initiative=group, predecessor=other)
        Predecessor.objects.create(initiative=other, predecessor=group)
        RoleHolding.objects.create(initiative=group, role="member", holder_name=f"M {number}")
        Channel.objects.create(initiative=group, kind="slack", url=f"https://c.example/{number}")
        LinkCheck.objects.create(url=f"https://c.example/{number}", state="dead")
        Alias.objects.create(initiative=group, name=f"A {number}")
        Source.objects.create(initiative=group, title=f"S {number}")
        Question.objects.create(initiative=group, about=str(number), ask="?")
        made = Deliverable.objects.create(initiative=group, name=f"D {number}", type="guide")
        made.personas.add(persona)
        Report.objects.create(initiative=group, quarter=f"{2000 + number}-Q1")
        TrustedSignal.objects.create(
            initiative=group,
            kind="scorecard",
            subject=str(number),
            parts=[{"name": "Branch-Protection"}],
            read_at=datetime(2025, 6, 1, tzinfo=UTC),
        )
        wanted = Opening.objects.create(
            initiative=group, title=f"O {number}", role="docs", fresh_until=DAY, languages=["de"]
        )
        OpeningSkill.objects.create(opening=wanted, skill=skill)
        group.topics.add(TopicFactory(slug=f"t-{number}"))
        group.personas.add(persona)
    Confirmation.objects.create(initiative=group, part="text", confirmed_on=DAY)


@pytest.mark.parametrize("count", [1, 30])
def test_all_rows_cost_one_query_and_asking_again_none(django_assert_num_queries, bread, count):
    fill(bread, count)
    with django_assert_num_queries(1):
        rows = group_rows(bread)
        again = group_rows(bread)
    assert again is rows
    assert {
        len(rows.stages),
        len(rows.parents),
        len(rows.children),
        len(rows.archived_children),
        len(rows.serves),
        len(rows.served_by),
        len(rows.predecessors),
        len(rows.successors),
        len(rows.names),
        len(rows.roles),
        len(rows.channels),
        len(rows.sources),
        len(rows.questions),
        len(rows.deliverables),
        len(rows.reports),
        len(rows.signals),
        len(rows.openings),
        len(rows.topics),
        len(rows.personas),
        len(rows.dead_links),
    } == {count}


def test_values_come_back_as_python_values(bread):
    fill(bread, 1)
    rows = group_rows(bread)
    (signal,), (opening,), (made,) = rows.signals, rows.openings, rows.deliverables
    assert signal.parts == [{"name": "Branch-Protection"}]
    assert signal.read_at == datetime(2025, 6, 1, tzinfo=UTC)
    assert (opening.key, opening.languages) == (Opening.objects.get().key, ["de"])
    assert opening.is_for_newcomers is False
    assert [(skill.name, skill.need, skill.level) for skill in opening.skills] == [
        ("Skill 0", "must", 1)
    ]
    assert [persona.name for persona in made.personas] == ["Persona 0"]
    assert rows.confirmations == {"text": DAY}
    assert rows.names[0].slug == ""
    assert rows.roles[0].is_interim is False


def test_a_group_nobody_said_anything_about_has_empty_rows(bread):
    rows = group_rows(bread)
    assert (rows.stages, rows.roles, rows.confirmations, rows.dead_links) == (
        (),
        (),
        {},
        frozenset(),
    )


def test_the_newest_comes_first_and_an_open_row_before_that(bread):
    for since, until in ((2019, 2020), (2022, None), (2020, 2022)):
        StageRecord.objects.create(
            initiative=bread,
            stage="sandbox",
            since=date(since, 1, 1),
            until=until and date(until, 1, 1),
        )
    assert [row.since.year for row in group_rows(bread).stages] == [2022, 2020, 2019]
    assert [row.pk for row in group_rows(bread).stages] == list(
        bread.stages.values_list("pk", flat=True)
    )


def test_what_is_not_public_does_not_come_along(bread):
    hidden = InitiativeFactory(is_listed=False)
    Parent.objects.create(initiative=bread, parent=hidden)
    Parent.objects.create(initiative=hidden, parent=bread)
    AlsoServes.objects.create(initiative=bread, served=hidden)
    AlsoServes.objects.create(initiative=hidden, served=bread)
    Predecessor.objects.create(initiative=bread, predecessor=hidden)
    Predecessor.objects.create(initiative=hidden, predecessor=bread)
    Channel.objects.create(initiative=bread, kind="slack", name="#inner", is_public=False)
    Opening.objects.create(
        initiative=bread, title="Over", role="docs", fresh_until=DAY, is_open=False
    )
    Question.objects.create(initiative=bread, about="a", ask="Settled?", is_open=False)
    rows = group_rows(bread)
    assert (rows.parents, rows.children, rows.serves, rows.served_by) == ((), (), (), ())
    assert (rows.predecessors, rows.successors, rows.channels) == ((), (), ())
    assert (rows.openings, rows.questions) == ((), ())


def test_a_parent_that_is_nobody_is_a_row(bread):
    Parent.objects.create(initiative=bread, parent=None, source="charter")
    (row,) = group_rows(bread).parents
    assert (row.slug, row.name, row.url, row.source) == ("", "", "", "charter")


def test_openings_are_fresh_until_their_day(bread):
    Opening.objects.create(initiative=bread, title="Docs", role="docs", fresh_until=DAY)
    rows = group_rows(bread)
    assert len(rows.fresh_openings(DAY)) == 1
    assert rows.fresh_openings(date(2025, 6, 2)) == ()


def test_current_takes_the_first_day_and_not_the_last(bread):
    StageRecord.objects.create(initiative=bread, stage="sandbox", since=DAY, until=date(2025, 7, 1))
    rows = group_rows(bread).stages
    assert [len(current(rows, day)) for day in (date(2025, 5, 31), DAY, date(2025, 7, 1))] == [
        0,
        1,
        0,
    ]


def test_text_of_others_survives_as_it_is(bread):
    odd = "“ü” \\ \" ' {% x %} \U0001f33e"
    Source.objects.create(initiative=bread, title=odd)
    assert group_rows(bread).sources[0].title == odd
