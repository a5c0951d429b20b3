"""Answering the questions of a step: without a script, as often as one likes, seen by nobody."""

import pytest

from initiatives.onboarding.actions.journey import leave_journey, start_journey
from initiatives.onboarding.models import Completion, Source
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

QUESTIONS = """Where do we talk first?
- By mail
* In the channel
> The channel is read every day.
Which are ours?
* The guide
* The site
- The moon"""
PAGE = "/me/paths/first/quiz/check/"
RIGHT = {"q1": "1", "q2": ["0", "1"]}


@pytest.fixture
def path():
    return PathFactory(
        slug="first",
        steps=[
            {"key": "hello"},
            {"key": "check", "title": "Check", "kind": "quiz", "questions": QUESTIONS},
            {"key": "send", "needs": ["check"]},
        ],
    )


@pytest.fixture
def walker(path):
    return UserFactory()


@pytest.fixture
def journey(path, walker):
    return start_journey(person=walker, path=path)


@pytest.fixture
def as_walker(client, walker, journey):
    client.force_login(walker)
    return client


def done(journey) -> dict[str, str]:
    return dict(journey.completions.values_list("key", "source"))


def test_all_right_marks_the_step_and_opens_the_next(as_walker, journey):
    page = as_walker.post(PAGE, RIGHT)

    assert "2 of 2 questions right" in page.text
    assert "The channel is read every day." in page.text
    assert done(journey) == {"check": Source.ANSWERED}
    as_walker.post("/me/paths/first/", {"verb": "done", "step": "send"})
    assert done(journey) == {"check": Source.ANSWERED, "send": Source.SELF}


def test_not_enough_is_told_with_why_and_nothing_is_kept(as_walker, journey):
    page = as_walker.post(PAGE, {"q1": "0", "q2": ["0"]})

    assert "0 of 2 questions right" in page.text
    assert "The channel is read every day." in page.text
    assert "as often as you like" in page.text
    assert done(journey) == {}
    as_walker.post(PAGE, RIGHT)
    assert done(journey) == {"check": Source.ANSWERED}


def test_fewer_are_enough_where_the_step_says_so(as_walker, journey):
    journey.edition.steps.filter(key="check").update(enough_right=1)

    as_walker.post(PAGE, {"q1": "1", "q2": ["2"]})

    assert done(journey) == {"check": Source.ANSWERED}


@pytest.mark.parametrize(
    "told", [{}, {"q1": "1"}, {"q1": "7", "q2": ["0"]}, {"q1": "x", "q2": "y"}]
)
def test_every_question_has_to_be_answered_with_one_of_its_choices(as_walker, journey, told):
    page = as_walker.post(PAGE, told)

    assert page.status_code == 200
    assert "questions right" not in page.text
    assert done(journey) == {}


def test_the_page_asks_and_tells_no_answer(as_walker):
    page = as_walker.get(PAGE).text

    assert "Where do we talk first?" in page
    assert "More than one is right." in page
    assert "The channel is read every day." not in page
    assert "noindex" in page
    assert 'href="/me/paths/first/quiz/check/"' in as_walker.get("/me/paths/first/").text


def test_nobody_ticks_such_a_step(as_walker, journey):
    for verb in ("done", "prior"):
        page = as_walker.post("/me/paths/first/", {"verb": verb, "step": "check"}, follow=True)
        assert "once you have answered its questions" in page.text

    assert done(journey) == {}


def test_who_knows_it_need_not_wait_for_its_turn(as_walker, journey):
    journey.edition.steps.filter(key="check").update(needs=["hello"])

    assert "let me answer" in as_walker.get("/me/paths/first/").text
    as_walker.post(PAGE, RIGHT)

    assert done(journey) == {"check": Source.ANSWERED}


def test_it_may_be_answered_again_and_taken_back(as_walker, journey):
    as_walker.post(PAGE, RIGHT)
    as_walker.post(PAGE, {"q1": "0", "q2": ["0"]})

    assert Completion.objects.count() == 1
    assert "The step is done." in as_walker.get(PAGE).text
    as_walker.post("/me/paths/first/", {"verb": "undo", "step": "check"})
    assert done(journey) == {}


def test_elsewhere_it_leads_back(as_walker, journey):
    assert as_walker.get("/me/paths/first/quiz/hello/").url == "/me/paths/first/"
    assert as_walker.get("/me/paths/first/quiz/nothing/").url == "/me/paths/first/"
    leave_journey(journey=journey)
    assert as_walker.get(PAGE).url == "/me/paths/first/"
    assert as_walker.post(PAGE, RIGHT).url == "/me/paths/first/"
    assert done(journey) == {}


def test_answers_are_nowhere_in_public(as_walker, client, path):
    as_walker.post(PAGE, RIGHT)

    for address in ("/paths/first/", "/api/v1/paths/first/", "/api/v1/me/"):
        assert "In the channel" not in client.get(address).text


def test_it_exists_for_who_walks(client, journey):
    client.force_login(UserFactory())

    assert client.get(PAGE).status_code == 404


def test_it_takes_few_queries(as_walker, django_assert_num_queries):
    as_walker.get(PAGE)
    with django_assert_num_queries(8):
        as_walker.get(PAGE)
