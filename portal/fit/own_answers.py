"""The answers a profile already gives. The finder begins with them for who is signed in."""

from portal.core.availability import cells_of
from portal.fit.answers import MINE, Asked
from portal.people.models import User
from portal.people.queries.availability import windows_of_person
from portal.people.queries.languages import own_languages
from portal.people.queries.profile import profile_of
from portal.people.queries.skills import skill_slugs


def asked_of(*, person: User) -> Asked:
    """Four queries."""
    return Asked(
        skills=tuple(sorted(skill_slugs(person=person))),
        hours=profile_of(person=person).hours_per_week,
        languages=tuple(sorted(one.code for one in own_languages(person=person))),
        when=(MINE,) if own_cells(person=person) else (),
        tz=person.timezone,
    )


def own_cells(*, person: User) -> frozenset[int]:
    return cells_of(windows_of_person(person=person))
