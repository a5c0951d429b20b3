"""What will be written to somebody about their application, by the same dates that send it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import cast

from django.db.models import Q
from django.utils.translation import gettext as _

from mentorship.core.answer_by import reminded_at
from mentorship.core.foreseen import Foreseen, still_to_come
from mentorship.core.phases import end_of_day, start_of_day
from mentorship.models import WAITING, Answer, Application, Match, Status
from mentorship.signals import gather_foreseen


def foreseen_of(*, application: Application, now: datetime) -> tuple[Foreseen, ...]:
    """One query for who is accepted, and those of the slices that write letters."""
    matches = open_matches(application)
    told = [
        *of_application(application, is_paired=bool(matches)),
        *of_matches(application, matches),
    ]
    for _receiver, found in gather_foreseen.send(Application, application=application, now=now):
        told += cast("list[Foreseen]", found)
    return still_to_come(told, now=now)


def open_matches(row: Application) -> list[Match]:
    if row.status != Status.ACCEPTED:
        return []
    mine = Q(mentee=row.pk) | Q(mentor=row.pk)
    return list(Match.objects.open().filter(mine).order_by("answer_by", "pk"))


def of_application(row: Application, *, is_paired: bool) -> Iterator[Foreseen]:
    cohort = row.cohort
    results = start_of_day(cohort.results_on, cohort.timezone)
    if row.status in WAITING:
        yield Foreseen(
            what=_("Whether you take part, or what is still to be done"),
            at=start_of_day(cohort.opens_on, cohort.timezone),
            until=end_of_day(cohort.review_until, cohort.timezone),
        )
    if row.status in {*WAITING, Status.ACCEPTED} and not is_paired:
        yield Foreseen(
            what=_("Whom you are paired with and why, or why nobody is found yet"),
            at=results,
            until=start_of_day(cohort.starts_on, cohort.timezone),
            unless=_("you have heard it already"),
        )
    if row.status == Status.WAITLISTED:
        yield Foreseen(
            what=_("That a place came free for you"),
            at=results,
            until=end_of_day(cohort.ends_on, cohort.timezone),
            unless=_("no place comes free"),
        )


def of_matches(row: Application, matches: Iterable[Match]) -> Iterator[Foreseen]:
    """A match that waits for this person: reminded once, then over."""
    for match in matches:
        mine = match.mentee_answer if match.mentee_id == row.pk else match.mentor_answer
        if mine != Answer.AWAITED:
            continue
        unless = _("you answer before")
        soon = reminded_at(told_at=match.published_at, answer_by=match.answer_by)
        if soon:
            yield Foreseen(_("A reminder to answer your match"), soon, unless=unless)
        yield Foreseen(_("That your match has ended by itself"), match.answer_by, unless=unless)
