"""What a body that decides about the stage of a group is handed: numbers with their meaning."""

from collections import Counter

import pytest

from events.actions.minutes import publish_minutes, save_minutes
from events.models import Rsvp, Visitor
from events.queries.maturity import fewest_for_half, maturity, middle
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
HERE, FILE = "/desk/groups/bear/maturity/", "/desk/groups/bear/maturity.csv"


@pytest.fixture
def call(make_series, at):
    at("2026-02-11T12:00Z")
    return make_series(slug="call", initiative=InitiativeFactory(slug="bear", name="BEAR"))


@pytest.fixture
def desk(lead, call):
    lead_of(lead, call.initiative)
    return signed_in(lead)


def came(occurrence, *organisations: str) -> None:
    for organisation in organisations:
        Rsvp.objects.create(
            occurrence=occurrence,
            person=UserFactory(),
            organisation=organisation,
            answer="yes",
            place="seat",
            attended=True,
        )


def numbers(page) -> dict[str, int | None]:
    return {one.key: one.number for one in page.context["found"].facts}


def test_dates_are_planned_held_cancelled_or_nobody_said(desk, call, lead):
    held, cancelled, missed, *rest = call.occurrences.filter(starts_at__lt="2026-02-11T12:00Z")
    call.occurrences.filter(pk=held.pk).update(took_place=True)
    call.occurrences.filter(pk=missed.pk).update(took_place=False)
    call.occurrences.filter(pk=cancelled.pk).update(status="cancelled")
    said = {"text": "We met.", "decisions": ["We go on.", "We ask others."], "actions": []}
    save_minutes(occurrence=held, by=lead, seen=0, **said)
    assert numbers(desk.get(HERE))["decisions"] == 0
    publish_minutes(occurrence=held, by=lead)
    found = numbers(desk.get(HERE))
    assert found == {
        "planned": 3 + len(rest),
        "held": 1,
        "cancelled": 1,
        "missed": 1,
        "unsaid": len(rest),
        "minutes": 1,
        "decisions": 2,
        "came": None,
        "people": None,
        "organisations": None,
        "half": None,
    }


def test_people_and_organisations_are_told_from_five_on(desk, call):
    first = call.occurrences.order_by("starts_at").first()
    came(first, "Acme", "ACME", "Birch", "")
    found = numbers(desk.get(HERE))
    assert (found["people"], found["organisations"]) == (None, None)
    came(first, "Cedar")
    Visitor.objects.create(occurrence=first, organisation="Dunes")
    found = numbers(desk.get(HERE))
    assert (found["people"], found["organisations"], found["half"]) == (5, 4, 2)
    assert "too few" in desk.get(HERE).text
    assert "people,Different people who came,5," in desk.get(FILE).text


def test_who_comes_to_five_dates_is_one(desk, call):
    one = UserFactory()
    for date in call.occurrences.order_by("starts_at")[:5]:
        Rsvp.objects.create(
            occurrence=date,
            person=one,
            organisation="Acme",
            answer="yes",
            place="seat",
            attended=True,
        )
    found = numbers(desk.get(HERE))
    assert {found[key] for key in ("came", "people", "organisations", "half")} == {None}


def test_people_are_told_of_a_year_alone(desk, call):
    first = call.occurrences.order_by("starts_at").first()
    came(first, "Acme", "Birch", "Cedar", "Dunes", "Elm")
    assert numbers(desk.get(HERE))["people"] == 5
    for window in ("quarter", "half", "two"):
        assert numbers(desk.get(f"{HERE}?of={window}")).keys().isdisjoint({"people", "half"})


def test_a_quarter_half_a_year_and_two_years_look_less_and_further_back(lead, call, at):
    lead_of(lead, call.initiative)
    at("2026-12-01T12:00Z")
    desk = signed_in(lead)
    quarter, half, two = (
        numbers(desk.get(f"{HERE}?of={window}"))["planned"] for window in ("quarter", "half", "two")
    )
    assert quarter < half < two
    assert desk.get(f"{HERE}?of=fly").context["found"] == desk.get(HERE).context["found"]


def test_a_middle_is_of_five_dates_and_half_is_of_those_with_most():
    assert (middle([9] * 4), middle([1, 2, 6, 8, 9])) == (None, 6)
    assert middle([1, 2, 4, 8, 9]) is None
    assert [fewest_for_half(Counter(told)) for told in ("", "aab", "aabbcd")] == [0, 1, 2]


def test_it_takes_three_queries_for_many_dates(call, django_assert_num_queries, now):
    for one in call.occurrences.all():
        came(one, "Acme")
    with django_assert_num_queries(3):
        maturity(initiative=call.initiative, window="year", now=now)
