"""Reminders go out once, stop when something is done, and never reach who rests or has left."""

from datetime import timedelta

import pytest

from initiatives.onboarding.actions.evidence import hand_in
from initiatives.onboarding.actions.journey import (
    complete_step,
    go_on,
    leave_journey,
    pause_journey,
    start_journey,
)
from initiatives.onboarding.actions.nudge import remind_walkers
from initiatives.onboarding.actions.verdict import decide
from initiatives.onboarding.core.hold_back import Lot, lot_of
from initiatives.onboarding.models import Evidence, Nudge
from initiatives.onboarding.queries.funnel import walks_in
from initiatives.onboarding.queries.own_record import journeys_of
from initiatives.onboarding.queries.side_by_side import walks_aside
from initiatives.onboarding.queries.walk import walks_of
from portal.kit import clock
from portal.notices.models import Notice
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def path():
    return PathFactory(
        slug="first",
        title="First change",
        steps=[{"key": "a", "title": "Say hello", "why": "They know you."}, {"key": "b"}],
    )


@pytest.fixture
def journey(member, path, at):
    at("2026-03-02T12:00Z")
    return start_journey(person=member, path=path)


def after(**span) -> int:
    return remind_walkers(now=clock.now() + timedelta(**span))


def told() -> list[str]:
    return [notice.template.split("/")[1] for notice in Notice.objects.order_by("pk")]


def test_the_next_step_is_told_with_its_why(journey, member):
    assert after(days=1) == 0
    assert after(days=2) == 1

    notice = Notice.objects.get()
    assert (notice.person, notice.kind, notice.url) == (member, "path-reminder", "/me/paths/first/")
    assert notice.context == {
        "title": "First change",
        "step": "Say hello",
        "why": "They know you.",
    }


def test_run_twice_it_tells_once_and_run_late_the_last_of_what_it_missed(journey):
    assert [after(days=20), after(days=20), after(days=27), after(days=28)] == [1, 0, 0, 1]
    assert list(Nudge.objects.values_list("rung", flat=True)) == [3, 4]


def test_the_last_one_asks_and_then_there_is_silence(journey):
    for day in range(0, 401, 4):
        after(days=day)
    assert told() == ["next_step"] * 4 + ["still_interested"]


def test_what_somebody_does_begins_a_new_quiet(journey, at):
    after(days=2)
    at("2026-03-05T12:00Z")
    complete_step(journey=journey, key="a")

    assert [after(days=1), after(days=2)] == [0, 1]
    assert Notice.objects.order_by("pk").last().context["step"] == "B"


@pytest.mark.parametrize("waited", range(0, 61, 4))
@pytest.mark.parametrize("verdict", ["changes", "not_this"])
def test_a_wait_for_somebody_to_look_is_not_theirs(member, staff, at, waited, verdict):
    """Nothing else is open to them meanwhile: their own quiet begins with the answer."""
    at("2026-03-02T12:00Z")
    evidence = shown(member, [{"key": "send", "kind": "evidence"}])
    assert [after(days=day) for day in range(waited + 1)] == [0] * (waited + 1)

    at(clock.now() + timedelta(days=waited))
    answer(evidence, staff, verdict)
    assert [day for day in range(61) if after(days=day)] == [2, 7, 14, 28, 56]


@pytest.mark.parametrize("waited", range(0, 61, 4))
def test_who_could_go_on_meanwhile_has_a_new_quiet_too_once_it_was_found_to_count(
    member, staff, at, waited
):
    at("2026-03-02T12:00Z")
    evidence = shown(member, [{"key": "send", "kind": "evidence"}, {"key": "tell"}])
    heard = [day for day in range(waited + 1) if after(days=day)]
    assert heard == [day for day in (2, 7, 14, 28, 56) if day <= waited]

    at(clock.now() + timedelta(days=waited))
    answer(evidence, staff, "accepted")
    assert [day for day in range(61) if after(days=day)] == [2, 7, 14, 28, 56]


@pytest.mark.parametrize("verdict", ["changes", "not_this", "accepted"])
def test_all_who_read_how_long_they_are_quiet_count_from_the_answer(member, staff, at, verdict):
    at("2026-03-02T12:00Z")
    evidence = shown(member, [{"key": "send", "kind": "evidence"}, {"key": "tell"}])
    at("2026-04-21T12:00Z")
    answer(evidence, staff, verdict)
    evidence.refresh_from_db()

    [aside] = walks_aside(people=[member])[member.pk]
    assert [wait.since for wait in aside.waits] == [evidence.decided_at]
    at("2026-05-05T11:00Z")
    [own] = walks_of(person=member)
    assert (own.is_asked, own.journey.quiet.since) == (False, evidence.decided_at)
    path, edition = own.path, own.journey.edition
    told = {"plans": {edition.pk: edition.plan}, "slugs": {path.pk: path.slug}, "roles": {}}
    [counted] = walks_in(path.journeys.all(), 2026, **told, now=clock.now())
    assert counted.quiet_since == evidence.decided_at


def shown(person, steps) -> Evidence:
    journey = start_journey(person=person, path=PathFactory(slug="shown", steps=steps))
    return hand_in(journey=journey, key="send", link="", words="Here.", now=clock.now())


def answer(evidence, by, verdict):
    decide(evidence=evidence, verdict=verdict, answer="Words.", by=by, now=clock.now())


def test_who_rests_hears_nothing_until_their_rest_is_over(journey):
    pause_journey(journey=journey, until=clock.now().date() + timedelta(days=28))

    assert [after(days=day) for day in range(31)] == [0] * 31
    assert after(days=31) == 1


def test_who_goes_on_before_the_end_is_reminded_as_ever(journey):
    pause_journey(journey=journey, until=clock.now().date() + timedelta(days=28))
    go_on(journey=journey)

    assert [after(days=1), after(days=2)] == [0, 1]


def test_nobody_hears_of_a_path_they_left_or_walked_to_its_end(journey, path):
    arrived = start_journey(person=UserFactory(), path=path)
    for key in ("a", "b"):
        complete_step(journey=arrived, key=key)
    leave_journey(journey=journey)

    assert after(days=30) == 0


def test_nobody_is_called_back_to_a_path_that_was_withdrawn(journey, path):
    path.is_published = False
    path.save()

    assert after(days=30) == 0


def test_who_has_been_quiet_for_longer_than_all_reminders_is_left_in_peace(journey):
    assert after(days=400) == 0


@pytest.mark.parametrize("people", [1, 12])
def test_looking_is_two_questions_for_any_number(people, path, journey, django_assert_num_queries):
    for _person in range(people):
        start_journey(person=UserFactory(), path=path)
    after(days=3)
    with django_assert_num_queries(2):
        after(days=4)


@pytest.fixture
def held_back(settings):
    """A word with which this walk is left alone, and one with which it is reminded."""

    def draw(journey, lot):
        settings.HOLD_BACK_KEY = next(
            word for word in map(str, range(200)) if lot_of(journey.pk, key=word) is lot
        )

    return draw


def test_a_walk_left_alone_by_lot_hears_nothing_and_is_noted_as_if(journey, member, held_back):
    held_back(journey, Lot.ALONE)

    assert [after(days=day) for day in range(60)] == [0] * 60
    assert told() == []
    assert list(Nudge.objects.values_list("rung", "lot")) == [(n, "alone") for n in range(1, 6)]
    [own] = journeys_of(person=member)
    assert (own["reminded_at"], len(own["left_alone_by_lot_at"])) == ([], 5)


def test_every_other_walk_is_reminded_as_ever(journey, held_back):
    held_back(journey, Lot.TOLD)

    assert [after(days=1), after(days=2)] == [0, 1]
    assert list(Nudge.objects.values_list("lot", flat=True)) == ["told"]


def test_without_a_word_to_draw_by_no_lot_is_drawn(journey):
    assert after(days=2) == 1
    assert Nudge.objects.get().lot == ""
