"""Places kept for groups in the matching: filled as far as they can be, and told to nobody."""

import json

import pytest

from mentorship.actions.left_out import leave_out
from mentorship.actions.run import publish_run, start_run
from mentorship.core.instance import Dials
from mentorship.core.instance_parts import changes, parts_of
from mentorship.equity.actions.answer import answer_group, take_back_answer
from mentorship.equity.actions.group import PlacesInUse, set_groups, settle_places
from mentorship.equity.models import EquityGroup
from mentorship.equity.queries.group_places import group_places, secret_name
from mentorship.models import Application, Run
from mentorship.queries.group_places import without_group_places
from mentorship.queries.matching import instance_of_run, is_stale
from mentorship.queries.matching_desk import run_view
from mentorship.queries.matching_person import person_view
from tests.mentorship.applying import DURING_THE_CALL
from tests.mentorship.equity.asked import group_of
from tests.mentorship.pool import IN_MATCHING, member_of, people, pool

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    """Eleven mentees and four places; the last five fit worse than the others: they know more than
    they want to learn."""
    cohort = pool(mentees=6, mentors=4)
    for at in range(5):
        member_of(
            cohort,
            "mentee",
            f"{cohort.key}-worse-{at}",
            skills=[{"skill": "rust", "level": 3, "importance": 3}],
        )
    return cohort


def keep(cohort, least: int, members: int = 5) -> list[Application]:
    set_groups(cohort=cohort, groups=[("Fewer of them", least), ("Others", 0)], by=None)
    rows = [row for row in people(cohort, "mentee") if "-worse-" in row.person.username][:members]
    for row in rows:
        answer_group(application=row, group=group_of(cohort, "Fewer of them"), now=DURING_THE_CALL)
    return rows


def run_of(cohort) -> Run:
    return start_run(cohort=cohort, by=None, now=IN_MATCHING)


def paired_of(run: Run, rows: list[Application]) -> int:
    keys = {str(row.public_id) for row in rows}
    return sum(pair["mentee"] in keys for pair in run.result["pairs"])


def test_so_many_of_the_group_are_paired_and_the_cost_is_told(cohort):
    rows = keep(cohort, 2)
    run = run_of(cohort)
    assert paired_of(run, rows) == 2
    costs = {one["dial"]: one["total"] for one in run.result["dials"]}
    assert costs["quotas"] < costs["none"]


def test_without_a_place_kept_nothing_is_asked_of_anybody(cohort, django_assert_num_queries):
    rows = keep(cohort, 0)
    with django_assert_num_queries(1):
        assert group_places(cohort=cohort) == ({}, ())
    assert paired_of(run_of(cohort), rows) == 0


def test_fewer_than_five_accepted_have_no_place_and_a_fifth_brings_none(cohort):
    """Or the two runs would tell of the fifth; that dials are turned is said of both."""
    rows = keep(cohort, 2, members=4)
    run = run_of(cohort)
    assert paired_of(run, rows) == 0
    fifth = next(
        row for row in people(cohort, "mentee") if row.person.username.endswith("-worse-4")
    )
    answer_group(application=fifth, group=group_of(cohort, "Fewer of them"), now=DURING_THE_CALL)
    later = run_of(cohort)
    assert paired_of(later, [*rows, fifth]) == 0
    assert [one["dial"] for one in later.result["dials"]] == ["none", "quotas", "all"]
    assert [one["dial"] for one in run.result["dials"]] == ["none", "quotas", "all"]
    assert run.config == later.config


def test_places_that_a_group_has_do_not_go_with_one_of_five(cohort):
    rows = keep(cohort, 2)
    assert paired_of(run_of(cohort), rows) == 2
    Application.objects.filter(pk=rows[0].pk).update(status="declined")
    assert paired_of(run_of(cohort), rows[1:]) == 2


def test_places_are_settled_before_the_engine_works(cohort):
    """As it does, for many people, another number could be written down."""
    keep(cohort, 2)
    settle_places(cohort=cohort)
    with pytest.raises(PlacesInUse):
        set_groups(cohort=cohort, groups=[("Fewer of them", 4), ("Others", 0)], by=None)


def test_a_group_that_came_after_the_first_run_was_begun_has_no_place(cohort):
    settle_places(cohort=cohort)
    rows = keep(cohort, 2)
    Run.objects.create(
        cohort=cohort, number=1, config={}, result={}, made_at=IN_MATCHING, instance_sha256="0" * 64
    )
    assert paired_of(run_of(cohort), rows) == 0


def test_leaving_one_of_five_out_does_not_tell_that_they_were_of_the_group(cohort, superuser):
    rows = keep(cohort, 2)
    leave_out(application=rows[0], by=superuser)
    run = run_of(cohort)
    assert paired_of(run, rows[1:]) == 2


@pytest.mark.parametrize(("mentors_more", "tells"), [(0, False), (1, True)])
def test_what_places_cost_is_told_of_the_first_published_run_of_five_pairs(
    cohort, superuser, mentors_more, tells
):
    keep(cohort, 2)
    for number in range(mentors_more):
        member_of(cohort, "mentor", f"one-more-{number}")
    run = run_of(cohort)
    draft = run_view(cohort=cohort, run=run, reader=superuser)
    assert (draft.costs_wait, draft.dials) == (True, ())
    publish_run(run=run, by=None, now=IN_MATCHING)
    run.refresh_from_db()
    told = run_view(cohort=cohort, run=run, reader=superuser)
    assert (told.costs_wait, "Places for groups" in {one.words for one in told.dials}) == (
        not tells,
        tells,
    )
    member_of(cohort, "mentor", "another")
    later = run_of(cohort)
    publish_run(run=later, by=None, now=IN_MATCHING)
    later.refresh_from_db()
    assert run_view(cohort=cohort, run=later, reader=superuser).costs_wait


def test_nobody_asks_what_a_decision_would_change_where_places_are_kept(cohort, superuser):
    """Who stays where they are when they are kept apart stands by a group's place."""
    keep(cohort, 0)
    mentee = people(cohort, "mentee")[0]
    asks = {"application": mentee, "run": run_of(cohort), "reader": superuser}
    assert person_view(**asks).may_ask
    assert not person_view(**asks | {"reader": people(cohort, "mentor")[0].person}).may_ask
    EquityGroup.objects.filter(cohort=cohort, name="Others").update(least=1)
    assert not person_view(**asks).may_ask


def test_more_places_than_can_be_filled_are_filled_as_far_as_they_can_be(cohort):
    """Five of the group and four mentors; the run is the one of now for the desk."""
    rows = keep(cohort, 5)
    run = run_of(cohort)
    assert paired_of(run, rows) == 4
    assert not is_stale(run, instance_of_run(run))
    assert len(publish_run(run=run, by=None, now=IN_MATCHING)) == 4


def test_nothing_kept_of_a_run_tells_who_is_in_a_group(cohort):
    keep(cohort, 2)
    run = run_of(cohort)
    name = secret_name(group_of(cohort, "Fewer of them"))
    kept = json.dumps([run.result, run.config, run.made_of])
    assert name not in kept
    assert "fewer-of-them" not in kept
    assert "dials" not in run.config
    assert {one["reason"] for one in run.result["unmatched"]} == {"capacity"}
    assert without_group_places(instance_of_run(run)).mentees[0].group is None


def test_who_gave_way_to_a_group_is_not_said_to_fit_less(cohort, superuser):
    keep(cohort, 2)
    found = run_view(cohort=cohort, run=run_of(cohort), reader=superuser).unmatched
    assert {one.reason for one in found} == {
        "All places that fit went to others; this run does not go by points alone"
    }


@pytest.mark.parametrize("left_out", [0, 5])
def test_no_place_is_said_to_help_that_would_tell_who_is_in_a_group(cohort, superuser, left_out):
    rows = keep(cohort, 2)
    for row in rows[:left_out]:
        leave_out(application=row, by=superuser, reason="")
    run = start_run(
        cohort=cohort, by=None, now=IN_MATCHING, dials=Dials(every_mentor=True, worst_first=True)
    )
    told = {one["change"] for each in run.result["unmatched"] for one in each["would_help"]}
    assert told & {"place", "score", "rank"} == set()
    key = run.result["unmatched"][0]["mentee"]
    alone = cohort.applications.get(public_id=key)
    helps = person_view(application=alone, run=run, reader=superuser).unmatched.would_help
    assert not [one for one in helps if "place" in one or "points" in one]


def test_an_answer_taken_back_makes_the_run_a_stale_one_and_names_nobody(cohort):
    rows = keep(cohort, 2, members=5)
    run = run_of(cohort)
    take_back_answer(application=rows[0])
    now = instance_of_run(run)
    assert is_stale(run, now)
    assert changes(run.made_of, parts_of(without_group_places(now))).changed == ()


def test_the_next_run_keeps_the_places_too(cohort):
    rows = keep(cohort, 2)
    assert [paired_of(run_of(cohort), rows) for _each in range(2)] == [2, 2]


def test_queries_stay_the_same_for_many(cohort, django_assert_num_queries):
    keep(cohort, 2)
    settle_places(cohort=cohort)
    with django_assert_num_queries(3):
        groups, quotas = group_places(cohort=cohort)
    assert (len(groups), [one.least for one in quotas]) == (5, [2])
