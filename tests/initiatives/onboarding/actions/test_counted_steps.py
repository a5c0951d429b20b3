"""Work that was seen elsewhere completes steps, and stays done."""

from datetime import UTC, datetime

import pytest

from initiatives.onboarding.actions.counted_steps import complete_counted_steps
from initiatives.onboarding.actions.evidence import hand_in
from initiatives.onboarding.actions.journey import (
    NotOwnMark,
    claim_prior_work,
    complete_step,
    leave_journey,
    start_journey,
    undo_step,
)
from initiatives.onboarding.actions.verdict import decide
from portal.kit import clock
from tests.factories.onboarding import PathFactory

pytestmark = pytest.mark.django_db

MERGED = datetime(2026, 3, 2, 9, tzinfo=UTC)
COUNTED = {"counts": "merged", "repository": "ossf/demo"}
STEPS = [
    {"key": "hello"},
    {"key": "send", "needs": ["hello"], **COUNTED},
    {"key": "made", "kind": "evidence", **COUNTED},
]
BOTH = {"send": MERGED, "made": MERGED}


@pytest.fixture
def journey(member):
    return start_journey(person=member, path=PathFactory(steps=STEPS))


def marks(journey) -> dict[str, str]:
    return dict(journey.completions.values_list("key", "source"))


def test_each_is_done_at_its_moment_also_before_its_turn_and_without_being_shown(journey):
    assert complete_counted_steps(journey=journey, kept=BOTH) == 2
    assert marks(journey) == {"send": "github", "made": "github"}
    assert set(journey.completions.values_list("at", flat=True)) == {MERGED}
    assert journey.walked.verified == {"send", "made"}


def test_said_again_it_changes_nothing(journey):
    complete_counted_steps(journey=journey, kept=BOTH)
    assert complete_counted_steps(journey=journey, kept=BOTH) == 0


def test_it_begins_a_new_quiet(journey, at):
    at("2026-03-05T12:00Z")
    complete_counted_steps(journey=journey, kept=BOTH)
    journey.refresh_from_db()
    assert f"{journey.acted_at:%Y-%m-%d %H:%M}" == "2026-03-05 12:00"


def test_a_step_that_counts_nothing_or_is_not_there_is_left_alone(journey):
    assert complete_counted_steps(journey=journey, kept={"hello": MERGED, "gone": MERGED}) == 0
    assert marks(journey) == {}


@pytest.mark.parametrize("say", [complete_step, claim_prior_work])
def test_it_takes_the_place_of_ones_own_word_and_is_not_taken_back(journey, say):
    complete_step(journey=journey, key="hello")
    say(journey=journey, key="send")
    assert complete_counted_steps(journey=journey, kept=BOTH) == 2
    with pytest.raises(NotOwnMark):
        undo_step(journey=journey, key="send")
    assert marks(journey)["send"] == "github"


def test_what_was_shown_still_waits_for_somebody_and_sent_back_it_stays_done(journey, staff):
    now = clock.now()
    shown = hand_in(journey=journey, key="made", link="", words="Here.", now=now)
    complete_counted_steps(journey=journey, kept=BOTH)
    shown.refresh_from_db()
    assert shown.is_waiting

    decide(evidence=shown, verdict="changes", answer="More.", by=staff, now=now)
    assert marks(journey)["made"] == "github"


def test_what_somebody_found_to_count_stays_that(journey, staff):
    now = clock.now()
    shown = hand_in(journey=journey, key="made", link="", words="Here.", now=now)
    decide(evidence=shown, verdict="accepted", answer="", by=staff, now=now)
    assert complete_counted_steps(journey=journey, kept={"made": MERGED}) == 0
    assert marks(journey) == {"made": "verified"}


def test_a_path_that_was_left_is_not_walked_on(journey):
    leave_journey(journey=journey)
    assert complete_counted_steps(journey=journey, kept=BOTH) == 0
    assert marks(journey) == {}
