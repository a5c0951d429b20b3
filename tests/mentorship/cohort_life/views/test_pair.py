"""The page of a pair, and the letter that needs no signing in."""

import re
from datetime import date

import pytest

from initiatives.onboarding.actions.journey import start_journey
from mentorship.cohort_life.actions.ladder import climb_ladders
from mentorship.cohort_life.actions.note import write_note
from mentorship.cohort_life.actions.parting import leave_pair
from mentorship.cohort_life.core.silence import Side
from mentorship.cohort_life.models import (
    CheckIn,
    Evaluation,
    NotAgain,
    Note,
    PathShare,
    Pause,
    PlanLine,
    Sign,
)
from mentorship.cohort_life.queries.addresses import check_in_url, desk_pair_url, pair_url
from mentorship.models import Match
from tests.conftest import signed_in
from tests.factories.onboarding import PathFactory
from tests.mentorship.cohort_life.together import at as day
from tests.mentorship.cohort_life.together import pair_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def match():
    return pair_together()


@pytest.fixture
def mentee(match, at):
    at(day(8))
    return signed_in(match.mentee.person)


@pytest.fixture
def mentor(match, at):
    at(day(8))
    return signed_in(match.mentor.person)


def page(browser, match) -> str:
    response = browser.get(pair_url(match))
    assert response.status_code == 200
    return response.content.decode()


def say(browser, match, verb, **words):
    return browser.post(pair_url(match), {"verb": verb, **words}, follow=True).content.decode()


def test_it_asks_for_this_week_first_and_then_for_the_kickoff(match, mentee):
    assert "Did you meet this week?" in page(mentee, match)
    said = say(mentee, match, "check-in", week=2, word="met")
    assert "Noted. You can change it at any time." in said
    assert (
        "Say hello: who you are" in said.partition('class="next-mark')[2].partition("</section>")[0]
    )


def test_both_read_what_the_other_said_and_that_it_differs(match, mentee, mentor):
    say(mentee, match, "check-in", week=2, word="met")
    assert "You tell it differently." in say(mentor, match, "check-in", week=2, word="unreached")


def test_a_private_note_is_read_by_its_author_alone_a_shared_one_by_both(match, mentee, mentor):
    say(mentee, match, "note", text="He is kind", is_private="yes")
    say(mentee, match, "note", text="Our plan", is_private="no")
    assert "He is kind" in page(mentee, match)
    others = page(mentor, match)
    assert "He is kind" not in others
    assert "Our plan" in others
    ours = Note.objects.get(text="Our plan").public_id
    assert mentor.post(pair_url(match), {"verb": "note-removal", "note": ours}).status_code == 404
    say(mentee, match, "note-removal", note=ours)
    assert Note.objects.count() == 1


def test_a_word_is_no_markup(match, mentee):
    say(mentee, match, "note", text="<script>alert(1)</script>", is_private="yes")
    assert "<script>alert(1)" not in page(mentee, match)


def test_a_plan_that_lacks_a_day_says_so_and_keeps_what_was_written(match, mentee):
    said = say(mentee, match, "plan", kind="milestone", text="Outline of the talk")
    assert "By which day? A milestone needs one." in said
    assert 'value="Outline of the talk"' in said
    say(mentee, match, "plan", kind="milestone", text="Outline", due_on="2026-05-04")
    line = PlanLine.objects.get()
    say(mentee, match, "line", line=line.public_id, what="reached")
    line.refresh_from_db()
    assert line.reached_at.date() == day(8).date()
    say(mentee, match, "line", line=line.public_id, what="remove")
    assert not PlanLine.objects.exists()


def test_a_pause_and_its_end(match, mentee):
    assert "You rest. The other one is told." in say(mentee, match, "pause", last_day="2026-04-20")
    assert "You rest until the end of 20 April 2026" in page(mentee, match)
    say(mentee, match, "resume")
    assert not Pause.objects.exists()
    assert "A pause ends within sixty days" in say(mentee, match, "pause", last_day="2027-01-01")


def test_who_is_flagged_reads_it_and_can_say_that_it_is_wrong(match, at):
    at(day(21))
    mentee = signed_in(match.mentee.person)
    climb_ladders(now=day(21))
    assert "The people who run the program see that nothing was heard of you" in page(mentee, match)
    said = say(mentee, match, "here", word="We talk every day")
    assert "Nothing is open about you any more." in said
    assert "The people who run the program see that nothing" not in said
    assert Sign.objects.get(person=match.mentee.person).word == "We talk every day"


def test_strange_words_change_nothing(match, mentee):
    for words in ({"verb": "fly"}, {"verb": "check-in", "week": "x"}, {"verb": "kickoff"}):
        assert (
            "Please try again." in mentee.post(pair_url(match), words, follow=True).content.decode()
        )
    assert not CheckIn.objects.exists()


def test_paths_are_shown_by_the_mentee_alone(match, mentee, mentor):
    assert "Only the mentee can show that." in say(mentor, match, "share", to_mentor="on")
    assert "Your mentor sees which paths you walk" in say(mentee, match, "share", to_mentor="on")
    assert "Nobody sees your paths." in say(mentee, match, "share")


PROGRAM_SEES = "the people who run the program see which paths you walk"


@pytest.mark.parametrize(
    ("ticked", "seen_by"),
    [
        ([], set()),
        (["to_mentor"], {"mentor"}),
        (["to_program"], {"admin"}),
        (["to_mentor", "to_program"], {"mentor", "admin"}),
    ],
)
def test_each_sees_paths_only_where_the_mentee_ticked_them(match, mentee, ticked, seen_by):
    start_journey(person=match.mentee.person, path=PathFactory(title="First week"))
    admin = match.cohort.program.admins.get().person
    readers = {"mentor": signed_in(match.mentor.person), "admin": signed_in(admin)}
    where = {"mentor": pair_url(match), "admin": desk_pair_url(match)}

    def who_sees() -> set[str]:
        pages = {who: reader.get(where[who]).content.decode() for who, reader in readers.items()}
        return {who for who, html in pages.items() if "First week" in html}

    told = say(mentee, match, "share", **dict.fromkeys(ticked, "on"))
    assert re.findall(r'name="(to_\w+)"[^>]* checked', told) == ticked
    assert (PROGRAM_SEES in told.casefold()) is ("admin" in seen_by)
    assert who_sees() == seen_by
    say(mentee, match, "share")
    assert who_sees() == set()


@pytest.mark.parametrize("end", ["left", "over"])
def test_who_runs_the_program_reads_nothing_of_paths_once_the_pair_is_over(match, mentee, at, end):
    start_journey(person=match.mentee.person, path=PathFactory(title="First week"))
    say(mentee, match, "share", to_program="on")
    if end == "left":
        leave_pair(match=match, by=match.mentor.person, not_again=False, now=day(8))
    else:
        at(day(84))
    admin = signed_in(match.cohort.program.admins.get().person)
    assert "First week" not in admin.get(desk_pair_url(match)).content.decode()


def test_an_evaluation_stays_hidden_until_both_gave(match, at):
    at(day(43))
    mentee, mentor = signed_in(match.mentee.person), signed_in(match.mentor.person)
    where = f"{pair_url(match)}midterm/"
    words = {"meets": "weekly", "progress": "4", "helps": "Reading code together"}
    mentee.post(where, words | {"recommends": "help", "to_admins": "She is often late"})
    assert "Reading code together" not in page(mentor, match)
    assert "has answered. You read it once you have." in page(mentor, match)
    assert mentor.post(where, words).status_code == 200
    mentor.post(where, words | {"helps": "", "recommends": "pass"})
    seen = page(mentor, match)
    assert "Reading code together" in seen
    assert "She is often late" not in seen
    assert "I would like help" not in seen
    assert Evaluation.objects.count() == 2
    assert "nothing is changed any more" in mentee.get(where).content.decode()


def test_an_end_without_fault(match, mentee, mentor):
    where = f"{pair_url(match)}leave/"
    assert "No reason is needed." in mentee.get(where).content.decode()
    said = mentee.post(where, {"not_again": "on"}, follow=True).content.decode()
    assert "It has ended. That says nothing about either of you." in said
    assert Match.objects.get().ending == "stopped"
    assert "This is over" in page(mentor, match)
    assert "This pair is over" in say(mentor, match, "note", text="Oh", is_private="yes")


def test_who_asked_never_to_be_paired_again_reads_it_alone_and_takes_it_back(match, mentee, mentor):
    asked = "You asked never to be paired with"
    for browser in (mentee, mentor):
        assert asked not in page(browser, match)
    mentee.post(f"{pair_url(match)}leave/", {"not_again": "on"})
    assert asked in page(mentee, match)
    assert asked not in page(mentor, match)
    say(mentor, match, "again")
    assert asked in page(mentee, match)
    assert asked not in say(mentee, match, "again")
    assert not NotAgain.objects.exists()


def test_opening_a_letter_writes_nothing_and_one_press_does(match, client, at):
    at(day(8))
    where = check_in_url(match, Side.MENTOR, 2)
    opened = client.get(where).content.decode()
    assert "Did you meet?" in opened
    for name in (match.mentee.person, match.mentor.person):
        assert name.username not in opened
    assert not CheckIn.objects.exists()
    assert "You said: We met." in client.post(where, {"word": "met"}, follow=True).content.decode()
    client.post(where, {"word": "ill"})
    said = CheckIn.objects.get()
    assert (said.person, said.week, said.word) == (match.mentor.person, 2, "ill")
    assert "Please try again." in client.post(where, {"word": "x"}).content.decode()


def test_a_letter_of_long_ago_says_so(match, client, at):
    at(day(60))
    said = client.post(check_in_url(match, Side.MENTOR, 2), {"word": "met"}, follow=True)
    assert "spoken of any more" in said.content.decode()
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize(("number", "status"), [(67, 200), (68, 404)])
def test_a_letter_opens_nothing_sixty_days_after_its_week_began(match, client, at, number, status):
    at(day(number))
    assert client.get(check_in_url(match, Side.MENTOR, 2)).status_code == status


def test_a_letter_opens_nothing_once_the_pair_has_ended(match, client, at):
    at(day(8))
    leave_pair(match=match, by=match.mentee.person, not_again=False, now=day(8))
    assert client.get(check_in_url(match, Side.MENTOR, 2)).status_code == 404


def test_a_mentor_says_how_many_mentees_over_all(match, mentor):
    assert "You have 1 match that is open." in mentor.get("/me/mentorship/limit/").content.decode()
    mentor.post("/me/mentorship/limit/", {"most": "2"})
    assert 'value="2"' in mentor.get("/me/mentorship/limit/").content.decode()


@pytest.mark.parametrize("many", [1, 12])
def test_the_page_asks_as_little_for_much_as_for_little(
    many, match, mentee, django_assert_num_queries
):
    person = match.mentee.person
    PlanLine.objects.bulk_create(
        PlanLine(
            match=match, kind="milestone", text="Go", due_on=date(2026, 5, 1), written_by=person
        )
        for _ in range(many)
    )
    for _ in range(many):
        write_note(match=match, by=person, text="Word", is_private=False, now=day(1))
    with django_assert_num_queries(19):
        mentee.get(pair_url(match))


def test_a_mentor_reads_how_far_the_mentee_is_only_while_it_is_shown(match, mentee, mentor):
    path = PathFactory(title="Your first review")
    start_journey(person=match.mentee.person, path=path)
    assert "Your first review" not in page(mentor, match)
    say(mentee, match, "share", to_mentor="on")
    assert "<b>Your first review</b>: 0 of 3 steps done. Next: Hello" in page(mentor, match)
    say(mentee, match, "share")
    assert "Your first review" not in page(mentor, match)


@pytest.mark.parametrize("end", ["left", "over"])
def test_a_mentor_reads_nothing_of_paths_once_the_pair_is_over(match, mentee, mentor, at, end):
    start_journey(person=match.mentee.person, path=PathFactory(title="Your first review"))
    say(mentee, match, "share", to_mentor="on")
    if end == "left":
        mentor.post(f"{pair_url(match)}leave/")
    else:
        at(day(84))
        mentee, mentor = signed_in(match.mentee.person), signed_in(match.mentor.person)
    assert "Your first review" not in page(mentor, match)
    assert "Nobody sees your paths: your time together is over." in page(mentee, match)
    assert "Stop showing them" not in say(mentee, match, "share")
    assert not PathShare.objects.exists()
