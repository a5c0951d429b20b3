"""What becomes of walks when another edition comes out: nobody loses anything, whoever they are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.onboarding.actions.edition import (
    NothingNewer,
    confirm_covered,
    end_grace,
    take_newest,
)
from initiatives.onboarding.actions.journey import (
    JourneyLeft,
    complete_step,
    leave_journey,
    start_journey,
    undo_step,
)
from initiatives.onboarding.actions.path import freeze
from initiatives.onboarding.core.edition_diff import Published
from initiatives.onboarding.core.plan import PlanStep
from initiatives.onboarding.models import Completion, Edition, Path
from initiatives.onboarding.queries.editions import newer_edition
from initiatives.onboarding.queries.walk import walk
from portal.kit import clock
from portal.notices.models import Notice
from tests.factories.onboarding import path_page, step_block
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = path_page(step_block("A"), step_block("B", needs="A"))
    page.save_revision().publish()
    return page


@pytest.fixture
def path(page):
    return Path.objects.get()


def walker(path, *done):
    journey = start_journey(person=UserFactory(), path=path)
    for key in done:
        complete_step(journey=journey, key=key)
    return journey


def publish(page, *steps):
    page.steps = list(steps)
    page.save_revision().publish()


def now_on(journey) -> int:
    journey.refresh_from_db()
    return journey.edition.number


def letters() -> list[tuple]:
    return [(notice.person, notice.template) for notice in Notice.objects.order_by("pk")]


def shown(journey) -> dict[str, str]:
    return {step.step.key: step.state.value for step in walk(journey=journey).steps}


A_NEW_FIRST_STEP = [step_block("X"), step_block("A"), step_block("B", needs="A, X")]


class TestWhenItComesOut:
    def test_each_goes_on_as_far_as_they_have_something_to_lose(self, page, path):
        new, begun, arrived = walker(path), walker(path, "a"), walker(path, "a", "b")
        left = walker(path)
        leave_journey(journey=left)

        publish(page, *A_NEW_FIRST_STEP)

        assert [now_on(one) for one in (new, begun, arrived, left)] == [2, 1, 1, 1]
        assert letters() == [
            (new.person, "onboarding/moved"),
            (begun.person, "onboarding/new_edition"),
        ]

    def test_other_words_move_all_on_the_way_and_nobody_is_told(self, page, path):
        new, begun, arrived = walker(path), walker(path, "a"), walker(path, "a", "b")

        publish(page, step_block("A", why="Because."), step_block("B", needs="A"))

        assert [now_on(one) for one in (new, begun, arrived)] == [2, 2, 1]
        assert shown(begun) == {"a": "done", "b": "here"}
        assert letters() == []

    def test_who_stays_behind_does_not_hear_of_other_words(self, page, path):
        begun = walker(path, "a")
        publish(page, *A_NEW_FIRST_STEP)
        publish(page, step_block("X", why="Other words."), *A_NEW_FIRST_STEP[1:])

        assert now_on(begun) == 1
        assert len(letters()) == 1

    def test_the_letter_says_until_when_each_may_stay(self, page, path, at):
        at("2026-03-02T12:00Z")
        first = walker(path, "a")
        publish(page, *A_NEW_FIRST_STEP)
        at("2026-04-02T12:00Z")
        second = walker(path, "x")
        publish(page, *A_NEW_FIRST_STEP, step_block("C"))

        until = {(notice.person, notice.context["until"][:10]) for notice in Notice.objects.all()}
        assert until == {
            (first.person, "2026-05-31"),
            (second.person, "2026-07-01"),
        }

    def test_who_returns_with_nothing_done_begins_with_the_newest(self, page, path):
        new, begun = walker(path), walker(path, "a")
        for journey in (new, begun):
            leave_journey(journey=journey)
        publish(page, *A_NEW_FIRST_STEP)

        for journey in (new, begun):
            start_journey(person=journey.person, path=path)

        assert (now_on(new), now_on(begun)) == (2, 1)

    def test_many_on_their_way_cost_as_much_as_one(self, path):
        counts = []
        for number, people in enumerate((1, 12)):
            for _person in range(people):
                walker(path)
                walker(path, path.newest.plan[0].key)
            told = Published((*path.newest.plan, PlanStep(key=f"n{number}", title="N")))
            with CaptureQueriesContext(connection) as asked:
                freeze(path=path, told=told)
            counts.append(sum("onboarding_" in query["sql"] for query in asked))
        assert counts == [8, 8 + 1]  # one question more for each edition somebody stayed on


class TestTakingIt:
    @pytest.fixture
    def begun(self, path):
        return walker(path, "a")

    def test_what_is_done_stays_done_and_what_was_open_stays_open(self, page, begun):
        publish(page, *A_NEW_FIRST_STEP)

        take_newest(journey=begun, now=clock.now())

        assert now_on(begun) == 2
        assert shown(begun) == {"x": "here", "a": "done", "b": "open"}

    def test_also_when_a_mark_is_taken_back_afterwards(self, page, begun):
        publish(page, step_block("X"), step_block("A", needs="X"), step_block("B", needs="A"))
        take_newest(journey=begun, now=clock.now())

        undo_step(journey=begun, key="a")

        assert shown(begun) == {"x": "here", "a": "open", "b": "locked"}

    def test_a_step_that_went_is_kept_as_done(self, page, begun):
        publish(page, step_block("B"), step_block("C"))

        take_newest(journey=begun, now=clock.now())

        own = walk(journey=begun)
        assert [mark.key for mark in own.kept] == ["a"]
        assert shown(begun) == {"b": "here", "c": "open"}

    def test_parts_of_a_step_are_done_where_its_editor_says_so_and_asked_for_where_not(
        self, page, begun
    ):
        publish(
            page,
            step_block("A1", replaces="a", carries=True),
            step_block("A2", replaces="a"),
            step_block("A3", replaces="a", needs="A2"),
            step_block("B"),
        )
        take_newest(journey=begun, now=clock.now())
        assert shown(begun) == {"a1": "done", "a2": "here", "a3": "open", "b": "open"}
        assert [step.step.key for step in walk(journey=begun).covered] == ["a2", "a3"]

        confirm_covered(journey=begun, now=clock.now())

        assert shown(begun) == {"a1": "done", "a2": "done", "a3": "done", "b": "here"}
        assert walk(journey=begun).covered == ()
        assert set(Completion.objects.values_list("key", "source")) == {
            ("a", "self"),
            ("a1", "carried"),
            ("a2", "carried"),
            ("a3", "carried"),
        }

    def test_over_several_editions_at_once(self, page, begun):
        publish(page, step_block("A1", replaces="a", carries=True), step_block("B"))
        publish(page, step_block("A2", replaces="a1", carries=True), step_block("B"))

        take_newest(journey=begun, now=clock.now())

        assert now_on(begun) == 3
        assert shown(begun) == {"a2": "done", "b": "here"}
        assert set(Completion.objects.values_list("key", flat=True)) == {"a", "a1", "a2"}

    def test_what_was_looked_at_is_what_happens(self, page, begun):
        publish(page, step_block("X"), step_block("B", needs="X"))
        told = newer_edition(journey=begun)

        assert [(one.key, one.outcome.value) for one in told.outcomes] == [
            ("x", "new"),
            ("b", "stays_open"),
            ("a", "kept"),
        ]
        take_newest(journey=begun, now=clock.now())
        assert walk(journey=begun).progress == told.after

    def test_there_is_nothing_to_take_on_the_newest_nor_after_arriving_nor_for_who_left(
        self, page, path, begun
    ):
        with pytest.raises(NothingNewer):
            take_newest(journey=begun, now=clock.now())
        arrived = walker(path, "a", "b")
        publish(page, *A_NEW_FIRST_STEP)
        with pytest.raises(NothingNewer):
            take_newest(journey=arrived, now=clock.now())
        assert newer_edition(journey=arrived).is_final
        leave_journey(journey=begun)
        for act in (take_newest, confirm_covered):
            with pytest.raises(JourneyLeft):
                act(journey=begun, now=clock.now())


class TestWhenItsTimeIsOver:
    def test_who_did_not_choose_goes_on_with_the_newest_and_is_told(self, page, path, at):
        at("2026-03-02T12:00Z")
        begun, arrived, gone = walker(path, "a"), walker(path, "a", "b"), walker(path, "a")
        leave_journey(journey=gone)
        publish(page, *A_NEW_FIRST_STEP)

        almost = clock.now() + timedelta(days=90, minutes=-1)
        assert end_grace(now=almost) == 0
        assert end_grace(now=almost + timedelta(minutes=1)) == 1
        assert end_grace(now=almost + timedelta(minutes=1)) == 0

        assert [now_on(one) for one in (begun, arrived, gone)] == [2, 1, 1]
        assert letters() == [
            (begun.person, "onboarding/new_edition"),
            (begun.person, "onboarding/moved_late"),
        ]
        assert shown(begun)["b"] == "open"

    def test_only_who_is_late_for_their_own_edition(self, page, path, at):
        at("2026-03-02T12:00Z")
        walker(path, "a")
        publish(page, *A_NEW_FIRST_STEP)
        at("2026-04-02T12:00Z")
        later = walker(path, "x")
        publish(page, *A_NEW_FIRST_STEP, step_block("C"))

        assert end_grace(now=clock.now() + timedelta(days=60)) == 1
        assert now_on(later) == 2


def test_the_same_key_can_be_marked_once_whatever_the_edition(page, path):
    begun = walker(path, "a")
    publish(page, step_block("A"), step_block("B"), step_block("C"))
    take_newest(journey=begun, now=clock.now())

    complete_step(journey=begun, key="a")

    assert Completion.objects.get().step.edition == Edition.objects.get(number=1)
