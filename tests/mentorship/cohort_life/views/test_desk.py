"""What those who run a program see of its pairs."""

import re
from datetime import timedelta

import pytest

from mentorship.actions.run import publish_run, start_run
from mentorship.cohort_life.actions.check_in import say_check_in
from mentorship.cohort_life.actions.evaluation import Said, give_evaluation
from mentorship.cohort_life.actions.ladder import say_here
from mentorship.cohort_life.actions.limit import set_limit
from mentorship.cohort_life.actions.note import write_note
from mentorship.cohort_life.actions.parting import leave_pair
from mentorship.cohort_life.models import Outcome
from mentorship.cohort_life.queries.attention import alone_rows
from mentorship.models import Match
from mentorship.queries.desk_names import name_of
from tests.conftest import signed_in
from tests.factories.people import UserFactory
from tests.mentorship.cohort_life.many_pairs import many_pairs
from tests.mentorship.cohort_life.together import at as day
from tests.mentorship.cohort_life.together import pairs_together
from tests.mentorship.pool import IN_MATCHING, pool
from tests.quick import within

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(at):
    at(day(22))
    return pairs_together(pairs=3)


@pytest.fixture
def desk(cohort):
    return signed_in(cohort.program.admins.get().person)


def life(cohort, rest="") -> str:
    return f"/desk/mentorship/{cohort.program.slug}/{cohort.key}/life/{rest}"


def pairs_of(cohort) -> list[Match]:
    people = ("cohort__program", "mentee__person", "mentor__person")
    return list(Match.objects.filter(cohort=cohort).select_related(*people).order_by("pk"))


def names(page: str) -> list[str]:
    return [part.partition("<")[0] for part in page.split('<th scope="row"><a href="')[1:]]


def test_the_most_urgent_stand_first_with_the_reason(cohort, desk):
    calm, helped, silent = pairs_of(cohort)
    for match in (calm, helped):
        for week in (2, 3, 4):
            say_check_in(match=match, by=match.mentee.person, week=week, word="met", now=day(22))
    say_check_in(match=silent, by=silent.mentor.person, week=4, word="unreached", now=day(22))
    say_check_in(match=helped, by=helped.mentor.person, week=4, word="ill", now=day(22))
    page = desk.get(life(cohort)).content.decode()
    assert "3 pairs work together, 0 of them without a reason to look." in page
    assert "The mentee is silent for 22 days" in page
    assert "Tell differently about 1 week" in page
    assert (
        page.index("is silent for 22")
        < page.index("Tell differently about")
        < page.rindex("Nothing of the")
    )
    narrowed = desk.get(life(cohort, "?why=differ")).content.decode()
    assert "The mentee is silent" not in narrowed
    assert desk.get(life(cohort, "?why=fly")).status_code == 200


def test_a_word_of_theirs_stands_beside_and_no_note_does(cohort, desk):
    match = pairs_of(cohort)[0]
    say_here(match=match, by=match.mentor.person, word="On a ship without net", now=day(1))
    write_note(
        match=match, by=match.mentor.person, text="Shared secret", is_private=False, now=day(1)
    )
    for address in (life(cohort, "?why=all"), life(cohort, f"{match.public_id}/")):
        page = desk.get(address).content.decode()
        assert "On a ship without net" in page
        assert "Shared secret" not in page


def test_who_has_nobody_and_who_has_not_answered_stand_among_the_pairs(cohort, desk):
    waits, ended, _silent = pairs_of(cohort)
    Match.objects.filter(pk=waits.pk).update(mentor_answer="awaited")
    leave_pair(match=ended, by=ended.mentee.person, not_again=False, now=day(12))
    page = desk.get(life(cohort)).content.decode()
    assert "1 pair works together, 0 of them without a reason to look." in page
    assert "Free again, without a mentor for 10 days" in page
    assert re.search(r"No answer to the match for \d+ days: the mentor", page)
    assert names(page)[0].rpartition(">")[2] == name_of(ended.mentee.person)
    assert "is silent for" not in desk.get(life(cohort, "?why=free")).content.decode()
    assert len(desk.get(life(cohort, "pairs.csv")).content.decode().splitlines()) == 2


def test_nobody_stands_without_a_mentor_once_the_term_is_over(cohort, desk, at):
    match = pairs_of(cohort)[0]
    leave_pair(match=match, by=match.mentee.person, not_again=False, now=day(12))
    at(day(90))
    desk = signed_in(cohort.program.admins.get().person)
    assert "without a mentor for" not in desk.get(life(cohort, "?why=all")).content.decode()


def test_the_file_holds_every_pair(cohort, desk):
    lines = desk.get(life(cohort, "pairs.csv")).content.decode("utf-8-sig").splitlines()
    assert lines[0] == "mentee,mentor,why,weeks_met,last_sign,rests_until"
    assert len(lines) == 4


def test_a_round_is_read_at_once_and_decided(cohort, at):
    at(day(44))
    desk = signed_in(cohort.program.admins.get().person)
    match = pairs_of(cohort)[0]
    said = Said(meets="hardly", progress=1, recommends="stop", to_admins="I am sorry")
    give_evaluation(match=match, by=match.mentee.person, name="midterm", said=said, now=day(44))
    where = life(cohort, f"{match.public_id}/")
    page = desk.get(where).content.decode()
    assert "I would like to end it" in page
    assert "I am sorry" in page
    again = desk.post(where, {"round": "midterm", "verdict": "end"}).content.decode()
    assert "A pair is never ended for two people without a reason." in again
    desk.post(where, {"round": "midterm", "verdict": "extend", "weeks": "3"})
    assert Outcome.objects.get().ends_on.isoformat() == "2026-07-19"
    said = desk.post(where, {"round": "midterm", "verdict": "pass"}, follow=True).content.decode()
    assert "Somebody has decided this before." in said


def test_days_of_silence_are_changed_and_kept_in_order(cohort, desk):
    wrong = {"nudge": 5, "ask": 5, "tell": 9, "propose": 12}
    assert "Each step comes later" in desk.post(life(cohort, "ladder/"), wrong).content.decode()
    desk.post(life(cohort, "ladder/"), wrong | {"ask": 6})
    assert "After 5 days without a sign" in desk.get(life(cohort)).content.decode()


def test_mentors_stand_with_their_places(cohort, desk):
    match = pairs_of(cohort)[0]
    set_limit(person=match.mentor.person, most=0, now=day(1))
    page = desk.get(life(cohort, "mentors/")).content.decode()
    assert page.count("More than they said") == 1


def test_who_runs_a_program_reads_nothing_of_a_pair_of_their_own(cohort):
    match = pairs_of(cohort)[0]
    cohort.program.admins.create(person=match.mentor.person)
    own = signed_in(match.mentor.person)
    say_here(match=match, by=match.mentee.person, word="He never comes", now=day(1))
    assert own.get(life(cohort, f"{match.public_id}/")).status_code == 404
    page = own.get(life(cohort, "?why=all")).content.decode()
    assert "2 pairs work together" in page
    assert "He never comes" not in page
    assert match.mentee.person.username not in page
    assert len(own.get(life(cohort, "pairs.csv")).content.decode().splitlines()) == 3
    runbook = f"/desk/mentorship/{cohort.program.slug}/{cohort.key}/runbook/"
    assert "Pairs that need somebody: 2, of them soon: 2" in own.get(runbook).content.decode()


@pytest.mark.parametrize("pairs", [1, 60])
def test_the_screen_asks_as_little_for_many_as_for_few(pairs, at, django_assert_num_queries):
    at(day(30))
    cohort = many_pairs(pairs=pairs)
    browser = signed_in(cohort.program.admins.get().person)
    with django_assert_num_queries(15):
        browser.get(life(cohort))
    with django_assert_num_queries(9):
        browser.get(life(cohort, "mentors/"))


@pytest.mark.proof
def test_two_thousand_people_in_fifteen_queries_and_a_second(at, django_assert_num_queries):
    at(day(30))
    cohort = many_pairs(pairs=1000)
    browser = signed_in(cohort.program.admins.get().person)
    with django_assert_num_queries(15):
        page = browser.get(life(cohort))
    assert "1000 pairs work together" in page.content.decode()
    assert within(1, lambda: browser.get(life(cohort)))


def test_days_without_a_mentor_count_from_the_first_result(at):
    """Later ones, as of the next best, begin nobody's waiting anew."""
    at(IN_MATCHING)
    cohort = pool(mentees=2, mentors=1)
    later = IN_MATCHING + timedelta(days=20)
    for now in (IN_MATCHING, later):
        publish_run(run=start_run(cohort=cohort, by=None, now=now), by=None, now=now)
    rows = alone_rows(cohort, UserFactory(), later.date())
    assert [row.reasons for row in rows] == [("Without a mentor for 20 days",)]
