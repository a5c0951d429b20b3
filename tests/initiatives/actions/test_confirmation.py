"""Who keeps a page says that it is right: the facts of today are confirmed, and nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest

from initiatives.actions.confirmation import confirm_facts
from initiatives.models import (
    Alias,
    Change,
    Deliverable,
    FactGroup,
    Opening,
    Parent,
    StageRecord,
)
from portal.kit.models import AuditEntry
from tests.factories.initiatives import InitiativeFactory, RoleFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
ALL = FactGroup.values


@pytest.fixture(autouse=True)
def monday(at):
    at(datetime(2026, 3, 2, 9, tzinfo=UTC))


@pytest.fixture
def bread():
    group = InitiativeFactory(slug="bread")
    Parent.objects.create(initiative=group, parent=InitiativeFactory())
    StageRecord.objects.create(initiative=group, stage="sandbox", until=date(2025, 1, 1))
    StageRecord.objects.create(initiative=group, stage="incubating", since=date(2025, 1, 1))
    RoleFactory(initiative=group)
    Alias.objects.create(initiative=group, name="BRD")
    Deliverable.objects.create(initiative=group, name="Loaf", type="guide")
    return group


def test_all_of_it_is_right(bread, member):
    assert confirm_facts(by=member, initiative=bread, parts=ALL) == len(ALL)

    facts = [bread.parents.get(), bread.roles.get(), bread.aliases.get(), bread.deliverables.get()]
    facts.append(bread.stages.get(until=None))
    assert {(fact.confirmed_on, fact.confirmed_by) for fact in facts} == {(TODAY, member)}
    assert dict(bread.confirmations.values_list("part", "confirmed_on")) == dict.fromkeys(
        ALL, TODAY
    )


def test_what_is_over_is_not_confirmed(bread, member):
    confirm_facts(by=member, initiative=bread, parts=ALL)
    assert bread.stages.get(stage="sandbox").confirmed_on is None


def test_one_part_leaves_the_others_alone(bread, member):
    confirm_facts(by=member, initiative=bread, parts=["people"])
    assert bread.roles.get().confirmed_on == TODAY
    assert bread.parents.get().confirmed_on is None
    assert bread.confirmations.get().part == "people"


def test_twice_on_a_day_writes_one_trace_and_no_change_to_follow(bread, member, lead):
    confirm_facts(by=member, initiative=bread, parts=ALL)
    assert confirm_facts(by=lead, initiative=bread, parts=ALL) == 0
    trace = AuditEntry.objects.get(verb="facts.confirmed")
    assert (trace.actor, trace.object_key) == (member, "bread")
    assert not Change.objects.exists()


def test_a_month_later_it_is_confirmed_anew(bread, member, lead, at):
    confirm_facts(by=member, initiative=bread, parts=["links"])
    at(datetime(2026, 4, 2, 9, tzinfo=UTC))
    assert confirm_facts(by=lead, initiative=bread, parts=["links"]) == 1
    row = bread.confirmations.get()
    assert (row.confirmed_on, row.confirmed_by) == (date(2026, 4, 2), lead)


def test_openings_that_hid_themselves_are_shown_again(bread, member, settings):
    opening = Opening.objects.create(
        initiative=bread, title="Baker", role="code", fresh_until=TODAY - timedelta(days=1)
    )
    closed = Opening.objects.create(
        initiative=bread, title="Miller", role="code", fresh_until=TODAY, is_open=False
    )
    confirm_facts(by=member, initiative=bread, parts=["openings"])
    opening.refresh_from_db()
    closed.refresh_from_db()
    assert opening.fresh_until == TODAY + timedelta(days=settings.OPENING_FRESH_DAYS)
    assert (closed.is_open, closed.fresh_until) == (False, TODAY)


def test_an_unknown_part_is_nothing(bread, member):
    assert confirm_facts(by=member, initiative=bread, parts=["weather"]) == 0
    assert not AuditEntry.objects.exists()
