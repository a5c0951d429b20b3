"""The last second of an offer, and the next one that is found, in the same moment. Each guard has a
twin without it."""

from datetime import timedelta

import pytest

from mentorship.actions.match import AlreadyAnswered, answer_match, lapse, lapse_matches
from mentorship.actions.next_best import find_next_best
from mentorship.actions.run import StaleRun, publish_run, start_run
from mentorship.models import Answer, Ending, Match, Run
from portal.notices.models import Notice
from tests.factories.people import UserFactory
from tests.mentorship.at_once import at_once, pressing
from tests.mentorship.pool import IN_MATCHING, member_of, pool

pytestmark = pytest.mark.django_db(transaction=True)
LATER = IN_MATCHING + timedelta(hours=1)
SECOND = timedelta(seconds=1)


def published(*, mentees: int = 1, mentors: int = 1, **facts) -> list[Match]:
    cohort = pool(mentees=mentees, mentors=mentors, **facts)
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    matches = publish_run(run=run, by=UserFactory(), now=IN_MATCHING)
    Notice.objects.all().delete()
    return matches


def half_answered() -> Match:
    """The mentor has said yes, the mentee nothing yet."""
    [match] = published()
    answer_match(match=match, by=match.mentor.person, accept=True, now=LATER)
    return match


def told(template: str) -> int:
    return Notice.objects.filter(template=f"mentorship/{template}").count()


def test_a_yes_of_the_last_second_and_the_end_of_the_offer_are_never_both():
    match = half_answered()
    late = match.answer_by
    yes = pressing(
        "yes",
        answer_match,
        AlreadyAnswered,
        match=match,
        by=match.mentee.person,
        accept=True,
        now=late - SECOND,
    )
    found = at_once(yes, pressing("looked", lapse_matches, now=late))
    match.refresh_from_db()
    if "yes" in found:
        assert match.is_agreed
        assert (told("accept_match"), told("lapse_match"), told("end_match")) == (2, 0, 0)
    else:
        assert found == ["AlreadyAnswered", "looked"]
        assert match.ending == Ending.LAPSED
        assert (told("accept_match"), told("lapse_match"), told("end_match")) == (0, 1, 1)


def test_two_ticks_at_once_let_an_offer_lapse_once():
    match = half_answered()
    ticks = [pressing("looked", lapse, pk=match.pk, now=match.answer_by) for _ in range(2)]
    at_once(*ticks)
    assert (told("lapse_match"), told("end_match")) == (1, 1)


def test_without_the_condition_a_match_is_agreed_and_has_lapsed():
    """The twin: both look, then both write."""
    match = half_answered()

    def looks_first(column: str, said: str, **also):
        def press(start) -> str:
            row = Match.objects.get(pk=match.pk)
            assert row.ended_at is None
            assert row.mentee_answer == Answer.AWAITED
            start.wait()
            Match.objects.filter(pk=match.pk).update(**{column: said}, **also)
            return said

        return press

    yes = looks_first("mentee_answer", "accepted")
    end = looks_first("ending", "lapsed", ended_at=match.answer_by)
    assert at_once(yes, end) == ["accepted", "lapsed"]
    match.refresh_from_db()
    assert (match.mentee_answer, match.mentor_answer, match.ending) == (
        "accepted",
        "accepted",
        "lapsed",
    )


def test_who_says_no_while_another_run_is_published_frees_one_place_and_no_more():
    """Either the run was of people who have all stayed, or it is a stale one."""
    [match] = published()
    cohort = match.cohort
    for role in ("mentee", "mentor"):
        member_of(cohort, role, f"another-{role}")
    run = start_run(cohort=cohort, by=None, now=LATER)
    no = pressing(
        "no",
        answer_match,
        AlreadyAnswered,
        match=match,
        by=match.mentee.person,
        accept=False,
        now=LATER,
    )
    publish = pressing("published", publish_run, StaleRun, run=run, by=UserFactory(), now=LATER)
    found = at_once(no, publish)
    assert found in (["no", "published"], ["StaleRun", "no"])
    match.refresh_from_db()
    assert match.ending == Ending.DECLINED
    assert Match.objects.open().count() == ("published" in found)
    assert told("end_match") == 1


def test_two_ticks_at_once_find_the_next_best_once_and_tell_them_once():
    [match] = published(mentees=2, fills_places=True)
    answer_match(match=match, by=match.mentee.person, accept=False, now=LATER)
    at_once(*[pressing("looked", find_next_best, now=LATER) for _ in range(2)])
    assert (Run.objects.count(), Match.objects.open().count()) == (2, 1)
    assert told("publish_run") == 2


def test_while_the_portal_tells_the_next_best_an_admin_can_tell_nobody_else():
    """Two runs of the same people: the second to be published is of a place that is taken."""
    [match] = published(mentees=2, fills_places=True)
    answer_match(match=match, by=match.mentee.person, accept=False, now=LATER)
    run = start_run(cohort=match.cohort, by=None, now=LATER - timedelta(minutes=30))
    Run.objects.filter(pk=run.pk).update(made_at=IN_MATCHING)
    admin = pressing("published", publish_run, StaleRun, run=run, by=UserFactory(), now=LATER)
    at_once(admin, pressing("looked", find_next_best, now=LATER))
    assert Match.objects.open().count() == 1
    assert told("publish_run") == 2
