"""What the two people of a pair say and write."""

from datetime import date

import pytest

from mentorship.actions.pin import set_pin
from mentorship.actions.run import start_run
from mentorship.cohort_life.actions.check_in import WeekNotOpen, say_check_in
from mentorship.cohort_life.actions.note import TooManyNotes, delete_note, write_note
from mentorship.cohort_life.actions.pair import NotTheirs, PairOver
from mentorship.cohort_life.actions.parting import leave_pair
from mentorship.cohort_life.actions.path_share import share_paths
from mentorship.cohort_life.actions.pause import DayNotOpen, NoPause, pause_pair, resume_pair
from mentorship.cohort_life.actions.plan import (
    DayOutside,
    PlanFull,
    mark_kickoff,
    reach_line,
    remove_line,
    write_plan_line,
)
from mentorship.cohort_life.forms import CheckInForm
from mentorship.cohort_life.models import (
    CheckIn,
    KickoffMark,
    NotAgain,
    Note,
    PathShare,
    Pause,
    PlanLine,
    Sign,
)
from mentorship.cohort_life.queries.apart import pairs_apart
from mentorship.queries.compare_runs import compare_runs
from mentorship.queries.matching import matching_instance
from mentorship.queries.matching_desk import run_view
from mentorship.queries.matching_person import person_view
from tests.factories.mentorship import CohortFactory
from tests.mentorship.cohort_life.together import at, letters, pair_together
from tests.mentorship.pool import IN_MATCHING, member_of, pool

pytestmark = pytest.mark.django_db


@pytest.fixture
def match():
    return pair_together()


def signs(match) -> set[str]:
    return set(Sign.objects.filter(match=match).values_list("person__username", flat=True))


def test_a_week_has_one_word_a_person_and_the_last_one_counts(match):
    for person, word in [("mentee", "ill"), ("mentee", "holiday"), ("mentor", "unreached")]:
        by = getattr(match, person).person
        say_check_in(match=match, by=by, week=2, word=word, now=at(9))
    said = CheckIn.objects.values_list("person__username", "week", "word")
    assert set(said) == {
        (match.mentee.person.username, 2, "holiday"),
        (match.mentor.person.username, 2, "unreached"),
    }


def test_who_met_speaks_of_two_people(match):
    say_check_in(match=match, by=match.mentee.person, week=1, word="ill", now=at(3))
    assert signs(match) == {match.mentee.person.username}
    say_check_in(match=match, by=match.mentee.person, week=1, word="met", now=at(3))
    assert signs(match) == {match.mentee.person.username, match.mentor.person.username}


@pytest.mark.parametrize("week", [0, 3, 13])
def test_a_week_that_is_to_come_or_none_takes_no_word(match, week):
    with pytest.raises(WeekNotOpen):
        say_check_in(match=match, by=match.mentee.person, week=week, word="met", now=at(9))
    assert not CheckIn.objects.exists()


def test_the_last_week_of_the_longest_extension_takes_a_word(match):
    """A cohort of 52 weeks, and 12 more."""
    CheckIn.objects.create(match=match, person=match.mentee.person, week=64, word="met")
    assert CheckInForm({"week": 64, "word": "met"}).is_valid()


def test_nobody_else_says_anything(match, member):
    with pytest.raises(NotTheirs):
        say_check_in(match=match, by=member, week=1, word="met", now=at(3))
    with pytest.raises(NotTheirs):
        write_note(match=match, by=member, text="Hello", is_private=True, now=at(3))


def test_four_weeks_after_the_end_nothing_is_written(match):
    write_note(
        match=match, by=match.mentee.person, text="Thanks", is_private=False, now=at(83 + 28)
    )
    with pytest.raises(PairOver):
        write_note(
            match=match, by=match.mentee.person, text="Oh", is_private=False, now=at(84 + 28)
        )


def test_the_kickoff_is_ticked_by_either_and_unticked(match):
    for person in (match.mentor.person, match.mentee.person):
        mark_kickoff(match=match, by=person, step="hello", is_done=True, now=at(1))
    mark_kickoff(match=match, by=match.mentee.person, step="hours", is_done=True, now=at(1))
    mark_kickoff(match=match, by=match.mentor.person, step="hours", is_done=False, now=at(1))
    [mark] = KickoffMark.objects.all()
    assert (mark.step, mark.by) == ("hello", match.mentor.person)


def test_a_plan_is_short_and_within_the_time_together(match):
    told = {"match": match, "by": match.mentee.person, "now": at(1)}
    for _ in range(3):
        goal = write_plan_line(kind="goal", text="Give a talk", due_on=None, **told)
    with pytest.raises(PlanFull):
        write_plan_line(kind="goal", text="Fly", due_on=None, **told)
    for day in (date(2026, 4, 5), date(2026, 6, 29)):
        with pytest.raises(DayOutside):
            write_plan_line(kind="milestone", text="Outline", due_on=day, **told)
    reach_line(line=goal, by=match.mentor.person, is_reached=True, now=at(8))
    assert PlanLine.objects.filter(reached_at=at(8)).count() == 1
    reach_line(line=goal, by=match.mentor.person, is_reached=False, now=at(8))
    remove_line(line=goal, by=match.mentor.person, now=at(8))
    assert list(PlanLine.objects.values_list("reached_at", flat=True)) == [None, None]


def test_a_note_goes_by_its_author_alone_also_when_all_is_over(match):
    told = {"match": match, "by": match.mentee.person, "now": at(1)}
    note = write_note(text="He listens", is_private=True, **told)
    leave_pair(match=match, by=match.mentor.person, not_again=False, now=at(2))
    with pytest.raises(PairOver):
        write_note(text="More", is_private=True, **told)
    with pytest.raises(NotTheirs):
        delete_note(note=note, by=match.mentor.person)
    delete_note(note=note, by=match.mentee.person)
    assert not Note.objects.exists()


def test_a_hundred_notes_are_enough(match):
    told = {"match": match, "author": match.mentee.person, "text": "One more"}
    Note.objects.bulk_create(Note(**told) for _ in range(100))
    with pytest.raises(TooManyNotes):
        write_note(match=match, by=match.mentee.person, text="And", is_private=True, now=at(1))


def test_a_pause_is_told_to_the_other_moved_and_ended(match):
    pause_pair(match=match, by=match.mentee.person, last_day=date(2026, 4, 20), now=at(7))
    pause_pair(match=match, by=match.mentee.person, last_day=date(2026, 4, 30), now=at(8))
    [pause] = Pause.objects.all()
    assert (pause.first_day, pause.last_day) == (date(2026, 4, 13), date(2026, 4, 30))
    assert letters() == [(match.mentor.person.username, "cohort_life/pause_pair")] * 2
    resume_pair(match=match, by=match.mentor.person, now=at(10))
    assert Pause.objects.get().last_day == date(2026, 4, 15)
    with pytest.raises(NoPause):
        resume_pair(match=match, by=match.mentor.person, now=at(10))


def test_a_pause_that_is_asked_for_again_is_told_again(match):
    told = {"match": match, "by": match.mentee.person}
    pause_pair(last_day=date(2026, 4, 20), now=at(7), **told)
    resume_pair(now=at(8), **told)
    pause_pair(last_day=date(2026, 4, 20), now=at(9), **told)
    assert letters() == [(match.mentor.person.username, "cohort_life/pause_pair")] * 2


def test_a_pause_that_ends_on_its_first_day_was_none(match):
    pause_pair(match=match, by=match.mentee.person, last_day=date(2026, 4, 20), now=at(7))
    resume_pair(match=match, by=match.mentee.person, now=at(7))
    assert not Pause.objects.exists()


@pytest.mark.parametrize("day", [date(2026, 4, 12), date(2026, 6, 13), date(2026, 6, 29)])
def test_a_pause_lies_ahead_and_within_sixty_days(match, day):
    with pytest.raises(DayNotOpen):
        pause_pair(match=match, by=match.mentee.person, last_day=day, now=at(7))


def show_paths(match, by, *to: str, now) -> None:
    share_paths(match=match, by=by, to_mentor="mentor" in to, to_program="program" in to, now=now)


def shown_to() -> list[tuple[bool, bool]]:
    """The mentor, those who run the program."""
    return list(PathShare.objects.values_list("to_mentor", "to_program"))


def test_only_the_mentee_shows_their_paths_to_each_by_a_word_of_its_own(match):
    mentee = match.mentee.person
    with pytest.raises(NotTheirs):
        show_paths(match, match.mentor.person, "mentor", now=at(1))
    show_paths(match, mentee, "mentor", now=at(1))
    assert shown_to() == [(True, False)]
    show_paths(match, mentee, "mentor", "program", now=at(2))
    assert shown_to() == [(True, True)]
    assert PathShare.objects.get().at == at(1)
    show_paths(match, mentee, "program", now=at(2))
    assert shown_to() == [(False, True)]
    show_paths(match, mentee, now=at(2))
    assert shown_to() == []


def test_what_was_shown_is_taken_back_also_when_all_is_over(match):
    mentee = match.mentee.person
    show_paths(match, mentee, "mentor", "program", now=at(1))
    leave_pair(match=match, by=match.mentor.person, not_again=False, now=at(2))
    with pytest.raises(PairOver):
        show_paths(match, mentee, "program", now=at(300))
    with pytest.raises(NotTheirs):
        show_paths(match, match.mentor.person, now=at(300))
    show_paths(match, mentee, now=at(300))
    assert shown_to() == []


def test_an_end_needs_no_reason_and_frees_both(match):
    row = leave_pair(match=match, by=match.mentee.person, not_again=False, now=at(20))
    assert (row.ended_at, row.ending, row.ending_reason) == (at(20), "stopped", "")
    assert letters() == [
        (match.mentor.person.username, "mentorship/end_match"),
        (f"{match.cohort.key}-admin", "mentorship/match_again"),
    ]
    assert not NotAgain.objects.exists()
    with pytest.raises(PairOver):
        leave_pair(match=match, by=match.mentor.person, not_again=False, now=at(20))


@pytest.mark.parametrize("who", ["mentee", "mentor"])
def test_never_again_holds_in_every_cohort_in_either_role(match, who):
    leave_pair(match=match, by=getattr(match, who).person, not_again=True, now=at(20))
    from_here = pair_together().cohort
    mentee = member_of(from_here, "mentee", person=match.mentor.person)
    mentor = member_of(from_here, "mentor", person=match.mentee.person)
    apart = (str(mentee.public_id), str(mentor.public_id))
    assert pairs_apart(cohort=from_here) == {apart}
    instance = matching_instance(from_here)
    assert (instance.apart, apart in instance.vetoes) == ({apart}, False)


def test_never_again_goes_before_a_pin(match, superuser):
    leave_pair(match=match, by=match.mentee.person, not_again=True, now=at(20))
    elsewhere = CohortFactory()
    mentee = member_of(elsewhere, "mentee", person=match.mentee.person)
    mentor = member_of(elsewhere, "mentor", person=match.mentor.person)
    two = (str(mentee.public_id), str(mentor.public_id))
    set_pin(mentee=mentee, mentor=mentor, kind="pin", by=superuser)
    instance = matching_instance(elsewhere)
    assert (instance.locked, instance.apart) == (frozenset(), {two})


def test_nobody_at_the_desk_reads_who_is_never_paired_again(match, superuser):
    """Of a later cohort: in the one of their match all know that they came apart."""
    elsewhere = pool(mentees=1, mentors=1)
    mentee = member_of(elsewhere, "mentee", person=match.mentee.person)
    mentor = member_of(elsewhere, "mentor", person=match.mentor.person)
    first = start_run(cohort=elsewhere, by=superuser, now=IN_MATCHING)
    leave_pair(match=match, by=match.mentee.person, not_again=True, now=at(20))
    stale = run_view(cohort=elsewhere, run=first, reader=superuser)
    assert (stale.is_stale, stale.changed) == (True, ())
    second = start_run(cohort=elsewhere, by=superuser, now=IN_MATCHING)
    compared = compare_runs(cohort=elsewhere, before=first, after=second, reader=superuser)
    assert compared.changed == ()
    told = person_view(application=mentee, run=second, reader=superuser)
    assert str(mentor.public_id) not in {one.mentor.key for one in told.alternatives}
    assert second.made_of["vetoes"] == []
