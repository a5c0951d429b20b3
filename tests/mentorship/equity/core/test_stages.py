from itertools import product

import pytest

from mentorship.equity.core.stages import (
    MOST_TELLING,
    Stage,
    Way,
    Why,
    furthest,
    table_of,
    why_no_pair,
)

BY_APPLICANT, BY_PORTAL, BY_PROGRAM = "applicant", "portal", "program"
SENT = ("submitted", BY_APPLICANT)


@pytest.mark.parametrize(
    ("way", "stage"),
    [
        (Way(status="submitted", moves=[SENT]), Stage.ELIGIBLE),
        (Way(status="complete", moves=[SENT, ("complete", BY_PORTAL)]), Stage.ELIGIBLE),
        (Way(status="ineligible", moves=[("ineligible", BY_PORTAL)]), Stage.APPLIED),
        (
            Way(status="withdrawn", moves=[("ineligible", BY_PORTAL), ("withdrawn", BY_APPLICANT)]),
            Stage.APPLIED,
        ),
        (Way(status="withdrawn", moves=[SENT, ("withdrawn", BY_APPLICANT)]), Stage.ELIGIBLE),
        (Way(status="withdrawn"), Stage.ELIGIBLE),
        (Way(status="submitted", moves=[("submitted", BY_PROGRAM)]), Stage.READ),
        (Way(status="interview", moves=[SENT]), Stage.READ),
        (Way(status="declined"), Stage.READ),
        (Way(status="accepted"), Stage.OFFERED),
        (
            Way(status="declined", moves=[("accepted", BY_PROGRAM), ("declined", BY_PROGRAM)]),
            Stage.OFFERED,
        ),
        (Way(status="withdrawn", had_match=True), Stage.OFFERED),
        (Way(status="accepted", had_match=True, was_agreed=True), Stage.ACCEPTED),
        (Way(status="accepted", had_match=True, was_agreed=True, lasted=True), Stage.FINISHED),
    ],
)
def test_how_far_an_application_came(way, stage):
    assert furthest(way) is stage


@pytest.mark.parametrize(
    ("way", "reason", "why"),
    [
        (Way(status="ineligible"), "", None),
        (Way(status="accepted", had_match=True, was_agreed=True), "", None),
        (Way(status="declined"), "", Why.DECLINED),
        (Way(status="withdrawn"), "no_time", Why.WITHDREW),
        (Way(status="accepted", had_match=True), "capacity", Why.ENDED_BEFORE),
        (Way(status="accepted"), "no_time", Why.NO_TIME),
        (Way(status="accepted"), "quota", Why.NO_PLACE),
        (Way(status="accepted"), "only_vetoed", Why.OTHER_RULES),
        (Way(status="accepted"), "", Why.UNDECIDED),
        (Way(status="waitlisted"), "capacity", Why.UNDECIDED),
    ],
)
def test_why_somebody_had_no_pair(way, reason, why):
    assert why_no_pair(way, reason) is why


def test_everybody_without_a_pair_has_one_reason_and_nobody_else():
    """What the reasons add up to is who met the rules, without who had a pair."""
    ends = ("submitted", "ineligible", "accepted", "declined", "waitlisted", "withdrawn")
    for status, had_match, was_agreed in product(ends, (False, True), (False, True)):
        way = Way(status=status, had_match=had_match, was_agreed=was_agreed)
        has_none = furthest(way) in {Stage.ELIGIBLE, Stage.READ, Stage.OFFERED}
        assert (why_no_pair(way, "") is not None) is has_none


def test_a_stage_holds_all_who_came_further():
    counts = {(Stage.APPLIED, "a"): 2, (Stage.OFFERED, "a"): 3, (Stage.FINISHED, "b"): 4}
    assert table_of(counts, ["a", "b"]) == [[5, 4], [3, 4], [3, 4], [3, 4], [0, 4], [0, 4]]


def test_every_stage_has_its_turn_to_be_shown():
    assert sorted(MOST_TELLING) == sorted(Stage)
