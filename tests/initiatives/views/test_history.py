"""What changed in a group: a picture over the years, and a list that says the same."""

from datetime import date

import pytest
from django.urls import reverse

from initiatives.models import (
    Alias,
    Confirmation,
    Parent,
    Report,
    RoleHolding,
    StageRecord,
)
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bread(at):
    at("2026-03-01T12:00Z")
    return InitiativeFactory(slug="bread", name="Bread")


def shown(client):
    return client.get(reverse("initiatives:history", args=["bread"]))


def told(client) -> list[tuple[str, str]]:
    history = shown(client).context["history"]
    return [(str(one.day), one.words) for year in history.years for one in year.entries]


def test_each_change_is_told_once_the_newest_first(client, bread):
    council = InitiativeFactory(name="Council")
    StageRecord.objects.create(initiative=bread, stage="sandbox", until=date(2022, 5, 1))
    StageRecord.objects.create(initiative=bread, stage="incubating", since=date(2022, 5, 1))
    Parent.objects.create(initiative=bread, parent=council, until=date(2024, 1, 1))
    Alias.objects.create(initiative=bread, name="Toast", kind="former-name", until=date(2023, 1, 1))
    assert told(client) == [
        ("2024-01-01", "It no longer reports to Council."),
        ("2023-01-01", "It is called Bread; until then Toast."),
        ("2022-05-01", "Its stage is Incubating; until then Sandbox."),
    ]
    assert [one.words for one in shown(client).context["history"].undated] == [
        "It is called Toast.",
        "Its stage is Sandbox.",
        "It reports to Council.",
    ]


def test_people_who_came_or_went_together_are_one_entry(client, bread):
    for name in ("Ann", "Ben"):
        RoleHolding.objects.create(
            initiative=bread,
            role="co-chair",
            holder_name=name,
            affiliation="Mill",
            since=date(2021, 1, 1),
            until=date(2023, 1, 1),
        )
    assert told(client) == [
        ("2023-01-01", "No longer Co-chair: Ann (Mill), Ben (Mill)."),
        ("2021-01-01", "Co-chair: Ann (Mill), Ben (Mill)."),
    ]


def test_words_fit_one_group_and_many(client, bread):
    for name, until in (("Bun", None), ("Roll", date(2024, 1, 1)), ("Bap", date(2024, 1, 1))):
        Parent.objects.create(
            initiative=InitiativeFactory(name=name),
            parent=bread,
            since=date(2021, 1, 1),
            until=until,
        )
    assert told(client) == [
        ("2024-01-01", "No longer below it: Roll, Bap."),
        ("2021-01-01", "Below it: Bun, Roll, Bap."),
    ]


def test_seats_without_a_name_are_counted(client, bread):
    for seat in (1, 2):
        RoleHolding.objects.create(
            initiative=bread, role="chair", seat=seat, since=date(2021, 1, 1)
        )
    assert told(client) == [("2021-01-01", "Chair: no published name (2).")]


def test_a_hundred_seats_of_one_day_are_counted(client, bread):
    for number in range(100):
        RoleHolding.objects.create(
            initiative=bread, role="member", holder_name=f"M{number}", since=date(2021, 1, 1)
        )
    ((_day, words),) = told(client)
    assert words.endswith("M11 and 88 more.")


def test_percent_signs_in_names_are_only_text(client, bread):
    Parent.objects.create(
        initiative=bread, parent=InitiativeFactory(name="100 %(now)s %"), since=date(2021, 1, 1)
    )
    RoleHolding.objects.create(
        initiative=bread, role="lead", holder_name="50 %s", since=date(2022, 1, 1)
    )
    assert told(client) == [
        ("2022-01-01", "Lead: 50 %s."),
        ("2021-01-01", "It reports to 100 %(now)s %."),
    ]


def test_an_entry_leads_to_the_group_on_that_day_and_names_its_source(client, bread):
    StageRecord.objects.create(
        initiative=bread,
        stage="sandbox",
        since=date(2022, 5, 1),
        source="minutes",
        source_url="https://a.example/minutes",
        seen_on=date(2022, 6, 2),
        confirmed_on=date(2025, 7, 3),
    )
    page = shown(client).content.decode()
    assert 'href="/initiatives/bread/?on=2022-05-01"' in page
    assert 'href="https://a.example/minutes"' in page
    assert "2 June 2022" in page
    assert "Confirmed by the group on 3 July 2025" in page


def test_an_unknown_source_is_said_and_what_is_still_to_come_is_planned(client, bread):
    StageRecord.objects.create(
        initiative=bread, stage="archived", since=date(2026, 9, 1), source=""
    )
    page = shown(client).content.decode()
    assert "planned" in page
    assert "?on=2026-09-01" not in page
    assert 'Source: <span class="unknown">unknown</span>' in page


def test_reports_and_confirmations_are_told(client, bread):
    Report.objects.create(initiative=bread, quarter="2025-Q2", filed_on=date(2025, 8, 1))
    Confirmation.objects.create(initiative=bread, part="people", confirmed_on=date(2026, 1, 5))
    assert told(client) == [("2025-08-01", "Its report about 2025-Q2 is out.")]
    assert shown(client).context["history"].confirmed == (("People and seats", date(2026, 1, 5)),)


def test_the_picture_shows_what_held_when_and_what_nobody_knows(client, bread):
    StageRecord.objects.create(initiative=bread, stage="sandbox", since=date(2022, 5, 1))
    history = shown(client).context["history"]
    assert history.strips == (
        ("Name", (("Bread", date(2022, 1, 1), date(2026, 3, 1)),)),
        (
            "Stage",
            (
                ("", date(2022, 1, 1), date(2022, 5, 1)),
                ("Sandbox", date(2022, 5, 1), date(2026, 3, 1)),
            ),
        ),
        ("Reports to", (("", date(2022, 1, 1), date(2026, 3, 1)),)),
    )


def test_without_dates_there_is_no_picture_and_that_is_said(client, bread):
    page = shown(client).content.decode()
    assert "No change with a date is known" in page
    assert "year-bands" not in page


def test_groups_that_are_not_listed_are_not_named(client, bread):
    hidden = InitiativeFactory(name="Not Told", is_listed=False)
    Parent.objects.create(initiative=bread, parent=hidden, since=date(2021, 1, 1))
    Parent.objects.create(initiative=hidden, parent=bread, since=date(2021, 1, 1))
    assert "Not Told" not in shown(client).content.decode()


def test_a_former_address_leads_on(client, bread):
    Alias.objects.create(initiative=bread, name="Toast", slug="toast")
    response = client.get("/initiatives/toast/history/")
    assert (response.status_code, response["Location"]) == (301, "/initiatives/bread/history/")


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_two_queries(client, django_assert_num_queries, bread, count):
    for number in range(count):
        day = date(2000 + number, 1, 1)
        StageRecord.objects.create(
            initiative=bread, stage="sandbox", since=day, until=date(2000 + number, 7, 1)
        )
        RoleHolding.objects.create(
            initiative=bread, role="member", holder_name=f"M{number}", since=day
        )
    shown(client)
    with django_assert_num_queries(2):
        shown(client)
