"""Groups of a cohort, for those who run it."""

import pytest

from mentorship.equity.actions.count import make_report
from mentorship.equity.models import EquityGroup
from mentorship.models import Cohort, ProgramAdmin, Run
from tests.conftest import signed_in
from tests.factories.mentorship import CohortFactory
from tests.factories.people import UserFactory
from tests.mentorship.applying import BEFORE_THE_CALL, DURING_THE_CALL
from tests.mentorship.equity.asked import REPORT_IS_MADE, applied, asking

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(at):
    at(BEFORE_THE_CALL)
    return CohortFactory(key="spring", program__slug="learn")


@pytest.fixture
def desk(cohort):
    admin = UserFactory()
    ProgramAdmin.objects.create(program=cohort.program, person=admin)
    return signed_in(admin)


ADDRESS = "/desk/mentorship/learn/spring/fairness/"


def text_of(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def said(**rows) -> dict:
    return {f"{part}_{number}": "" for part in ("name", "least") for number in range(5)} | rows


def test_groups_and_their_places_are_written_down(desk, cohort):
    answer = desk.post(
        ADDRESS, said(name_0="Early in a career", name_2="Later on", least_2="4"), follow=True
    )
    assert "Saved." in text_of(answer)
    rows = EquityGroup.objects.filter(cohort=cohort).values_list("key", "name", "least")
    assert list(rows) == [
        ("early-in-a-career", "Early in a career", 0),
        ("later-on", "Later on", 4),
    ]
    assert 'value="Later on"' in text_of(desk.get(ADDRESS))
    desk.post(ADDRESS, said())
    assert not EquityGroup.objects.exists()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ({"name_0": "One", "name_1": "one"}, "Two groups have the same name."),
        ({"least_0": "3"}, "For which group are these places?"),
        ({"name_0": "One", "least_0": "-1"}, "greater than or equal to 0"),
    ],
)
def test_what_cannot_be_is_said_in_words(desk, rows, words):
    assert words in text_of(desk.post(ADDRESS, said(**rows)))
    assert not EquityGroup.objects.exists()


def test_once_somebody_answered_the_list_stays_and_nobody_learns_who(at, desk):
    cohort = asking(("Early", 0), ("Later", 0), program=Cohort.objects.get().program, key="next")
    at(DURING_THE_CALL)
    desk = signed_in(cohort.program.admins.get().person)
    row = applied(cohort, said="Later")
    address = "/desk/mentorship/learn/next/fairness/"
    answer = desk.post(address, said(name_0="Others"), follow=True)
    assert "Somebody has answered." in text_of(answer)
    page = text_of(desk.get(f"/desk/mentorship/applications/{row.public_id}/"))
    assert "Later" not in page


def test_after_a_run_nothing_changes(desk, cohort):
    desk.post(ADDRESS, said(name_0="Early", least_0="2"))
    Run.objects.create(cohort=cohort, number=1, result={}, instance_sha256="x")
    page = text_of(desk.get(ADDRESS))
    assert "A run was made, so nothing of it can change" in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]
    answer = desk.post(ADDRESS, said(name_0="Early", least_0="3"), follow=True)
    assert "Other places would show who is in which group" in text_of(answer)


def test_the_runbook_tells_when_the_report_is_made_and_that_it_waits(desk, at, cohort):
    def told() -> str:
        return text_of(
            signed_in(cohort.program.admins.get().person).get(
                "/desk/mentorship/learn/spring/runbook/"
            )
        )

    assert "The fairness report is made" in told()
    applied(cohort, "declined")
    at(REPORT_IS_MADE)
    make_report(cohort=cohort, now=REPORT_IS_MADE)
    assert "The fairness report publishes itself" in told()
    again = signed_in(cohort.program.admins.get().person)
    assert "The report is made and waits for you" in text_of(again.get(ADDRESS))


def test_who_does_not_run_the_program_has_no_such_page(cohort):
    assert signed_in(UserFactory()).get(ADDRESS).status_code == 404


def test_the_page_takes_so_many_queries(desk, cohort, django_assert_num_queries):
    desk.get(ADDRESS)
    with django_assert_num_queries(10):
        desk.get(ADDRESS)
    desk.post(ADDRESS, said(**{f"name_{at}": f"Group {at}" for at in range(5)}))
    with django_assert_num_queries(10):
        desk.get(ADDRESS)
