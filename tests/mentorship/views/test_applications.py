"""Applying, from the first word to the withdrawal, as a browser without scripts does it."""

import pytest

from mentorship.models import Application
from tests.conftest import signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.factories.mentorship import (
    ApplicationFactory,
    CohortFactory,
    GoalFactory,
    ProgramFactory,
)
from tests.factories.people import UserFactory
from tests.mentorship.applying import (
    BEFORE_THE_CALL,
    DEADLINE,
    DURING_THE_CALL,
    IN_REVIEW,
    ready_person,
)

pytestmark = pytest.mark.django_db
FORM = "/me/mentorship/spring/apply/mentee/"
WHOLE = {"motivation": "I want to learn.", "seniority": "2", "consent": "on"}


@pytest.fixture
def cohort():
    program = ProgramFactory(slug="learn", name="Learn together")
    GoalFactory(program=program, slug="speak", name="Give a talk")
    return CohortFactory(program=program, key="spring")


@pytest.fixture
def person():
    return ready_person()


@pytest.fixture
def as_applicant(person):
    return signed_in(person)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def post(as_applicant, how: str, address=FORM, **said):
    return as_applicant.post(address, {**said, how: "1"})


def state() -> list[tuple[str, str]]:
    return list(Application.objects.values_list("status", "motivation"))


def test_who_is_signed_out_signs_in_first(client, cohort):
    for address in (FORM, "/me/mentorship/", "/me/mentorship/spring/withdraw/mentee/"):
        assert client.get(address)["Location"].startswith("/accounts/login/?next=/me/mentorship/")


def test_the_profile_stands_there_as_it_is(as_applicant, cohort, at):
    at(DURING_THE_CALL)
    html = text(as_applicant.get(FORM))
    assert "Mondays and Wednesdays 19:30–21:00" in html
    assert "Kolkata" in html
    assert 'href="/me/availability/"' in html
    assert "missing" not in html


def test_what_is_missing_is_named_with_the_page_that_mends_it(cohort, at):
    at(DURING_THE_CALL)
    html = text(signed_in(UserFactory()).get(FORM))
    assert "Your free hours are missing: without them nobody can be matched with you." in html
    assert "What you want to learn is missing" in html
    assert 'href="/me/skills/"' in html


def test_a_draft_is_kept_and_found_again(as_applicant, cohort, at):
    at(DURING_THE_CALL)
    assert post(as_applicant, "save", motivation="Half a thou")["Location"] == "/me/mentorship/"
    assert state() == [("draft", "Half a thou")]
    assert "Half a thou" in text(as_applicant.get(FORM))


def test_sending_a_whole_application(as_applicant, cohort, at):
    at(DURING_THE_CALL)
    InitiativeFactory(slug="bread", name="Bread")
    sent = post(as_applicant, "send", **WHOLE, goals=["speak"], group_1="bread", group_2="bread")
    assert sent["Location"] == "/me/mentorship/"
    facts = Application.objects.get().facts
    assert (facts["goals"], facts["initiatives"], facts["seniority"]) == (["speak"], ["bread"], 2)


def test_sending_asks_for_what_is_needed_and_writes_nothing(as_applicant, cohort, at):
    at(DURING_THE_CALL)
    response = post(as_applicant, "send", motivation=" ")
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"motivation", "seniority", "consent"}
    assert state() == []


def test_what_the_profile_lacks_stops_the_sending_and_keeps_the_words(cohort, at):
    at(DURING_THE_CALL)
    response = post(signed_in(UserFactory()), "send", **WHOLE)
    html = text(response)
    assert "Something in your profile is missing" in html
    assert "I want to learn." in html
    assert state() == []


def test_late_is_late_and_what_was_typed_is_still_there(as_applicant, cohort, at):
    at(DURING_THE_CALL)
    post(as_applicant, "send", **WHOLE)
    at(DEADLINE)
    html = text(post(as_applicant, "send", **WHOLE | {"motivation": "A second late."}))
    assert "The deadline for applications has passed, so this was not taken." in html
    assert "A second late." in html
    assert state() == [("submitted", "I want to learn.")]


@pytest.mark.parametrize("moment", [BEFORE_THE_CALL, DEADLINE])
def test_outside_the_call_nothing_can_be_sent(as_applicant, cohort, at, moment):
    at(moment)
    assert 'name="send"' not in text(as_applicant.get(FORM))
    post(as_applicant, "send", **WHOLE)
    assert state() == []


def test_a_draft_can_be_begun_before_the_call(as_applicant, cohort, at):
    at(BEFORE_THE_CALL)
    post(as_applicant, "save", motivation="Early.")
    assert state() == [("draft", "Early.")]


def test_nobody_applies_in_both_roles(as_applicant, cohort, at):
    at(DURING_THE_CALL)
    post(as_applicant, "send", **WHOLE)
    other = "/me/mentorship/spring/apply/mentor/"
    html = text(post(as_applicant, "send", other, **WHOLE, capacity="1"))
    assert "You already apply in the other role." in html


@pytest.mark.parametrize(
    "nasty",
    [
        {"motivation": "a\x00b"},
        {"motivation": "x" * 3001},
        {"seniority": "11"},
        {"seniority": ["1", "x"]},
        {"goals": ["nothing"]},
        {"group_1": "hidden"},
        {"organisation": "o" * 161},
        {"capacity": "1e309"},
        {"capacity": "٣٣٣"},
    ],
)
@pytest.mark.parametrize("how", ["save", "send"])
def test_nasty_words_come_back_as_errors(cohort, at, how, nasty):
    at(DURING_THE_CALL)
    as_applicant = signed_in(ready_person())
    address = "/me/mentorship/spring/apply/mentor/"
    response = post(as_applicant, how, address, **WHOLE | {"capacity": "1"} | nasty)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == list(nasty)
    assert state() == []


@pytest.mark.parametrize(
    "address", ["/me/mentorship/autumn/apply/mentee/", "/me/mentorship/spring/apply/boss/"]
)
def test_there_is_no_such_form(as_applicant, cohort, address):
    assert as_applicant.get(address).status_code == 404


def test_my_page_says_where_it_stands_and_what_comes_next(as_applicant, person, cohort, at):
    at(DURING_THE_CALL)
    post(as_applicant, "send", **WHOLE)
    html = text(as_applicant.get("/me/mentorship/?tz=Europe/Berlin"))
    assert "Learn together" in html
    assert "You hear whether you take part by" in html
    assert 'datetime="2026-03-14T22:59:00Z"' in html
    assert "You sent it" in html


def test_a_reason_is_read_by_the_person_it_was_written_for(as_applicant, person, cohort, at):
    at(IN_REVIEW)
    ApplicationFactory(
        cohort=cohort,
        person=person,
        status="declined",
        submitted_at=DURING_THE_CALL,
        decided_at=IN_REVIEW,
        decision_reason="No mentor for <b>Rust</b> yet.",
    )
    assert "No mentor for &lt;b&gt;Rust&lt;/b&gt; yet." in text(as_applicant.get("/me/mentorship/"))
    assert 'name="send"' not in text(as_applicant.get(FORM))


def test_my_page_when_there_is_nothing(as_applicant):
    assert "You have not applied for anything" in text(as_applicant.get("/me/mentorship/"))


def test_withdrawing_asks_once_and_says_so_twice(as_applicant, cohort, at):
    at(DURING_THE_CALL)
    post(as_applicant, "send", **WHOLE)
    address = "/me/mentorship/spring/withdraw/mentee/"
    assert "You need no reason." in text(as_applicant.get(address))
    assert state()[0][0] == "submitted"
    first = as_applicant.post(address, follow=True)
    assert "Your application is withdrawn." in text(first)
    second = as_applicant.post(address, follow=True)
    assert "There is nothing to withdraw." in text(second)
    assert state()[0][0] == "withdrawn"


def test_leaving_is_possible_where_the_program_is_hidden(as_applicant, person, cohort, at):
    at(IN_REVIEW)
    ApplicationFactory(
        cohort=cohort, person=person, status="submitted", submitted_at=DURING_THE_CALL
    )
    type(cohort.program).objects.update(is_published=False)
    as_applicant.post("/me/mentorship/spring/withdraw/mentee/")
    assert state()[0][0] == "withdrawn"


@pytest.mark.parametrize("count", [1, 20])
def test_my_page_costs_the_same_for_one_and_for_many(
    as_applicant, person, at, django_assert_num_queries, count
):
    at(DURING_THE_CALL)
    for _ in range(count):
        ApplicationFactory(person=person)
    as_applicant.get("/me/mentorship/")
    with django_assert_num_queries(13):
        as_applicant.get("/me/mentorship/")
