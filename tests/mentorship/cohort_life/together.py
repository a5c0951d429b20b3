"""A pair that works together: both have said yes, and the term has begun."""

from datetime import UTC, date, datetime, time, timedelta

from mentorship.actions.match import answer_match
from mentorship.actions.run import publish_run, start_run
from mentorship.models import Cohort, Match, ProgramAdmin
from portal.notices.models import Notice
from tests.factories.people import UserFactory
from tests.mentorship.pool import IN_MATCHING, pool

FIRST = date(2026, 4, 6)  # The Monday on which the cohort starts; see CohortFactory.


def at(number: int, hour: int = 12) -> datetime:
    """Noon of a day of the term, counted from its first one."""
    return datetime.combine(FIRST + timedelta(days=number), time(hour), UTC)


def pairs_together(*, pairs: int = 1, **facts) -> Cohort:
    """So many pairs of a cohort that one admin runs; nothing is in anybody's list of notices."""
    cohort = pool(mentees=pairs, mentors=pairs, **facts)
    admin = UserFactory(username=f"{cohort.key}-admin")
    ProgramAdmin.objects.create(program=cohort.program, person=admin)
    run = start_run(cohort=cohort, by=admin, now=IN_MATCHING)
    for match in publish_run(run=run, by=admin, now=IN_MATCHING):
        agree(match)
    Notice.objects.all().delete()
    return cohort


def agree(match: Match, now: datetime = IN_MATCHING) -> None:
    for side in (match.mentee, match.mentor):
        answer_match(match=match, by=side.person, accept=True, now=now)


def pair_together(**facts) -> Match:
    cohort = pairs_together(**facts)
    people = ("cohort__program", "mentee__person", "mentor__person")
    return Match.objects.select_related(*people).get(cohort=cohort)


def letters() -> list[tuple[str, str]]:
    """Who was told what, in order."""
    return list(Notice.objects.order_by("pk").values_list("person__username", "template"))
