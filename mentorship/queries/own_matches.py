"""What somebody's matches ask of them next."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from mentorship.core.instance import Mentee, Mentor
from mentorship.core.meetings import next_meetings
from mentorship.core.phases import MINUTE, end_of_day, start_of_day
from mentorship.models import Answer, Match
from mentorship.queries.match_detail import meeting_minutes, shown_name
from mentorship.queries.pair_hours import as_now
from portal.core.agenda import Item
from portal.people.models import User

MOST_MATCHES = 10


def match_items(*, person: User, now: datetime) -> list[Item]:
    """An answer that is awaited, or the next time two people are both free. Two queries at most."""
    rows = (
        Match.objects.open()
        .of(person)
        .select_related("cohort__program", "mentee__person__profile", "mentor__person__profile")
    )
    matches = [match for match in rows[:MOST_MATCHES] if now < over_at(match)]
    people = as_now(match for match in matches if match.is_agreed)
    items = [match_item(match, person, people, now) for match in matches]
    return [item for item in items if item]


def over_at(match: Match) -> datetime:
    return end_of_day(match.cohort.ends_on, match.cohort.timezone)


def match_item(
    match: Match, person: User, people: Mapping[int, Mentee | Mentor], now: datetime
) -> Item | None:
    """`people` are those of pairs that work together, by their applications."""
    is_mentee = match.mentee.person_id == person.pk
    other = match.mentor if is_mentee else match.mentee
    name = shown_name(other.person, is_mentor=is_mentee)
    cohort = match.cohort
    starts_at = start_of_day(cohort.starts_on, cohort.timezone)
    mine = match.mentee_answer if is_mentee else match.mentor_answer
    if mine == Answer.AWAITED:
        return Item(
            what=_("Say yes or no to your match: %(program)s") % {"program": cohort.program.name},
            url=match.get_absolute_url(),
            due=match.answer_by - MINUTE,
            with_whom=name,
            why=_("It begins once both of you have said yes."),
            action=_("See your match"),
            kind=_("Mentorship"),
            is_waiting=True,
        )
    if not match.is_agreed:
        return None
    minutes = meeting_minutes(match)
    free = next_meetings(
        people[match.mentee_id],
        people[match.mentor_id],
        after=max(now, starts_at),
        until=over_at(match),
        minutes=minutes,
        count=1,
    )
    return Item(
        what=_("Meet: %(program)s") % {"program": cohort.program.name},
        url=match.get_absolute_url(),
        at=free[0] if free else None,
        until=free[0] + timedelta(minutes=minutes) if free else None,
        with_whom=name,
        why=_("The next time both of you are free."),
        kind=_("Mentorship"),
    )
