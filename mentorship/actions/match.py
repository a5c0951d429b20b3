"""Answers to a match, and its end."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from mentorship.core.answer_by import REMIND_BEFORE
from mentorship.core.phases import Phase, phase_at
from mentorship.models import Answer, Application, Ending, LeftOut, Match
from mentorship.queries.match_words import until_words, words_of
from portal.kit import audit
from portal.notices.actions.notice import send_notices
from portal.notices.queries.notices import heard_of
from portal.people.models import User

WITH_PEOPLE = ("cohort__program", "mentee__person", "mentor__person")


class NotTheirs(Exception):
    """Only the two people of a match answer it."""


class AlreadyAnswered(Exception):
    """One answer a person; or the match has ended meanwhile, as it does when it is too late."""


class IsOver(Exception):
    """The match has ended before."""


@transaction.atomic
def answer_match(*, match: Match, by: User, accept: bool, now: datetime, reason: str = "") -> Match:
    """One side says yes or no, once, before it is too late. Two yes begin the mentorship, one no
    ends the match and frees both for another one; its `reason` is for those who run the program.

    The update is conditional: of two answers at once one counts. Raises NotTheirs, AlreadyAnswered.
    """
    side = side_of(match, by)
    changes: dict[str, object] = {
        f"{side}_answer": Answer.ACCEPTED if accept else Answer.DECLINED,
        f"{side}_answered_at": now,
    }
    if not accept:
        changes |= {"ended_at": now, "ending": Ending.DECLINED, "ending_reason": reason}
    awaited = Match.objects.open().filter(pk=match.pk, **{f"{side}_answer": Answer.AWAITED})
    if not awaited.filter(answer_by__gt=now).update(**changes):
        raise AlreadyAnswered
    row = read_again(match)
    audit.record(by=by, verb="match.accepted" if accept else "match.declined", on=row)
    if row.is_agreed:
        tell_agreed(row)
    elif not accept:
        tell_ended(row, to=others(row, by), now=now)
    return row


@transaction.atomic
def stop_match(*, match: Match, by: User, now: datetime, reason: str = "") -> Match:
    """It does not go on, and that is nobody's fault: both are told, both are free for somebody
    else, and these two are not tried again. `by` is one of them or runs the program, which the
    caller has asked; of who stops it themselves only the other one hears.

    Raises IsOver.
    """
    changes = {"ended_at": now, "ending": Ending.STOPPED, "ending_reason": reason}
    if not Match.objects.open().filter(pk=match.pk).update(**changes):
        raise IsOver
    row = read_again(match)
    audit.record(by=by, verb="match.stopped", on=row)
    tell_ended(row, to=others(row, by), now=now)
    return row


@transaction.atomic
def end_matches(*, application: Application, by: User | None, now: datetime) -> list[Match]:
    """Somebody leaves the cohort: their matches end, the others are told and free again."""
    ended = []
    for match in open_matches(application).select_for_update().order_by("pk"):
        match.ended_at, match.ending = now, Ending.WITHDRAWN
        match.save(update_fields=["ended_at", "ending"])
        audit.record(by=by, verb="match.ended", on=match)
        ended.append(read_again(match))
        tell_ended(ended[-1], to=others(ended[-1], application.person), now=now)
    return ended


def lapse_matches(*, now: datetime) -> int:
    """Those that were not answered in time end, each for itself. Returns how many."""
    late = Match.objects.awaited().filter(answer_by__lte=now).order_by("pk")
    return sum(lapse(pk, now) for pk in list(late.values_list("pk", flat=True)))


@transaction.atomic
def lapse(pk: int, now: datetime) -> int:
    """The update is conditional: an answer of the last moment counts, or nothing does."""
    late = Match.objects.awaited().filter(pk=pk, answer_by__lte=now)
    if not late.update(ended_at=now, ending=Ending.LAPSED):
        return 0
    row = read_again(Match(pk=pk))
    audit.record(by=None, verb="match.lapsed", on=row)
    answered, silent = by_answer(row)
    leave_out_silent(row, now)
    tell_ended(row, to=answered, now=now)
    if phase_at(row.cohort.dates, now) is not Phase.FINISHED:
        send_notices(
            people=silent,
            kind="match",
            key=f"match-lapsed:{row.public_id}",
            template="mentorship/lapse_match",
            context=words_of(row.cohort),
            url=reverse("mentorship:mine"),
        )
    return 1


def leave_out_silent(match: Match, now: datetime) -> None:
    """Nobody else is to wait for who does not answer, until they say that they are there."""
    for side, answer in ((match.mentee, match.mentee_answer), (match.mentor, match.mentor_answer)):
        if answer == Answer.AWAITED:
            LeftOut.objects.get_or_create(application=side, defaults={"made_at": now})


def remind_of_answers(*, now: datetime) -> int:
    """Once, two days before it is too late, whoever has not answered and was told earlier than
    that. Returns how many people."""
    soon = Match.objects.awaited().filter(
        answer_by__gt=now, answer_by__lte=now + REMIND_BEFORE, published_at__lte=now - REMIND_BEFORE
    )
    told = 0
    for match in soon.exclude(pk__in=reminded(soon)).select_related(*WITH_PEOPLE):
        _, silent = by_answer(match)
        with transaction.atomic():
            told += send_notices(
                people=silent,
                kind="match",
                key=reminder_key(match),
                template="mentorship/remind_match",
                context=words_of(match.cohort) | until_words(match.answer_by),
                url=match.get_absolute_url(),
            )
    return told


def reminder_key(match: Match) -> str:
    return f"match-remind:{match.public_id}"


def reminded(matches: QuerySet[Match]) -> list[int]:
    """Two queries, however many there are."""
    keys = {reminder_key(match): match.pk for match in matches}
    return [keys[key] for key in heard_of(keys=list(keys))]


def by_answer(match: Match) -> tuple[list[User], list[User]]:
    """Who has said yes, and who has said nothing."""
    answers = ((match.mentee, match.mentee_answer), (match.mentor, match.mentor_answer))
    return (
        [side.person for side, answer in answers if answer == Answer.ACCEPTED],
        [side.person for side, answer in answers if answer == Answer.AWAITED],
    )


def others(match: Match, person: User) -> list[User]:
    """Both, for who is neither of the two."""
    people = (match.mentee.person, match.mentor.person)
    return [one for one in people if one.pk != person.pk]


def open_matches(application: Application) -> QuerySet[Match]:
    sides = Q(mentee=application.pk) | Q(mentor=application.pk)
    return Match.objects.open().filter(sides, cohort=application.cohort_id)


def side_of(match: Match, person: User) -> str:
    for side in ("mentee", "mentor"):
        if getattr(match, side).person_id == person.pk:
            return side
    raise NotTheirs


def read_again(match: Match) -> Match:
    return Match.objects.select_related(*WITH_PEOPLE).get(pk=match.pk)


def tell_agreed(match: Match) -> None:
    send_notices(
        people=[match.mentee.person, match.mentor.person],
        kind="match",
        key=f"match-agreed:{match.public_id}",
        template="mentorship/accept_match",
        context=words_of(match.cohort),
        url=match.get_absolute_url(),
    )


def tell_ended(match: Match, *, to: Sequence[User], now: datetime) -> None:
    """The other person kindly, without a reason; the program's admins, who find somebody else.

    Nobody once the cohort is over. The letter leads to one's own list: the page of the match goes
    with the account of who erases it.
    """
    if phase_at(match.cohort.dates, now) is Phase.FINISHED:
        return
    send_notices(
        people=to,
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
