from datetime import datetime

from django.db import transaction

from mentorship.proposals.models import Call
from mentorship.proposals.queries.unanswered import reminder_of, unanswered
from portal.kit import audit
from portal.notices.actions.notice import send_notice
from portal.notices.queries.notices import heard_of
from portal.people.models import User


@transaction.atomic
def remind_mentors(*, call: Call, by: User, now: datetime) -> int:
    """Once a day for each project, however often it is pressed and by whomever; nobody on the day
    they were asked. Returns how many letters went."""
    told = [
        (row, reminder_of(row, now))
        for row in unanswered(call=call)
        if row.asked_at.date() < now.date()
    ]
    heard = set(heard_of(keys=[letter["key"] for _row, letter in told]))
    fresh = [(row, letter) for row, letter in told if letter["key"] not in heard]
    for row, letter in fresh:
        assert row.person  # for the type checker: the query asks for accounts
        send_notice(person=row.person, **letter)
    if fresh:
        audit.record(by=by, verb="call.mentors_reminded", on=call)
    return len(fresh)
