"""Each person says which groups may count their free hours; without a word, none."""

import pytest

from events.models import HoursConsent
from events.queries.own_record import consents_of
from initiatives.models import Follow
from tests.conftest import signed_in
from tests.factories.initiatives import InitiativeFactory, RoleFactory

pytestmark = pytest.mark.django_db
HOURS = "/me/meetings/hours/"


@pytest.fixture
def groups(member):
    followed = InitiativeFactory(slug="followed", name="Followed")
    Follow.objects.create(person=member, initiative=followed)
    seat = RoleFactory(initiative=InitiativeFactory(slug="seat", name="Seat"), person=member)
    InitiativeFactory(slug="other", name="Another group")
    return [followed, seat.initiative]


def test_nothing_is_ticked_before_somebody_ticks_it(as_member, groups):
    html = as_member.get(HOURS).content.decode()
    assert 'value="followed"> Followed' in html
    assert 'value="seat"> Seat' in html
    assert "Another group" not in html
    assert "checked" not in html


def test_a_tick_is_kept_and_taken_back(as_member, member, groups):
    assert as_member.post(HOURS, {"group": ["seat"]}).status_code == 302
    assert [one.initiative.slug for one in HoursConsent.objects.filter(person=member)] == ["seat"]
    assert 'value="seat" checked> Seat' in as_member.get(HOURS).content.decode()
    as_member.post(HOURS, {})
    assert not HoursConsent.objects.exists()


def test_only_own_groups_can_be_ticked(as_member, groups):
    as_member.post(HOURS, {"group": ["other", "nonsense"]})
    assert not HoursConsent.objects.exists()


def test_who_follows_nothing_is_shown_the_way(as_member):
    assert "You follow no group yet" in as_member.get(HOURS).content.decode()


def test_the_choice_stands_in_the_copy_of_ones_data(member, groups):
    HoursConsent.objects.create(person=member, initiative=groups[1])
    (row,) = consents_of(person=member)
    assert row["group"] == "seat"


def test_the_choice_goes_with_the_account(member, groups):
    HoursConsent.objects.create(person=member, initiative=groups[0])
    member.delete()
    assert not HoursConsent.objects.exists()


def test_its_queries_do_not_grow(as_member, member, groups, django_assert_num_queries):
    as_member.get(HOURS)
    with django_assert_num_queries(7):
        as_member.get(HOURS)
    for _ in range(5):
        Follow.objects.create(person=member, initiative=InitiativeFactory())
    with django_assert_num_queries(7):
        as_member.get(HOURS)
    assert signed_in(member)
