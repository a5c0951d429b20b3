import pytest

from tests.factories.initiatives import InitiativeFactory
from tests.factories.mentorship import (
    ApplicationFactory,
    CohortFactory,
    GoalFactory,
    ProgramFactory,
)
from tests.mentorship.applying import DURING_THE_CALL

pytestmark = pytest.mark.django_db
LIST = "/api/v1/programs/"


@pytest.fixture
def program(settings, at):
    at(DURING_THE_CALL)
    settings.PORTAL_BASE_URL = "https://portal.example"
    group = InitiativeFactory(slug="bread")
    program = ProgramFactory(slug="learn", name="Learn", initiative=group)
    GoalFactory(program=program, name="Give a talk")
    ApplicationFactory(cohort=CohortFactory(program=program, key="spring"))
    return program


def slugs(client, query: str = "") -> list[str]:
    return [one["slug"] for one in client.get(f"{LIST}?{query}").json()["results"]]


def test_a_program_says_its_dates_and_nothing_of_people(client, program):
    answer = client.get(f"{LIST}learn/").json()
    assert answer.pop("updated_at").endswith("Z")
    assert answer == {
        "slug": "learn",
        "name": "Learn",
        "summary": "Twelve weeks with somebody who has been there.",
        "initiative": "bread",
        "skills": [],
        "goals": ["Give a talk"],
        "url": "https://portal.example/mentorship/learn/",
        "cohorts": [
            {
                "key": "spring",
                "name": "Spring 2026",
                "phase": "applications",
                "time_zone": "Europe/Berlin",
                "applications_open_at": "2026-01-31T23:00:00Z",
                "applications_close_at": "2026-02-28T23:00:00Z",
                "results_on": "2026-03-23",
                "starts_on": "2026-04-06",
                "midterm_on": "2026-05-18",
                "ends_on": "2026-06-28",
                "weeks": 12,
            }
        ],
    }


def test_hidden_programs_are_not_there(client, program):
    ProgramFactory(slug="hidden", is_published=False)
    ProgramFactory(slug="of-nobody", initiative=InitiativeFactory(is_listed=False))
    ProgramFactory(slug="whole")
    assert slugs(client) == ["learn", "whole"]
    assert slugs(client, "initiative=bread") == ["learn"]
    assert client.get(f"{LIST}hidden/").status_code == 404


@pytest.mark.parametrize(
    ("query", "status"),
    [("cursor=x", 400), ("page_size=0", 422), ("colour=red", 422), ("initiative=a%2Fb", 422)],
)
def test_what_cannot_be_read_is_refused(client, program, query, status):
    assert client.get(f"{LIST}?{query}").status_code == status


@pytest.mark.parametrize("count", [1, 20])
def test_the_same_queries_for_one_and_for_many(client, count, django_assert_num_queries):
    for _ in range(count):
        CohortFactory(program__initiative=InitiativeFactory())
    client.get(LIST)
    with django_assert_num_queries(4):
        assert len(slugs(client)) == count
