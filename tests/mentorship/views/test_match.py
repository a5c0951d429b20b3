"""A match, as its two people see it, and nobody else."""

import pytest

from mentorship.actions.left_out import leave_out
from mentorship.actions.match import lapse_matches
from mentorship.actions.run import publish_run, start_run
from mentorship.models import Match, Run
from portal.people.models import Profile, Skill
from tests.conftest import signed_in
from tests.factories.mentorship import CohortFactory
from tests.factories.people import UserFactory
from tests.mentorship.pool import IN_MATCHING, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def match(at) -> Match:
    """Ana in Kolkata and Bo in Berlin, published a moment ago."""
    at(IN_MATCHING)
    Skill.objects.get_or_create(slug="rust", defaults={"name": "Rust"})
    cohort = CohortFactory(key="spring")
    ana = member_of(
        cohort,
        "mentee",
        "ana",
        timezone="Asia/Kolkata",
        availability=[{"days": [0], "start": "21:00", "minutes": 180}],
        organisation="canary-organisation",
    )
    bo = member_of(cohort, "mentor", "bo", capacity=3)
    Profile.objects.create(person=ana.person, display_name="Ana", about="CANARY about")
    Profile.objects.create(person=bo.person, display_name="Bo")
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    [match] = publish_run(run=run, by=UserFactory(), now=IN_MATCHING)
    return match


def page(match, side) -> str:
    response = signed_in(getattr(match, side).person).get(match.get_absolute_url())
    return " ".join(response.content.decode().split())


def say(match, side, word):
    browser = signed_in(getattr(match, side).person)
    response = browser.post(match.get_absolute_url(), {"answer": word}, follow=True)
    return " ".join(response.content.decode().split())


def test_both_read_why_when_and_until_when_to_answer(match):
    mentee, mentor = page(match, "mentee"), page(match, "mentor")
    mentor_says, mentee_says = "“I know it well, pitfalls too”", "“I have never touched it”"
    assert f"<b>Rust</b>: your mentor says {mentor_says}, you say {mentee_says}." in mentee
    assert f"<b>Rust</b>: your mentee says {mentee_says}, you say {mentor_says}." in mentor
    for text in (mentee, mentor):
        assert "You both speak English." in text
        assert "2026-04-06T16:00:00" in text  # 18:00 in Berlin, 21:30 in Kolkata
        assert "Please answer until" in text
    assert ">Bo<" in mentee
    assert ">Ana<" in mentor


LOOKED_AT = "They looked at this result before it was published."


def test_that_people_looked_is_said_where_they_did(match):
    for side in ("mentee", "mentor"):
        text = page(match, side)
        assert LOOKED_AT in text
        assert "can also bring two people together themselves" in text
        assert "nearly every week" not in text
    Run.objects.update(published_by=None)
    assert LOOKED_AT not in page(match, "mentee")


def test_neither_reads_what_the_other_did_not_say_to_them(match):
    for side in ("mentee", "mentor"):
        text = page(match, side).lower()
        for private in ("canary", "@example.org", "organisation", "of 100", "veto"):
            assert private not in text, (side, private)


def test_addresses_come_with_the_second_yes(match):
    assert "You said yes" in say(match, "mentee", "yes")
    assert match.mentor.person.email not in page(match, "mentee")
    assert "Both of you have said yes. It begins." in say(match, "mentor", "yes")
    assert match.mentor.person.email in page(match, "mentee")
    assert match.mentee.person.email in page(match, "mentor")


def test_a_no_ends_it_and_is_not_thrown_at_the_other(match):
    assert "You said no, and that is fine." in say(match, "mentee", "no")
    text = page(match, "mentor")
    assert "This match has ended" in text
    assert "That says nothing about you." in text
    assert "You said no" not in text
    assert "Please answer until" not in text


def test_a_second_answer_changes_nothing(match):
    say(match, "mentee", "yes")
    assert "Nothing has changed." in say(match, "mentee", "no")
    match.refresh_from_db()
    assert (match.mentee_answer, match.ended_at) == ("accepted", None)


@pytest.mark.parametrize("word", ["", "maybe", "\x00"])
def test_something_else_is_no_answer(match, word):
    browser = signed_in(match.mentee.person)
    response = browser.post(match.get_absolute_url(), {"answer": word})
    assert response.status_code == 200
    match.refresh_from_db()
    assert match.mentee_answer == "awaited"


def test_nobody_else_knows_that_it_exists(match, member, superuser, editor):
    for stranger in (member, superuser, editor):
        browser = signed_in(stranger)
        assert browser.get(match.get_absolute_url()).status_code == 404
        assert browser.post(match.get_absolute_url(), {"answer": "yes"}).status_code == 404


def test_a_match_is_read_with_few_queries(match, django_assert_num_queries):
    browser = signed_in(match.mentee.person)
    with django_assert_num_queries(8):
        browser.get(match.get_absolute_url())


def test_my_mentorship_leads_to_the_match_and_says_until_when(match):
    response = signed_in(match.mentee.person).get("/me/mentorship/")
    text = " ".join(response.content.decode().split())
    assert "There is a match for you. Say yes or no." in text
    assert match.get_absolute_url() in text


def test_a_mentor_of_two_finds_both_the_one_to_answer_first(match):
    say(match, "mentor", "yes")
    cleo = member_of(match.cohort, "mentee", "cleo")
    run = start_run(cohort=match.cohort, by=None, now=IN_MATCHING)
    [other] = publish_run(run=run, by=UserFactory(), now=IN_MATCHING)
    assert (other.mentee, other.mentor) == (cleo, match.mentor)
    text = signed_in(match.mentor.person).get("/me/mentorship/").content.decode()
    assert 0 < text.index(other.get_absolute_url()) < text.index(match.get_absolute_url())


def test_who_has_none_reads_why_in_words_meant_for_them(match):
    lonely = member_of(match.cohort, "mentee", "lonely", languages=["fi"])
    run = start_run(cohort=match.cohort, by=None, now=IN_MATCHING)
    publish_run(run=run, by=UserFactory(), now=IN_MATCHING)
    text = signed_in(lonely.person).get("/me/mentorship/").content.decode()
    assert "No mentor of this cohort speaks one of your languages." in text


def test_who_was_silent_reads_why_nobody_is_looked_for_and_comes_back_by_one_press(match):
    browser = signed_in(match.mentee.person)
    lapse_matches(now=match.answer_by)
    assert "The day to answer has passed." in page(match, "mentee")
    mine = browser.get("/me/mentorship/").content.decode()
    assert "I am still there" in mine
    told = browser.post("/me/mentorship/spring/back/mentee/", follow=True).content.decode()
    assert "Good to have you back." in told
    assert "I am still there" not in told
    assert browser.post("/me/mentorship/spring/back/mentor/").status_code == 404


def test_who_the_program_leaves_out_reads_nothing_of_it(match, superuser):
    lapse_matches(now=match.answer_by)
    leave_out(application=match.mentee, by=superuser, reason="CANARY decided")
    mine = signed_in(match.mentee.person).get("/me/mentorship/").content.decode()
    assert "Nobody is found for you yet." in mine
    assert "CANARY" not in mine
    assert "I am still there" not in mine
