"""Telling those who count on a project that it is gone, or has nobody to mentor it."""

from datetime import datetime

from django.urls import reverse

from mentorship.core.application_moves import ON_THE_WAY
from mentorship.core.phases import Phase, phase_at
from mentorship.models import Application, Match, Role
from mentorship.proposals.models import Proposal
from mentorship.proposals.queries.letter_words import words_of
from portal.notices.actions.notice import send_notices
from portal.people.models import User


def tell_who_counts_on_it(row: Proposal, *, now: datetime) -> None:
    """That it is withdrawn, once: who has chosen it and has no match, and who is matched for it.
    Whoever still writes a draft reads it there."""
    if phase_at(row.call.cohort.dates, now) is Phase.FINISHED:
        return
    for is_matched, people in ((False, who_chose(row)), (True, who_is_matched(row))):
        send_notices(
            people=people,
            kind="application",
            key=f"choice-withdrawn:{row.public_id}",
            template="proposals/choice_withdrawn",
            context={**words_of(row), "project": row.title, "is_matched": is_matched},
            url=reverse("mentorship:mine"),
        )


def tell_without_mentor(row: Proposal, *, left: int, now: datetime) -> None:
    """Those who run the program, who can ask somebody else; who has chosen it and waits; and who is
    matched for it. `left` is the number of the place that the last mentor had."""
    if phase_at(row.call.cohort.dates, now) is Phase.FINISHED:
        return
    words = {**words_of(row), "project": row.title}
    send_notices(
        people=User.objects.filter(pk__in=row.call.cohort.program.admins.values("person")),
        kind="match",
        key=f"no-mentor-desk:{row.public_id}:{left}",
        template="proposals/find_mentor",
        context=words,
        url=reverse("proposals:desk_proposal", args=[row.public_id]),
    )
    send_notices(
        people=[*who_chose(row), *who_is_matched(row)],
        kind="application",
        key=f"no-mentor:{row.public_id}:{left}",
        template="proposals/without_mentor",
        context=words,
        url=reverse("mentorship:mine"),
    )


def who_is_matched(row: Proposal) -> list[User]:
    """Mentees who have a match for it: its mentors were told as mentors. One query."""
    rows = Match.objects.open().filter(cohort=row.call.cohort_id, choice=str(row.public_id))
    rows = rows.filter(mentee__person__is_active=True).select_related("mentee__person")
    return [match.mentee.person for match in rows.order_by("pk")]


def who_chose(row: Proposal) -> list[User]:
    """Of those who sent an application and have no match. One query."""
    matched = Match.objects.open().filter(cohort=row.call.cohort_id).values("mentee")
    rows = Application.objects.filter(
        cohort=row.call.cohort_id, role=Role.MENTEE, status__in=ON_THE_WAY, person__is_active=True
    ).exclude(pk__in=matched)
    wished = rows.exclude(choices=[]).select_related("person").only("choices", "person")
    return [one.person for one in wished.order_by("pk") if str(row.public_id) in one.choices]
