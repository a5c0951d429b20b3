"""The matching desk with two thousand people: no page asks or takes more than a person waits for."""

import random
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorship.actions.run import start_run
from mentorship.models import Application, Cohort, ProgramAdmin
from portal.people.models import Profile, User
from tests.conftest import signed_in
from tests.factories.mentorship import CohortFactory
from tests.factories.people import UserFactory
from tests.mentorship.pool import IN_MATCHING
from tests.mentorship.views.test_matching import address
from tests.quick import within

pytestmark = pytest.mark.django_db
ZONES = ("Europe/Berlin", "Asia/Kolkata", "America/New_York", "Africa/Nairobi", "Asia/Kathmandu")
SKILLS = ("rust", "go", "python", "kubernetes", "debugging", "git")
MOST_SECONDS = 2


def crowd(*, mentees: int, mentors: int) -> Cohort:
    """Written straight into the tables; each lives, speaks and knows something of their own."""
    cohort, draw = CohortFactory(key="crowd"), random.Random(2026)
    roles = ["mentee"] * mentees + ["mentor"] * mentors
    names = [f"{role}-{number:04}" for number, role in enumerate(roles)]
    users = User.objects.bulk_create(User(username=name) for name in names)
    Profile.objects.bulk_create(Profile(person=one, display_name=one.username) for one in users)
    Application.objects.bulk_create(
        Application(
            cohort=cohort,
            person=person,
            role=role,
            status="accepted",
            submitted_at=IN_MATCHING - timedelta(days=30),
            decided_at=IN_MATCHING,
            facts=facts(draw, role),
        )
        for person, role in zip(users, roles, strict=True)
    )
    return cohort


def facts(draw: random.Random, role: str) -> dict:
    days = sorted(draw.sample(range(7), 3))
    level = {"mentee": {"level": 0, "importance": 3}, "mentor": {"level": 4}}[role]
    return {
        "timezone": draw.choice(ZONES),
        "availability": [
            {"days": days, "start": f"{draw.randint(7, 19):02}:00", "minutes": 180},
        ],
        "skills": [{"skill": skill, **level} for skill in sorted(draw.sample(SKILLS, 2))],
        "languages": sorted({"en", draw.choice(("en", "fr", "hi", "sw"))}),
        "goals": [],
        "initiatives": [],
        "seniority": draw.randint(0, 2) if role == "mentee" else draw.randint(4, 8),
        "organisation": draw.choice((None, None, "acme labs", "tidewater")),
        **({"capacity": draw.randint(1, 3)} if role == "mentor" else {}),
    }


@pytest.mark.parametrize(
    ("mentees", "mentors"), [(16, 4), pytest.param(1600, 400, marks=pytest.mark.proof)]
)
def test_no_page_of_the_desk_takes_long(at, mentees, mentors):
    at(IN_MATCHING)
    cohort = crowd(mentees=mentees, mentors=mentors)
    admin = ProgramAdmin.objects.create(program=cohort.program, person=UserFactory()).person
    first, second = (start_run(cohort=cohort, by=admin, now=IN_MATCHING) for _ in range(2))
    pair, unmatched = second.result["pairs"][0], second.result["unmatched"]
    assert unmatched
    pages = {
        "": 25,
        "?q=mentee-0007": 25,
        f"people/{pair['mentee']}/": 28,
        f"people/{pair['mentor']}/": 27,
        f"people/{unmatched[0]['mentee']}/": 28,
        f"compare/{first.number}/{second.number}/": 11,
        f"publish/{second.number}/": 28,
    }
    browser = signed_in(admin)
    asked = {}
    for rest in pages:
        browser.get(address(cohort, rest))
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            browser.get(address(cohort, rest))
        asked[rest] = len(queries)
        assert within(MOST_SECONDS, lambda rest=rest: browser.get(address(cohort, rest))), rest
    assert asked == pages
