"""When two people who work together are free: by their profiles as they stand now.

What the matching read is as old as the application, and who has moved or changed their hours since
would meet nobody by it. Before both have said yes, and once it is over, neither learns more of the
other one than the matching was told.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from mentorship.core.instance import Mentee, Mentor
from mentorship.models import Application, Match
from mentorship.queries.instance import person_of, window_of
from mentorship.queries.profile_facts import Hours, hours_of, known_zone


def two_of(
    match: Match, *, over_at: datetime, now: datetime
) -> tuple[Mentee | Mentor, Mentee | Mentor]:
    """Mentee and mentor. One query while they work together, none before and after."""
    if not match.is_agreed or over_at <= now:
        return person_of(match.mentee), person_of(match.mentor)
    people = as_now([match])
    return people[match.mentee_id], people[match.mentor_id]


def as_now(together: Iterable[Match]) -> dict[int, Mentee | Mentor]:
    """Of pairs that work together, by primary key of the application. One query."""
    rows = {row.pk: row for match in together for row in (match.mentee, match.mentor)}
    hours = hours_of({row.person_id for row in rows.values()})
    return {key: with_hours(row, hours.get(row.person_id, [])) for key, row in rows.items()}


def with_hours(application: Application, hours: Hours) -> Mentee | Mentor:
    """Who keeps no hours in their profile, as who came by a list, has those of the application."""
    told = person_of(application)
    if not hours:
        return told
    return replace(
        told,
        timezone=known_zone(application.person.timezone) or told.timezone,
        availability=tuple(window_of(window) for window in hours),
    )
