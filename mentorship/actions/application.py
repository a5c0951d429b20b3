"""Asking to take part: saved while it is written, sent before the deadline, withdrawn any time."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from initiatives.models import Initiative
from mentorship.actions.match import end_matches, open_matches
from mentorship.actions.prerequisite import settle
from mentorship.actions.sensitive import forget_sensitive
from mentorship.actions.status import move, note_move
from mentorship.core.application_moves import Mover
from mentorship.core.eligibility import Rule, rules_as_trees, rules_of, unmet
from mentorship.core.phases import Phase, phase_at
from mentorship.core.questions import carried_over, missing_of, questions_of
from mentorship.models import (
    LIVE,
    SENT,
    WAITING,
    Application,
    Cohort,
    Goal,
    QuestionnaireEdition,
    Role,
    Status,
)
from mentorship.queries.eligibility import known_of
from mentorship.queries.letter_words import words_of
from mentorship.queries.own_applications import unmet_of
from mentorship.queries.profile_facts import missing_parts, profile_facts
from portal.core.organisations import organisation_key
from portal.kit import audit, clock
from portal.kit.locks import hold
from portal.notices.actions.notice import send_notice, send_notices
from portal.people.models import User


class CallNotOpen(Exception):
    """Applications for this cohort can't be sent yet."""


class CallClosed(Exception):
    """The deadline for applications has passed."""


class OtherRole(Exception):
    """This person already asks to take part in the other role."""


class AlreadyDecided(Exception):
    """This application was declined; it can't be written anew."""


class AlreadySent(Exception):
    """What was sent is no draft any more: it is sent anew, or withdrawn."""


class HasAMatch(Exception):
    """Two people were told of each other by what was sent; it ends before it is sent anew."""


class NothingToWithdraw(Exception):
    """There is no application of this person in this role, or it is out already."""


class Incomplete(Exception):
    """Something a match depends on is missing; `parts` names it."""

    def __init__(self, parts: list[str]) -> None:
        super().__init__(", ".join(parts))
        self.parts = parts


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What is asked in the application itself; the rest comes from the profile."""

    motivation: str = ""
    goals: tuple[Goal, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    capacity: int | None = None
    seniority: int | None = None
    organisation: str = ""
    consent: bool = False
    edition: QuestionnaireEdition | None = None
    said: dict[str, Any] = field(default_factory=dict)
    choices: tuple[str, ...] = ()


@transaction.atomic
def save_draft(
    *, cohort: Cohort, person: User, role: str, answers: Answers, now: datetime
) -> Application:
    """Keep what is written so far; nobody else sees it.

    Raises CallClosed, OtherRole, AlreadyDecided or AlreadySent.
    """
    application = own_application(cohort=cohort, person=person, role=role)
    if application.status in {*WAITING, Status.ACCEPTED, Status.WAITLISTED}:
        raise AlreadySent
    if phase_at(cohort.dates, now) not in {Phase.PLANNED, Phase.APPLICATIONS}:
        raise CallClosed
    application.unmet = []
    was = move(application, to=Status.DRAFT, mover=Mover.APPLICANT)
    write(application, answers, now)
    if was != Status.DRAFT:
        note_move(application, was=was, mover=Mover.APPLICANT, by=person, now=now)
    return application


@transaction.atomic
def begin_from_earlier(
    *, cohort: Cohort, person: User, role: str, edition: QuestionnaireEdition | None, now: datetime
) -> Application | None:
    """A draft with what the person said last time in this program and role, where the question is
    still asked; a consent is given anew each time. None where there is nothing to take.

    Raises CallClosed, OtherRole, AlreadyDecided or AlreadySent.
    """
    earlier = earlier_application(cohort=cohort, person=person, role=role)
    if earlier is None:
        return None
    questions = questions_of(edition.questions) if edition else ()
    answers = Answers(
        motivation=earlier.motivation,
        goals=tuple(earlier.goals.all()),
        initiatives=tuple(earlier.initiatives.all()),
        capacity=earlier.capacity,
        seniority=earlier.seniority,
        organisation=earlier.organisation,
        edition=edition,
        said=carried_over(questions, earlier.said),
    )
    return save_draft(cohort=cohort, person=person, role=role, answers=answers, now=now)


def earlier_application(*, cohort: Cohort, person: User, role: str) -> Application | None:
    """The last one of this person in another cohort of the program."""
    return (
        Application.objects.filter(person=person, role=role, cohort__program=cohort.program_id)
        .exclude(cohort=cohort.pk)
        .order_by("-cohort__starts_on", "-pk")
        .first()
    )


@transaction.atomic
def submit_application(
    *, cohort: Cohort, person: User, role: str, answers: Answers, now: datetime
) -> Application:
    """Send it, or send it again with other answers, until the deadline.

    Raises CallNotOpen, CallClosed, OtherRole, AlreadyDecided, HasAMatch or Incomplete. A change
    after it was accepted asks for a new decision: what was agreed to no longer stands there.

    Who does not meet the rules of the cohort is told at once, by the status and `unmet`; nobody
    has to read the application for that.
    """
    application = own_application(cohort=cohort, person=person, role=role)
    phase = phase_at(cohort.dates, now)
    if phase is Phase.PLANNED:
        raise CallNotOpen
    if phase is not Phase.APPLICATIONS:
        raise CallClosed
    if open_matches(application).exists():
        raise HasAMatch
    facts = profile_facts(person=person, role=role)
    if missing := missing_parts(facts) + missing_answers(answers, role):
        raise Incomplete(missing)
    broken = rules_broken(cohort, person, answers, facts)
    application.unmet = rules_as_trees(broken)
    to, mover = Status.SUBMITTED, Mover.APPLICANT
    if broken:
        to, mover = Status.INELIGIBLE, Mover.PORTAL
    was = move(application, to=to, mover=mover)
    was_taken = was in SENT and was != Status.INELIGIBLE
    application.submitted_at = now
    application.decided_at = application.decided_by = None
    application.facts = {**facts, **answered_facts(answers, role)}
    write(application, answers, now)
    note_move(application, was=was, mover=mover, by=person, now=now)
    verb = "application.changed" if was in SENT else "application.submitted"
    audit.record(by=person, verb=verb, on=application, is_on_pages=False)
    settle(application, now)
    if broken and was != Status.INELIGIBLE:
        send_notice(
            person=person,
            kind="application",
            key=f"application-ineligible:{application.public_id}:{now.isoformat()}",
            template="mentorship/ineligible_application",
            context={**words_of(cohort=cohort, role=role), "rules": list(unmet_of(application))},
            url=reverse("mentorship:mine"),
        )
    if not (was_taken or broken):
        send_notice(
            person=person,
            kind="application",
            key=f"application-sent:{application.public_id}:{now.isoformat()}",
            template="mentorship/submit_application",
            context=words_of(cohort=cohort, role=role),
            url=application.get_absolute_url(),
        )
    return application


@transaction.atomic
def withdraw_application(*, cohort: Cohort, person: User, role: str, now: datetime) -> Application:
    """Any time, without a reason. Raises NothingToWithdraw.

    A draft was never anybody's business, and of a cohort that is over nobody waits for anything:
    then nobody is told.
    """
    hold(lock_name(cohort, person))
    live = Application.objects.select_for_update().filter(status__in=LIVE)
    application = live.filter(cohort=cohort, person=person, role=role).first()
    if application is None:
        raise NothingToWithdraw
    was = move(application, to=Status.WITHDRAWN, mover=Mover.APPLICANT)
    was_draft = was == Status.DRAFT
    is_over = phase_at(cohort.dates, now) is Phase.FINISHED
    application.decided_at = application.decided_by = None
    application.facts, application.unmet = {}, []
    forget_sensitive([application])
    application.save()
    note_move(application, was=was, mover=Mover.APPLICANT, by=person, now=now)
    end_matches(application=application, by=person, now=now)
    audit.record(by=person, verb="application.withdrawn", on=application, is_on_pages=False)
    if not (was_draft or is_over):
        send_notices(
            people=[admin.person for admin in cohort.program.admins.select_related("person")],
            kind="application",
            # Once a day, however often somebody sends and withdraws.
            key=f"application-withdrawn:{application.public_id}:{now.date()}",
            template="mentorship/withdraw_application",
            context=words_of(cohort=cohort, role=role),
            url=reverse("mentorship:desk_cohort", args=[cohort.program.slug, cohort.key]),
        )
    return application


@transaction.atomic
def withdraw_everything(*, person: User) -> None:
    """Who leaves the site leaves every cohort: partners and those who run it hear of it."""
    rows = Application.objects.filter(person=person, status__in=LIVE)
    for application in rows.select_related("cohort__program").order_by("pk"):
        withdraw_application(
            cohort=application.cohort, person=person, role=application.role, now=clock.now()
        )


def own_application(*, cohort: Cohort, person: User, role: str) -> Application:
    """The row to write, under a lock that a twin of the same request waits for.

    The row itself is locked too: whoever answers it meanwhile holds that lock alone.
    """
    hold(lock_name(cohort, person))
    rows = Application.objects.select_for_update().filter(cohort=cohort, person=person)
    mine = {one.role: one for one in rows.order_by("pk")}
    if any(one.status in LIVE for one in mine.values() if one.role != role):
        raise OtherRole
    application = mine.get(role) or Application(cohort=cohort, person=person, role=role)
    if application.status == Status.DECLINED:
        raise AlreadyDecided
    return application


def lock_name(cohort: Cohort, person: User) -> str:
    return f"application:{cohort.pk}:{person.pk}"


def write(application: Application, answers: Answers, now: datetime) -> None:
    application.motivation = answers.motivation
    application.capacity = answers.capacity if application.role == Role.MENTOR else None
    application.seniority = answers.seniority
    application.organisation = answers.organisation
    application.edition, application.said = answers.edition, dict(answers.said)
    forget_sensitive([application])
    application.choices = list(answers.choices)
    if not answers.consent:
        application.consented_at = None
    elif application.consented_at is None:
        application.consented_at = now
    application.save()
    application.goals.set(answers.goals)
    application.initiatives.set(answers.initiatives)


def rules_broken(
    cohort: Cohort, person: User, answers: Answers, facts: dict[str, Any]
) -> tuple[Rule, ...]:
    """Two queries, and none where the cohort has no rules."""
    rules = rules_of(answers.edition.rules) if answers.edition else ()
    if not rules:
        return ()
    known = known_of(person=person, cohort=cohort, facts=facts, said=answers.said)
    return unmet(rules, known)


def missing_answers(answers: Answers, role: str) -> list[str]:
    needed = {
        "motivation": answers.motivation.strip(),
        "seniority": answers.seniority is not None,
        "capacity": answers.capacity is not None or role == Role.MENTEE,
        "consent": answers.consent,
    }
    questions = questions_of(answers.edition.questions) if answers.edition else ()
    missing = [name for name, given in needed.items() if not given]
    return missing + missing_of(questions, answers.said)


def answered_facts(answers: Answers, role: str) -> dict[str, Any]:
    facts = {
        "goals": sorted(goal.slug for goal in answers.goals),
        "initiatives": sorted(one.slug for one in answers.initiatives),
        "seniority": answers.seniority,
        "organisation": organisation_key(answers.organisation) or None,
    }
    return facts if role == Role.MENTEE else {**facts, "capacity": answers.capacity}
