"""The one place that decides 404: who does not run a program does not know that it has a desk."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from mentorship.models import (
    Application,
    Cohort,
    Match,
    Pin,
    Prerequisite,
    Program,
    ProgramAdmin,
    Proof,
    Role,
    Run,
)
from mentorship.rules import runs_it
from portal.people.models import User


def get_program(user: User | AnonymousUser, slug: str) -> Program:
    """For reading. Raises Http404."""
    program = Program.objects.select_related("initiative").filter(slug=slug).first()
    if program is None or not user.has_perm("mentorship.view_program", program):
        raise Http404
    return program


def get_program_to_preview(user: User | AnonymousUser, slug: str) -> Program:
    """For who edits its text in the CMS, which has asked for that right before it previews."""
    program = Program.objects.select_related("initiative").filter(slug=slug).first()
    if program is None or not user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    return program


def get_cohort(user: User, key: str, role: str) -> Cohort:
    """For applying. Raises Http404, also for a role there is not."""
    cohort = (
        Cohort.objects.select_related("program__initiative")
        .filter(key=key, program__in=Program.objects.published())
        .first()
    )
    if cohort is None or role not in Role.values:
        raise Http404
    return cohort


def get_cohort_of_applicant(user: User, key: str, role: str) -> Cohort:
    """For leaving: also where the program is no longer published. Raises Http404."""
    application = (
        Application.objects.select_related("cohort__program__initiative")
        .filter(cohort__key=key, person=user.pk, role=role)
        .first()
    )
    if application is None:
        raise Http404
    return application.cohort


def get_own_application(user: User, cohort: Cohort, role: str) -> Application | None:
    """None: nothing is written yet."""
    return (
        Application.objects.filter(cohort=cohort, person=user.pk, role=role)
        .select_related("edition")
        .prefetch_related("goals", "initiatives")
        .first()
    )


def get_own_place(user: User, cohort: Cohort, role: str) -> Application:
    """Accepted: in the matching. Raises Http404."""
    found = Application.objects.accepted().filter(cohort=cohort, person=user.pk, role=role)
    application = found.select_related("cohort__program", "left_out").first()
    if application is None:
        raise Http404
    return application


def get_program_to_configure(user: User, slug: str) -> Program:
    """Dates and settings, not applications. Raises Http404."""
    program = Program.objects.select_related("initiative").filter(slug=slug).first()
    if program is None or not user.has_perm("mentorship.configure_program", program):
        raise Http404
    return program


def may_read_people(user: User, program: Program) -> bool:
    """Who configures a program need not run it."""
    return runs_it(user, program)


def get_admin(program: Program, key: str) -> ProgramAdmin:
    """Of a program somebody may configure. Raises Http404."""
    admin = program.admins.filter(pk=int(key)).first() if is_a_number(key) else None
    if admin is None:
        raise Http404
    return admin


def get_cohort_to_configure(user: User, slug: str, key: str) -> Cohort:
    cohort = desk_cohort(slug, key)
    if not user.has_perm("mentorship.configure_program", cohort.program):
        raise Http404
    return cohort


def get_cohort_to_run(user: User, slug: str, key: str, *, beside: tuple[str, ...] = ()) -> Cohort:
    """With everything of its applicants: for those who run the program alone. `beside` are rows of
    a nested slice that come with it. Raises Http404.

    A superuser has every permission, so it is not permissions that are asked here.
    """
    cohort = desk_cohort(slug, key, *beside)
    if not runs_it(user, cohort.program):
        raise Http404
    return cohort


def desk_cohort(slug: str, key: str, *beside: str) -> Cohort:
    cohort = (
        Cohort.objects.select_related("program__initiative", *beside)
        .filter(key=key, program__slug=slug)
        .first()
    )
    if cohort is None:
        raise Http404
    return cohort


def get_application_to_decide(user: User, public_id: UUID) -> Application:
    """Raises Http404 for a draft, for one withdrawn, and for who does not run the program."""
    application = sent_application(public_id)
    if not runs_it(user, application.cohort.program):
        raise Http404
    return application


def get_proof(application: Application, key: str) -> Proof:
    """Of an application somebody may decide about. Raises Http404."""
    proof = application.proofs.filter(pk=int(key)).first() if is_a_number(key) else None
    if proof is None:
        raise Http404
    return proof


def get_prerequisite(cohort: Cohort, role: str, key: str) -> Prerequisite:
    """Of a cohort somebody may configure. Raises Http404."""
    rows = Prerequisite.objects.filter(cohort=cohort, role=role).select_related("cohort")
    found = rows.filter(pk=int(key)).first() if is_a_number(key) else None
    if found is None:
        raise Http404
    return found


def may_create_program(user: User) -> bool:
    return user.has_perm("mentorship.create_program")


def reads_behind_glass(user: User, public_id: UUID) -> bool:
    """A superuser who does not run the program; runs no query for anybody else."""
    return (
        user.is_superuser
        and not Program.objects.filter(
            admins__person=user.pk, cohorts__applications__public_id=public_id
        ).exists()
    )


def get_application_behind_glass(user: User, public_id: UUID) -> Application:
    """For a superuser who gives a reason and is written down. Raises Http404."""
    application = sent_application(public_id)
    if not user.is_superuser:
        raise Http404
    return application


def sent_application(public_id: UUID) -> Application:
    application = (
        Application.objects.sent()
        .select_related("cohort__program__initiative", "person__profile", "edition")
        .prefetch_related("goals", "initiatives")
        .filter(public_id=public_id)
        .first()
    )
    if application is None:
        raise Http404
    return application


def get_run(cohort: Cohort, number: str) -> Run | None:
    """Of a cohort whose desk somebody may see: the run of this number, or the latest; None where
    there is none yet. Raises Http404 for a number there is not."""
    if not number:
        return cohort.runs.first()
    run = cohort.runs.filter(number=int(number)).first() if is_a_number(number) else None
    if run is None:
        raise Http404
    return run


def is_a_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 9


def get_accepted_application(cohort: Cohort, public_id: UUID) -> Application:
    """Of a cohort whose desk somebody may see. Raises Http404."""
    application = (
        Application.objects.accepted()
        .select_related("cohort__program", "person__profile")
        .filter(cohort=cohort, public_id=public_id)
        .first()
    )
    if application is None:
        raise Http404
    return application


def get_person_to_match(user: User, cohort: Cohort, public_id: UUID) -> Application:
    """As above, and never oneself: what others said about a pair of one's own stands there, and
    nobody decides about themselves. Raises Http404."""
    application = get_accepted_application(cohort, public_id)
    if application.person_id == user.pk:
        raise Http404
    return application


def get_pin(mentee: Application, mentor: Application) -> Pin | None:
    pins = Pin.objects.select_related("cohort", "mentee", "mentor")
    return pins.filter(mentee=mentee, mentor=mentor).first()


def get_match(user: User, public_id: UUID) -> Match:
    """Its two people alone, also once it has ended. Raises Http404."""
    match = (
        Match.objects.of(user)
        .select_related("cohort__program", "mentee__person__profile", "mentor__person__profile")
        .filter(public_id=public_id)
        .first()
    )
    if match is None:
        raise Http404
    return match
