"""Deciding who graduates, and the letters and certificates that follow."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.alumni.core.graduation import LETTERS_WAIT
from mentorship.alumni.models import Graduation, Showing, Verdict
from mentorship.alumni.queries.days import days_of, longer_terms
from mentorship.alumni.queries.graduates import (
    Candidate,
    about,
    agreed_pairs,
    candidates,
    fingerprint,
)
from mentorship.alumni.queries.letters import (
    NONE_YET,
    names,
    thanked,
    told_to_mentee,
    told_to_mentor,
)
from mentorship.core.phases import Phase, phase_at
from mentorship.models import Application, Cohort
from mentorship.queries.choices import choice_names
from portal.credentials.actions.credential import (
    Said,
    issue_credential,
    restore_credential,
    revoke_credential,
)
from portal.credentials.models import LONGEST_WHAT, Credential
from portal.kit import audit
from portal.kit.locks import hold
from portal.notices.actions.notice import send_notice
from portal.people.models import User

PEOPLE = ("application__cohort__program", "application__person", "mentor__person")


class NotOver(Exception):
    """The cohort has not seen its last day."""


class NotToDecide(Exception):
    """Nobody of this cohort, one's own pair, one that goes on, or decided before."""


class StaleList(Exception):
    """Others are proposed now than those who were looked at."""


class OthersWait(Exception):
    """Other letters wait now than those that were looked at."""


class NoWords(Exception):
    """Nobody is told that they do not graduate without being told why."""


class LettersWent(Exception):
    """They know by now: what was said to them is revoked, not undone."""


@transaction.atomic
def confirm_proposed(*, cohort: Cohort, by: User, seen: str, now: datetime) -> int:
    """All who are proposed, if they are those that were looked at. Returns how many; 0 for the
    second of two presses. Raises NotOver, StaleList."""
    proposed = [one for one in hold_candidates(cohort, by, now) if one.is_proposed]
    if not proposed:
        return 0
    if fingerprint(proposed) != seen:
        raise StaleList
    for one in proposed:
        write(one, Verdict.GRADUATED, "", by, now)
    return len(proposed)


@transaction.atomic
def decide_graduation(
    *, cohort: Cohort, mentee: Application, verdict: str, words: str, by: User, now: datetime
) -> Graduation:
    """One mentee, whatever is proposed. Raises NotOver, NotToDecide, NoWords."""
    words = words.strip()
    known = {one.match.mentee_id: one for one in hold_candidates(cohort, by, now)}
    one = known.get(mentee.pk)
    if one is None or not one.may_decide or verdict not in Verdict.values:
        raise NotToDecide
    if verdict == Verdict.NOT and not words:
        raise NoWords
    return write(one, Verdict(verdict), words if verdict == Verdict.NOT else "", by, now)


@transaction.atomic
def undo_graduation(*, cohort: Cohort, mentee: Application, by: User) -> None:
    """As if nothing had been decided. Raises LettersWent, NotToDecide."""
    hold(lock_name(cohort))
    row = Graduation.objects.filter(application=mentee, application__cohort=cohort).first()
    if row is None:
        raise NotToDecide
    if row.told_at:
        raise LettersWent
    audit.record(by=by, verb="graduation.undone", on=mentee, is_on_pages=False)
    row.delete()


def hold_candidates(cohort: Cohort, by: User, now: datetime) -> list[Candidate]:
    """Under a lock that a twin of the same press waits for."""
    if phase_at(cohort.dates, now) is not Phase.FINISHED:
        raise NotOver
    hold(lock_name(cohort))
    return candidates(cohort=cohort, reader=by, now=now)


def lock_name(cohort: Cohort) -> str:
    return f"graduation:{cohort.pk}"


def write(one: Candidate, verdict: Verdict, words: str, by: User, now: datetime) -> Graduation:
    row = Graduation.objects.create(
        application=one.match.mentee,
        mentor=one.match.mentor,
        verdict=verdict,
        words=words,
        decided_by=by,
        decided_at=now,
        tells_at=now + LETTERS_WAIT,
    )
    audit.record(by=by, verb=f"graduation.{verdict}", on=row, is_on_pages=False)
    return row


def send_due_letters(*, now: datetime) -> int:
    """Those whose days to undo are over, each for itself. Safe to repeat and to run twice at once;
    returns how many mentees were told."""
    return tell_each(Graduation.objects.filter(tells_at__lte=now), now)


def send_letters_now(*, cohort: Cohort, by: User, seen: str, now: datetime) -> int:
    """All of a cohort that wait, if they are those that were looked at, but the one about one's
    own pair: nothing of it can be undone any more. Returns how many; 0 for the second of two
    presses. Raises OthersWait."""
    waiting = [one for one in candidates(cohort=cohort, reader=by, now=now) if one.may_undo]
    if not waiting:
        return 0
    if fingerprint(waiting) != seen:
        raise OthersWait
    keys = [one.graduation.pk for one in waiting if one.graduation]
    told = tell_each(Graduation.objects.filter(pk__in=keys), now)
    if told:
        audit.record(by=by, verb="graduation.letters", on=cohort, is_on_pages=False)
    return told


def tell_each(rows: QuerySet[Graduation], now: datetime) -> int:
    untold = rows.filter(told_at=None).select_related("application__cohort").order_by("pk")
    found = [(row.pk, row.application.cohort) for row in untold]
    longer = {cohort: longer_terms(cohort) for cohort in {cohort for _pk, cohort in found}}
    return sum(tell(pk, cohort, longer[cohort], now) for pk, cohort in found)


@transaction.atomic
def tell(pk: int, cohort: Cohort, longer: dict[str, date], now: datetime) -> int:
    """Letter and certificate, in one transaction. The update is conditional: of two at once one
    tells. The lock comes first: who undoes waits for it, and so does whoever is to issue the
    certificate of the same mentor."""
    hold(lock_name(cohort))
    if not Graduation.objects.filter(pk=pk, told_at=None).update(told_at=now):
        return 0
    row = Graduation.objects.select_related(*PEOPLE).get(pk=pk)
    mentee, certificate = row.application, NONE_YET
    if row.verdict == Verdict.GRADUATED:
        certificate = certify_mentee(row, cohort, longer, now).public_id
    send_notice(person=mentee.person, **told_to_mentee(row, cohort, certificate=certificate))
    for mentor in thanked([row]):
        certificate = certify_mentor(mentor, cohort, longer, row.decided_by, now).public_id
        send_notice(person=mentor.person, **told_to_mentor(mentor, cohort, certificate=certificate))
    return 1


def certify_mentee(
    row: Graduation, cohort: Cohort, longer: dict[str, date], now: datetime
) -> Credential:
    days = days_of(row.application, cohort, longer=longer, now=now)
    return issue_credential(
        kind="mentee",
        about=about(cohort),
        holder=row.application.person,
        said=Said(
            title=_("Mentorship completed: %(program)s") % names(cohort),
            what=with_projects(
                completed(days.weeks) % {**names(cohort), "weeks": days.weeks},
                row.application,
                cohort,
            ),
            given_by=cohort.program.name,
            first_day=days.first_day,
            last_day=days.last_day,
        ),
        by=row.decided_by,
        now=now,
    )


def completed(weeks: int) -> str:
    if not weeks:
        return _(
            "took part in mentorship on real work, in a pair with a mentor: "
            "%(program)s, %(cohort)s."
        )
    return ngettext(
        "completed %(weeks)s week of mentorship on real work, in a pair with a mentor: "
        "%(program)s, %(cohort)s.",
        "completed %(weeks)s weeks of mentorship on real work, in a pair with a mentor: "
        "%(program)s, %(cohort)s.",
        weeks,
    )


def certify_mentor(
    mentor: Application, cohort: Cohort, longer: dict[str, date], by: User | None, now: datetime
) -> Credential:
    days = days_of(mentor, cohort, longer=longer, now=now)
    return issue_credential(
        kind="mentor",
        about=about(cohort),
        holder=mentor.person,
        said=Said(
            title=_("Mentored: %(program)s") % names(cohort),
            what=with_projects(
                mentored(days.weeks) % {**names(cohort), "weeks": days.weeks}, mentor, cohort
            ),
            given_by=cohort.program.name,
            first_day=days.first_day,
            last_day=days.last_day,
        ),
        by=by,
        now=now,
    )


def mentored(weeks: int) -> str:
    if not weeks:
        return _("mentored on real work: %(program)s, %(cohort)s.")
    return ngettext(
        "mentored for %(weeks)s week on real work: %(program)s, %(cohort)s.",
        "mentored for %(weeks)s weeks on real work: %(program)s, %(cohort)s.",
        weeks,
    )


def with_projects(what: str, application: Application, cohort: Cohort) -> str:
    """And what their pairs were for, as many of these names as a certificate has room for."""
    pairs = agreed_pairs(cohort).filter(**{application.role: application}).exclude(choice="")
    keys = dict.fromkeys(pairs.values_list("choice", flat=True))
    names_of_them = choice_names(keys)
    told = [names_of_them[key].name for key in keys if key in names_of_them]
    while told:
        words = ngettext("The project: %(projects)s.", "The projects: %(projects)s.", len(told))
        whole = f"{what} {words % {'projects': ', '.join(told)}}"
        if len(whole) <= LONGEST_WHAT:
            return whole
        told.pop()
    return what


@transaction.atomic
def revoke_graduation(
    *, mentee: Application, credential: Credential, by: User, reason: str, now: datetime
) -> None:
    """The certificate says so and why, and the mentee is shown beside the others no more. Raises
    NoReason, AlreadyRevoked of the credentials."""
    revoke_credential(credential=credential, by=by, reason=reason, now=now)
    Showing.objects.filter(graduation__application=mentee).update(is_shown=False)


@transaction.atomic
def restore_graduation(*, credential: Credential, by: User, now: datetime) -> None:
    """Whether they are shown again, they say themselves. Raises NotRevoked of the credentials."""
    restore_credential(credential=credential, by=by, now=now)
