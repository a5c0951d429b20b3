"""A page that counted for a step is looked at again now and then; that it has gone is told and
takes nothing back."""

from datetime import UTC, datetime, timedelta

import pytest

from initiatives.models import LinkCheck
from initiatives.onboarding.actions.evidence import hand_in, look_at_link
from initiatives.onboarding.actions.journey import start_journey
from initiatives.onboarding.actions.shown_page import Seen, claim_due, look_at_shown_pages
from initiatives.onboarding.actions.verdict import decide
from initiatives.onboarding.models import Completion, Evidence
from initiatives.onboarding.queries.own_record import journeys_of
from portal.kit.fetch import Fetched, FetchFailed, FetchRefused, FetchTooLarge
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

SHOWN = datetime(2026, 3, 2, 9, tzinfo=UTC)
A_DAY = timedelta(days=1)
LINK = "https://example.org/work"


@pytest.fixture(autouse=True)
def jobs_wait(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def path():
    return PathFactory(steps=[{"key": "send", "kind": "evidence"}])


class Net:
    """Every address answers with the status it was given, or is silent; it keeps what was asked."""

    def __init__(self, **answers):
        self.answers, self.asked = answers, []

    def __call__(self, url, **how):
        self.asked.append(url)
        answer = self.answers.get(url.rpartition("/")[2], 200)
        if isinstance(answer, Exception):
            raise answer
        return Fetched(answer, url, {}, b"")


def shown(path, staff, link=LINK, *, verdict="accepted", found=200, now=SHOWN) -> Evidence:
    journey = start_journey(person=UserFactory(), path=path)
    evidence = hand_in(journey=journey, key="send", link=link, words="", now=now)
    name = link.rpartition("/")[2]
    look_at_link(pk=evidence.pk, now=now, read=Net(**{name: found}))
    decide(evidence=evidence, verdict=verdict, answer="Thanks.", by=staff, now=now)
    return evidence


def look(day, net, **told) -> Seen:
    return look_at_shown_pages(now=SHOWN + day * A_DAY, read=net, **told)


def stands(evidence) -> tuple[str, datetime | None, int]:
    evidence.refresh_from_db()
    return evidence.found, evidence.found_at, evidence.failures


def test_a_page_that_is_there_is_looked_at_once_a_week(path, staff):
    evidence, net = shown(path, staff), Net()
    assert [look(day, net).asked for day in (1, 6, 7, 8, 14)] == [0, 0, 1, 0, 1]
    assert stands(evidence) == ("answers", SHOWN + 14 * A_DAY, 0)


def test_it_is_gone_after_three_failures_over_days_and_the_step_counts_all_the_same(path, staff):
    evidence, gone = shown(path, staff), Net(work=404)
    kept = evidence.fingerprint
    assert look(7, gone) == Seen(asked=1)
    assert stands(evidence) == ("answers", SHOWN, 1)
    assert look(8, gone) == Seen(asked=1)
    assert look(10, gone) == Seen(asked=1, gone=1)
    assert stands(evidence) == ("dead", SHOWN, 3)
    assert (evidence.state, evidence.fingerprint, evidence.failing_since) == (
        "accepted",
        kept,
        SHOWN + 7 * A_DAY,
    )
    assert Completion.objects.get().source == "verified"
    [walk] = journeys_of(person=evidence.journey.person)
    [told] = walk["shown"]
    assert (told["link_found"], told["link_found_at"], told["link_silent_since"]) == (
        "dead",
        SHOWN.isoformat(),
        (SHOWN + 7 * A_DAY).isoformat(),
    )


def test_it_is_alive_again_with_its_first_answer(path, staff):
    evidence = shown(path, staff)
    for day in (7, 8, 10):
        look(day, Net(work=410))
    assert look(14, Net()) == Seen(asked=1, back=1)
    assert stands(evidence) == ("answers", SHOWN + 14 * A_DAY, 0)
    assert evidence.failing_since is None


def test_one_failure_between_answers_is_forgotten(path, staff):
    evidence = shown(path, staff)
    look(7, Net(work=500))
    look(8, Net())
    assert stands(evidence) == ("answers", SHOWN + 8 * A_DAY, 0)


@pytest.mark.parametrize(
    ("answer", "found", "seen"),
    [
        (FetchTooLarge("large"), "answers", SHOWN + 7 * A_DAY),
        (403, "answers", SHOWN),
        (FetchRefused("inside"), "answers", SHOWN),
    ],
)
def test_who_lets_nobody_look_is_never_called_gone(path, staff, answer, found, seen):
    evidence = shown(path, staff)
    look(7, Net(work=answer))
    assert stands(evidence) == (found, seen, 0)


def test_only_what_counts_and_was_there_is_looked_at(path, staff):
    shown(path, staff, verdict="changes")
    shown(path, staff, link="https://example.net/never", found=404)
    journey = start_journey(person=UserFactory(), path=path)
    hand_in(journey=journey, key="send", link="", words="It was merged.", now=SHOWN)
    net = Net()
    assert look(60, net) == Seen()
    assert net.asked == []


def test_a_host_that_robots_hear_nothing_from_is_left_alone(path, staff):
    shown(path, staff, link="https://docs.google.com/work")
    net = Net()
    assert look(7, net) == Seen()
    assert net.asked == []
    assert Evidence.objects.get().look_again_at == SHOWN + 39 * A_DAY


def test_one_of_a_host_at_a_time_and_all_have_their_turn(path, staff):
    for number in range(4):
        shown(path, staff, link=f"https://example.org/{number}", now=SHOWN + number * A_DAY)
    shown(path, staff, link="https://example.net/other", now=SHOWN + 5 * A_DAY)
    net = Net()
    for _run in range(5):
        look(30, net)
    assert net.asked == [
        "https://example.org/0",
        "https://example.net/other",
        *(f"https://example.org/{number}" for number in (1, 2, 3)),
    ]


def test_no_more_than_one_run_has_time_for(path, staff):
    for number in range(3):
        shown(path, staff, link=f"https://{number}.example.org/work")
    net = Net()
    assert look(7, net, seconds=0) == Seen()
    assert look(7, net, most=2) == Seen(asked=2)
    assert look(7, net) == Seen(asked=1)


def test_two_runs_at_once_ask_once(path, staff):
    shown(path, staff)
    now = SHOWN + 7 * A_DAY
    assert [len(claim_due(now=now, most=10)) for _run in range(2)] == [1, 0]


def test_where_nothing_answers_it_is_our_own_net(path, staff):
    evidence = shown(path, staff)
    LinkCheck.objects.create(url="https://example.com/home", state="fine", checked_at=SHOWN)
    silent = FetchFailed("no such name")
    assert look(7, Net(work=silent, home=silent)) == Seen(asked=1)
    assert stands(evidence) == ("answers", SHOWN, 0)
    assert evidence.look_again_at == SHOWN + 7 * A_DAY + timedelta(hours=1)
    look(8, Net(work=silent))
    assert stands(evidence) == ("answers", SHOWN, 1)


def test_a_run_asks_as_many_questions_for_one_as_for_many(path, staff, django_assert_num_queries):
    for number in range(4):
        shown(path, staff, link=f"https://{number}.example.org/work")
    with django_assert_num_queries(6):
        look(7, Net(), most=1)
    with django_assert_num_queries(8):
        look(7, Net())
