"""What groups look for: the list, one opening, and the panel on a group's page."""

from datetime import date
from uuid import uuid4

import pytest
from django.template import Context, Template

from tests.conftest import lead_of
from tests.factories.initiatives import InitiativeFactory, OpeningFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def scorecard():
    return InitiativeFactory(slug="scorecard", name="Scorecard", languages=["en"])


@pytest.fixture
def notes(scorecard):
    return OpeningFactory(
        initiative=scorecard,
        title="Write our release notes",
        role="docs",
        hours_min=1,
        hours_max=3,
        languages=["de", "en"],
        contact="#docs on Slack",
        contact_url="https://chat.example.org/docs",
        ai_policy="disclose",
        is_for_newcomers=True,
        skills=[("technical-writing", "must"), ("go", "will-teach")],
    )


def titles(client, query=""):
    response = client.get(f"/initiatives/openings/{query}")
    assert response.status_code == 200
    return [line.title for line in response.context["lines"]]


def test_an_opening_is_said_in_words(client, notes):
    page = client.get("/initiatives/openings/").content.decode()

    assert "Write our release notes" in page
    assert "1 to 3 hours a week" in page
    assert "German (Deutsch), English" in page


@pytest.mark.parametrize(
    "query",
    [
        "?role=docs",
        "?skill=go",
        "?hours=1",
        "?language=de",
        "?newcomers=on",
        "?group=scorecard",
        "?role=docs&skill=technical-writing&hours=16&language=en",
        # What no list knows is no filter.
        "?role=x&hours=many&language=xx&skill=none&page=-1&group=a%20b",
    ],
)
def test_it_is_found_by_what_it_says(client, notes, query):
    assert titles(client, query) == ["Write our release notes"]


@pytest.mark.parametrize(
    "query", ["?role=code", "?skill=python", "?language=fr", "?group=other", "?hours=2&role=code"]
)
def test_it_is_not_found_by_what_it_does_not(client, notes, query):
    OpeningFactory(
        title="Fix a parser",
        role="code",
        hours_min=20,
        initiative=InitiativeFactory(slug="other", languages=["fr"]),
        skills=[("python", "must")],
    )

    assert "Write our release notes" not in titles(client, query)


def test_an_opening_without_languages_speaks_its_groups(client, scorecard):
    OpeningFactory(initiative=scorecard, title="Triage")

    assert titles(client, "?language=en") == ["Triage"]


def test_one_that_takes_more_hours_is_left_out(client, notes):
    OpeningFactory(title="Lead a release", hours_min=8)
    OpeningFactory(title="Says nothing")

    assert titles(client, "?hours=4") == ["Write our release notes", "Says nothing"]


@pytest.mark.parametrize(
    "facts",
    [
        {"fresh_until": date(2026, 2, 1)},
        {"is_open": False},
        {"initiative__is_listed": False},
        {"initiative__stage": "archived"},
    ],
    ids=["stale", "closed", "unlisted group", "archived group"],
)
def test_what_is_not_wanted_now_is_nowhere(client, facts):
    opening = OpeningFactory(title="Gone", **facts)
    group = opening.initiative

    assert titles(client) == []
    assert client.get(f"/initiatives/{group.slug}/openings/{opening.key}/").status_code == 404
    assert client.get("/api/v1/openings/").json()["results"] == []
    panel = "{% load initiatives_work %}{% openings_of initiative=group %}"
    if group.is_listed:
        assert Template(panel).render(Context({"group": group})).strip() == ""


def test_it_is_shown_until_the_end_of_its_last_day(client, at):
    OpeningFactory(title="Last day", fresh_until=date(2026, 2, 2))
    at("2026-02-02T23:59Z")
    assert titles(client) == ["Last day"]
    at("2026-02-03T00:00Z")
    assert titles(client) == []


@pytest.mark.parametrize("number", [1, 40])
def test_the_list_asks_six_questions_however_long(client, number, django_assert_num_queries):
    for _ in range(number):
        OpeningFactory(skills=[("go", "must")], languages=["de"])

    with django_assert_num_queries(6):
        client.get("/initiatives/openings/")


def test_one_opening_says_what_who_and_until_when(client, notes):
    page = client.get(f"/initiatives/scorecard/openings/{notes.key}/").content.decode()

    for words in (
        "Write our release notes",
        "1 to 3 hours a week",
        "Technical writing: needed",
        "Go: we teach it",
        "#docs on Slack",
        "AI-assisted work is welcome when you say so",
        "31 December 2030",
        'href="https://chat.example.org/docs"',
    ):
        assert words in page, words


def test_without_an_address_the_group_is_the_next_step(client, scorecard):
    opening = OpeningFactory(initiative=scorecard)
    page = client.get(f"/initiatives/scorecard/openings/{opening.key}/").content.decode()

    assert "Come to a meeting of the group" in page
    assert "unknown" in page


def test_an_opening_stands_below_its_own_group_only(client, notes):
    InitiativeFactory(slug="other")

    assert client.get(f"/initiatives/other/openings/{notes.key}/").status_code == 404
    assert client.get(f"/initiatives/scorecard/openings/{uuid4()}/").status_code == 404
    assert client.get("/initiatives/scorecard/openings/1/").status_code == 404


def test_who_keeps_the_group_finds_the_way_to_change_it(as_lead, lead, notes):
    lead_of(lead, notes.initiative)
    page = as_lead.get(f"/initiatives/scorecard/openings/{notes.key}/").content.decode()

    assert f"/desk/groups/scorecard/openings/{notes.key}/" in page


def test_the_panel_reads_what_its_page_has_read(notes, django_assert_num_queries):
    panel = Template("{% load initiatives_work %}{% openings_of initiative=group %}")
    with django_assert_num_queries(1):
        page = panel.render(Context({"group": notes.initiative}))

    assert "Write our release notes" in page
    assert "Go (we teach it)" in page
