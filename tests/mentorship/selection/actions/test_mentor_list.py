"""What mentors say of applicants, and what the matching makes of it."""

import pytest

from mentorship.actions.decision import decline_application
from mentorship.actions.pin import NoPair
from mentorship.actions.prerequisite import add_prerequisite
from mentorship.actions.run import AlreadyPublished, publish_run, start_run
from mentorship.models import Application, Pin
from mentorship.queries.matching import instance_of_run, is_stale, matching_instance
from mentorship.queries.run_changes import change_words, changed_since
from mentorship.selection.actions.judged import AlreadyJudged, OwnWord, judge_word
from mentorship.selection.actions.mentor_list import (
    ListFull,
    NoReason,
    NotAsked,
    NotTheirs,
    hand_in,
    move_on_list,
    order_of,
    put_on_list,
    say_against,
    take_back,
)
from mentorship.selection.actions.way import set_way
from mentorship.selection.core.order import Move
from mentorship.selection.models import Way, Word
from mentorship.selection.queries.mentors_read import letter_to_read_ones
from mentorship.selection.queries.own_record import words_of_mentor
from portal.notices.models import Notice
from tests.mentorship.pool import IN_MATCHING, member_of, people
from tests.mentorship.selection.asked import IN_REVIEW, asked, rank

pytestmark = pytest.mark.django_db


def admin_of(cohort):
    return cohort.program.admins.get().person


def seen(cohort):
    return letter_to_read_ones(cohort=cohort, reader=admin_of(cohort)).seen


def ranks_in(cohort):
    return matching_instance(cohort).mentor_preferences


def pair(mentee, mentor):
    return str(mentee.public_id), str(mentor.public_id)


def said(mentor, mentee, now=IN_REVIEW):
    return {"mentor": mentor, "mentee": mentee, "by": mentor.person, "now": now}


def test_a_list_counts_once_it_is_handed_in_and_each_change_after_that(at):
    at(IN_REVIEW)
    cohort = asked()
    one, other = people(cohort, "mentee")
    mentor = people(cohort, "mentor")[0]
    rank(mentor, one, other, is_draft=True)
    assert ranks_in(cohort) == {}
    hand_in(mentor=mentor, by=mentor.person, now=IN_REVIEW)
    assert ranks_in(cohort) == {pair(one, mentor): 1, pair(other, mentor): 2}
    move_on_list(**said(mentor, other), move=Move.UP)
    assert ranks_in(cohort) == {pair(other, mentor): 1, pair(one, mentor): 2}
    move_on_list(**said(mentor, other), move=Move.OFF)
    assert ranks_in(cohort) == {pair(one, mentor): 1}
    put_on_list(**said(mentor, one))
    assert order_of(mentor) == [one.pk]


def test_a_changed_list_makes_a_run_stale_and_says_whose_it_was(at):
    at(IN_MATCHING)
    cohort = asked()
    one, other = people(cohort, "mentee")
    first, second = people(cohort, "mentor")
    rank(first, one)
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    assert not is_stale(run, instance_of_run(run))
    rank(first, other)
    rank(second, one)
    instance = instance_of_run(run)
    assert is_stale(run, instance)
    names = {str(first.public_id): "Ada", str(second.public_id): "Bo"}
    [words] = change_words(changed_since(run, instance), names)
    assert words.startswith("2 mentors rank otherwise")
    assert "Ada" in words
    assert "Bo" in words


def test_who_selects_now_is_told_of_an_older_run(at):
    at(IN_MATCHING)
    cohort = asked()
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    set_way(cohort=cohort, by=admin_of(cohort), selects="mentors")
    [words] = change_words(changed_since(run, instance_of_run(run)), {})
    assert words == "Somebody else selects: the mentors, or the matching"


def test_who_was_never_to_be_had_takes_no_rank_from_the_next(at):
    at(IN_REVIEW)
    cohort = asked()
    one, other = people(cohort, "mentee")
    mentor = people(cohort, "mentor")[0]
    rank(mentor, one, other)
    decline_application(
        application=one, by=admin_of(cohort), reason="Full", now=IN_REVIEW, seen=one.submitted_at
    )
    assert ranks_in(cohort) == {pair(other, mentor): 1}
    late = member_of(cohort, "mentee", "late")
    put_on_list(**said(mentor, late))
    move_on_list(**said(mentor, late), move=Move.UP)
    assert order_of(mentor) == [late.pk, other.pk, one.pk]


def test_where_the_matching_selects_what_was_ranked_waits(at):
    at(IN_REVIEW)
    cohort = asked()
    one = people(cohort, "mentee")[0]
    mentor = people(cohort, "mentor")[0]
    rank(mentor, one)
    set_way(cohort=cohort, by=admin_of(cohort), selects="engine")
    assert ranks_in(cohort) == {}
    with pytest.raises(NotAsked):
        put_on_list(**said(mentor, people(cohort, "mentee")[1]))
    set_way(cohort=cohort, by=admin_of(cohort), selects="mentors", seen=seen(cohort))
    instance = matching_instance(cohort)
    assert (len(instance.mentor_preferences), instance.config.mentors_select) == (1, True)


def test_mentors_select_and_who_ranked_nobody_gets_nobody(at):
    at(IN_MATCHING)
    cohort = asked(selects="mentors")
    _one, other = people(cohort, "mentee")
    first, second = people(cohort, "mentor")
    rank(first, other)
    rank(second)
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    assert [(p["mentee"], p["mentor"]) for p in run.result["pairs"]] == [pair(other, first)]
    assert [row["reason"] for row in run.result["unmatched"]] == ["not_ranked"]
    publish_run(run=run, by=None, now=IN_MATCHING)


def test_a_list_is_five_long_or_as_many_as_a_mentor_takes(at):
    at(IN_REVIEW)
    cohort = asked(mentees=7, mentors=1)
    mentor = people(cohort, "mentor")[0]
    everybody = people(cohort, "mentee")
    rank(mentor, *everybody[:5])
    with pytest.raises(ListFull):
        put_on_list(**said(mentor, everybody[5]))
    mentor.facts = mentor.facts | {"capacity": 6}
    mentor.save()
    put_on_list(**said(mentor, everybody[5]))
    assert sorted(ranks_in(cohort).values()) == [1, 2, 3, 4, 5, 5]


@pytest.mark.parametrize("now", ["2026-02-20T12:00Z", "2026-03-10T12:00Z"])
def test_only_accepted_mentors_speak_and_only_of_applicants_beside_them(at, now):
    at(now)
    cohort, elsewhere = asked(), asked()
    mentee = people(cohort, "mentee")[0]
    mentor = people(cohort, "mentor")[0]
    when = IN_REVIEW
    with pytest.raises(NotTheirs):
        put_on_list(mentor=mentor, mentee=mentee, by=mentee.person, now=when)
    with pytest.raises(NotTheirs):
        put_on_list(**said(mentor, people(elsewhere, "mentee")[0]))
    with pytest.raises(NotTheirs):
        put_on_list(**said(mentor, people(cohort, "mentor")[1]))
    Application.objects.filter(pk=mentee.pk).update(status="submitted")
    put_on_list(**said(mentor, mentee))
    first = {"role": "mentee", "title": "Read it first", "text": ""}
    add_prerequisite(cohort=cohort, by=None, now=when, **first)
    with pytest.raises(NotTheirs):
        put_on_list(**said(mentor, mentee))
    Application.objects.filter(pk=mentor.pk).update(status="waitlisted")
    with pytest.raises(NotTheirs):
        hand_in(mentor=mentor, by=mentor.person, now=when)


def test_nothing_is_ranked_before_the_call_has_closed_nor_after_the_result(at):
    at(IN_MATCHING)
    cohort = asked()
    mentee = people(cohort, "mentee")[0]
    mentor = people(cohort, "mentor")[0]
    early = IN_REVIEW.replace(month=2)
    with pytest.raises(NotAsked):
        put_on_list(**said(mentor, mentee, now=early))
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    publish_run(run=run, by=None, now=IN_MATCHING)
    with pytest.raises(NotAsked):
        put_on_list(**said(mentor, mentee, now=IN_MATCHING))
    with pytest.raises(AlreadyPublished):
        set_way(cohort=cohort, by=admin_of(cohort), selects="mentors")
    assert Way.objects.get().selects == "mixed"


def test_a_conflict_of_interest_keeps_two_apart_at_once_and_no_pin_undoes_it(at):
    at(IN_REVIEW)
    cohort = asked()
    mentee = people(cohort, "mentee")[0]
    mentor = people(cohort, "mentor")[0]
    rank(mentor, mentee)
    say_against(**said(mentor, mentee), said="conflict", reason="My sister")
    assert pair(mentee, mentor) in matching_instance(cohort).apart
    assert ranks_in(cohort) == {}
    Pin.objects.create(
        cohort=cohort, mentee=mentee, mentor=mentor, kind="pin", made_by=admin_of(cohort)
    )
    assert matching_instance(cohort).locked == frozenset()
    set_way(cohort=cohort, by=admin_of(cohort), selects="engine")
    assert pair(mentee, mentor) in matching_instance(cohort).apart


def test_rather_not_waits_for_those_who_run_the_program(at):
    at(IN_REVIEW)
    cohort = asked()
    mentee, other = people(cohort, "mentee")
    mentor = people(cohort, "mentor")[0]
    with pytest.raises(NoReason):
        say_against(**said(mentor, mentee), said="rather_not", reason=" ")
    with pytest.raises(NoReason):
        say_against(**said(mentor, mentee), said="listed", reason="x")
    word = say_against(**said(mentor, mentee), said="rather_not", reason="Another field")
    instance = matching_instance(cohort)
    assert (instance.vetoes, instance.apart) == (frozenset(), frozenset())
    with pytest.raises(OwnWord):
        judge_word(word=word, by=mentor.person, keep_apart=True, now=IN_REVIEW)
    judge_word(word=word, by=admin_of(cohort), keep_apart=True, now=IN_REVIEW)
    assert matching_instance(cohort).vetoes == {pair(mentee, mentor)}
    assert Pin.objects.get().reason == ""
    with pytest.raises(AlreadyJudged):
        judge_word(word=word, by=admin_of(cohort), keep_apart=False, now=IN_REVIEW)
    second = say_against(**said(mentor, other), said="rather_not", reason="No time")
    judge_word(word=second, by=admin_of(cohort), keep_apart=False, now=IN_REVIEW)
    assert pair(other, mentor) not in matching_instance(cohort).vetoes


def test_nobody_is_kept_apart_from_who_is_not_accepted_yet(at):
    at(IN_REVIEW)
    cohort = asked()
    mentee = people(cohort, "mentee")[0]
    mentor = people(cohort, "mentor")[0]
    Application.objects.filter(pk=mentee.pk).update(status="in_review")
    word = say_against(**said(mentor, mentee), said="rather_not", reason="Another field")
    with pytest.raises(NoPair):
        judge_word(word=word, by=admin_of(cohort), keep_apart=True, now=IN_REVIEW)
    take_back(**said(mentor, mentee))
    assert not Word.objects.exists()
    with pytest.raises(AlreadyJudged):
        judge_word(word=word, by=admin_of(cohort), keep_apart=True, now=IN_REVIEW)


def test_applicants_hear_that_mentors_read_them_once_they_do(at):
    at(IN_REVIEW)
    cohort = asked(selects="engine")
    admin = admin_of(cohort)
    Application.objects.filter(pk=people(cohort, "mentee")[1].pk).update(status="draft")
    set_way(cohort=cohort, by=admin, selects="mixed", seen=seen(cohort))
    told = Notice.objects.filter(template="selection/mentors_read")
    assert [row.person for row in told] == [people(cohort, "mentee")[0].person]
    set_way(cohort=cohort, by=admin, selects="mentors")
    assert told.all().count() == 1
    set_way(cohort=cohort, by=admin, selects="engine")
    set_way(cohort=cohort, by=admin, selects="mixed", seen=seen(cohort))
    assert told.all().count() == 2


def test_what_a_mentor_said_goes_along_with_them_alone_and_names_nobody(at):
    at(IN_REVIEW)
    cohort = asked()
    one, other = people(cohort, "mentee")
    mentor = people(cohort, "mentor")[0]
    rank(mentor, one)
    say_against(**said(mentor, other), said="rather_not", reason="Another field")
    told = words_of_mentor(person=mentor.person)
    assert [(row["said"], row["place"], row["reason"]) for row in told] == [
        ("listed", 1, ""),
        ("rather_not", None, "Another field"),
    ]
    assert words_of_mentor(person=one.person) == []
