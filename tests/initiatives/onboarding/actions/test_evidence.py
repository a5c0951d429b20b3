"""What is shown for a step counts at once; what stands at its address is looked at by a job."""

import pytest
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from initiatives.onboarding.actions.evidence import AlreadyDone, hand_in, look_at_link
from initiatives.onboarding.actions.journey import (
    JourneyLeft,
    MustBeShown,
    NoSuchStep,
    StepLocked,
    claim_prior_work,
    complete_step,
    leave_journey,
    start_journey,
    undo_step,
)
from initiatives.onboarding.models import Completion, Evidence
from portal.kit import clock
from portal.kit.fetch import Fetched, FetchFailed, FetchRefused, FetchTooLarge
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

LINK = "https://github.com/a/b/pull/1"


@pytest.fixture(autouse=True)
def jobs_wait(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def journey():
    path = PathFactory(
        steps=[
            {"key": "hello"},
            {"key": "send", "kind": "evidence", "needs": ["hello"]},
            {"key": "tell", "needs": ["send"]},
            {"key": "ask", "kind": "verify"},
        ]
    )
    return start_journey(person=UserFactory(), path=path)


def show(journey, key="ask", *, link=LINK, words="It was merged.", **told):
    return hand_in(journey=journey, key=key, link=link, words=words, now=clock.now(), **told)


def jobs() -> int:
    return DBTaskResult.objects.filter(
        task_path="initiatives.onboarding.tasks.look_at_link"
    ).count()


def marks() -> dict[str, str]:
    return dict(Completion.objects.values_list("key", "source"))


class TestHandingIn:
    def test_it_counts_at_once_and_opens_the_next_step(self, journey):
        complete_step(journey=journey, key="hello")
        evidence = show(journey, "send")
        complete_step(journey=journey, key="tell")
        assert marks() == {"hello": "self", "send": "shown", "tell": "self"}
        assert (evidence.state, evidence.link, evidence.words) == (
            "waiting",
            LINK,
            "It was merged.",
        )

    def test_its_address_is_left_to_a_job(self, journey):
        show(journey)
        assert jobs() == 1
        assert Evidence.objects.get().found == ""

    def test_words_alone_have_nothing_to_look_at(self, journey):
        assert show(journey, link="").fingerprint == ""
        assert jobs() == 0

    def test_two_spellings_of_one_address_are_the_same_evidence(self, journey):
        other = start_journey(person=UserFactory(), path=journey.path)
        one, two = show(journey), show(other, link="HTTPS://GitHub.com/a/b/pull/1/#discussion")
        assert one.fingerprint == two.fingerprint
        assert two.link == "HTTPS://GitHub.com/a/b/pull/1/#discussion"

    def test_nothing_is_shown_for_other_steps_nor_out_of_turn_nor_twice(self, journey):
        for key, refusal in [("hello", NoSuchStep), ("nowhere", NoSuchStep), ("send", StepLocked)]:
            with pytest.raises(refusal):
                show(journey, key)
        show(journey)
        with pytest.raises(AlreadyDone):
            show(journey)

    def test_work_of_before_is_shown_out_of_turn(self, journey):
        show(journey, "send", is_prior=True)
        assert marks() == {"send": "shown"}

    def test_who_has_left_shows_nothing(self, journey):
        leave_journey(journey=journey)
        with pytest.raises(JourneyLeft):
            show(journey)

    def test_nobody_says_of_themselves_that_such_a_step_is_done(self, journey):
        for act in (complete_step, claim_prior_work):
            with pytest.raises(MustBeShown):
                act(journey=journey, key="ask")

    def test_it_may_be_taken_back_and_shown_again(self, journey):
        first = show(journey)
        undo_step(journey=journey, key="ask")
        assert marks() == {}
        show(journey)
        first.refresh_from_db()
        assert first.state == "withdrawn"

    def test_of_what_was_taken_back_nothing_is_kept_but_that_there_was_something(self, journey):
        evidence = show(journey)
        look_at_link(pk=evidence.pk, now=clock.now(), read=lambda *_, **__: answers(200))
        undo_step(journey=journey, key="ask")
        evidence.refresh_from_db()
        kept = [evidence.link, evidence.words, evidence.fingerprint, evidence.found]
        assert (kept, evidence.found_at) == ([""] * 4, None)
        for refused in ({"words": "Words."}, {"link": LINK}, {"state": "waiting"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Evidence.objects.filter(pk=evidence.pk).update(**refused)

    def test_one_of_a_step_waits_at_a_time(self, journey):
        one = show(journey)
        with pytest.raises(IntegrityError), transaction.atomic():
            Evidence.objects.create(journey=journey, step=one.step, key="ask", words="Again.")


def answers(status: int) -> Fetched:
    return Fetched(status, LINK, {}, b"")


class TestTheJob:
    @pytest.mark.parametrize(
        ("answer", "found"),
        [
            (answers(200), "answers"),
            (FetchTooLarge("too large"), "answers"),
            (answers(403), "closed"),
            (answers(404), "gone"),
            (answers(500), "gone"),
            (FetchFailed("late"), "silent"),
            (FetchRefused("addresses"), "refused"),
        ],
    )
    def test_it_notes_what_stood_there(self, journey, answer, found):
        evidence = show(journey)

        def read(link, *, deadline):
            assert (link, deadline) == (LINK, 5.0)
            if isinstance(answer, Exception):
                raise answer
            return answer

        now = clock.now()
        look_at_link(pk=evidence.pk, now=now, read=read)
        evidence.refresh_from_db()
        assert (evidence.found, evidence.found_at) == (found, now)

    def test_it_looks_once_and_not_at_what_is_gone(self, journey):
        evidence = show(journey)
        look_at_link(pk=evidence.pk, now=clock.now(), read=lambda *_, **__: answers(200))
        for pk in (evidence.pk, 0):
            look_at_link(pk=pk, now=clock.now(), read=lambda *_, **__: answers(404))
        evidence.refresh_from_db()
        assert evidence.found == "answers"

    def test_it_opens_nothing_that_was_taken_back_and_notes_nothing_of_it(self, journey):
        before = show(journey)
        undo_step(journey=journey, key="ask")

        def read(link, *, deadline):
            undo_step(journey=journey, key="ask")
            return answers(200)

        look_at_link(pk=before.pk, now=clock.now(), read=lambda *_, **__: pytest.fail("opened"))
        meanwhile = show(journey)
        look_at_link(pk=meanwhile.pk, now=clock.now(), read=read)
        told = list(Evidence.objects.values_list("state", "found"))
        assert told == [("withdrawn", ""), ("withdrawn", "")]
