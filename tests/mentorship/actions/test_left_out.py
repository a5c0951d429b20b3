"""Who the matching passes over, and who comes first after waiting."""

from datetime import timedelta

import pytest

from mentorship.actions.left_out import NotInTheMatching, come_back, leave_out, let_in
from mentorship.actions.match import answer_match, lapse_matches
from mentorship.actions.run import StaleRun, publish_run, start_run
from mentorship.core.dials import QuotaOutOfReach
from mentorship.core.instance import Dials, Quota
from mentorship.models import LeftOut, Match
from mentorship.queries.matching import instance_of_run, is_stale
from portal.people.actions.erase import erase_person
from tests.factories.people import UserFactory
from tests.mentorship.pool import IN_MATCHING, member_of, people, pool
from tests.named_locks import queries_of_locks

pytestmark = pytest.mark.django_db


def run_of(cohort, **asked):
    return start_run(cohort=cohort, by=None, now=IN_MATCHING, **asked)


def mentees_of(run) -> set[str]:
    told = run.result
    return {one["mentee"] for one in (*told["pairs"], *told["unmatched"])}


def test_who_is_left_out_is_in_no_run_until_they_are_let_in(superuser):
    cohort = pool(mentees=2, mentors=1)
    ana, bo = people(cohort, "mentee")
    leave_out(application=ana, by=superuser, reason="Away until May")
    assert mentees_of(run_of(cohort)) == {str(bo.public_id)}
    assert let_in(application=ana, by=superuser)
    assert not let_in(application=ana, by=superuser)
    assert mentees_of(run_of(cohort)) == {str(ana.public_id), str(bo.public_id)}


def test_leaving_somebody_out_makes_a_run_stale(superuser):
    cohort = pool()
    run = run_of(cohort)
    leave_out(application=people(cohort, "mentor")[0], by=superuser)
    with pytest.raises(StaleRun):
        publish_run(run=run, by=superuser, now=IN_MATCHING)


def test_who_is_left_out_keeps_their_matches_and_gets_no_further(superuser):
    cohort = pool(mentees=1, mentors=0)
    mia = member_of(cohort, "mentor", "mia", capacity=2)
    [match] = publish_run(run=run_of(cohort), by=superuser, now=IN_MATCHING)
    leave_out(application=mia, by=superuser)
    member_of(cohort, "mentee", "late")
    run = run_of(cohort)
    assert [pair["mentee"] for pair in run.result["pairs"]] == [str(match.mentee.public_id)]
    assert [one["reason"] for one in run.result["unmatched"]] == ["capacity"]


def test_only_who_is_in_the_matching_is_left_out(superuser):
    cohort = pool(mentees=1, mentors=1)
    cohort.applications.update(status="withdrawn")
    with pytest.raises(NotInTheMatching):
        leave_out(application=people(cohort, "mentee")[0], by=superuser)


def test_who_lets_a_match_lapse_is_left_out_until_they_say_that_they_are_there(superuser):
    cohort = pool(mentees=1, mentors=1)
    [match] = publish_run(run=run_of(cohort), by=superuser, now=IN_MATCHING)
    answer_match(match=match, by=match.mentor.person, accept=True, now=IN_MATCHING)
    lapse_matches(now=match.answer_by)
    assert LeftOut.objects.get().application == match.mentee
    assert come_back(application=match.mentee, by=match.mentee.person)
    assert not come_back(application=match.mentee, by=match.mentee.person)


def test_nobody_comes_back_from_what_the_program_decided(superuser):
    cohort = pool(mentees=1, mentors=1)
    [ana] = people(cohort, "mentee")
    leave_out(application=ana, by=superuser, reason="Not this term")
    assert not come_back(application=ana, by=ana.person)
    assert LeftOut.objects.exists()


def test_erasing_who_left_somebody_out_without_a_word_makes_it_no_silence(superuser):
    cohort = pool(mentees=1, mentors=1)
    [ana] = people(cohort, "mentee")
    admin = UserFactory()
    leave_out(application=ana, by=admin, reason=" ")
    erase_person(person=admin, by=superuser)
    row = LeftOut.objects.get()
    assert (row.made_by, row.reason) == (None, "Decided here")
    assert not come_back(application=ana, by=ana.person)


def test_who_has_waited_comes_first_where_that_is_asked_and_runs_again_keep_it(superuser):
    cohort = pool(mentees=1, mentors=1)
    slower = member_of(cohort, "mentee", "slower", goals=["other"], seniority=4)
    first = run_of(cohort)
    [match] = publish_run(run=first, by=superuser, now=IN_MATCHING)
    assert match.mentee != slower
    answer_match(match=match, by=match.mentee.person, accept=False, now=IN_MATCHING)
    member_of(cohort, "mentee", "fits-better")
    by_score = run_of(cohort)
    by_turn = run_of(cohort, waiting_first=True)
    again = run_of(cohort)
    assert str(slower.public_id) not in {pair["mentee"] for pair in by_score.result["pairs"]}
    for run in (by_turn, again):
        assert [pair["mentee"] for pair in run.result["pairs"]] == [str(slower.public_id)]
        assert publishable(run)


def test_pairs_of_the_last_run_are_kept_where_that_costs_little(superuser):
    cohort = pool(mentees=2, mentors=2)
    first = run_of(cohort)
    second = run_of(cohort, dials=Dials(keep=5000))
    assert (second.keeps, publishable(second)) == (first, True)
    assert second.config["dials"] == {"keep": 5000}


def test_a_quota_that_cannot_be_met_makes_no_run():
    cohort = pool(mentees=1, mentors=1)
    with pytest.raises(QuotaOutOfReach):
        run_of(cohort, dials=Dials(quotas=(Quota("nobody", 1),)))
    assert not cohort.runs.exists()


@pytest.mark.parametrize("many", [2, 20])
def test_publishing_asks_as_little_for_many_as_for_few(many, django_assert_num_queries, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    cohort = pool(mentees=many, mentors=many)
    run, admin = run_of(cohort), UserFactory()
    with django_assert_num_queries(24 + queries_of_locks(2)):
        publish_run(run=run, by=admin, now=IN_MATCHING + timedelta(minutes=1))
    assert Match.objects.count() == many


def publishable(run) -> bool:
    return not is_stale(run, instance_of_run(run))
