import pytest

from mentorship.actions.match import answer_match
from mentorship.actions.pin import set_pin
from mentorship.actions.run import publish_run, start_run
from mentorship.core.instance import Dials
from mentorship.models import Application, PinKind, Run
from mentorship.queries.matching_desk import help_words, run_view
from mentorship.queries.matching_person import person_view, result_of
from tests.mentorship.pool import IN_MATCHING, member_of, pool

pytestmark = pytest.mark.django_db


def test_a_run_of_another_version_of_the_engine_can_still_be_read():
    run = start_run(cohort=pool(mentees=1, mentors=1), by=None, now=IN_MATCHING)
    known = result_of(run)
    run.result["summary"]["from_later"] = 1
    assert result_of(run) == known
    del run.result["summary"]["gini"]
    assert (result_of(run).pairs, result_of(run).summary.gini) == (known.pairs, None)


def test_hours_that_would_help_are_said_by_the_clock_of_who_has_nobody():
    change = {"change": "hours", "day": 0, "start": "18:00", "minutes": 120, "opens": 3}
    assert (
        help_words(change, {}) == "120 minutes on Monday from 18:00 their time would open 3 mentors"
    )
    one = help_words(change | {"opens": 1}, {})
    assert one == "120 minutes on Monday from 18:00 their time would open 1 mentor"


@pytest.mark.parametrize(
    ("lacking", "shown"), [(1, "0.1"), (30, "0.1"), (100, "0.1"), (7240, "7.3"), (7300, "7.3")]
)
def test_as_many_points_more_as_are_shown_would_do(lacking, shown):
    told = help_words({"change": "score", "points": lacking}, {})
    assert told == f"{shown} points more with a mentor"
    assert round(float(shown) * 1000) >= lacking


BY_POINTS = "All places that fit went to pairs that fit better"
NOT_BY_POINTS = "All places that fit went to others; this run does not go by points alone"


@pytest.fixture
def three():
    """Three who would all fit the one mentor."""
    return pool(mentees=3, mentors=1)


def why_alone(cohort, reader, **made) -> set[str]:
    """As the list of those without a mentor says it, and the page of each."""
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING, **made)
    found = run_view(cohort=cohort, run=run, reader=reader).unmatched
    rows = cohort.applications.filter(public_id__in=[one.mentee.key for one in found])
    pages = [person_view(application=row, run=run, reader=reader).unmatched for row in rows]
    return {one.reason for one in (*found, *pages)}


def test_where_points_alone_decide_the_places_went_to_who_fits_better(three, superuser):
    assert why_alone(three, superuser) == {BY_POINTS}


@pytest.mark.parametrize(
    "dials", [Dials(worst_first=True), Dials(aim="equal"), Dials(every_mentor=True)]
)
def test_with_a_dial_turned_nobody_is_said_to_fit_better(three, superuser, dials):
    assert why_alone(three, superuser, dials=dials) == {NOT_BY_POINTS}


def test_where_who_waited_comes_first_nobody_is_said_to_fit_better(superuser):
    cohort = pool(mentees=0, mentors=0)
    member_of(cohort, "mentor", "far", languages=["fr"])
    waited = member_of(cohort, "mentee", "waited", seniority=4)
    first = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    publish_run(run=first, by=superuser, now=IN_MATCHING)
    member_of(cohort, "mentee", "fits-better")
    member_of(cohort, "mentor", "near")
    assert why_alone(cohort, superuser, waiting_first=True) == {NOT_BY_POINTS}
    assert cohort.runs.first().result["pairs"][0]["mentee"] == str(waited.public_id)


def test_beside_a_pair_that_is_held_nobody_is_said_to_fit_better(three, superuser):
    mentor = three.applications.get(role="mentor")
    worse = member_of(three, "mentee", "held", seniority=4)
    set_pin(mentee=worse, mentor=mentor, kind=PinKind.PIN, by=superuser)
    assert why_alone(three, superuser) == {NOT_BY_POINTS}


def test_the_person_page_works_out_which_hours_would_open_mentors(superuser):
    cohort = pool(mentees=0, mentors=3)
    night = [{"days": [5], "start": "02:00", "minutes": 120}]
    alone = member_of(cohort, "mentee", "ana", availability=night)
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    assert [one["change"] for one in run.result["unmatched"][0]["would_help"]] == ["time"]
    told = person_view(application=alone, run=run, reader=superuser)
    assert told.unmatched.would_help == (
        "More common hours would open 3 mentors",
        "60 minutes on Monday from 18:00 their time would open 3 mentors",
        "60 minutes on Wednesday from 18:00 their time would open 3 mentors",
    )


def turned(cohort, **dials):
    return start_run(cohort=cohort, by=None, now=IN_MATCHING, dials=Dials(**dials))


def crowd_of_one_place():
    cohort = pool(mentees=0, mentors=0)
    member_of(cohort, "mentor", "bo")
    for name in ("ana", "ben"):
        member_of(cohort, "mentee", name)
    return cohort


def alone_in(run):
    [one] = run.result["unmatched"]
    return Application.objects.get(public_id=one["mentee"]), one["would_help"]


def test_with_a_dial_turned_places_are_told_with_the_run_and_on_the_page(superuser):
    run = turned(crowd_of_one_place(), every_mentor=True)
    alone, stored = alone_in(run)
    assert {"change": "place", "mentor": run.result["pairs"][0]["mentor"]} in stored
    told = person_view(application=alone, run=run, reader=superuser)
    assert "One more place at bo@example.org" in told.unmatched.would_help


def test_what_a_run_had_no_time_for_is_worked_out_for_who_is_looked_at_and_kept(superuser):
    run = turned(crowd_of_one_place(), aim="equal")
    alone, _stored = alone_in(run)
    Run.objects.filter(pk=run.pk).update(result=run.result | {"unmatched": [bare(run)]})
    run.refresh_from_db()
    looks = [person_view(application=alone, run=run, reader=superuser) for _ in range(2)]
    assert looks[0].unmatched.would_help == looks[1].unmatched.would_help
    assert "One more place at bo@example.org" in looks[0].unmatched.would_help


def bare(run):
    [one] = run.result["unmatched"]
    return one | {"would_help": []}


def test_of_a_stale_run_nothing_is_matched_again(superuser):
    cohort = crowd_of_one_place()
    run = turned(cohort, aim="equal")
    alone, _stored = alone_in(run)
    Run.objects.filter(pk=run.pk).update(result=run.result | {"unmatched": [bare(run)]})
    run.refresh_from_db()
    member_of(cohort, "mentee", "comes-later")
    assert person_view(application=alone, run=run, reader=superuser).unmatched.would_help == ()


def test_why_a_match_ended_is_told_to_neither_of_the_two_at_the_desk(superuser):
    """One of them may run the program."""
    cohort = pool(mentees=1, mentors=1)
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    [match] = publish_run(run=run, by=None, now=IN_MATCHING)
    no = {"accept": False, "reason": "We have met before."}
    answer_match(match=match, by=match.mentor.person, now=IN_MATCHING, **no)

    def reads(reader, application):
        return [
            one.reason for one in person_view(application=application, run=run, reader=reader).ended
        ]

    for application in (match.mentee, match.mentor):
        assert reads(superuser, application) == ["We have met before."]
        assert reads(match.mentee.person, application) == []
        assert reads(match.mentor.person, application) == []


def test_what_has_changed_since_is_told_to_nobody_who_takes_part(superuser):
    """Of a change that is missing there they would know that it is about them."""
    cohort = pool(mentees=2, mentors=2)
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    member_of(cohort, "mentee", "who comes later")
    one = cohort.applications.filter(role="mentee").first()
    others = run_view(cohort=cohort, run=run, reader=superuser)
    own = run_view(cohort=cohort, run=run, reader=one.person)
    assert (others.is_stale, len(others.changed)) == (True, 1)
    assert (own.is_stale, own.changed) == (True, ())
