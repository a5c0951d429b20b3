"""What the database itself refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from initiatives.models import (
    Alias,
    AlsoServes,
    Channel,
    Initiative,
    Parent,
    Question,
    RoleHolding,
    StageRecord,
)
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 7)


@pytest.fixture
def group(db):
    return InitiativeFactory(slug="bread")


def refuses(model, *rows: dict) -> None:
    """The last of `rows` is refused, those before it are not."""
    for row in rows[:-1]:
        model.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**rows[-1])


def test_one_open_parent(group):
    other = InitiativeFactory()
    refuses(
        Parent,
        {"initiative": group, "parent": other, "until": DAY},
        {"initiative": group, "parent": other},
        {"initiative": group, "parent": None},
    )


def test_no_group_is_its_own_parent_or_serves_itself(group):
    refuses(Parent, {"initiative": group, "parent": group})
    refuses(AlsoServes, {"initiative": group, "served": group})


def test_one_open_stage_of_the_known_ones(group):
    refuses(
        StageRecord,
        {"initiative": group, "stage": "sandbox", "until": DAY},
        {"initiative": group, "stage": "incubating"},
        {"initiative": group, "stage": "graduated"},
    )
    refuses(StageRecord, {"initiative": InitiativeFactory(), "stage": "ripe"})


def test_a_fact_ends_after_it_starts(group):
    refuses(StageRecord, {"initiative": group, "stage": "sandbox", "since": DAY, "until": DAY})


def test_a_name_sits_once_on_a_seat_and_nameless_seats_are_numbered(group):
    seat = {"initiative": group, "role": "chair"}
    refuses(RoleHolding, {**seat, "holder_name": "A"}, {**seat, "holder_name": "A"})
    refuses(RoleHolding, seat, {**seat, "seat": 2}, {**seat, "seat": 2})
    refuses(RoleHolding, {**seat, "holder_name": "B", "seat": 2})


def test_a_withdrawn_seat_names_nobody(group):
    refuses(
        RoleHolding,
        {"initiative": group, "role": "chair", "holder_name": "A", "is_withdrawn": True},
    )


def test_a_former_slug_leads_to_one_group(group):
    refuses(
        Alias,
        {"initiative": group, "name": "A", "slug": None},
        {"initiative": group, "name": "B", "slug": "b"},
        {"initiative": InitiativeFactory(), "name": "C", "slug": "b"},
    )
    refuses(Alias, {"initiative": group, "name": "D", "slug": ""})


def test_a_channel_can_be_found(group):
    refuses(Channel, {"initiative": group, "kind": "slack"})


def test_one_open_question_about_one_thing(group):
    refuses(
        Question,
        {"initiative": group, "about": "when", "ask": "?", "is_open": False},
        {"initiative": group, "about": "when", "ask": "?"},
        {"initiative": group, "about": "when", "ask": "?"},
    )


def test_a_group_has_a_known_kind_a_name_and_a_hue():
    refuses(Initiative, {"slug": "a", "name": "A", "kind": "club"})
    refuses(Initiative, {"slug": "a", "name": "", "kind": "sig"})
    refuses(Initiative, {"slug": "a", "name": "A", "kind": "sig", "hue": 13})
