"""A list of people becomes applications; whom the site does not know gets an account."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models.functions import Lower

from initiatives.core.catalog_report import Conflict, FileError, FileRefused, Report
from mentorship.actions.application import lock_name
from mentorship.actions.looked_at import NotAsSeen
from mentorship.actions.sensitive import forget_sensitive
from mentorship.actions.status import note_move
from mentorship.core.application_moves import NOWHERE, Mover
from mentorship.core.people_csv import PeopleFile, PersonRow
from mentorship.core.questions import questions_of, without_sensitive
from mentorship.models import (
    LIVE,
    SENT,
    WAITING,
    Application,
    Cohort,
    QuestionnaireEdition,
    Role,
    Status,
    StatusChange,
)
from mentorship.queries.list_letter import seen_list, told_of_list
from mentorship.queries.profile_facts import profile_facts
from portal.core.availability import Window
from portal.core.organisations import organisation_key
from portal.core.person_name import readable
from portal.core.skill_names import folded
from portal.kit import audit
from portal.kit.locks import hold
from portal.notices.actions.notice import Told, send_notices_of_each
from portal.people.models import (
    AvailabilityWindow,
    LanguageLevel,
    PersonLanguage,
    PersonSkill,
    Profile,
    Skill,
    SkillSynonym,
    User,
)

# A list names skills without levels: somewhere in the middle, for the person to correct.
TAUGHT, WANTED, MATTERS = 3, 1, 2
# Each of them gets a letter, and an account where there is none; larger lists are for the command.
MOST_IN_A_DAY = 1_000


@dataclass(frozen=True, kw_only=True)
class Source:
    """The list and where it goes; `by` is None where the command takes it in."""

    cohort: Cohort
    where: str
    spellings: dict[str, str]
    by: User | None
    now: datetime
    edition: QuestionnaireEdition | None = None


class LeftOut(Exception):
    """People have to settle this line; it changes nothing. `is_private`: what stands against it is
    nothing that the desk knows, and an address must not tell it."""

    def __init__(self, *, ours: str, theirs: str, is_private: bool) -> None:
        super().__init__(f"{ours}, {theirs}")
        self.ours, self.theirs, self.is_private = ours, theirs, is_private


@transaction.atomic
def import_people(
    *,
    cohort: Cohort,
    people: PeopleFile,
    where: str,
    by: User | None,
    now: datetime,
    dry_run: bool = False,
    edition: QuestionnaireEdition | None = None,
    seen: str = "",
) -> Report:
    """The same file again changes nothing. Whoever wrote, sent, or withdrew an application of
    their own since keeps it: that is a conflict for people to settle, and the line is left out.

    A profile is filled in only for an account that is made here. `seen` is of the letter that the
    desk has looked at. Raises FileRefused where the desk has taken in too many in one day, and
    NotAsSeen where it has not looked at the letter to whom the list brings.
    """
    hold(f"import-people:{cohort.pk}")
    known = accounts_of(row.email for row in people.rows)
    spellings = skill_spellings()
    source = Source(
        cohort=cohort, where=where, spellings=spellings, by=by, now=now, edition=edition
    )
    counts: Counter[str] = Counter(skipped=people.overruled)
    conflicts = []
    brought: list[Application] = []
    for row in people.rows:
        try:
            counts[take_in(source, known.get(row.email), row, brought)] += 1
        except LeftOut as reason:
            counts["skipped"] += 1
            conflicts.append(
                Conflict(
                    what=row.email,
                    ours="ask them" if by and reason.is_private else reason.ours,
                    theirs=reason.theirs,
                    sources=(f"{where}, line {row.line}",),
                )
            )
    if by:
        refuse_floods(by, where, now)
    if dry_run:
        transaction.set_rollback(True)
    else:
        if by and brought and seen != seen_list(cohort=cohort, people=people, new=len(brought)):
            raise NotAsSeen
        tell(cohort, brought)
    return Report(
        created=counts["created"],
        updated=counts["updated"],
        unchanged=counts["unchanged"],
        skipped=counts["skipped"],
        conflicts=tuple(conflicts),
    )


def refuse_floods(by: User, where: str, now: datetime) -> None:
    since = now - timedelta(days=1)
    brought = StatusChange.objects.filter(by=by, mover=Mover.PROGRAM, was=NOWHERE, at__gt=since)
    if brought.count() > MOST_IN_A_DAY:
        message = f"At most {MOST_IN_A_DAY} people a day can be taken in here."
        raise FileRefused(FileError(where=where, line=0, field="", message=message))


def take_in(source: Source, person: User | None, row: PersonRow, brought: list[Application]) -> str:
    """Raises LeftOut; else says what became of the line, and adds whom it brings."""
    if person is None:
        person = make_account(row, source.spellings)
    elif not person.is_active:
        raise LeftOut(ours="account closed", theirs=row.role, is_private=True)
    hold(lock_name(source.cohort, person))
    mine = Application.objects.select_for_update().filter(cohort=source.cohort, person=person)
    by_role = {application.role: application for application in mine.order_by("pk")}
    application, told = by_role.pop(row.role, None), as_told(row, source.edition)
    if application is not None and without_email(application.imported) == without_email(told):
        return "unchanged"
    for other in by_role.values():
        if other.status in LIVE:
            raise LeftOut(ours=other.role, theirs=row.role, is_private=other.status not in SENT)
    if application is None:
        application = Application(
            cohort=source.cohort,
            person=person,
            role=row.role,
            status=Status.SUBMITTED,
            submitted_at=source.now,
        )
    elif not is_ours_to_change(application):
        is_private = application.status not in SENT
        raise LeftOut(ours=application.status, theirs="imported", is_private=is_private)
    is_new = application.pk is None
    fill(application, row, told, source)
    if is_new:
        note_move(application, was=NOWHERE, mover=Mover.PROGRAM, by=source.by, now=source.now)
        brought.append(application)
    return "created" if is_new else "updated"


def fill(application: Application, row: PersonRow, told: dict[str, Any], source: Source) -> None:
    application.imported = told
    application.motivation = row.notes
    application.capacity = (row.capacity or 1) if row.role == Role.MENTOR else None
    application.seniority = row.seniority
    application.organisation = row.organisation
    application.facts = facts_of(application.person, row, source)
    if row.answers:
        application.edition, application.said = source.edition, dict(row.answers)
        forget_sensitive([application])
    application.save()
    audit.record(by=source.by, verb="application.imported", on=application)


def is_ours_to_change(application: Application) -> bool:
    """What the person has never touched: only they can consent."""
    return (
        application.imported is not None
        and application.consented_at is None
        and application.status in {*WAITING, Status.ACCEPTED, Status.WAITLISTED}
    )


def as_told(row: PersonRow, edition: QuestionnaireEdition | None) -> dict[str, Any]:
    """What the line says, wherever it stands in the file. Sensitive answers are kept in one place
    alone, from which they go."""
    questions = questions_of(edition.questions) if edition else ()
    answers = without_sensitive(questions, dict(row.answers))
    return {
        "email": row.email,
        "name": row.name,
        "skills": list(row.skills),
        "timezone": row.timezone,
        "availability": [[one.weekday, one.start, one.minutes] for one in row.availability],
        "languages": list(row.languages),
        "capacity": row.capacity,
        "seniority": row.seniority,
        "organisation": row.organisation,
        "notes": row.notes,
        **({"answers": answers} if answers else {}),
    }


def without_email(told: dict[str, Any] | None) -> dict[str, Any] | None:
    """Another address of one person is no news of them."""
    return told and {name: said for name, said in told.items() if name != "email"}


def facts_of(person: User, row: PersonRow, source: Source) -> dict[str, Any]:
    """The line first; where it says nothing, the profile. At the desk the line alone: a profile is
    shown there by who sends it themselves."""
    spellings = source.spellings
    skills = [spellings.get(folded(skill), skill) for skill in row.skills]
    level = (
        {"level": TAUGHT} if row.role == Role.MENTOR else {"level": WANTED, "importance": MATTERS}
    )
    said = {
        "timezone": row.timezone,
        "availability": [window_of(window) for window in row.availability],
        "skills": [{"skill": skill, **level} for skill in dict.fromkeys(skills)],
        "languages": list(row.languages),
    }
    profile = {} if source.by else profile_facts(person=person, role=row.role)
    facts = {
        **{name: value or profile.get(name, value) for name, value in said.items()},
        "goals": [],
        "initiatives": [],
        "seniority": row.seniority,
        "organisation": organisation_key(row.organisation) or None,
    }
    return {**facts, "capacity": row.capacity or 1} if row.role == Role.MENTOR else facts


def window_of(window: Window) -> dict[str, Any]:
    start = f"{window.start // 60:02}:{window.start % 60:02}"
    return {"days": [window.weekday], "start": start, "minutes": window.minutes}


def accounts_of(emails: Iterable[str]) -> dict[str, User]:
    """By address in small letters: the account's own, or one it has proved to read."""
    wanted = list(emails)
    own = User.objects.annotate(key=Lower("email")).filter(key__in=wanted)
    proved = EmailAddress.objects.annotate(key=Lower("email")).filter(key__in=wanted, verified=True)
    found = {address.key: address.user for address in proved.select_related("user")}
    return {person.email.lower(): person for person in own.order_by("-id")} | found


def skill_spellings() -> dict[str, str]:
    spellings: dict[str, str] = {}
    for slug, name in Skill.objects.values_list("slug", "name"):
        spellings |= {folded(slug): slug, folded(name): slug}
    synonyms = SkillSynonym.objects.values_list("text", "skill__slug")
    return {folded(text): slug for text, slug in synonyms} | spellings


def make_account(row: PersonRow, spellings: dict[str, str]) -> User:
    """Without a password: the person comes in by asking for a new one at their address."""
    person = User(username=f"member-{uuid4().hex[:12]}", email=row.email, timezone=row.timezone)
    person.set_unusable_password()
    person.save()
    EmailAddress.objects.create(user=person, email=row.email, verified=False, primary=True)
    Profile.objects.create(person=person, display_name=readable(row.name))
    AvailabilityWindow.objects.bulk_create(
        AvailabilityWindow(
            person=person,
            weekday=window.weekday,
            start=time(window.start // 60, window.start % 60),
            minutes=window.minutes,
        )
        for window in row.availability
    )
    slugs = {spellings[folded(skill)] for skill in row.skills if folded(skill) in spellings}
    level = {"teach_level": TAUGHT} if row.role == Role.MENTOR else {"learn_level": WANTED}
    PersonSkill.objects.bulk_create(
        PersonSkill(person=person, skill=skill, **level)
        for skill in Skill.objects.filter(slug__in=slugs)
    )
    PersonLanguage.objects.bulk_create(
        PersonLanguage(person=person, language=language, level=LanguageLevel.CONVERSATION)
        for language in row.languages
    )
    return person


def tell(cohort: Cohort, brought: list[Application]) -> None:
    told = [(one, told_of_list(cohort=cohort, role=one.role)) for one in brought]
    send_notices_of_each(
        [
            Told(
                person=one.person,
                key=f"application-imported:{one.public_id}",
                context=said["context"],
                url=said["url"],
            )
            for one, said in told
        ],
        kind="application",
        template="mentorship/import_people",
    )
