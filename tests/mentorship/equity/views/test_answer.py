"""The question apart, for who has applied as a mentee."""

import pytest

from mentorship.equity.actions.count import count_terms
from tests.conftest import signed_in
from tests.factories.people import UserFactory
from tests.mentorship.applying import DURING_THE_CALL, IN_REVIEW
from tests.mentorship.equity.asked import RESULTS_ARE_OUT, applied, asking, kept_of

pytestmark = pytest.mark.django_db
ADDRESS = "/me/mentorship/spring/group/"


@pytest.fixture
def cohort(at):
    at(DURING_THE_CALL)
    return asking(("Early in a career", 0), ("Later on", 0), key="spring")


@pytest.fixture
def application(cohort):
    return applied(cohort)


@pytest.fixture
def mine(application):
    return signed_in(application.person)


def text_of(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_who_has_applied_is_asked_apart_and_may_say_nothing(mine, application):
    assert ADDRESS in text_of(mine.get("/me/mentorship/"))
    page = text_of(mine.get(ADDRESS))
    assert "You need not answer." in page
    assert "I would rather not say" in page
    answer = mine.post(ADDRESS, {"group": "later-on"}, follow=True)
    assert "Kept apart from your application." in text_of(answer)
    assert kept_of(application) == "Later on"
    answer = mine.post(ADDRESS, {"group": ""}, follow=True)
    assert "Nothing about a group of yours is kept." in text_of(answer)
    assert kept_of(application) == ""


def test_ones_own_pages_do_not_tell_what_was_said(mine):
    mine.post(ADDRESS, {"group": "later-on"})
    for address in ("/me/mentorship/", "/me/", "/me/mentorship/spring/apply/mentee/"):
        assert "Later on" not in text_of(mine.get(address))


def test_a_group_there_is_not_is_refused(mine, application):
    assert "Select a valid choice" in text_of(mine.post(ADDRESS, {"group": "nobody"}))
    assert kept_of(application) == ""


def test_after_the_call_it_can_only_be_taken_back(at, mine, application):
    mine.post(ADDRESS, {"group": "later-on"})
    at(IN_REVIEW)
    mine = signed_in(application.person)
    page = text_of(mine.get(ADDRESS))
    assert "You said: Later on." in page
    assert "I would rather not say" not in page
    answer = mine.post(ADDRESS, {"group": "early-in-a-career"}, follow=True)
    assert "nothing is taken in any longer" in text_of(answer)
    mine.post(ADDRESS, {"group": ""})
    assert kept_of(application) == ""
    assert "nothing is asked any longer" in text_of(mine.get(ADDRESS))


def test_what_is_counted_is_out_of_reach(at, mine, application):
    mine.post(ADDRESS, {"group": "later-on"})
    application.status = "withdrawn"
    application.save()
    at(RESULTS_ARE_OUT)
    mine = signed_in(application.person)
    count_terms(now=RESULTS_ARE_OUT)
    answer = mine.post(ADDRESS, {"group": ""}, follow=True)
    assert "It is counted already" in text_of(answer)


def test_nobody_else_has_this_page(cohort, application):
    other = asking(key="autumn")
    stranger = signed_in(UserFactory())
    assert stranger.get(ADDRESS).status_code == 404
    asked_nothing = signed_in(applied(other).person)
    assert asked_nothing.get("/me/mentorship/autumn/group/").status_code == 404
    assert signed_in(applied(cohort, role="mentor").person).get(ADDRESS).status_code == 404


def test_the_page_takes_so_many_queries(mine, django_assert_num_queries):
    mine.get(ADDRESS)
    with django_assert_num_queries(9):
        mine.get(ADDRESS)
