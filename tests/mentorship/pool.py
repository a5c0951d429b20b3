"""A cohort whose applications are accepted: people of the matching, by short names."""

from datetime import UTC, datetime

from mentorship.models import Application, Cohort
from tests.factories.mentorship import ApplicationFactory, CohortFactory
from tests.factories.people import UserFactory

IN_MATCHING = datetime(2026, 3, 16, 12, tzinfo=UTC)
EVENINGS = [{"days": [0, 2], "start": "18:00", "minutes": 120}]


def member_of(cohort: Cohort, role: str, name: str = "", person=None, **facts) -> Application:
    """Free on Monday and Wednesday evenings in Berlin; mentors know Rust, mentees want to."""
    level = {"mentee": {"level": 0, "importance": 3}, "mentor": {"level": 4}}[role]
    return ApplicationFactory(
        cohort=cohort,
        person=person or UserFactory(username=name),
        role=role,
        status="accepted",
        submitted_at=datetime(2026, 2, 10, tzinfo=UTC),
        decided_at=datetime(2026, 3, 10, tzinfo=UTC),
        facts={
            "timezone": "Europe/Berlin",
            "availability": EVENINGS,
            "skills": [{"skill": "rust", **level}],
            "languages": ["en"],
            "goals": [],
            "initiatives": [],
            "seniority": 1 if role == "mentee" else 5,
            "organisation": None,
            **({"capacity": 1} if role == "mentor" else {}),
        }
        | facts,
    )


def pool(*, mentees: int = 2, mentors: int = 2, **facts) -> Cohort:
    cohort = CohortFactory(**facts)
    for at in range(mentees):
        member_of(cohort, "mentee", f"{cohort.key}-mentee-{at}")
    for at in range(mentors):
        member_of(cohort, "mentor", f"{cohort.key}-mentor-{at}")
    return cohort


def people(cohort: Cohort, role: str) -> list[Application]:
    return list(cohort.applications.filter(role=role).order_by("person__username"))
