"""The page a lead confirms once a quarter: all at once, a part, and never what they did not see."""

import re
from datetime import UTC, date, datetime

import pytest

from initiatives.models import FactGroup
from portal.kit.models import AuditEntry
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory, RoleFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/groups/bread/still-right/"
TODAY = date(2026, 3, 2)


@pytest.fixture
def bread(lead, at):
    at(datetime(2026, 3, 2, 9, tzinfo=UTC))
    group = InitiativeFactory(slug="bread", name="Bread", why="People are hungry.")
    lead_of(lead, group)
    return group


def seen(browser) -> dict[str, str]:
    page = browser.get(ADDRESS).content.decode()
    return dict(re.findall(r'name="(seen-\w+)" value="(\w*)"', page))


def confirm(browser, part, marks=None):
    answer = browser.post(
        ADDRESS, {"part": part, **(seen(browser) if marks is None else marks)}, follow=True
    )
    return [str(message) for message in answer.context["messages"]]


def confirmed(group) -> dict[str, date]:
    return dict(group.confirmations.values_list("part", "confirmed_on"))


def test_it_says_all_the_page_says(bread, as_lead):
    page = as_lead.get(ADDRESS).content.decode()
    assert "People are hungry." in page
    assert "Nobody has confirmed it yet." in page
    assert "All of it is right" in page
    assert 'href="/desk/groups/bread/edit/text/"' in page
    assert 'href="/desk/groups/bread/edit/place/"' not in page


def test_one_click_confirms_everything(bread, as_lead):
    assert confirm(as_lead, "all") == ["Thank you. The page says from when it was confirmed."]
    assert confirmed(bread) == dict.fromkeys(FactGroup.values, TODAY)
    assert "All of it was confirmed today" in as_lead.get(ADDRESS).content.decode()


def test_a_part_alone(bread, as_lead):
    confirm(as_lead, "links")
    assert confirmed(bread) == {"links": TODAY}


def test_what_changed_while_somebody_read_is_not_confirmed_by_their_click(bread, as_lead):
    marks = seen(as_lead)
    RoleFactory(initiative=bread, role="co-chair", holder_name="Somebody New")
    said = confirm(as_lead, "all", marks)
    assert said[0].startswith("This changed while you were reading")
    assert set(confirmed(bread)) == set(FactGroup.values) - {"people"}


@pytest.mark.parametrize("part", ["", "weather", "\x00", "x" * 5000])
def test_a_part_that_is_none_confirms_nothing(part, bread, as_lead):
    assert confirm(as_lead, part) == ["There is no such part. Nothing was confirmed."]
    assert confirmed(bread) == {}


def test_without_the_marks_nothing_is_confirmed(bread, as_lead):
    confirm(as_lead, "all", {})
    assert confirmed(bread) == {}


def test_twice_is_once(bread, as_lead):
    confirm(as_lead, "all")
    confirm(as_lead, "all")
    assert AuditEntry.objects.filter(verb="facts.confirmed").count() == 1


def test_the_staff_keeps_every_page_and_a_member_or_an_editor_none(
    bread, staff, as_editor, as_member, client
):
    assert signed_in(staff).get(ADDRESS).status_code == 200
    assert as_editor.get(ADDRESS).status_code == 403
    assert as_member.get(ADDRESS).status_code == 403
    assert as_member.post(ADDRESS, {"part": "all"}).status_code == 403
    assert client.get(ADDRESS)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("many", [False, True])
def test_a_fixed_number_of_queries(many, bread, as_lead, django_assert_num_queries):
    if many:
        for number in range(30):
            RoleFactory(initiative=bread, role="member", holder_name=f"Member {number}")
    as_lead.get(ADDRESS)
    with django_assert_num_queries(12):
        as_lead.get(ADDRESS)
