"""A cohort whose mentors are asked: applicants by short names, nobody has ranked yet."""

from datetime import UTC, datetime

from mentorship.models import Application, Cohort, ProgramAdmin
from mentorship.selection.actions.mentor_list import hand_in, put_on_list
from mentorship.selection.models import Way
from portal.people.models import Profile
from tests.factories.people import UserFactory
from tests.mentorship.pool import member_of, pool

IN_REVIEW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def asked(*, mentees: int = 2, mentors: int = 2, selects: str = "mixed", **facts) -> Cohort:
    cohort = pool(mentees=mentees, mentors=mentors, **facts)
    ProgramAdmin.objects.create(
        program=cohort.program, person=UserFactory(username=f"{cohort.key}-admin")
    )
    Way.objects.create(cohort=cohort, selects=selects)
    return cohort


def rank(mentor: Application, *mentees: Application, now=IN_REVIEW, is_draft=False) -> None:
    for mentee in mentees:
        put_on_list(mentor=mentor, mentee=mentee, by=mentor.person, now=now)
    if not is_draft:
        hand_in(mentor=mentor, by=mentor.person, now=now)


def named(cohort: Cohort, role: str, name: str, **facts) -> Application:
    """With a name to look for on pages."""
    row = member_of(cohort, role, f"{cohort.key}-{name.casefold().split()[0]}", **facts)
    call(row, name)
    return row


def call(row: Application, name: str) -> None:
    Profile.objects.update_or_create(person=row.person, defaults={"display_name": name})
