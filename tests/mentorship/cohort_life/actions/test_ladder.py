"""The letters about silence, as the tick sends them."""

import pytest

from mentorship.cohort_life.actions.check_in import say_check_in
from mentorship.cohort_life.actions.ladder import climb_ladders, say_here, set_ladder
from mentorship.cohort_life.actions.parting import leave_pair
from mentorship.cohort_life.actions.pause import pause_pair
from mentorship.cohort_life.core.silence import Ladder, Side
from mentorship.cohort_life.models import Sign, ToldRung
from mentorship.cohort_life.queries.addresses import check_in_url
from mentorship.cohort_life.queries.pair import day_in, life_of
from mentorship.models import Match
from portal.notices.models import Notice
from tests.mentorship.cohort_life.together import at, letters, pair_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def match():
    return pair_together()


def test_it_climbs_step_by_step_and_says_nothing_twice(match):
    mentee, mentor = match.mentee.person.username, match.mentor.person.username
    admin = f"{match.cohort.key}-admin"
    told = {}
    for number in range(60):
        say_check_in(
            match=match, by=match.mentor.person, week=number // 7 + 1, word="ill", now=at(number)
        )
        climb_ladders(now=at(number))
        if climb_ladders(now=at(number)) == 0 and Notice.objects.exists():
            told[number] = letters()
            Notice.objects.all().delete()
    assert told == {
        7: [(mentee, "cohort_life/nudge")],
        14: [(mentee, "cohort_life/ask"), (mentor, "cohort_life/ask")],
        21: [(mentee, "cohort_life/flag"), (admin, "cohort_life/silent_pair")],
        28: [(mentee, "cohort_life/propose"), (mentor, "cohort_life/propose")],
    }


def test_the_first_letters_lead_to_one_press(match):
    climb_ladders(now=at(8))
    urls = dict(Notice.objects.values_list("person__username", "url"))
    assert urls == {
        match.mentee.person.username: check_in_url(match, Side.MENTEE, 2),
        match.mentor.person.username: check_in_url(match, Side.MENTOR, 2),
    }


def test_who_runs_the_program_hears_nothing_of_a_pair_of_their_own(match):
    match.cohort.program.admins.create(person=match.mentor.person)
    climb_ladders(now=at(21))
    told = Notice.objects.filter(template="cohort_life/silent_pair")
    assert [notice.person.username for notice in told] == [f"{match.cohort.key}-admin"]


def test_a_flag_is_gone_with_a_word(match):
    climb_ladders(now=at(21))
    today = day_in(match.cohort, at(21))
    assert life_of(match=match).flag(Side.MENTEE, today).days == 21
    say_here(match=match, by=match.mentee.person, word="We write daily", now=at(21))
    assert life_of(match=match).flag(Side.MENTEE, today) is None
    assert life_of(match=match).flag(Side.MENTOR, today).days == 21
    sign = Sign.objects.get(person=match.mentee.person)
    assert (sign.word, sign.word_at) == ("We write daily", at(21))
    say_here(match=match, by=match.mentee.person, word="", now=at(25))
    assert Sign.objects.get(person=match.mentee.person).word == "We write daily"


def test_a_pair_that_rests_or_has_ended_hears_nothing(match):
    pause_pair(match=match, by=match.mentee.person, last_day=at(50).date(), now=at(1))
    Notice.objects.all().delete()
    climb_ladders(now=at(40))
    leave_pair(match=match, by=match.mentee.person, not_again=False, now=at(41))
    Notice.objects.all().delete()
    climb_ladders(now=at(70))
    assert (letters(), ToldRung.objects.count()) == ([], 0)


def test_a_cohort_has_days_of_its_own(match, superuser):
    days = Ladder(nudge=3, ask=5, tell=9, propose=12)
    set_ladder(cohort=match.cohort, by=superuser, ladder=Ladder())
    set_ladder(cohort=match.cohort, by=superuser, ladder=days)
    assert life_of(match=Match.objects.get(pk=match.pk)).ladder == days
    climb_ladders(now=at(3))
    assert {template for _person, template in letters()} == {"cohort_life/nudge"}


def test_before_the_start_and_after_the_end_nobody_is_told(match):
    climb_ladders(now=at(-1))
    climb_ladders(now=at(84))
    climb_ladders(now=at(300))
    assert letters() == []
