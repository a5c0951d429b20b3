import pytest

from initiatives.onboarding.actions.journey import (
    JourneyLeft,
    NoSuchStep,
    NotOwnMark,
    NotWalkable,
    StepLocked,
    complete_step,
    leave_journey,
    start_journey,
    undo_step,
)
from initiatives.onboarding.models import Completion, Journey
from portal.kit.models import AuditEntry
from tests.factories.onboarding import PathFactory, edition_of
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def path():
    return PathFactory(steps=[{"key": "a"}, {"key": "b", "needs": ["a"]}, {"key": "c"}])


@pytest.fixture
def journey(member, path):
    return start_journey(person=member, path=path)


def done(journey) -> list[str]:
    return list(journey.completions.values_list("step__key", flat=True))


class TestStart:
    def test_it_begins_on_the_newest_edition_and_keeps_it(self, member, path):
        edition_of(path, {"key": "x"})
        journey = start_journey(person=member, path=path)
        edition_of(path, {"key": "y"})

        assert start_journey(person=member, path=path) == journey
        assert journey.edition.number == 2

    def test_everybody_has_a_walk_of_their_own(self, journey, path):
        assert start_journey(person=UserFactory(), path=path) != journey

    def test_who_returns_stands_where_they_left(self, member, path, journey):
        complete_step(journey=journey, key="a")
        leave_journey(journey=journey)

        again = start_journey(person=member, path=path)

        assert (again, again.left_at, done(again)) == (journey, None, ["a"])
        assert Journey.objects.count() == 1

    def test_a_path_without_an_edition_cannot_be_walked(self, member):
        with pytest.raises(NotWalkable):
            start_journey(person=member, path=PathFactory(steps=[]))


class TestMarks:
    def test_a_step_is_done_by_ones_own_word_and_said_to_be_so(self, journey, at):
        at("2026-03-05T12:00Z")
        complete_step(journey=journey, key="a")

        mark = Completion.objects.get()
        assert (mark.step.key, mark.source, mark.at.date().isoformat()) == (
            "a",
            "self",
            "2026-03-05",
        )

    def test_doing_it_twice_changes_nothing(self, journey):
        first = complete_step(journey=journey, key="a")

        assert complete_step(journey=journey, key="a") == first
        assert done(journey) == ["a"]

    def test_steps_need_not_be_done_in_order_unless_they_say_so(self, journey):
        complete_step(journey=journey, key="c")
        with pytest.raises(StepLocked):
            complete_step(journey=journey, key="b")
        complete_step(journey=journey, key="a")
        complete_step(journey=journey, key="b")

        assert done(journey) == ["c", "a", "b"]

    def test_a_step_of_another_edition_is_none_of_this_walk(self, journey, path):
        edition_of(path, {"key": "new"})

        with pytest.raises(NoSuchStep):
            complete_step(journey=journey, key="new")

    def test_a_mark_can_be_taken_back_and_nothing_built_on_it_is_lost(self, journey):
        complete_step(journey=journey, key="a")
        complete_step(journey=journey, key="b")

        undo_step(journey=journey, key="a")
        undo_step(journey=journey, key="a")

        assert done(journey) == ["b"]

    def test_what_a_meeting_says_is_not_ones_own_to_take_back(self, journey):
        complete_step(journey=journey, key="a")
        Completion.objects.update(source="attendance")

        with pytest.raises(NotOwnMark):
            undo_step(journey=journey, key="a")

    def test_who_has_left_marks_nothing(self, journey):
        complete_step(journey=journey, key="a")
        leave_journey(journey=journey)
        journey.refresh_from_db()

        with pytest.raises(JourneyLeft):
            complete_step(journey=journey, key="c")
        with pytest.raises(JourneyLeft):
            undo_step(journey=journey, key="a")
        assert done(journey) == ["a"]


def test_no_trail_is_kept_of_what_somebody_walks(journey):
    complete_step(journey=journey, key="a")
    undo_step(journey=journey, key="a")
    leave_journey(journey=journey)

    assert not AuditEntry.objects.exists()
