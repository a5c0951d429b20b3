"""What readers see, before and after their own score."""

import re
from datetime import timedelta

import pytest

from mentorship.models import QuestionnaireEdition
from mentorship.review.actions.conflict import declare_conflict
from mentorship.review.actions.interview import propose_interview
from mentorship.review.models import Conflict, Reading
from mentorship.review.queries.own_record import readings_of_person, scores_about_person
from portal.people.models import Profile
from tests.conftest import signed_in
from tests.mentorship.review.reading_room import (
    NOW,
    SENT_AT,
    admin_of,
    give,
    given_out,
    readings,
)

pytestmark = pytest.mark.django_db
QUESTION = {
    "key": "work",
    "kind": "long",
    "text": "What did you make?",
    "help": "",
    "choices": [],
    "is_required": False,
    "is_sensitive": False,
    "only_if": "",
    "only_if_is": "",
}
SECRET = {**QUESTION, "key": "health", "text": "Anything we should know?", "is_sensitive": True}
WORDS = "I am Wilhelmina Quastenflosser, see https://quastenflosser.example.org/ and ask me."


@pytest.fixture
def review(at):
    at(NOW)
    found = given_out(applications=1, readers=2)
    [application] = found.cohort.applications.all()
    person = application.person
    person.email, person.handle = "quastenflosser@example.org", "quastenflosser"
    person.save()
    Profile.objects.create(
        person=person, display_name="Wilhelmina Quastenflosser", pronouns="hidden/pronouns"
    )
    asked = QuestionnaireEdition.objects.create(
        questionnaire=found.cohort.questionnaires.create(role="mentee"),
        number=1,
        questions=[QUESTION, SECRET],
        rules=[],
    )
    application.motivation, application.organisation = WORDS, "Quastenflosser Works"
    application.edition = asked
    application.said = {"work": "Ask @quastenflosser of my parser", "health": "CANARY illness"}
    application.facts = {"timezone": "Pacific/Chatham", "languages": ["en"]}
    application.save()
    return found


def url_of(reading) -> str:
    return f"/me/mentorship/review/{reading.public_id}/"


def page_of(reading, **query) -> str:
    return signed_in(reading.reviewer.person).get(url_of(reading), query).content.decode()


def posted(review, points=3, **more) -> dict[str, object]:
    keys = review.criteria.values_list("pk", flat=True)
    return {f"points_{key}": points for key in keys} | more


def test_before_their_own_score_readers_learn_neither_who_it_is_nor_what_others_gave(review):
    first, second = readings(review)
    give(first, 5, to_fellows="CANARY fellows", to_admins="CANARY admins")
    html = page_of(second)
    assert "I am […], see […] and ask me." in html
    assert "Ask […] of my parser" in html
    for hidden in ("uastenflosser", "Wilhelmina", "CANARY", "pronouns", "Chatham", "illness"):
        assert hidden not in html, hidden
    mine = signed_in(second.reviewer.person).get(
        f"/me/mentorship/review/{review.cohort.key}/?order=highest"
    )
    assert "CANARY" not in mine.content.decode()
    assert "5.00" not in mine.content.decode()
    assert str(second.application.public_id) not in html


def test_after_it_they_see_the_person_and_the_others_without_their_names(review):
    first, second = readings(review)
    give(first, 5, to_fellows="CANARY fellows", to_admins="CANARY admins")
    give(second, 4)
    html = page_of(second)
    assert "Wilhelmina Quastenflosser" in html
    assert "CANARY fellows" in html
    assert "5.00" in html
    assert "CANARY admins" not in html
    assert "CANARY illness" not in html
    assert first.reviewer.person.handle not in html
    assert "quastenflosser@example.org" not in html


def test_a_score_is_kept_given_and_changed_on_the_page(review):
    [_, reading] = readings(review)
    browser = signed_in(reading.reviewer.person)
    keep = browser.post(url_of(reading), {"save": "1", "to_fellows": "so far"})
    assert keep["Location"] == f"/me/mentorship/review/{review.cohort.key}/"
    half = browser.post(url_of(reading), {"give": "1", "to_fellows": "so far"})
    assert half.status_code == 200
    assert not Reading.objects.given().exists()
    assert browser.post(url_of(reading), posted(review, give="1")).status_code == 302
    assert browser.post(url_of(reading), posted(review, give="1")).status_code == 200
    unsaid = browser.post(url_of(reading), posted(review, 5, revise="1"))
    assert unsaid.status_code == 200
    changed = posted(review, 5, revise="1", reason="I had missed a page")
    assert browser.post(url_of(reading), changed).status_code == 302
    html = browser.get(url_of(reading)).content.decode()
    assert "Was 3.00; changed because: I had missed a page" in html


def test_who_should_not_judge_says_so_and_the_page_is_gone(review):
    reading, _ = readings(review)
    browser = signed_in(reading.reviewer.person)
    assert browser.post(url_of(reading), {"conflict": "1"}).status_code == 200
    said = {"conflict": "1", "kind": "knows", "words": "A cousin"}
    assert browser.post(url_of(reading), said).status_code == 302
    assert browser.get(url_of(reading)).status_code == 404
    assert Conflict.objects.get().words == "A cousin"
    mine = browser.get(f"/me/mentorship/review/{review.cohort.key}/").content.decode()
    assert "1 application went to somebody else" in mine


def test_what_the_portal_finds_out_closes_the_page_at_once(review):
    reading, other = readings(review)
    assert signed_in(reading.reviewer.person).get(url_of(reading)).status_code == 200
    review.reviewers.filter(pk=reading.reviewer_id).update(organisation="quastenflosser works ltd")
    assert signed_in(reading.reviewer.person).get(url_of(reading)).status_code == 404
    assert signed_in(other.reviewer.person).get(url_of(other)).status_code == 200


def test_a_reading_is_for_its_reader_while_it_is_read(review):
    reading, other = readings(review)
    assert signed_in(other.reviewer.person).get(url_of(reading)).status_code == 404
    assert signed_in(admin_of(review)).get(url_of(reading)).status_code == 404
    give(other)
    review.cohort.applications.update(status="accepted", decided_at=NOW)
    assert signed_in(reading.reviewer.person).get(url_of(reading)).status_code == 404
    assert signed_in(other.reviewer.person).get(url_of(other)).status_code == 200


def test_notes_of_a_talk_are_for_who_has_given_a_score(review):
    first, second = readings(review)
    give(first)
    propose_interview(
        application=first.application,
        starts_at=NOW + timedelta(days=1),
        minutes=30,
        where="https://meet.example.org/talk",
        words="Let us talk.",
        by=admin_of(review),
        seen=SENT_AT,
        now=NOW,
    )
    browser = signed_in(first.reviewer.person)
    assert browser.post(url_of(first), {"note": "1", "text": "Ask of Go"}).status_code == 302
    assert "Ask of Go" in browser.get(url_of(first)).content.decode()
    assert "meet.example.org" not in page_of(second)
    assert "Ask of Go" not in page_of(second)


def test_stepping_down_ends_it(review):
    reading, _ = readings(review)
    browser, url = signed_in(reading.reviewer.person), f"/me/mentorship/review/{review.cohort.key}/"
    assert "1 waits for your score" in browser.get("/me/mentorship/review/").content.decode()
    assert browser.post(url, {"step_down": "1"})["Location"] == "/me/mentorship/review/"
    assert browser.get(url).status_code == 404
    assert browser.get(url_of(reading)).status_code == 404


def numbers(html: str) -> list[str]:
    return re.findall(r">Application (\d+)<", html)


def test_own_scores_are_sorted_and_the_mean_of_others_waits_for_all_of_mine(at):
    at(NOW)
    review = given_out(applications=6, readers=2)
    person = review.reviewers.first().person
    mine = [one for one in readings(review) if one.reviewer.person == person]
    others = [one for one in readings(review) if one.reviewer.person != person]
    browser, url = signed_in(person), f"/me/mentorship/review/{review.cohort.key}/"
    for reading in others[:5]:
        give(reading, 4)
    for reading, points in zip(mine, (4, 5, 3, 4, 4), strict=False):
        give(reading, points)
    html = browser.get(url).content.decode()
    assert "Shown once nothing waits for you" in html
    assert numbers(html) == ["1", "2", "3", "4", "5", "6"]
    assert numbers(browser.get(f"{url}?order=highest").content.decode())[0] == "2"
    assert numbers(browser.get(f"{url}?order=lowest").content.decode())[0] == "3"
    give(mine[5], 3)
    html = browser.get(url).content.decode()
    assert "Shown once nothing waits for you" not in html
    assert "3.83" in html
    assert "4.00" in html


def test_as_many_queries_for_many_readings_as_for_one(at, django_assert_num_queries):
    at(NOW)
    for size in (1, 7):
        review = given_out(applications=size, readers=2)
        browser = signed_in(review.reviewers.first().person)
        browser.get(f"/me/mentorship/review/{review.cohort.key}/")
        with django_assert_num_queries(7):
            browser.get(f"/me/mentorship/review/{review.cohort.key}/")


def test_the_page_of_a_reading_asks_as_often_for_many_readers(at, django_assert_num_queries):
    at(NOW)
    for readers in (2, 6):
        review = given_out(applications=1, readers=readers)
        for reading in readings(review):
            give(reading)
        reading = readings(review)[0]
        browser = signed_in(reading.reviewer.person)
        browser.get(url_of(reading))
        with django_assert_num_queries(18):
            browser.get(url_of(reading))


def test_applications_that_wait_stand_on_the_start_page(review):
    reading, _ = readings(review)
    browser = signed_in(reading.reviewer.person)
    assert "1 application waits for your score" in browser.get("/me/").content.decode()
    give(reading)
    assert "waits for your score" not in browser.get("/me/").content.decode()


def test_the_export_of_a_reader_and_of_an_applicant(review):
    first, second = readings(review)
    give(first, 5, to_fellows="CANARY fellows", to_admins="CANARY admins")
    declare_conflict(
        review=review,
        application=second.application,
        kind="knows",
        words="CANARY cousin",
        by=second.reviewer.person,
        now=NOW,
    )
    reader = str(readings_of_person(person=first.reviewer.person))
    assert "CANARY fellows" in reader
    assert "CANARY admins" in reader
    assert "Quastenflosser" not in reader
    assert "CANARY cousin" in str(readings_of_person(person=second.reviewer.person))
    applicant = first.application.person
    assert scores_about_person(person=applicant) == []
    review.cohort.applications.update(status="declined", decided_at=NOW)
    [own] = scores_about_person(person=applicant)
    assert own["words"] == "CANARY fellows"
    assert set(own["points"].values()) == {5}
    assert set(own) == {"cohort", "points", "words", "given_at"}
