"""Who of those who run a program may answer an application, and where nobody may."""

from collections.abc import Collection
from typing import Any

from mentorship.models import WAITING, Application, Cohort, Status
from mentorship.signals import gather_conflicts
from portal.people.models import User

STILL_ANSWERED = (*WAITING, Status.WAITLISTED)


def for_others(*, cohort: Cohort, person: User) -> set[int]:
    """Applications this person may not answer: their own, and those they should not judge. One
    query, and those of receivers."""
    own = cohort.applications.filter(person=person).values_list("pk", flat=True)
    return {*own, *in_conflict(cohort=cohort, person=person)}


def in_conflict(*, cohort: Cohort, person: User, only: Application | None = None) -> set[int]:
    """Applications of mentees that somebody should not judge, by their own word or by what the
    portal knows; `only` asks about one of them. No query but those of receivers."""
    return {application for application, _person in conflicts(cohort, [person.pk], only)}


def for_nobody(*, cohort: Cohort, reader: User, only: Application | None = None) -> set[int]:
    """Applications that wait for an answer which nobody who runs the program may give. Not the
    reader's own, unless they alone run it: else it would tell what others said of them.

    Two queries, and those of receivers; one where nobody waits.
    """
    rows = cohort.applications.filter(status__in=STILL_ANSWERED)
    rows = rows.filter(pk=only.pk) if only else rows
    waiting = dict(rows.values_list("pk", "person"))
    if not waiting:
        return set()
    admins = cohort.program.admins.filter(person__is_active=True)
    people = set(admins.values_list("person", flat=True))
    barred = {*waiting.items(), *conflicts(cohort, people, only)}
    return {
        pk
        for pk, person in waiting.items()
        if barred.issuperset((pk, admin) for admin in people)
        and (person != reader.pk or people == {reader.pk})
    }


def conflicts(
    cohort: Cohort, people: Collection[int], only: Application | None
) -> set[tuple[int, int]]:
    answers: list[Any] = gather_conflicts.send(Cohort, cohort=cohort, people=people, only=only)
    return set().union(*(found for _receiver, found in answers))
