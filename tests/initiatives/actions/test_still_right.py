"""Leads are asked once a quarter and group, and never about what is archived or hidden."""

from datetime import UTC, datetime, timedelta

import pytest

from initiatives.actions.still_right import ask_still_right
from initiatives.models import Confirmation, Initiative
from portal.notices.models import Notice
from tests.conftest import lead_of
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def monday(at):
    at(MONDAY)


def old_group(**facts):
    group = InitiativeFactory(**facts)
    Initiative.objects.filter(pk=group.pk).update(created_at=MONDAY - 300 * DAY)
    return group


def confirmed(group, days_ago: int, part="text"):
    day = MONDAY.date() - days_ago * DAY
    return Confirmation.objects.create(initiative=group, part=part, confirmed_on=day)


def test_a_lead_hears_of_a_page_nobody_confirmed_for_a_quarter(lead):
    group = old_group(slug="bread", name="Bread")
    lead_of(lead, group)
    confirmed(group, 120)
    assert ask_still_right(now=MONDAY) == 1
    notice = Notice.objects.get()
    assert (notice.person, notice.kind) == (lead, "still-right")
    assert notice.context == {"group": "Bread", "last": "2025-11-02"}
    assert notice.url == "/desk/groups/bread/still-right/"


def test_once_a_quarter_however_often_it_runs(lead):
    group = old_group()
    lead_of(lead, group)
    confirmed(group, 100)
    told = [ask_still_right(now=MONDAY + days * DAY) for days in (0, 0, 1, 50, 81, 82, 83, 172)]
    assert told == [1, 0, 0, 0, 0, 1, 0, 0]
    assert ask_still_right(now=MONDAY + 173 * DAY) == 1


def test_a_confirmation_of_one_part_is_a_word_from_the_group(lead):
    group = old_group()
    lead_of(lead, group)
    confirmed(group, 200)
    confirmed(group, 20, part="links")
    assert ask_still_right(now=MONDAY) == 0


@pytest.mark.parametrize("facts", [{"stage": "archived"}, {"is_listed": False}])
def test_archived_and_hidden_groups_ask_nobody(facts, lead):
    lead_of(lead, old_group(**facts))
    assert ask_still_right(now=MONDAY) == 0


def test_a_group_that_came_in_lately_has_time(lead):
    lead_of(lead, InitiativeFactory())
    assert ask_still_right(now=datetime.now(UTC)) == 0


def test_a_new_lead_hears_it_too_and_the_old_one_not_again(lead, member):
    group = old_group()
    lead_of(lead, group)
    ask_still_right(now=MONDAY)
    lead_of(member, group)
    assert ask_still_right(now=MONDAY + DAY) == 1
    assert set(Notice.objects.values_list("person", flat=True)) == {lead.pk, member.pk}


def test_who_confirmed_is_asked_a_quarter_later(lead):
    group = old_group()
    lead_of(lead, group)
    assert ask_still_right(now=MONDAY) == 1
    confirmed(group, 0)
    assert ask_still_right(now=MONDAY + 90 * DAY) == 0
    assert ask_still_right(now=MONDAY + 92 * DAY) == 1
