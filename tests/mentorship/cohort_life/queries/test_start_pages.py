"""What pairs say on the start pages, the runbook, in a copy of one's data and after erasing it."""

from datetime import UTC, datetime

import pytest

from mentorship.cohort_life.actions.check_in import say_check_in
from mentorship.cohort_life.actions.evaluation import Said, give_evaluation, settle_round
from mentorship.cohort_life.actions.ladder import climb_ladders, say_here
from mentorship.cohort_life.actions.limit import set_limit
from mentorship.cohort_life.actions.note import write_note
from mentorship.cohort_life.actions.parting import leave_pair
from mentorship.cohort_life.actions.pause import pause_pair
from mentorship.cohort_life.actions.plan import mark_kickoff
from mentorship.cohort_life.models import Evaluation, NotAgain, Note, Sign
from mentorship.cohort_life.queries.agenda import agenda_of, runbook_lines
from mentorship.cohort_life.queries.attention import attention
from mentorship.cohort_life.queries.desk import desk_of
from mentorship.cohort_life.queries.own_record import pairs_of_person, words_of_person
from mentorship.cohort_life.queries.pair_page import pair_page
from mentorship.models import Cohort, Match
from portal.people.actions.erase import erase_person
from tests.mentorship.cohort_life.many_pairs import many_pairs
from tests.mentorship.cohort_life.together import at, pair_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def match():
    return pair_together()


@pytest.fixture
def admin(match):
    return match.cohort.program.admins.get().person


def give(match, side, word, **words):
    said = Said(meets="weekly", progress=4, recommends=word, **words)
    by = getattr(match, side).person
    give_evaluation(match=match, by=by, name="midterm", said=said, now=at(43))


def test_ones_page_asks_for_this_week_until_it_is_said(match):
    person = match.mentor.person
    [item] = agenda_of(person=person, now=at(8))
    assert item.what.startswith("Did you meet this week?")
    assert item.due == datetime(2026, 4, 19, 21, 59, tzinfo=UTC)  # Sunday 23:59 in Berlin.
    say_check_in(match=match, by=person, week=2, word="met", now=at(8))
    assert agenda_of(person=person, now=at(8)) == []


def test_who_was_said_to_have_met_is_not_asked_again(match):
    for said, asked in (("unreached", 1), ("met", 0)):
        say_check_in(match=match, by=match.mentee.person, week=2, word=said, now=at(8))
        assert len(agenda_of(person=match.mentor.person, now=at(8))) == asked
        now = pair_page(match=match, reader=match.mentor.person, now=at(8)).now
        assert (now.title == "Did you meet this week?") == bool(asked)


def test_a_round_that_is_open_goes_before(match):
    [item] = agenda_of(person=match.mentee.person, now=at(43))
    assert (item.what.startswith("Say how it goes"), item.is_waiting) == (True, True)


def test_a_pair_that_goes_on_longer_is_asked_to_its_last_week(match, admin):
    person = match.mentee.person
    settle_round(match=match, by=admin, name="final", verdict="extend", weeks=2, now=at(83))
    said = Said(meets="weekly", progress=4, recommends="go_on")
    for name, day in (("final", 83), ("longer", 84)):
        give_evaluation(match=match, by=person, name=name, said=said, now=at(day))
    [item] = agenda_of(person=person, now=at(97))
    assert item.what.startswith("Did you meet this week?")
    say_check_in(match=match, by=person, week=14, word="met", now=at(97))
    assert agenda_of(person=person, now=at(97)) == []
    assert agenda_of(person=person, now=at(98)) == []


def test_who_has_no_pair_costs_one_query(member, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert agenda_of(person=member, now=at(8)) == []


def test_the_desk_names_pairs_that_ask_or_are_silent(match, admin):
    assert desk_of(person=admin, now=at(20)) == []
    climb_ladders(now=at(21))
    [item] = desk_of(person=admin, now=at(22))
    assert item.what.startswith("1 pair needs somebody")
    say_here(match=match, by=match.mentee.person, word="", now=at(22))
    assert len(desk_of(person=admin, now=at(22))) == 1
    say_here(match=match, by=match.mentor.person, word="", now=at(22))
    assert desk_of(person=admin, now=at(22)) == []
    say_here(match=match, by=match.mentor.person, word="", now=at(43))
    give(match, "mentee", "help")
    assert len(desk_of(person=admin, now=at(43))) == 1
    settle_round(match=match, by=admin, name="midterm", verdict="pass", now=at(44))
    assert desk_of(person=admin, now=at(44)) == []
    assert desk_of(person=match.mentor.person, now=at(43)) == []


def needs(match, admin, day) -> tuple[int, list[tuple[str, ...]]]:
    """Pairs that the start page counts, and the reasons that stand on the screen."""
    items = desk_of(person=admin, now=at(day))
    rows = attention(cohort=match.cohort, reader=admin, now=at(day))
    return sum(int(item.what.split()[0]) for item in items), [row.codes for row in rows]


def heard_of(match) -> None:
    """Nobody is silent in the days after half time, and the kickoff has begun."""
    mark_kickoff(match=match, by=match.mentee.person, step="hello", is_done=True, now=at(1))
    for side in ("mentee", "mentor"):
        say_here(match=match, by=getattr(match, side).person, word="", now=at(64))


def test_help_asked_for_in_a_round_that_is_decided_is_asked_for_no_more(match, admin):
    give(match, "mentee", "help")
    heard_of(match)
    assert needs(match, admin, 58) == (1, [("help", "late")])
    settle_round(match=match, by=admin, name="midterm", verdict="pass", now=at(58))
    assert needs(match, admin, 58) == (0, [()])
    assert len(runbook_lines(cohort=match.cohort, reader=admin, now=at(58))) == 2


def test_who_was_helped_and_says_so_in_the_next_round_needs_nobody(match, admin):
    give(match, "mentee", "help")
    give(match, "mentor", "pass")
    heard_of(match)
    assert needs(match, admin, 58) == (1, [("help",)])
    for side, word in (("mentee", "go_on"), ("mentor", "pass")):
        said = Said(meets="weekly", progress=4, recommends=word)
        by = getattr(match, side).person
        give_evaluation(match=match, by=by, name="final", said=said, now=at(76))
    assert needs(match, admin, 76) == (0, [()])


def test_a_pair_that_began_after_a_round_misses_nothing_of_it(match, admin):
    Match.objects.update(mentee_answered_at=at(57), mentor_answered_at=at(57))
    heard_of(match)
    assert needs(match, admin, 60) == (0, [()])


def test_a_pause_ends_a_silence_at_the_desk_as_on_the_screen(match, admin):
    climb_ladders(now=at(21))
    assert needs(match, admin, 22) == (1, [("told", "no_kickoff")])
    pause_pair(match=match, by=match.mentee.person, last_day=at(30).date(), now=at(22))
    Sign.objects.all().delete()
    assert needs(match, admin, 22) == (0, [()])


def test_a_silence_beyond_the_end_of_the_cohort_is_told_at_both_where_a_pair_goes_on(match, admin):
    settle_round(match=match, by=admin, name="midterm", verdict="extend", weeks=4, now=at(58))
    heard_of(match)
    climb_ladders(now=at(85))
    assert needs(match, admin, 85) == (1, [("told",)])


@pytest.mark.parametrize("pairs", [1, 60])
def test_the_desk_asks_as_little_for_many_as_for_few(pairs, django_assert_num_queries):
    cohort = many_pairs(pairs=pairs)
    admin = cohort.program.admins.get().person
    with django_assert_num_queries(1):
        assert desk_of(person=admin, now=at(20)) == []
    climb_ladders(now=at(21))
    with django_assert_num_queries(7):
        [item] = desk_of(person=admin, now=at(22))
    assert item.what.startswith(f"{pairs} pair")


def test_an_answer_on_the_day_of_the_letter_is_heard_at_the_desk_too(match, admin):
    climb_ladders(now=at(21))
    for side in ("mentee", "mentor"):
        say_here(match=match, by=getattr(match, side).person, word="", now=at(21, 14))
    assert desk_of(person=admin, now=at(21, 15)) == []


def test_a_silence_begins_on_a_day_of_the_cohort(match, admin):
    Cohort.objects.update(timezone="America/New_York")
    for side in ("mentee", "mentor"):  # A late evening there, the next morning in UTC.
        say_here(match=match, by=getattr(match, side).person, word="", now=at(2, 3))
    climb_ladders(now=at(22))
    assert len(desk_of(person=admin, now=at(22))) == 1


def test_nobody_who_runs_a_program_is_told_of_a_pair_of_their_own(match):
    own = match.mentor.person
    match.cohort.program.admins.create(person=own)
    climb_ladders(now=at(21))
    give(match, "mentee", "help")
    assert desk_of(person=own, now=at(43)) == []
    assert [item.what for item in runbook_lines(cohort=match.cohort, reader=own, now=at(43))] == [
        "Both sides say how it goes: Half time",
        "Both sides say how it goes: The end",
    ]


def test_the_runbook_tells_the_rounds_and_who_needs_somebody(match, admin):
    told = runbook_lines(cohort=match.cohort, reader=admin, now=at(22))
    lines = [item.what for item in told]
    assert lines == [
        "Both sides say how it goes: Half time",
        "Both sides say how it goes: The end",
        "Pairs that need somebody: 1, of them soon: 1",
    ]


def test_everybody_takes_their_own_words_along_and_nobody_elses(match):
    mentee, mentor = match.mentee.person, match.mentor.person
    write_note(match=match, by=mentee, text="Mine", is_private=True, now=at(1))
    write_note(match=match, by=mentor, text="Theirs", is_private=False, now=at(1))
    give(match, "mentee", "go_on", to_admins="Between us")
    set_limit(person=mentor, most=3, now=at(1))
    leave_pair(match=match, by=mentor, not_again=True, now=at(45))
    [mine], [theirs] = pairs_of_person(person=mentee), pairs_of_person(person=mentor)
    assert [note["text"] for note in mine["notes"]] == ["Mine"]
    assert mine["evaluations"][0]["to_admins"] == "Between us"
    assert [note["text"] for note in theirs["notes"]] == ["Theirs"]
    assert theirs["evaluations"] == []
    assert words_of_person(person=mentor) == [
        {"never_again_since": at(45)},
        {"most_mentees": 3, "said_at": at(1)},
    ]
    assert words_of_person(person=mentee) == []


def test_who_leaves_for_good_leaves_no_word(match):
    mentee = match.mentee.person
    write_note(match=match, by=mentee, text="Mine", is_private=True, now=at(1))
    give(match, "mentee", "go_on")
    leave_pair(match=match, by=mentee, not_again=True, now=at(45))
    erase_person(person=mentee, by=mentee)
    left = [model.objects.count() for model in (Note, Evaluation, NotAgain)]
    assert left == [0, 0, 0]
