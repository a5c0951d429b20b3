"""Rounds: what each says, what those who run the program make of it."""

from datetime import date

import pytest

from mentorship.cohort_life.actions.evaluation import (
    AlreadySettled,
    LastRoundBegan,
    NoReason,
    NotYourWord,
    OwnPair,
    RoundNotOpen,
    Said,
    WrongEnd,
    ask_for_evaluations,
    give_evaluation,
    settle_round,
)
from mentorship.cohort_life.actions.pair import PairOver
from mentorship.cohort_life.models import Evaluation, Outcome
from mentorship.cohort_life.queries.agenda import agenda_of
from mentorship.cohort_life.queries.foreseen import foreseen_of_pairs
from mentorship.cohort_life.queries.last_words import last_words
from mentorship.cohort_life.queries.pair import day_in, life_of, rounds_of
from mentorship.cohort_life.queries.pair_page import pair_page
from mentorship.core.last_words import LastWords
from mentorship.models import Match
from portal.notices.models import Notice
from tests.factories.mentorship import ApplicationFactory
from tests.mentorship.cohort_life.together import agree, at, letters, pair_together

pytestmark = pytest.mark.django_db
HALF_TIME = 42  # The day of the term on which the round opens.


@pytest.fixture
def match():
    return pair_together()


@pytest.fixture
def admin(match):
    return match.cohort.program.admins.get().person


def says(word: str, **more) -> Said:
    return Said(meets="weekly", progress=4, recommends=word, **more)


def give(match, side, word, day=HALF_TIME, name="midterm"):
    by = getattr(match, side).person
    return give_evaluation(match=match, by=by, name=name, said=says(word), now=at(day))


def test_an_answer_may_be_changed_until_both_are_there(match):
    give(match, "mentee", "help")
    give(match, "mentee", "go_on")
    give(match, "mentor", "pass")
    with pytest.raises(RoundNotOpen):
        give(match, "mentee", "stop")
    assert list(Evaluation.objects.values_list("recommends", flat=True)) == ["go_on", "pass"]


@pytest.mark.parametrize(
    ("day", "name"), [(41, "midterm"), (57, "midterm"), (42, "final"), (42, "x")]
)
def test_a_round_has_its_days(match, day, name):
    with pytest.raises(RoundNotOpen):
        give(match, "mentor", "pass", day, name)


@pytest.mark.parametrize(("side", "word"), [("mentee", "pass"), ("mentor", "go_on")])
def test_each_side_has_words_of_its_own(match, side, word):
    with pytest.raises(NotYourWord):
        give(match, side, word)


def test_an_extension_gives_the_pair_more_days(match, admin):
    told = {"match": match, "by": admin, "name": "midterm", "now": at(50)}
    for weeks in (0, 13):
        with pytest.raises(WrongEnd):
            settle_round(verdict="extend", weeks=weeks, **told)
    outcome = settle_round(verdict="extend", weeks=2, reason="It goes so well", **told)
    assert outcome.ends_on == date(2026, 7, 12)
    assert life_of(match=match).pair.ends_on == date(2026, 7, 12)
    assert [template for _, template in letters()] == ["cohort_life/settle_round"] * 2
    with pytest.raises(AlreadySettled):
        settle_round(verdict="pass", **told)


def test_a_second_extension_is_later_than_the_first(match, admin):
    told = {"match": match, "by": admin, "verdict": "extend"}
    settle_round(name="midterm", weeks=4, now=at(50), **told)
    for weeks in (3, 4):
        with pytest.raises(WrongEnd):
            settle_round(name="final", weeks=weeks, now=at(100), **told)
    settle_round(name="final", weeks=6, now=at(100), **told)
    with pytest.raises(WrongEnd):
        settle_round(name="longer", weeks=8, now=at(125), **told)


def test_who_goes_on_after_the_last_round_has_one_at_the_later_end(match, admin):
    """Six weeks beyond the 83rd day, the last of the cohort: open from the 111th to the 139th."""
    settle_round(match=match, by=admin, name="final", verdict="extend", weeks=6, now=at(83))
    foreseen = foreseen_of_pairs(application=match.mentee, now=at(84))
    [opens] = [one.at for one in foreseen if one.what == "How it was, at the later end"]
    assert day_in(match.cohort, opens) == at(111).date()
    before = letters()
    days = []
    for number in range(84, 150):
        days += [number] * (ask_for_evaluations(now=at(number)) // 2)
    assert days == [111, 118 + 14, 124 + 14]
    assert len(letters()) == len(before) + 6
    [item] = agenda_of(person=match.mentee.person, now=at(130))
    assert item.why == "The later end"
    give(match, "mentee", "go_on", 130, "longer")
    give(match, "mentor", "pass", 130, "longer")
    settle_round(match=match, by=admin, name="longer", verdict="pass", now=at(131))
    assert last_words(cohort=match.cohort)[str(match.public_id)] == LastWords(
        verdict="pass", mentor="pass", mentee="go_on", ends_on=at(83 + 42).date()
    )


@pytest.mark.parametrize("last_verdict", ["", "pass", "extend"])
def test_once_the_last_round_has_begun_half_time_gives_no_later_end(match, admin, last_verdict):
    """It would move what both are answering, or what was decided."""
    if last_verdict:
        weeks = 4 if last_verdict == "extend" else 0
        last = {"name": "final", "verdict": last_verdict, "weeks": weeks}
        settle_round(match=match, by=admin, now=at(80), **last)
    before = rounds_of(match.cohort, life_of(match=match).settled)
    half_time = {"match": match, "by": admin, "name": "midterm", "now": at(82)}
    with pytest.raises(LastRoundBegan):
        settle_round(verdict="extend", weeks=6, **half_time)
    settle_round(verdict="pass", **half_time)
    assert rounds_of(match.cohort, life_of(match=match).settled) == before


def test_two_later_ends_of_a_mentor_are_two_letters(match, admin):
    second = newcomer_with(match.mentor, now=at(30))
    told = {"by": admin, "name": "final", "verdict": "extend", "now": at(83)}
    settle_round(match=match, weeks=6, **told)
    settle_round(match=second, weeks=8, **told)
    before = letters()
    for number in (111, 125):
        ask_for_evaluations(now=at(number))
    mentor = match.mentor.person.username
    asked = letters()[len(before) :]
    assert asked.count((mentor, "cohort_life/open_round")) == 2


def test_an_end_says_why(match, admin):
    told = {"match": match, "by": admin, "name": "midterm", "verdict": "end", "now": at(50)}
    with pytest.raises(NoReason):
        settle_round(**told)
    settle_round(reason="You both asked for it", **told)
    match.refresh_from_db()
    assert (match.ended_at, match.ending) == (at(50), "stopped")
    with pytest.raises(PairOver):
        settle_round(**told | {"name": "final", "verdict": "pass"})


@pytest.mark.parametrize("name", ["final", "someday"])
def test_what_nobody_could_answer_yet_is_not_decided(match, admin, name):
    with pytest.raises(RoundNotOpen):
        settle_round(match=match, by=admin, name=name, verdict="pass", now=at(50))


def test_nobody_judges_their_own_pair(match):
    with pytest.raises(OwnPair):
        settle_round(
            match=match, by=match.mentor.person, name="midterm", verdict="pass", now=at(50)
        )
    assert not Outcome.objects.exists()


def test_who_has_not_answered_is_asked_and_reminded_twice(match):
    mentee, mentor = match.mentee.person.username, match.mentor.person.username
    told = {}
    for number in range(40, 60):
        if number == 50:
            give(match, "mentee", "go_on", 50)
        ask_for_evaluations(now=at(number))
        if ask_for_evaluations(now=at(number)) == 0 and len(letters()) > sum(
            map(len, told.values())
        ):
            told[number] = letters()[sum(map(len, told.values())) :]
    assert told == {
        42: [(mentee, "cohort_life/open_round"), (mentor, "cohort_life/open_round")],
        49: [(mentee, "cohort_life/remind_round"), (mentor, "cohort_life/remind_round")],
        55: [(mentor, "cohort_life/remind_round")],
    }
    assert Notice.objects.count() == 5


def test_nobody_is_asked_about_a_round_that_is_decided(match, admin):
    """Who wants to may still answer until it closes; nothing asks for it, nor says that it will."""
    settle_round(match=match, by=admin, name="midterm", verdict="pass", now=at(HALF_TIME))
    before = letters()
    for number in range(HALF_TIME, 60):
        ask_for_evaluations(now=at(number))
    assert letters() == before
    for side in ("mentee", "mentor"):
        application, person = getattr(match, side), getattr(match, side).person
        foreseen = foreseen_of_pairs(application=application, now=at(HALF_TIME))
        about_rounds = {one.what for one in foreseen if "how it" in one.what.casefold()}
        assert about_rounds == {
            "How it was, at the end",
            "A reminder to say how it was, at the end",
        }
        [item] = agenda_of(person=person, now=at(HALF_TIME))
        assert item.what.startswith("Did you meet this week?")
        now = pair_page(match=match, reader=person, now=at(HALF_TIME)).now
        assert now.title == "Say that you are here"
    give(match, "mentee", "go_on")


def test_a_mentor_of_two_is_asked_for_the_one_that_is_not_decided(match, admin):
    second = newcomer_with(match.mentor, now=at(30))
    settle_round(match=match, by=admin, name="midterm", verdict="pass", now=at(HALF_TIME))
    before = letters()
    ask_for_evaluations(now=at(HALF_TIME))
    assert letters()[len(before) :] == [
        (second.mentee.person.username, "cohort_life/open_round"),
        (match.mentor.person.username, "cohort_life/open_round"),
    ]


def newcomer_with(mentor, now) -> Match:
    newcomer = ApplicationFactory(
        cohort=mentor.cohort, role="mentee", status="accepted", submitted_at=at(1), decided_at=at(2)
    )
    match = Match.objects.create(
        cohort=mentor.cohort,
        run=mentor.cohort.runs.get(),
        mentee=newcomer,
        mentor=mentor,
        score=1,
        explanation={},
        answer_by=at(50),
    )
    agree(match, now=now)
    return match


def test_a_mentor_is_asked_again_for_a_mentee_who_came_since(match):
    mentor = match.mentor.person.username
    ask_for_evaluations(now=at(HALF_TIME))
    give(match, "mentor", "pass")
    newcomer = newcomer_with(match.mentor, now=at(45)).mentee
    before = letters()
    ask_for_evaluations(now=at(45))
    ask_for_evaluations(now=at(46))
    assert letters()[len(before) :] == [
        (newcomer.person.username, "cohort_life/open_round"),
        (mentor, "cohort_life/open_round"),
    ]
