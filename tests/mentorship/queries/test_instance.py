"""Accepted applications as people of the matching engine."""

from datetime import date

import pytest

from mentorship.core.instance import Config, Mentor, Skill, Window
from mentorship.core.matching import solve
from mentorship.queries.instance import instance_of_cohort
from tests.factories.mentorship import ApplicationFactory, CohortFactory
from tests.mentorship.applying import DURING_THE_CALL
from tests.mentorship.pool import pool

pytestmark = pytest.mark.django_db


def accepted(cohort, **facts):
    return ApplicationFactory(
        cohort=cohort,
        status="accepted",
        submitted_at=DURING_THE_CALL,
        decided_at=DURING_THE_CALL,
        **facts,
    )


def test_who_is_accepted_is_in_it_and_nobody_else():
    cohort = CohortFactory(key="spring")
    mentor = accepted(
        cohort,
        role="mentor",
        facts={
            "timezone": "Asia/Kolkata",
            "availability": [{"days": [0, 2], "start": "19:30", "minutes": 90}],
            "skills": [{"skill": "rust", "level": 4}],
            "languages": ["en"],
            "goals": ["speak"],
            "initiatives": ["bread"],
            "seniority": 6,
            "organisation": "acme",
            "capacity": 2,
        },
    )
    ApplicationFactory(cohort=cohort)
    ApplicationFactory(cohort=cohort, status="submitted", submitted_at=DURING_THE_CALL)
    instance = instance_of_cohort(cohort)
    assert (instance.name, instance.start, instance.weeks) == ("spring", date(2026, 4, 6), 12)
    assert instance.mentees == ()
    assert instance.mentors == (
        Mentor(
            id=str(mentor.public_id),
            timezone="Asia/Kolkata",
            availability=(Window((0, 2), 1170, 90),),
            skills=(Skill("rust", 4),),
            languages=("en",),
            goals=("speak",),
            initiatives=("bread",),
            seniority=6,
            organisation="acme",
            capacity=2,
        ),
    )


def test_colleagues_are_not_paired_however_they_write_where_they_work():
    """Also who said so before one way of writing was one organisation for everybody."""
    cohort = pool(mentees=1, mentors=1)
    for role, organisation in (("mentee", "acme labs gmbh"), ("mentor", "acme labs")):
        row = cohort.applications.get(role=role)
        row.facts["organisation"] = organisation
        row.save()
    [alone] = solve(instance_of_cohort(cohort)).unmatched
    assert alone.reason == "conflict"


def test_what_a_list_left_open_bars_nobody_by_itself():
    cohort = CohortFactory()
    accepted(cohort)
    accepted(cohort, role="mentor", facts={"seniority": None})
    instance = instance_of_cohort(cohort)
    (mentee,), (mentor,) = instance.mentees, instance.mentors
    assert (mentee.timezone, mentee.seniority, mentor.seniority, mentor.capacity) == (
        "UTC",
        0,
        10,
        1,
    )
    assert solve(instance).summary.matched == 0


def test_the_weights_of_the_program_come_along():
    cohort = CohortFactory(program__config={"weights": {"skill": 1}, "rules": {"time": False}})
    config = instance_of_cohort(cohort).config
    assert (config.weights["skill"], config.weights["time"], config.rules.time) == (1, 20, False)


@pytest.mark.parametrize("count", [1, 20])
def test_one_query_for_one_and_for_many(count, django_assert_num_queries):
    cohort = pool(mentees=count, mentors=count)
    with django_assert_num_queries(1):
        assert len(instance_of_cohort(cohort).mentees) == count


@pytest.mark.parametrize("config", [[], "x", {"wieghts": {}}, {"weights": {"skill": -1}}])
def test_a_config_that_is_none_counts_as_the_usual_one(config):
    cohort = CohortFactory(program__config=config)
    assert instance_of_cohort(cohort).config == Config()
