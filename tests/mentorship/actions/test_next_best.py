"""A place that came free is offered to who is next."""

from datetime import timedelta

import pytest

from mentorship.actions.decision import accept_application
from mentorship.actions.left_out import leave_out, let_in
from mentorship.actions.match import answer_match
from mentorship.actions.next_best import find_next_best, run_for, wanted
from mentorship.actions.pin import set_pin
from mentorship.actions.run import publish_run, start_run
from mentorship.core.json_object import InstanceRefused
from mentorship.models import Cohort, Match, Run
from portal.notices.models import Notice
from tests.mentorship.pool import IN_MATCHING, member_of, people, pool

pytestmark = pytest.mark.django_db
LATER = IN_MATCHING + timedelta(minutes=1)
MUCH_LATER = LATER + timedelta(hours=1)


@pytest.fixture
def declined(superuser) -> Match:
    """One mentor, three mentees; the one who was matched has said no."""
    cohort = pool(mentees=1, mentors=1)
    member_of(cohort, "mentee", "second", seniority=0)
    member_of(cohort, "mentee", "third", goals=["unknown"])
    run = start_run(cohort=cohort, by=superuser, now=IN_MATCHING)
    [match] = publish_run(run=run, by=superuser, now=IN_MATCHING)
    return answer_match(match=match, by=match.mentee.person, accept=False, now=LATER)


def test_the_next_best_is_found_and_nobody_is_told_before_somebody_has_looked(declined):
    assert find_next_best(now=LATER) == (1, 0)
    run = Run.objects.first()
    [pair] = run.result["pairs"]
    assert (run.number, run.made_by, run.is_published) == (2, None, False)
    assert pair["mentor"] == str(declined.mentor.public_id)
    assert pair["mentee"] != str(declined.mentee.public_id)
    assert Match.objects.open().count() == 0


def test_it_is_looked_for_once(declined):
    find_next_best(now=LATER)
    assert find_next_best(now=LATER + timedelta(minutes=1)) == (0, 0)


def test_a_cohort_that_wants_it_so_tells_the_next_at_once(declined):
    cohort = declined.cohort
    cohort.fills_places = True
    cohort.save()
    assert find_next_best(now=LATER) == (1, 1)
    match = Match.objects.open().get()
    assert (match.mentor, match.run.published_by) == (declined.mentor, None)
    told = Notice.objects.filter(key=f"match:{match.public_id}").values_list("person", flat=True)
    assert set(told) == {match.mentee.person_id, match.mentor.person_id}


@pytest.fixture
def nobody_waits(superuser) -> Cohort:
    """One mentor, whose mentee has said no and a run that the tick has made since:
    it found nobody for the place. One more is on the waiting list."""
    cohort = pool(mentees=1, mentors=1)
    run = start_run(cohort=cohort, by=superuser, now=IN_MATCHING)
    [match] = publish_run(run=run, by=superuser, now=IN_MATCHING)
    answer_match(match=match, by=match.mentee.person, accept=False, now=LATER)
    assert find_next_best(now=LATER) == (1, 0)
    member_of(cohort, "mentee", "on-the-list")
    cohort.applications.filter(person__username="on-the-list").update(status="waitlisted")
    assert find_next_best(now=MUCH_LATER) == (0, 0)
    return cohort


def accept_from_the_list(cohort, superuser) -> None:
    row = cohort.applications.get(status="waitlisted")
    accept_application(application=row, by=superuser, seen=row.submitted_at, now=MUCH_LATER)


def test_who_comes_from_the_waiting_list_after_the_tick_has_run_starts_another_run(
    nobody_waits, superuser
):
    accept_from_the_list(nobody_waits, superuser)
    assert find_next_best(now=MUCH_LATER) == (1, 0)
    [pair] = Run.objects.first().result["pairs"]
    accepted = nobody_waits.applications.get(person__username="on-the-list")
    assert pair["mentee"] == str(accepted.public_id)
    assert find_next_best(now=MUCH_LATER + timedelta(minutes=1)) == (0, 0)


def test_a_cohort_that_wants_it_so_tells_at_once_who_comes_from_the_waiting_list(
    nobody_waits, superuser
):
    Cohort.objects.update(fills_places=True)
    accept_from_the_list(nobody_waits, superuser)
    assert find_next_best(now=MUCH_LATER) == (1, 1)
    assert Match.objects.open().get().mentee.person.username == "on-the-list"


def test_who_is_left_out_of_the_matching_starts_no_run(nobody_waits, superuser):
    accept_from_the_list(nobody_waits, superuser)
    accepted = nobody_waits.applications.get(person__username="on-the-list")
    leave_out(application=accepted, by=superuser)
    assert find_next_best(now=MUCH_LATER) == (0, 0)
    let_in(application=accepted, by=superuser)
    assert find_next_best(now=MUCH_LATER) == (1, 0)


def test_of_a_run_that_kept_nothing_of_its_people_nobody_is_new(nobody_waits, superuser):
    accept_from_the_list(nobody_waits, superuser)
    Run.objects.update(made_of={})
    assert find_next_best(now=MUCH_LATER) == (0, 0)


def test_a_pin_beyond_the_places_there_are_waits_for_a_look(superuser):
    cohort = pool(mentees=1, mentors=1, fills_places=True)
    run = start_run(cohort=cohort, by=superuser, now=IN_MATCHING)
    publish_run(run=run, by=superuser, now=IN_MATCHING)
    [mentor] = people(cohort, "mentor")
    second = member_of(cohort, "mentee", "second")
    set_pin(mentee=second, mentor=mentor, kind="pin", by=superuser)
    assert find_next_best(now=LATER) == (1, 0)
    assert Match.objects.open().count() == 1


def test_where_nobody_else_fits_nothing_is_published(superuser):
    cohort = pool(mentees=1, mentors=1, fills_places=True)
    run = start_run(cohort=cohort, by=superuser, now=IN_MATCHING)
    [match] = publish_run(run=run, by=superuser, now=IN_MATCHING)
    answer_match(match=match, by=match.mentor.person, accept=False, now=LATER)
    assert find_next_best(now=LATER) == (1, 0)


def test_matches_that_stand_are_kept(superuser):
    cohort = pool(mentees=3, mentors=2, fills_places=True)
    run = start_run(cohort=cohort, by=superuser, now=IN_MATCHING)
    kept, refused = publish_run(run=run, by=superuser, now=IN_MATCHING)
    answer_match(match=refused, by=refused.mentee.person, accept=False, now=LATER)
    find_next_best(now=LATER)
    [left] = set(people(cohort, "mentee")) - {kept.mentee, refused.mentee}
    assert {(one.mentee, one.mentor) for one in Match.objects.open()} == {
        (kept.mentee, kept.mentor),
        (left, refused.mentor),
    }


def test_nothing_is_looked_for_once_the_cohort_is_over(declined):
    assert find_next_best(now=LATER + timedelta(days=365)) == (0, 0)


def test_a_cohort_without_people_any_more_makes_no_run(declined):
    declined.cohort.applications.update(status="withdrawn")
    assert find_next_best(now=LATER) == (0, 0)


def test_dials_that_cannot_be_had_are_tried_once_and_again_when_another_match_ends(declined):
    kept = Run.objects.get().config
    Run.objects.update(config=kept | {"dials": {"quotas": [{"group": "x", "least": 9}]}})
    assert find_next_best(now=LATER) == (0, 0)
    Run.objects.update(config=kept)
    assert find_next_best(now=LATER + timedelta(minutes=1)) == (0, 0)
    Match.objects.create(
        cohort=declined.cohort,
        run=declined.run,
        mentee=member_of(declined.cohort, "mentee", "fourth"),
        mentor=declined.mentor,
        score=declined.score,
        explanation=declined.explanation,
        published_at=declined.published_at,
        answer_by=declined.answer_by,
        ended_at=LATER + timedelta(minutes=2),
        ending="withdrawn",
    )
    assert find_next_best(now=LATER + timedelta(minutes=3)) == (1, 0)


def test_two_ticks_at_once_make_one_run(declined):
    [first], [second] = wanted(LATER), wanted(LATER)
    assert [bool(run_for(*one, LATER)) for one in (first, second)] == [True, False]


def test_what_broke_is_tried_again_by_the_next_tick(declined):
    kept = Run.objects.get().config
    Run.objects.update(config=kept | {"dials": {"power": 99}})
    with pytest.raises(InstanceRefused):
        find_next_best(now=LATER)
    Run.objects.update(config=kept)
    assert find_next_best(now=LATER) == (1, 0)
