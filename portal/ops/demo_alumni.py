"""After the demo's term: most have graduated, some show themselves, and those of the term before
have said how it went on."""

from datetime import date, datetime, timedelta
from random import Random

from mentorship.alumni.actions.graduation import (
    confirm_proposed,
    decide_graduation,
    send_letters_now,
)
from mentorship.alumni.actions.showing import Shown, name_mentor, write_showing
from mentorship.alumni.models import Answer, Graduation, Later
from mentorship.alumni.queries.graduates import about, candidates, fingerprint
from mentorship.models import Application, Cohort, Role, Status
from portal.credentials.actions.shown_name import show_name
from portal.credentials.models import Credential
from portal.people.queries.names import told_name

BEFORE = "demo-term-before"
WEEKS_BEFORE = 30
GRADUATES_BEFORE = 18
PROJECTS = (
    ("A fuzzer for the parser", "I found four bugs and wrote down how to find the fifth."),
    ("Signed releases, step by step", "Before, one person could do it. Now the guide can."),
    ("A threat model in plain words", "I still come to the weekly call, and run it in August."),
    ("Reproducible builds of the client", ""),
    ("A first security policy", "I did not know that anybody would read it. Forty groups have."),
)


def fill_alumni(cohort: Cohort, now: datetime) -> None:
    """What waits for a decision is left to whoever tries the desk."""
    admin = cohort.program.admins.select_related("person").get().person
    rows = candidates(cohort=cohort, reader=admin, now=now)
    own = next(row for row in rows if row.match.mentee.person.username == "demo-mentee")
    at_the_desk = {"cohort": cohort, "by": admin, "now": now}
    if not own.is_proposed:
        decide_graduation(mentee=own.match.mentee, verdict="graduated", words="", **at_the_desk)
    rows = candidates(cohort=cohort, reader=admin, now=now)
    proposed = [row for row in rows if row.is_proposed]
    confirm_proposed(seen=fingerprint(proposed), **at_the_desk)
    left = next(row for row in rows if row.may_decide and not row.is_proposed)
    words = "The two of you met twice. Please apply again when there is more time."
    decide_graduation(mentee=left.match.mentee, verdict="not", words=words, **at_the_desk)
    rows = candidates(cohort=cohort, reader=admin, now=now)
    send_letters_now(seen=fingerprint([row for row in rows if row.may_undo]), **at_the_desk)
    graduates = Graduation.objects.graduates().filter(application__cohort=cohort)
    people = ("application__person__profile", "mentor__person__profile")
    shown = list(graduates.select_related(*people).order_by("application__person__username"))
    for row, (project, story) in zip(shown, PROJECTS, strict=False):
        person = row.application.person
        told = Shown(name=told_name(person), project=project, story=story)
        write_showing(graduation=row, shown=told, is_shown=True, now=now)
        if row.mentor and story:
            name_mentor(application=row.mentor, name=told_name(row.mentor.person), now=now)
        credential = Credential.objects.get(about=about(cohort), kind="mentee", holder=person)
        if person.username != "demo-mentee":
            show_name(credential=credential, name=told_name(person), by=person)
    fill_term_before(cohort, now)


def fill_term_before(cohort: Cohort, now: datetime) -> None:
    """Mentors of this term who were mentees of the last: asked twice, and most have answered."""
    days = {
        field.name: field.value_from_object(cohort) - timedelta(weeks=WEEKS_BEFORE)
        for field in Cohort._meta.concrete_fields  # noqa: SLF001
        if isinstance(field.value_from_object(cohort), date)
        and not isinstance(field.value_from_object(cohort), datetime)
    }
    before = Cohort.objects.create(
        program=cohort.program,
        key=BEFORE,
        name="The term before",
        timezone=cohort.timezone,
        **days,
    )
    told_at = now - timedelta(weeks=WEEKS_BEFORE)
    mentors = cohort.applications.filter(role=Role.MENTOR).exclude(
        person__username__startswith="demo-"
    )
    for mentor in mentors.select_related("person").order_by("person__username")[:GRADUATES_BEFORE]:
        row = Graduation.objects.create(
            application=Application.objects.create(
                cohort=before,
                person=mentor.person,
                role=Role.MENTEE,
                status=Status.ACCEPTED,
                submitted_at=told_at,
                decided_at=told_at,
            ),
            verdict="graduated",
            decided_at=told_at,
            tells_at=told_at,
            told_at=told_at,
        )
        Later.objects.bulk_create(later_of(row, months, now) for months in (3, 6))


def later_of(row: Graduation, months: int, now: datetime) -> Later:
    draw = Random(f"{row.application.person.username}: {months}")  # noqa: S311
    asked_at = now - timedelta(weeks=WEEKS_BEFORE) + timedelta(days=30 * months)
    if draw.random() < 0.2:
        return Later(graduation=row, months=months, asked_at=asked_at)
    return Later(
        graduation=row,
        months=months,
        asked_at=asked_at,
        answer=draw.choice([Answer.HERE] * 5 + [Answer.ELSEWHERE] * 2 + [Answer.NOT_NOW]),
        has_role=draw.random() < 0.4,
        answered_at=asked_at + timedelta(days=1),
    )


def forget_alumni(cohort: Cohort) -> None:
    """As if its last day had never been over."""
    Graduation.objects.filter(application__cohort=cohort).delete()
    Credential.objects.filter(about=about(cohort)).delete()
    Cohort.objects.filter(key=BEFORE).delete()
