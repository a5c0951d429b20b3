"""A cohort of many pairs, written straight into the tables: no engine has to find them."""

from mentorship.models import Application, Cohort, Match, ProgramAdmin, Run
from portal.people.models import Profile, User
from tests.factories.mentorship import CohortFactory
from tests.factories.people import UserFactory
from tests.mentorship.pool import IN_MATCHING


def many_pairs(*, pairs: int) -> Cohort:
    cohort = CohortFactory()
    admin = UserFactory(username=f"{cohort.key}-admin")
    ProgramAdmin.objects.create(program=cohort.program, person=admin)
    run = Run.objects.create(
        cohort=cohort, number=1, result={}, instance_sha256="0", engine="-", tzdata="-"
    )
    sides = {role: people(cohort, role, pairs) for role in ("mentee", "mentor")}
    Match.objects.bulk_create(
        Match(
            cohort=cohort,
            run=run,
            mentee=mentee,
            mentor=mentor,
            score=1,
            explanation={},
            mentee_answer="accepted",
            mentor_answer="accepted",
            answer_by=IN_MATCHING,
        )
        for mentee, mentor in zip(sides["mentee"], sides["mentor"], strict=True)
    )
    return cohort


def people(cohort: Cohort, role: str, count: int) -> list[Application]:
    names = [f"{cohort.key}-{role}-{number}" for number in range(count)]
    users = User.objects.bulk_create(
        User(username=name, email=f"{name}@example.org") for name in names
    )
    Profile.objects.bulk_create(Profile(person=user, display_name=user.username) for user in users)
    return Application.objects.bulk_create(
        Application(
            cohort=cohort,
            person=user,
            role=role,
            status="accepted",
            submitted_at=IN_MATCHING,
            decided_at=IN_MATCHING,
            facts={"capacity": 1},
        )
        for user in users
    )
