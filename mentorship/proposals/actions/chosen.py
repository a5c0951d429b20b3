"""Telling applicants that a project they have chosen is not there any more."""

from datetime import datetime

from django.urls import reverse

from mentorship.core.application_moves import ON_THE_WAY
from mentorship.core.phases import Phase, phase_at
from mentorship.models import Application, Match, Role
from mentorship.proposals.models import Proposal
from mentorship.proposals.queries.letter_words import words_of
from portal.notices.actions.notice import send_notices
from portal.people.models import User


def tell_who_chose(row: Proposal, *, now: datetime) -> None:
    """Once. Who is matched has their own project; whoever still writes a draft reads it there."""
    if phase_at(row.call.cohort.dates, now) is Phase.FINISHED:
        return
    send_notices(
        people=who_chose(row),
        kind="application",
        key=f"choice-withdrawn:{row.public_id}",
        template="proposals/choice_withdrawn",
        context={**words_of(row), "project": row.title},
        url=reverse("mentorship:mine"),
    )


def who_chose(row: Proposal) -> list[User]:
    """Of those who sent an application and have no match. One query."""
    matched = Match.objects.open().filter(cohort=row.call.cohort_id).values("mentee")
    rows = Application.objects.filter(
        cohort=row.call.cohort_id, role=Role.MENTEE, status__in=ON_THE_WAY, person__is_active=True
    ).exclude(pk__in=matched)
    wished = rows.exclude(choices=[]).select_related("person").only("choices", "person")
    return [one.person for one in wished.order_by("pk") if str(row.public_id) in one.choices]
