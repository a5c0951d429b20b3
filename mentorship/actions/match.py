"""Answers to a match, and its end."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from mentorship.core.phases import Phase, phase_at
from mentorship.models import Answer, Application, Ending, Match
from mentorship.queries.match_words import words_of
from portal.kit import audit
from portal.notices.actions.notice import send_notice, send_notices
from portal.people.models import User


class NotTheirs(Exception):
    """Only the two people of a match answer it."""


class AlreadyAnswered(Exception):
    """One answer a person; or the match has ended meanwhile."""


@transaction.atomic
def answer_match(*, match: Match, by: User, accept: bool, now: datetime) -> Match:
    """One side says yes or no, once. Two yes begin the mentorship, one no ends the match and frees
    both for another one.

    The update is conditional: of two answers at once one counts. Raises NotTheirs, AlreadyAnswered.
    """
    side = side_of(match, by)
    changes: dict[str, object] = {
        f"{side}_answer": Answer.ACCEPTED if accept else Answer.DECLINED,
        f"{side}_answered_at": now,
    }
    if not accept:
        changes |= {"ended_at": now, "ending": Ending.DECLINED}
    awaited = Match.objects.open().filter(pk=match.pk, **{f"{side}_answer": Answer.AWAITED})
    if not awaited.update(**changes):
        raise AlreadyAnswered
    row = read_again(match)
    audit.record(by=by, verb="match.accepted" if accept else "match.declined", on=row)
    if row.is_agreed:
        tell_agreed(row)
    elif not accept:
        tell_ended(row, but=by, now=now)
    return row


@transaction.atomic
def end_matches(*, application: Application, by: User | None, now: datetime) -> list[Match]:
    """Somebody leaves the cohort: their matches end, the others are told and free again."""
    ended = []
    for match in open_matches(application).select_for_update():
        match.ended_at, match.ending = now, Ending.WITHDRAWN
        match.save(update_fields=["ended_at", "ending"])
        audit.record(by=by, verb="match.ended", on=match)
        ended.append(read_again(match))
        tell_ended(ended[-1], but=application.person, now=now)
    return ended


def open_matches(application: Application) -> QuerySet[Match]:
    sides = Q(mentee=application.pk) | Q(mentor=application.pk)
    return Match.objects.open().filter(sides, cohort=application.cohort_id)


def side_of(match: Match, person: User) -> str:
    for side in ("mentee", "mentor"):
        if getattr(match, side).person_id == person.pk:
            return side
    raise NotTheirs


def read_again(match: Match) -> Match:
    return Match.objects.select_related("cohort__program", "mentee__person", "mentor__person").get(
        pk=match.pk
    )


def tell_agreed(match: Match) -> None:
    send_notices(
        people=[match.mentee.person, match.mentor.person],
        kind="match",
        key=f"match-agreed:{match.public_id}",
        template="mentorship/accept_match",
        context=words_of(match.cohort),
        url=match.get_absolute_url(),
    )


def tell_ended(match: Match, *, but: User, now: datetime) -> None:
    """The other person kindly, without a reason; the program's admins, who find somebody else.

    Nobody once the cohort is over. The letter leads to one's own list: the page of the match goes
    with the account of who erases it.
    """
    if phase_at(match.cohort.dates, now) is Phase.FINISHED:
        return
    other = match.mentor.person if match.mentee.person_id == but.pk else match.mentee.person
    send_notice(
        person=other,
        kind="match",
        key=f"match-ended:{match.public_id}",
        template="mentorship/end_match",
        context=words_of(match.cohort),
        url=reverse("mentorship:mine"),
    )
    program = match.cohort.program
    send_notices(
        people=[admin.person for admin in program.admins.select_related("person")],
        kind="match",
        key=f"match-ended-desk:{match.public_id}",
        template="mentorship/match_again",
        context=words_of(match.cohort),
        url=reverse("mentorship:matching", args=[program.slug, match.cohort.key]),
    )
