"""Who may move an application where: looked at from every side, since the table is short."""

from itertools import product

import pytest

from mentorship.core.application_moves import (
    ALLOWED,
    DECIDED,
    NOWHERE,
    ON_THE_WAY,
    UNDECIDED,
    Mover,
    may_move,
)
from mentorship.models import Status

PLACES = (NOWHERE, *Status.values)
MOVES = {
    (mover, was, becomes)
    for mover, was, becomes in product(Mover, PLACES, PLACES)
    if may_move(mover, was, becomes)
}


def movers_to(becomes: str) -> set[Mover]:
    return {mover for mover, _, to in MOVES if to == becomes}


def test_the_table_knows_the_words_of_the_database_and_no_others():
    named = {word for of in ALLOWED.values() for was in of for word in (was, *of[was])}
    assert named == set(PLACES)


@pytest.mark.parametrize(
    ("becomes", "movers"),
    [
        ("draft", {Mover.APPLICANT}),
        ("submitted", {Mover.APPLICANT, Mover.PROGRAM, Mover.PORTAL}),
        ("complete", {Mover.PORTAL}),
        ("in_review", {Mover.PROGRAM}),
        ("interview", {Mover.PROGRAM}),
        ("accepted", {Mover.PROGRAM}),
        ("waitlisted", {Mover.PROGRAM}),
        ("declined", {Mover.PROGRAM}),
        ("withdrawn", {Mover.APPLICANT}),
        ("ineligible", {Mover.PORTAL}),
    ],
)
def test_who_brings_an_application_to_a_place(becomes, movers):
    assert movers_to(becomes) == movers


def test_a_program_only_answers_what_was_sent():
    assert {was for mover, was, _ in MOVES if mover is Mover.PROGRAM} == {
        NOWHERE,
        *UNDECIDED,
        *DECIDED,
        "ineligible",
    }


def test_whoever_is_in_can_leave():
    leaving = {was for _, was, becomes in MOVES if becomes == "withdrawn"}
    assert leaving == {"draft", *ON_THE_WAY}


def test_a_declined_application_is_taken_up_by_people_alone():
    assert {(mover, becomes) for mover, was, becomes in MOVES if was == "declined"} == {
        (Mover.PROGRAM, "accepted"),
        (Mover.PROGRAM, "waitlisted"),
    }


def test_rules_that_are_not_met_are_no_last_word():
    assert {becomes for _, was, becomes in MOVES if was == "ineligible"} == {
        "draft",
        "submitted",
        "withdrawn",
        "in_review",
        "declined",
        "ineligible",
    }
