"""The reading of applications, for those who run a program."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils.html import escape

from mentorship.review.actions.interview import propose_interview
from mentorship.review.models import Conflict, Interview, InterviewNote, Reading, Review, Reviewer
from mentorship.review.queries.runbook import runbook_lines
from portal.notices.letter import letter_of
from portal.notices.models import Notice
from portal.people.models import Profile
from tests.conftest import signed_in
from tests.factories.people import UserFactory
from tests.mentorship.letters import as_sent
from tests.mentorship.review.reading_room import (
    NOW,
    SENT_AT,
    admin_of,
    give,
    given_out,
    named,
    readings,
    review_of,
    to_read,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _march(at):
    at(NOW)


def desk(review, rest: str = "") -> str:
    return f"/desk/mentorship/{review.cohort.program.slug}/{review.cohort.key}/review/{rest}"


def admin(review):
    return signed_in(admin_of(review))


def html_of(browser, url: str) -> str:
    return " ".join(browser.get(url).content.decode().split())


def called(application, name: str):
    Profile.objects.create(person=application.person, display_name=name)
    return application


def rows_of(html: str) -> list[str]:
    return re.findall(r'<th scope="row">(?:<a [^>]*>)?([^<]+)<', html)


def test_a_review_is_begun_with_how_many_and_until_when():
    review = review_of()
    url, rubric = desk(review), desk(review, "rubric/")
    browser = admin(review)
    Review.objects.all().delete()
    assert browser.get(url)["Location"] == rubric
    assert "Begin with the usual rubric" in html_of(browser, rubric)
    late = {"set": "1", "readers_each": 2, "due_on": "2026-03-15"}
    assert browser.post(rubric, late).status_code == 200
    assert browser.post(rubric, late | {"due_on": "0001-03-10"}).status_code == 200
    assert browser.post(rubric, late | {"due_on": "2026-03-10"}).status_code == 302
    assert Review.objects.get().criteria.count() == 4
    assert "“being read”" in html_of(browser, url) or "Too few readers" in html_of(browser, url)


def test_criteria_are_written_at_the_desk_until_the_first_score():
    review = given_out()
    browser, rubric = admin(review), desk(review, "rubric/")
    words = {"name": "Care", "asks": "Do they care?", "weight": 2, "low": "No", "high": "Yes"}
    assert browser.post(desk(review, "rubric/new/"), words)["Location"] == rubric
    assert browser.post(desk(review, "rubric/new/"), words).status_code == 200
    made = review.criteria.get(name="Care")
    one = desk(review, f"rubric/{made.pk}/")
    assert 'value="Care"' in html_of(browser, one)
    assert browser.post(one, words | {"name": "Kindness"}).status_code == 302
    assert browser.post(rubric, {"remove": made.pk}).status_code == 302
    assert browser.get(one).status_code == 404
    give(readings(review)[0])
    first = review.criteria.first()
    browser.post(rubric, {"remove": first.pk})
    browser.post(desk(review, f"rubric/{first.pk}/"), words)
    assert "The rubric is fixed" in html_of(browser, rubric)
    assert review.criteria.count() == 4
    assert not review.criteria.filter(name="Care").exists()


def test_readers_are_named_given_readings_and_taken_off(settings):
    review = review_of(readers=1)
    browser, url = admin(review), desk(review, "readers/")
    UserFactory(handle="another-reader")
    form = {"name": "1", "who": "nobody-there", "most": 5}
    assert "Nobody has this handle" in html_of_post(browser, url, form)
    mentee = review.cohort.applications.first().person
    mentee.handle = "a-learner"
    mentee.save()
    assert "They apply for a place here themselves" in html_of_post(
        browser, url, form | {"who": "a-learner"}
    )
    give_out(browser, review)
    assert escape("2 applications lack a reader, because too few") in html_of(browser, desk(review))
    assert browser.post(url, form | {"who": "@another-reader", "most": 1}).status_code == 302
    give_out(browser, review)
    assert "have as many as they take" in html_of(browser, desk(review))
    assert Reading.objects.count() == 3
    gone = Reviewer.objects.get(person__handle="another-reader")
    assert browser.post(url, {"take_off": gone.pk}).status_code == 302
    assert browser.post(url, {"take_off": "999999"}).status_code == 404
    assert "Reads no more" in html_of(browser, url)
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "reviewer": "1/h/user"}
    browser.post(url, form)
    assert "You have named many people" in html_of_post(browser, url, form)


def html_of_post(browser, url: str, form) -> str:
    return " ".join(browser.post(url, form).content.decode().split())


def give_out(browser, review) -> str:
    """After a look at the letter."""
    seen = browser.post(desk(review), {"assign": "1"}).context["preview"].seen
    return html_of_post(browser, desk(review), {"assign": "1", "seen": seen})


def admin_reads(review) -> None:
    """The letter that who runs it is shown is their own."""
    person = admin_of(review)
    person.handle, person.timezone = "runs-and-reads", "Asia/Kolkata"
    person.save()
    named(review, person.handle)


def test_the_letter_to_readers_is_shown_as_it_is_sent_and_sent_once():
    review = review_of(applications=3, readers=1)
    admin_reads(review)
    browser = admin(review)
    look = browser.post(desk(review), {"assign": "1"})
    assert not Reading.objects.exists()
    shown = look.context["preview"]
    assert "To 2 people:" in look.content.decode()
    assert shown.letter.subject.startswith("3 applications to read for")
    for _press in range(2):
        browser.post(desk(review), {"assign": "1", "seen": shown.seen})
    assert (Reading.objects.count(), Notice.objects.count()) == (6, 2)
    own = Notice.objects.get(person=admin_of(review))
    assert as_sent(shown.letter) == as_sent(letter_of(own))


@pytest.mark.parametrize("changed", ["the last day", "who is to be read"])
def test_what_others_would_read_than_was_looked_at_is_looked_at_again(changed):
    review = review_of()
    browser = admin(review)
    seen = browser.post(desk(review), {"assign": "1"}).context["preview"].seen
    if changed == "the last day":
        Review.objects.update(due_on=review.due_on - timedelta(days=1))
    else:
        to_read(review.cohort)
    again = browser.post(desk(review), {"assign": "1", "seen": seen})
    assert "so nothing was done. Look again." in again.content.decode()
    assert not Reading.objects.exists()
    browser.post(desk(review), {"assign": "1", "seen": again.context["preview"].seen})
    assert Notice.objects.count() == 2


def test_where_nobody_can_read_more_nobody_is_written_to_and_no_letter_is_shown():
    review = review_of(readers=0)
    assert admin(review).post(desk(review), {"assign": "1"}).url == desk(review)
    assert not Notice.objects.exists()


def test_who_takes_over_from_a_reader_who_is_taken_off_is_written_to_after_a_look():
    review = given_out(applications=2, readers=2)
    admin_reads(review)
    gone = review.reviewers.order_by("pk")[0]
    browser, url = admin(review), desk(review, "readers/")
    look = browser.post(url, {"take_off": gone.pk})
    assert f"{gone.person.handle} reads no more" in look.content.decode()
    assert {one.ended_at for one in readings(review, reviewer=gone)} == {None}
    shown = look.context["preview"]
    for _press in range(2):
        browser.post(url, {"take_off": gone.pk, "seen": shown.seen})
    assert {one.ending for one in readings(review, reviewer=gone)} == {"left"}
    [told] = Notice.objects.all()
    assert (told.person, shown.people) == (admin_of(review), 1)
    assert as_sent(shown.letter) == as_sent(letter_of(told))


def test_who_has_nothing_left_to_read_is_taken_off_at_once():
    review = review_of()
    gone = review.reviewers.order_by("pk")[0]
    browser = admin(review)
    assert browser.post(desk(review, "readers/"), {"take_off": gone.pk}).status_code == 302
    gone.refresh_from_db()
    assert gone.left_at is not None


@pytest.mark.parametrize("size", [1, 7])
def test_a_look_at_the_letter_to_readers_asks_equally_often(size, django_assert_num_queries):
    review = review_of(applications=size, readers=1 + size)
    browser = admin(review)
    browser.post(desk(review), {"assign": "1"})
    with django_assert_num_queries(38):
        browser.post(desk(review), {"assign": "1"})


def test_the_table_orders_by_the_mean_and_flags_what_to_look_at():
    review = given_out(applications=3, readers=4)
    rows = list(review.cohort.applications.order_by("pk"))
    for row, name in zip(rows, ("Anke Alpha", "Bela Beta", "Cara Gamma"), strict=True):
        called(row, name)
    by_row = {row.pk: readings(review, application=row) for row in rows}
    for reading in by_row[rows[0].pk]:
        give(reading, 3)
    for reading, points in zip(by_row[rows[1].pk], (3, 5), strict=True):
        give(reading, points)
    browser = admin(review)
    html = html_of(browser, desk(review))
    assert rows_of(html) == ["Bela Beta", "Anke Alpha", "Cara Gamma"]
    assert rows_of(html_of(browser, desk(review, "?order=lowest")))[0] == "Anke Alpha"
    assert rows_of(html_of(browser, desk(review, "?order=waiting")))[0] == "Cara Gamma"
    assert rows_of(html_of(browser, desk(review, "?flag=apart"))) == ["Bela Beta"]
    assert rows_of(html_of(browser, desk(review, "?flag=short"))) == []
    assert len(rows_of(html_of(browser, desk(review, "?flag=x&order=y")))) == 3
    csv = browser.get(desk(review, "scores.csv")).content.decode()
    assert "Bela Beta,in_review,2,3,4.00,2.00,Purpose; Groundwork" in csv
    assert "Cara Gamma,in_review,0,2,,–," in csv


def reads_too(review):
    """The admin reads one application themselves; somebody else has given a score of five."""
    person = admin_of(review)
    person.handle = "runs-and-reads"
    person.save()
    named(review, "runs-and-reads")
    [application] = review.cohort.applications.all()
    called(application, "Anke Alpha")
    Reading.objects.create(
        application=application, reviewer=review.reviewers.get(person=person), assigned_at=NOW
    )
    give(readings(review)[0], 5, to_fellows="CANARY fellows")
    return application


def test_who_runs_it_and_reads_it_too_learns_nothing_before_their_own_score():
    review = given_out(applications=1, readers=2)
    application = reads_too(review)
    browser = admin(review)
    html = html_of(browser, desk(review))
    assert "Not shown to you" in html
    assert "5.00" not in html
    assert "5.00" not in browser.get(desk(review, "scores.csv")).content.decode()
    one = html_of(browser, desk(review, f"{application.public_id}/"))
    assert "CANARY" not in one
    assert "once your own score is given" in one
    assert Interview.objects.count() == 0
    give(readings(review, reviewer__person=admin_of(review))[0], 5)
    assert "CANARY" in html_of(browser, desk(review, f"{application.public_id}/"))


def test_who_runs_it_and_should_not_judge_sees_no_score_of_it():
    review = given_out(applications=2, readers=2)
    first = called(review.cohort.applications.order_by("pk").first(), "Anke Alpha")
    give(readings(review, application=first)[0], 5)
    browser, one = admin(review), desk(review, f"{first.public_id}/")
    assert browser.post(one, {"conflict": "1"}).status_code == 200
    assert browser.post(one, {"conflict": "1", "kind": "worked"})["Location"] == desk(review)
    assert browser.get(one).status_code == 404
    html = html_of(browser, desk(review))
    assert "Not shown to you" in html
    assert "5.00" not in html


def test_an_application_shows_its_scores_words_and_what_counts_no_more():
    review = given_out(applications=1, readers=3)
    one, other = readings(review)
    give(one, 2, to_fellows="To fellows", to_admins="In confidence then")
    give(other, 4)
    Conflict.objects.create(
        application=other.application, person=other.reviewer.person, kind="knows", words="A cousin"
    )
    Reading.objects.filter(pk=other.pk).update(ended_at=NOW, ending="conflict")
    html = html_of(admin(review), desk(review, f"{one.application.public_id}/"))
    for words in ("In confidence then", "To fellows", "A cousin", "2.00", "A conflict of interest"):
        assert words in html, words
    assert "3.00" not in html


def test_an_interview_is_proposed_in_the_admins_time_and_told_in_the_applicants():
    review = given_out(applications=1, readers=2)
    person = admin_of(review)
    person.timezone = "Asia/Kolkata"
    person.save()
    application = review.cohort.applications.get()
    applicant = application.person
    applicant.timezone = "Europe/Berlin"
    applicant.save()
    browser, one = admin(review), desk(review, f"{application.public_id}/")
    form = {
        "talk": "1",
        "day": "2026-03-05",
        "clock": "15:30",
        "minutes": 30,
        "where": "https://meet.example.org/talk",
        "words": "Tell us more.",
    }
    seen = {"seen": application.submitted_at.isoformat()}
    assert "Kolkata" in html_of(browser, one)
    assert browser.post(one, form | seen | {"day": "2026-03-01"}).status_code == 200
    assert browser.post(one, form | seen | {"day": "0001-03-01"}).status_code == 200
    assert "Please read it again" in html_of_post(browser, one, form)
    assert browser.post(one, form | seen).status_code == 302
    talk = Interview.objects.get()
    assert talk.starts_at.isoformat() == "2026-03-05T10:00:00+00:00"
    mine = html_of(signed_in(applicant), "/me/mentorship/")
    assert "Interview" in mine
    assert "11:00" in mine
    assert "https://meet.example.org/talk" in mine
    assert browser.post(one, {"note": "1", "text": "Ask of Go"}).status_code == 302
    assert InterviewNote.objects.get().text == "Ask of Go"
    assert "Propose another time" in html_of(browser, one)


def test_how_readers_score_beside_each_other():
    review = given_out(applications=6, readers=2)
    strict = review.reviewers.first()
    for reading in readings(review):
        give(reading, 3 if reading.reviewer == strict else 4)
    html = html_of(admin(review), desk(review, "readers/"))
    assert "Gives less than others" in html
    assert "Gives more than others" in html
    assert "−1.00" in html
    assert "+1.00" in html


@pytest.mark.parametrize(("rest", "asks"), [("", 17), ("readers/", 16), ("scores.csv", 14)])
def test_as_many_queries_for_many_as_for_one(rest, asks, django_assert_num_queries):
    for size in (1, 7):
        review = given_out(applications=size, readers=1 + size)
        for reading in readings(review):
            give(reading)
        browser = admin(review)
        browser.get(desk(review, rest))
        with django_assert_num_queries(asks):
            browser.get(desk(review, rest))


def test_the_runbook_says_who_is_late_and_where_readers_disagree(django_assert_num_queries):
    review = given_out(applications=2, readers=2)
    one, other, *_ = readings(review)
    give(one, 2)
    give(other, 5)
    to_read(review.cohort)
    asked = {"cohort": review.cohort, "reader": admin_of(review), "now": NOW}
    runbook_lines(**asked)
    with django_assert_num_queries(11):
        lines = runbook_lines(**asked)
    assert [line.what for line in lines] == [
        "All applications have their scores",
        "2 scores are still to come",
        "2 applications have too few readers",
        "Readers of 1 application disagree",
    ]
    Review.objects.all().delete()
    assert runbook_lines(**asked) == []


def test_a_talk_moved_away_from_shows_no_longer():
    review = given_out(applications=1, readers=2)
    application = review.cohort.applications.get()
    propose_interview(
        application=application,
        starts_at=NOW + timedelta(days=1),
        minutes=30,
        where="Room 5",
        words="Come.",
        by=admin_of(review),
        seen=SENT_AT,
        now=NOW,
    )
    browser = signed_in(application.person)
    assert "Room 5" in html_of(browser, "/me/mentorship/")
    review.cohort.applications.update(status="in_review")
    assert "Room 5" not in html_of(browser, "/me/mentorship/")
