"""What will be written, in every phase, to a mentee and to a mentor: the letters that do come."""

from datetime import UTC, datetime, timedelta

import pytest

from mentorship.actions.match import answer_match, lapse_matches, remind_of_answers
from mentorship.actions.run import publish_run, start_run
from mentorship.cohort_life.actions.evaluation import ask_for_evaluations
from mentorship.cohort_life.actions.ladder import climb_ladders
from mentorship.cohort_life.actions.parting import leave_pair
from mentorship.mailings.actions.mailing import send_mailing
from mentorship.mailings.core.window import Kind
from mentorship.mailings.queries.audience import audience_of, fingerprint
from mentorship.models import Match, ProgramAdmin, Status
from mentorship.queries.foreseen import foreseen_of
from portal.notices.models import Notice
from tests.conftest import signed_in
from tests.factories.mentorship import ApplicationFactory, CohortFactory
from tests.factories.people import UserFactory
from tests.mentorship.pool import IN_MATCHING, pool

pytestmark = pytest.mark.django_db
OPEN = datetime(2026, 2, 10, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LADDER = ("nudge", "ask", "flag", "propose")


@pytest.fixture
def admin():
    return UserFactory(username="runs-it")


@pytest.fixture
def cohort(admin, at):
    at(IN_MATCHING)
    cohort = pool(mentees=1, mentors=1, key="spring", program__slug="learn")
    ProgramAdmin.objects.create(program=cohort.program, person=admin)
    return cohort


@pytest.fixture
def match(cohort, admin):
    publish_run(run=start_run(cohort=cohort, by=admin, now=IN_MATCHING), by=admin, now=IN_MATCHING)
    return Match.objects.get()


@pytest.fixture
def pair(match):
    for side in ("mentee", "mentor"):
        person = getattr(match, side).person
        match = answer_match(match=match, by=person, accept=True, now=IN_MATCHING)
    return match


def words(application, now) -> list[str]:
    return [one.what for one in foreseen_of(application=application, now=now)]


@pytest.mark.parametrize("role", ["mentee", "mentor"])
def test_from_the_draft_to_the_result_each_status_says_what_comes(role):
    cohort = CohortFactory()
    draft = ApplicationFactory(cohort=cohort, role=role)
    sent = ApplicationFactory(cohort=cohort, role=role, status="submitted", submitted_at=OPEN)
    decided = {"submitted_at": OPEN, "decided_at": OPEN, "cohort": cohort, "role": role}
    in_it, waits, out = (
        ApplicationFactory(status=status, **decided)
        for status in (Status.ACCEPTED, Status.WAITLISTED, Status.DECLINED)
    )
    assert words(draft, OPEN) == ["That the deadline comes and your draft is not sent"]
    assert words(sent, OPEN) == [
        "An invitation to talk, or other times for it",
        "Whether you take part, or what is still to be done",
        "Whom you are paired with and why, or why nobody is found yet",
    ]
    assert words(in_it, OPEN) == [
        "What happens on the day of the results",
        "Whom you are paired with and why, or why nobody is found yet",
    ]
    assert words(waits, OPEN) == ["That a place came free for you"]
    assert words(out, OPEN) == []
    for one in (draft, sent, in_it, waits, out):
        assert words(one, datetime(2026, 7, 20, tzinfo=UTC)) == []


def test_a_letter_that_has_gone_is_no_longer_to_come(cohort, admin):
    now = datetime(2026, 3, 20, 12, tzinfo=UTC)
    mentee = cohort.applications.get(role="mentee")
    assert "What happens on the day of the results" in words(mentee, now)
    people = list(audience_of(cohort=cohort, kind=Kind.RESULTS))
    seen = fingerprint(cohort=cohort, kind=Kind.RESULTS, people=people)
    send_mailing(cohort=cohort, kind=Kind.RESULTS, by=admin, seen=seen, now=now)
    assert "What happens on the day of the results" not in words(mentee, now)


@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_the_reminder_and_the_end_of_a_match_come_when_they_were_foreseen(match, side):
    told = foreseen_of(application=getattr(match, side), now=IN_MATCHING)
    [reminder] = [one for one in told if one.what == "A reminder to answer your match"]
    [end] = [one for one in told if one.what == "That your match has ended by itself"]
    assert remind_of_answers(now=reminder.at - MINUTE) == 0
    assert remind_of_answers(now=reminder.at) == 2
    assert lapse_matches(now=end.at - MINUTE) == 0
    assert lapse_matches(now=end.at) == 1


def test_what_the_other_one_may_do_on_any_day_is_foreseen_until_the_pair_is_over(pair):
    told = foreseen_of(application=pair.mentee, now=IN_MATCHING)
    [line] = [one for one in told if one.what.endswith("rests for a while, or that it has ended")]
    assert (line.at.isoformat(), line.until.isoformat()) == (
        "2026-04-05T22:00:00+00:00",
        "2026-06-28T22:00:00+00:00",
    )
    leave_pair(match=pair, by=pair.mentor.person, not_again=False, now=line.at)
    assert Notice.objects.filter(
        person=pair.mentee.person, template="mentorship/end_match"
    ).exists()
    assert line.what not in words(pair.mentee, line.at)


@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_who_has_a_match_has_heard_with_whom(match, side):
    application = getattr(match, side)
    heard = "Whom you are paired with and why, or why nobody is found yet"
    assert heard not in words(application, IN_MATCHING)
    answer_match(match=match, by=match.mentee.person, accept=False, now=IN_MATCHING)
    assert heard in words(application, IN_MATCHING)


def test_who_has_answered_awaits_no_reminder(match):
    answer_match(match=match, by=match.mentee.person, accept=True, now=IN_MATCHING)
    assert not any("match" in one for one in words(match.mentee, IN_MATCHING))
    assert any("match" in one for one in words(match.mentor, IN_MATCHING))


@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_all_that_a_silent_pair_is_asked_was_foreseen_to_the_day(pair, side):
    application = getattr(pair, side)
    now = datetime(2026, 4, 6, 12, tzinfo=UTC)
    told = foreseen_of(application=application, now=now)
    rounds = [one for one in told if "how it" in one.what.casefold()]
    assert [one.what for one in rounds] == [
        "How it goes, at half time",
        "A reminder to say how it goes, at half time",
        "A reminder to say how it goes, at half time",
        "How it was, at the end",
        "A reminder to say how it was, at the end",
        "A reminder to say how it was, at the end",
    ]
    rungs = [one for one in told if one.what.startswith("Whether you and ")]
    assert len(rungs) == len(LADDER)
    mine = Notice.objects.filter(person=application.person)
    for rung in rungs:
        before = mine.count()
        climb_ladders(now=rung.at - MINUTE)
        assert mine.count() == before
        climb_ladders(now=rung.at + MINUTE)
        assert mine.count() == before + 1
        assert mine.latest("pk").template in {f"cohort_life/{each}" for each in LADDER}
    for round_letter in rounds:
        count = Notice.objects.filter(person=application.person).count()
        ask_for_evaluations(now=round_letter.at + MINUTE)
        assert Notice.objects.filter(person=application.person).count() == count + 1


def test_the_page_is_for_its_person_and_names_days_in_their_zone(pair, at):
    at("2026-04-06T12:00Z")
    page = signed_in(pair.mentee.person).get("/me/mentorship/spring/letters/mentee/")
    assert b"How it goes, at half time" in page.content
    mine = signed_in(pair.mentee.person).get("/me/mentorship/").content.decode()
    assert "/me/mentorship/spring/letters/mentee/" in mine
    assert signed_in(pair.mentor.person).get(page.request["PATH_INFO"]).status_code == 404
    at("2026-07-20T12:00Z")
    after = signed_in(pair.mentee.person).get("/me/mentorship/spring/letters/mentee/")
    assert b"Whether you have completed it, with a certificate" in after.content
    mine = signed_in(pair.mentee.person).get("/me/mentorship/").content.decode()
    assert "/me/mentorship/spring/letters/mentee/" in mine
    at("2026-11-20T12:00Z")
    over = signed_in(pair.mentee.person).get("/me/mentorship/spring/letters/mentee/")
    assert b"Nothing is to come" in over.content


def test_the_page_takes_as_many_queries_for_many_pairs(at, admin, django_assert_num_queries):
    at(IN_MATCHING)
    counted = []
    for mentees in (1, 3):
        cohort = pool(mentees=mentees, mentors=1)
        mentor = cohort.applications.get(role="mentor")
        mentor.facts["capacity"] = mentees
        mentor.save()
        run = start_run(cohort=cohort, by=admin, now=IN_MATCHING)
        for match in publish_run(run=run, by=admin, now=IN_MATCHING):
            for side in ("mentee", "mentor"):
                person = getattr(match, side).person
                answer_match(match=match, by=person, accept=True, now=IN_MATCHING)
        row = type(mentor).objects.select_related("cohort__program").get(pk=mentor.pk)
        with django_assert_num_queries(14):
            counted.append(foreseen_of(application=row, now=IN_MATCHING))
    assert len(counted[1]) == len(counted[0]) + 2 * (len(LADDER) + 1)
