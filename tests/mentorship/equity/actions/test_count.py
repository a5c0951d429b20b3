"""Answers become sums and go; small sums are hidden for good."""

from datetime import UTC, datetime, timedelta

import pytest

from mentorship.equity.actions.count import count_terms, make_report
from mentorship.equity.actions.report import publish_due, publish_report
from mentorship.equity.models import Counted, FairnessReport, ReasonCount, StageCount
from mentorship.equity.models.answer import EquityAnswer
from mentorship.models import Match, StatusChange
from tests.factories.mentorship import ApplicationFactory, CohortFactory
from tests.mentorship.applying import DURING_THE_CALL, IN_REVIEW
from tests.mentorship.cohort_life.together import pairs_together
from tests.mentorship.equity.asked import (
    IT_SHOWS_ITSELF,
    REPORT_IS_MADE,
    RESULTS_ARE_OUT,
    applied,
    asking,
    group_of,
    kept_of,
)
from tests.mentorship.pool import member_of
from tests.named_locks import queries_of_locks

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return asking(("Early", 0), ("Later", 0))


def stages(report) -> dict[str, tuple[int, dict]]:
    return {one["stage"]: (one["people"], one["by_group"]) for one in report.figures["stages"]}


def test_who_is_out_is_counted_once_results_are_out_and_their_answer_goes(cohort):
    out = applied(cohort, "declined", said="Early")
    waits = applied(cohort, "waitlisted", said="Early")
    assert count_terms(now=RESULTS_ARE_OUT - timedelta(days=3)) == (0, 0)
    assert count_terms(now=RESULTS_ARE_OUT) == (1, 0)
    assert count_terms(now=RESULTS_ARE_OUT) == (0, 0)
    assert (kept_of(out), kept_of(waits)) == ("", "Early")
    [row] = StageCount.objects.all()
    assert (row.stage, row.group, row.people) == ("read", group_of(cohort, "Early"), 1)


def test_while_nobody_is_out_a_tick_looks_once_and_locks_nobody_else(
    cohort, django_assert_num_queries
):
    applied(cohort, "waitlisted", said="Early")
    looks, savepoints = 2, 2
    with django_assert_num_queries(looks + savepoints + queries_of_locks(1)):
        assert count_terms(now=RESULTS_ARE_OUT) == (0, 0)


def test_sums_of_later_ticks_are_added(cohort):
    applied(cohort, "declined", said="Early")
    count_terms(now=RESULTS_ARE_OUT)
    applied(cohort, "declined", said="Early")
    applied(cohort, "withdrawn")
    count_terms(now=RESULTS_ARE_OUT)
    assert list(StageCount.objects.values_list("stage", "people")) == [("read", 2)]
    assert list(ReasonCount.objects.values_list("why", "people")) == [("declined", 2)]


def test_a_report_is_made_a_week_after_the_end_and_nothing_else_is_left(cohort):
    for _each in range(6):
        applied(cohort, "declined", said="Early")
        applied(cohort, "declined", said="Later")
        applied(cohort, "ineligible")
    ApplicationFactory(cohort=cohort, status="draft")
    assert count_terms(now=REPORT_IS_MADE - timedelta(days=2)) == (18, 0)
    assert count_terms(now=REPORT_IS_MADE) == (0, 1)
    assert count_terms(now=REPORT_IS_MADE) == (0, 0)
    for rows in (EquityAnswer, StageCount, ReasonCount, Counted):
        assert not rows.objects.exists()
    told = stages(FairnessReport.objects.get())
    assert told["applied"] == (18, {"early": 6, "later": 6, "none": 6})
    assert told["read"][0] == 12
    assert told["offered"][0] == 0


def test_answers_of_who_never_counted_go_with_the_rest(cohort):
    """Sent, answered, and taken back to a draft."""
    applied(cohort, "draft", said="Early")
    applied(cohort, "declined")
    make_report(cohort=cohort, now=REPORT_IS_MADE)
    assert not EquityAnswer.objects.exists()


def test_small_counts_are_hidden_in_what_is_kept(cohort):
    for _each in range(9):
        applied(cohort, "declined", said="Early")
    for _each in range(2):
        applied(cohort, "declined", said="Later")
    for _each in range(8):
        applied(cohort, "declined")
    report = make_report(cohort=cohort, now=REPORT_IS_MADE)
    assert stages(report)["applied"] == (19, {"early": 9, "later": None, "none": None})
    reasons = {one["why"]: one["people"] for one in report.figures["without_pair"]}
    assert reasons["declined"] is None or reasons["declined"] == 19


def test_where_nobody_applied_there_is_no_report(cohort):
    ApplicationFactory(cohort=cohort, status="draft")
    assert make_report(cohort=cohort, now=REPORT_IS_MADE) is None
    assert not FairnessReport.objects.exists()


def test_a_term_that_asked_for_no_group_has_its_sums(at):
    cohort = pairs_together(pairs=3)
    report = make_report(cohort=cohort, now=REPORT_IS_MADE)
    assert {stage: people for stage, (people, _groups) in stages(report).items()} == {
        "applied": 3,
        "eligible": 3,
        "read": 3,
        "offered": 3,
        "accepted": 3,
        "finished": 3,
    }
    assert report.figures["matching"]["weights"]["skill"] == 40


@pytest.mark.parametrize(
    ("pairs", "alone", "told"),
    [
        (3, 1, {"mentors": None, "places": None, "mentors_with_a_pair": None}),
        (5, 0, {"mentors": 5, "places": None, "mentors_with_a_pair": None}),
        (5, 4, {"mentors": 9, "places": None, "mentors_with_a_pair": None}),
        (5, 5, {"mentors": 10, "places": 10, "mentors_with_a_pair": 5}),
    ],
)
def test_of_few_mentors_nobody_can_tell_who_had_a_pair(at, pairs, alone, told):
    """Nine places of nine mentors, and five who began, would tell of four who had nobody. How many
    pairs there were stands in the stages, where it is never hidden."""
    cohort = pairs_together(pairs=pairs)
    for number in range(alone):
        member_of(cohort, "mentor", f"alone-{number}")
    assert make_report(cohort=cohort, now=REPORT_IS_MADE).figures["load"] == told


def test_what_a_dial_made_of_few_pairs_is_hidden(at):
    cohort = pairs_together(pairs=5)
    run = cohort.runs.get()
    run.result["dials"] = [
        {"dial": "none", "matched": 5, "total": 400},
        {"dial": "worst_first", "matched": 4, "total": 390},
    ]
    run.save()
    assert make_report(cohort=cohort, now=REPORT_IS_MADE).figures["matching"]["dials"] == [
        {"dial": "none", "matched": 5, "total": 400},
        {"dial": "worst_first", "matched": None, "total": None},
    ]


def test_a_pair_that_ended_early_did_not_stay():
    cohort = pairs_together(pairs=2)
    ended = Match.objects.filter(cohort=cohort).order_by("pk").first()
    Match.objects.filter(pk=ended.pk).update(
        ended_at=datetime(2026, 5, 1, tzinfo=UTC), ending="stopped"
    )
    told = stages(make_report(cohort=cohort, now=REPORT_IS_MADE))
    assert (told["accepted"][0], told["finished"][0]) == (2, 1)


def test_who_withdrew_while_one_could_apply_is_not_counted(cohort):
    for left in (DURING_THE_CALL, IN_REVIEW):
        row = applied(cohort, "withdrawn", said="Early")
        StatusChange.objects.create(
            application=row, was="submitted", became="withdrawn", mover="applicant", at=left
        )
    assert stages(make_report(cohort=cohort, now=REPORT_IS_MADE))["applied"][0] == 1


def test_waiting_is_told_of_five_people_and_more(cohort):
    for days in (2, 4, 10, 20):
        row = applied(cohort, "declined")
        row.decided_at = DURING_THE_CALL + timedelta(days=days)
        row.save()
    assert waiting_of(cohort) == {"answered": None, "median_days": None}
    row = applied(cohort, "declined")
    row.decided_at = DURING_THE_CALL + timedelta(days=30)
    row.save()
    FairnessReport.objects.all().delete()
    assert waiting_of(cohort) == {"answered": 5, "median_days": 10}


def waiting_of(cohort):
    return make_report(cohort=cohort, now=REPORT_IS_MADE).figures["waiting"]


def test_a_report_is_published_once_by_hand_or_two_weeks_later(cohort):
    applied(cohort, "declined")
    report = make_report(cohort=cohort, now=REPORT_IS_MADE)
    assert publish_due(now=REPORT_IS_MADE) == 0
    assert publish_due(now=IT_SHOWS_ITSELF) == 1
    assert publish_due(now=IT_SHOWS_ITSELF) == 0
    assert publish_report(report=report, by=None, now=IT_SHOWS_ITSELF) is False


def test_a_term_long_over_is_left_alone_unless_it_has_answers_to_delete(cohort):
    applied(CohortFactory(), "declined")
    later = REPORT_IS_MADE + timedelta(days=90)
    assert count_terms(now=later) == (0, 0)
    applied(cohort, "declined", said="Early")
    assert count_terms(now=later) == (0, 1)
    assert not EquityAnswer.objects.exists()
