"""Every status says what comes next and when, or that nothing more comes."""

from datetime import UTC, datetime, timedelta

import pytest

from mentorship.actions.match import answer_match, lapse_matches
from mentorship.actions.run import publish_run, start_run
from mentorship.models import Match, ProgramAdmin, Status
from mentorship.queries.application_history import desk_history
from mentorship.queries.own_applications import NO_MORE, own_applications
from tests.conftest import signed_in
from tests.factories.mentorship import ApplicationFactory, CohortFactory
from tests.factories.people import UserFactory
from tests.mentorship.pool import IN_MATCHING, people, pool

pytestmark = pytest.mark.django_db
OPEN = datetime(2026, 2, 10, 12, tzinfo=UTC)
MOMENTS = {
    "planned": datetime(2026, 1, 10, 12, tzinfo=UTC),
    "applications": OPEN,
    "review": datetime(2026, 3, 5, 12, tzinfo=UTC),
    "matching": IN_MATCHING,
    "matched": datetime(2026, 3, 25, 12, tzinfo=UTC),
    "running": datetime(2026, 4, 20, 12, tzinfo=UTC),
    "midterm": datetime(2026, 5, 25, 12, tzinfo=UTC),
    "finished": datetime(2026, 7, 10, 12, tzinfo=UTC),
}
NOTHING = {
    Status.DRAFT: set(MOMENTS) - {"planned", "applications"},
    Status.INELIGIBLE: set(MOMENTS) - {"applications"},
    Status.DECLINED: set(MOMENTS),
    Status.WITHDRAWN: set(MOMENTS),
}
OVER = {"finished"}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("phase", MOMENTS)
def test_a_status_names_the_next_date_or_says_that_nothing_comes(status, phase):
    row = ApplicationFactory(
        cohort=CohortFactory(), status=status, submitted_at=OPEN, decided_at=OPEN
    )
    [own] = own_applications(person=row.person, now=MOMENTS[phase])
    if phase in NOTHING.get(status, OVER):
        assert (own.next_words, own.next_at) == (NO_MORE, None)
    else:
        assert own.next_words
        assert own.next_at > MOMENTS[phase]


@pytest.fixture
def offered(at):
    at(IN_MATCHING)
    cohort = pool(mentees=2, mentors=1, key="spring", program__slug="learn")
    admin = UserFactory(username="runs-it")
    ProgramAdmin.objects.create(program=cohort.program, person=admin)
    publish_run(run=start_run(cohort=cohort, by=admin, now=IN_MATCHING), by=admin, now=IN_MATCHING)
    return Match.objects.get()


def own_of(match, side, now=IN_MATCHING):
    [own] = own_applications(person=getattr(match, side).person, now=now)
    return own


def test_who_has_a_match_to_answer_reads_that_it_is_offered_and_until_when(offered):
    own = own_of(offered, "mentee")
    assert (own.said, own.next_words) == ("Offered: a match for you", "Answer until")
    assert own.next_at == offered.answer_by - timedelta(minutes=1)
    assert [line.words for line in own.history] == ["A match was offered to you"]
    page = signed_in(offered.mentee.person).get("/me/mentorship/").content.decode()
    assert "Offered: a match for you" in page
    apply_page = signed_in(offered.mentee.person).get("/me/mentorship/spring/withdraw/mentee/")
    assert apply_page.context["own"].said == "Offered: a match for you"


def test_after_the_answer_it_is_a_match_and_history_tells_the_own_answer_alone(offered, superuser):
    answer_match(match=offered, by=offered.mentee.person, accept=True, now=IN_MATCHING)
    assert own_of(offered, "mentee").said == "You have a match"
    assert own_of(offered, "mentor").said == "Offered: a match for you"
    assert [line.words for line in own_of(offered, "mentor").history] == [
        "A match was offered to you"
    ]
    answer_match(match=offered, by=offered.mentor.person, accept=False, now=IN_MATCHING)
    assert [line.words for line in own_of(offered, "mentor").history][1:] == ["You said no to it"]
    told = [line.words for line in own_of(offered, "mentee").history]
    assert told[0] == "A match was offered to you"
    assert "no" not in " ".join(told).split()
    assert [line.words for line in desk_history(application=offered.mentor, reader=superuser)] == [
        "A match was offered",
        "Said no to it",
    ]


def test_what_nobody_answered_has_ended_in_the_history_of_both(offered, superuser):
    late = offered.answer_by + timedelta(minutes=5)
    lapse_matches(now=late)
    told = [line.words for line in own_of(offered, "mentee", late).history]
    assert told == ["A match was offered to you", "The match ended"]
    assert [line.words for line in desk_history(application=offered.mentee, reader=superuser)] == [
        "A match was offered",
        "Not answered in time",
    ]


def test_who_runs_the_program_reads_of_their_own_match_what_anybody_does_of_theirs(offered):
    me, other = offered.mentee, offered.mentor
    answer_match(match=offered, by=other.person, accept=False, now=IN_MATCHING)
    own = desk_history(application=me, reader=me.person)
    assert [line.words for line in own] == ["A match was offered to you", "The match ended"]
    assert desk_history(application=other, reader=me.person) == []


def test_the_desk_finds_who_is_offered_a_match_and_until_when(offered):
    desk = signed_in(UserFactory._meta.model.objects.get(username="runs-it"))
    everybody = desk.get("/desk/mentorship/learn/spring/")
    asked = desk.get("/desk/mentorship/learn/spring/?status=offered")
    assert len(everybody.context["rows"]) == 3
    assert {row.public_id for row in asked.context["rows"]} == {
        offered.mentee.public_id,
        offered.mentor.public_id,
    }
    assert {row.status_label for row in asked.context["rows"]} == {"Offered"}
    assert all(row.offered_until for row in asked.context["rows"])
    answer_match(match=offered, by=offered.mentor.person, accept=True, now=IN_MATCHING)
    [left] = desk.get("/desk/mentorship/learn/spring/?status=offered").context["rows"]
    assert left.public_id == offered.mentee.public_id


def test_own_list_takes_as_many_queries_for_many_cohorts(offered, django_assert_num_queries):
    person = offered.mentee.person
    with django_assert_num_queries(5):
        own_applications(person=person, now=IN_MATCHING)
    for _ in range(5):
        ApplicationFactory(cohort=CohortFactory(), person=person)
    with django_assert_num_queries(5):
        own_applications(person=person, now=IN_MATCHING)


def test_one_without_a_match_is_told_nothing_of_offers(offered):
    [alone] = [one for one in people(offered.cohort, "mentee") if one != offered.mentee]
    [own] = own_applications(person=alone.person, now=IN_MATCHING)
    assert (own.said, own.history) == ("In the matching", ())
