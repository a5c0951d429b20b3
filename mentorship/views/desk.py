"""The desk of those who run programs; an administrator of the site configures and does not read."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mentorship import access
from mentorship.actions.cohort import change_cohort, create_cohort
from mentorship.actions.decision import (
    InConflict,
    OwnApplication,
    StaleApplication,
    accept_all_sent,
    accept_application,
    answer_application,
    answer_many,
    decline_application,
)
from mentorship.actions.glass import open_application
from mentorship.actions.looked_at import NotAsSeen
from mentorship.actions.prerequisite import NotWaiting, NoWord, OwnProof, StaleProof, judge_proof
from mentorship.actions.program import NobodyThere, change_program, create_program
from mentorship.actions.status import MoveNotAllowed
from mentorship.core.application_moves import Mover, may_move
from mentorship.forms.cohort import CohortForm, NewCohortForm
from mentorship.forms.decision import BehindGlassForm, DeclineForm, ManyForm, StepForm
from mentorship.forms.prerequisite import JudgeForm
from mentorship.forms.program import NewProgramForm, ProgramForm
from mentorship.forms.published_line import read_line
from mentorship.queries.answer_letter import letter_of_answer
from mentorship.queries.application_detail import application_detail
from mentorship.queries.application_history import desk_history
from mentorship.queries.cohort_view import cohort_view
from mentorship.queries.desk import (
    applications_of,
    chosen_of,
    counts_of,
    desk_cohorts,
    desk_programs,
    desk_row,
    ready_of,
)
from mentorship.queries.desk_matches import match_counts, needs_of
from mentorship.queries.first import first_of
from mentorship.queries.letter_preview import preview_of, seen_as
from mentorship.queries.letter_words import told_to_accepted
from mentorship.queries.new_dates import letter_of_dates
from mentorship.queries.who_answers import for_nobody, for_others
from portal.core.years import YEARS
from portal.kit import clock

APPLICATIONS_A_PAGE = 50
STATUS_FILTERS = [
    ("interview", gettext_lazy("Interview")),
    ("accepted", gettext_lazy("Accepted")),
    ("offered", gettext_lazy("Offered")),
    ("waitlisted", gettext_lazy("Waiting list")),
    ("declined", gettext_lazy("Declined")),
    ("ineligible", gettext_lazy("Rules not met")),
]
FORM_METHODS = ["GET", "HEAD", "POST"]
NOT_AS_SEEN = gettext_lazy(
    "Something has changed since you looked at it, so nothing was done. Look again."
)


def trail(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Desk"), "/desk/"), (_("Mentorship"), reverse("mentorship:desk")), *steps]


@require_safe
@login_required
def index(request):
    may_create = access.may_create_program(request.user)
    programs = desk_programs(person=request.user, everything=may_create)
    if not programs and not may_create:
        raise Http404
    return render(
        request,
        "mentorship/desk/index.html",
        {"programs": programs, "may_create": may_create, "trail": trail()[:1]},
    )


@require_http_methods(FORM_METHODS)
@login_required
def new_program(request):
    if not access.may_create_program(request.user):
        raise PermissionDenied
    form = NewProgramForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            program = create_program(by=request.user, **form.cleaned_data)
        except NobodyThere:
            form.add_error(
                "admin_email", _("Nobody has an account whose address this is, confirmed by mail.")
            )
        else:
            messages.success(request, _("The program is there. Now give it a cohort with dates."))
            return redirect("mentorship:desk_program", program.slug)
    title = _("New program")
    return render(
        request,
        "mentorship/desk/form.html",
        {"form": form, "title": title, "submit": _("Make the program"), "trail": trail()},
    )


@require_http_methods(FORM_METHODS)
@login_required
def program(request, slug):
    program = access.get_program_to_configure(request.user, slug)
    form = ProgramForm(request.POST if request.method == "POST" else None, program=program)
    if form.is_valid():
        change_program(program=program, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("mentorship:desk_program", slug)
    return render(
        request,
        "mentorship/desk/program.html",
        {
            "program": program,
            "form": form,
            "cohorts": desk_cohorts(program=program, now=clock.now()),
            "trail": trail(),
        },
    )


@require_http_methods(FORM_METHODS)
@login_required
def new_cohort(request, slug):
    program = access.get_program_to_configure(request.user, slug)
    form = NewCohortForm(request.POST.copy() if request.method == "POST" else None)
    understood = understood_of(request, form)
    if understood is None and form.is_valid():
        create_cohort(program=program, by=request.user, **form.facts())
        messages.success(request, _("The cohort is there."))
        return redirect("mentorship:desk_program", slug)
    here = (program.name, reverse("mentorship:desk_program", args=[slug]))
    return render(
        request,
        "mentorship/desk/form.html",
        {
            "form": form,
            "reads_line": True,
            "understood": understood,
            "title": _("New cohort of %(program)s") % {"program": program.name},
            "submit": _("Make the cohort"),
            "trail": trail(here),
        },
    )


@require_http_methods(FORM_METHODS)
@login_required
def dates(request, slug, key):
    cohort = access.get_cohort_to_configure(request.user, slug, key)
    form = CohortForm(request.POST.copy() if request.method == "POST" else None, cohort=cohort)
    understood = understood_of(request, form)
    preview, seen = None, request.POST.get("seen", "")
    if understood is None and form.is_valid():
        facts = form.facts()
        try:
            change_cohort(cohort=cohort, by=request.user, seen=seen, **facts)
        except NotAsSeen:
            preview = letter_of_dates(cohort=cohort, facts=facts, reader=request.user)
            if seen:
                messages.warning(request, NOT_AS_SEEN)
        else:
            messages.success(request, _("The dates are saved."))
            return redirect("mentorship:desk_program", slug)
    here = (cohort.program.name, reverse("mentorship:desk_program", args=[slug]))
    return render(
        request,
        "mentorship/desk/dates.html",
        {
            "form": form,
            "understood": understood,
            "cohort": cohort,
            "preview": preview,
            "trail": trail(here),
        },
    )


def understood_of(request, form):
    """None for who has pressed something else: only this button reads a published line."""
    return read_line(form, today=clock.now().date()) if "read" in request.POST else None


@require_safe
@login_required
def cohort(request, slug, key):
    cohort = access.get_cohort_to_run(request.user, slug, key)
    role, status = request.GET.get("role", ""), request.GET.get("status", "")
    rows = applications_of(cohort=cohort, role=role, status=status)
    page = Paginator(rows, APPLICATIONS_A_PAGE).get_page(request.GET.get("page"))
    counts = counts_of(cohort=cohort)
    nobodys = for_nobody(cohort=cohort, reader=request.user)
    return render(
        request,
        "mentorship/desk/cohort.html",
        {
            "program": cohort.program,
            "cohort": cohort_view(cohort=cohort, now=clock.now()),
            "counts": counts,
            "matches": match_counts(cohort=cohort),
            "needs": needs_of(cohort=cohort),
            "waiting": sum(of_role["waiting"] for of_role in counts.values()),
            "filters": filter_links(request.path, role, status),
            "rows": [desk_row(row, for_nobody=nobodys) for row in page.object_list],
            "for_nobody": len(nobodys),
            "page": page,
            "trail": trail((cohort.program.name, reverse("mentorship:desk_program", args=[slug]))),
        },
    )


def filter_links(path: str, role: str, status: str) -> list[tuple[str, str, bool]]:
    links = [
        (_("All"), "", ""),
        (_("To answer"), "", "waiting"),
        (_("Mentees"), "mentee", ""),
        (_("Mentors"), "mentor", ""),
        *((str(words), "", status) for status, words in STATUS_FILTERS),
    ]
    return [
        (
            words,
            f"{path}?role={of_role}&status={of_status}" if of_role or of_status else path,
            (role, status) == (of_role, of_status),
        )
        for words, of_role, of_status in links
    ]


@require_http_methods(FORM_METHODS)
@login_required
def decide(request, slug, key):
    """One answer for those who were ticked: shows whom it reaches and with which words, then asks.

    The list comes in the address, so that looking again changes nothing.
    """
    cohort = access.get_cohort_to_run(request.user, slug, key)
    now, seen = clock.now(), instant(request.POST.get("seen", ""))
    form = ManyForm(request.POST if request.method == "POST" else None)
    chosen = chosen_of(cohort=cohort, public_ids=request.GET.getlist("one"))
    not_mine = for_others(cohort=cohort, person=request.user)
    rows = [row for row in chosen if row.pk not in not_mine]
    preview = None
    if seen and form.is_valid():
        said = {"cohort": cohort, **form.answer()}
        keys = [row.public_id for row in rows]
        if answered_many(request, public_ids=keys, seen=seen, now=now, **said):
            return redirect("mentorship:desk_cohort", slug, key)
        preview = letter_of_answer(rows=rows, reader=request.user, **said)
    return render(
        request,
        "mentorship/desk/decide.html",
        {
            "cohort": cohort,
            "form": form,
            "rows": [desk_row(row) for row in rows],
            "left_out": len(chosen) - len(rows),
            "preview": preview,
            "seen": (seen or now).isoformat(),
            "trail": trail(
                (cohort.program.name, reverse("mentorship:desk_program", args=[slug])),
                (cohort.name, reverse("mentorship:desk_cohort", args=[slug, key])),
            ),
        },
    )


def answered_many(request, **said) -> bool:
    """Else the letter is to be looked at first, or again."""
    letter = request.POST.get("letter", "")
    try:
        answered = answer_many(by=request.user, letter=letter, **said)
    except NotAsSeen:
        if letter:
            messages.warning(request, NOT_AS_SEEN)
        return False
    messages.success(request, _("Done for %(n)s of them.") % {"n": answered.done})
    if answered.left_out:
        messages.warning(
            request,
            _("%(n)s stayed as they are: changed meanwhile, or not to be moved so.")
            % {"n": answered.left_out},
        )
    return True


@require_http_methods(FORM_METHODS)
@login_required
def accept_all(request, slug, key):
    cohort = access.get_cohort_to_run(request.user, slug, key)
    now, seen = clock.now(), instant(request.POST.get("seen", ""))
    if request.method == "POST" and seen:
        letter = request.POST.get("letter", "")
        try:
            count = accept_all_sent(
                cohort=cohort, by=request.user, seen=seen, letter=letter, now=now
            )
        except NotAsSeen:
            messages.warning(request, NOT_AS_SEEN)
            return redirect(request.path)
        messages.success(request, _("Accepted: %(n)s. Each of them hears of it.") % {"n": count})
        return redirect("mentorship:desk_cohort", slug, key)
    not_mine = for_others(cohort=cohort, person=request.user)
    count = ready_of(cohort=cohort).exclude(pk__in=not_mine).count()
    told = told_to_accepted(cohort)
    return render(
        request,
        "mentorship/desk/accept_all.html",
        {
            "cohort": cohort,
            "count": count,
            "preview": preview_of(people=count, reader=request.user, told=told, seen=seen_as(told)),
            "seen": now.isoformat(),
            "trail": trail(
                (cohort.program.name, reverse("mentorship:desk_program", args=[slug])),
                (cohort.name, reverse("mentorship:desk_cohort", args=[slug, key])),
            ),
        },
    )


def instant(text: str) -> datetime | None:
    """None for what is no instant, as somebody may have typed it."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and found.tzinfo and found.year in YEARS else None


@require_http_methods(FORM_METHODS)
@login_required
def application(request, public_id):
    """Read and answer; an administrator of the site has to say why they look, and only looks."""
    if access.reads_behind_glass(request.user, public_id):
        return behind_glass(request, public_id)
    application = access.get_application_to_decide(request.user, public_id)
    form = DeclineForm(request.POST if "decline" in request.POST else None)
    step_form = StepForm(
        request.POST if "move" in request.POST else None, status=application.status
    )
    if "proof" in request.POST:
        judged(request, application)
        return redirect("mentorship:desk_application", public_id)
    if request.method == "POST" and answered(request, application, form, step_form):
        cohort = application.cohort
        return redirect("mentorship:desk_cohort", cohort.program.slug, cohort.key)
    return render(
        request,
        "mentorship/desk/application.html",
        read(application, form, step_form, reader=request.user),
    )


def judged(request, application) -> None:
    """A refusal is said on the page that comes."""
    proof = access.get_proof(application, request.POST["proof"])
    form = JudgeForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("At most 1000 letters."))
        return
    facts = {"by": request.user, "now": clock.now(), "is_done": "done" in request.POST}
    facts["seen"] = instant(request.POST.get("seen", ""))
    try:
        judge_proof(proof=proof, word=form.cleaned_data["word"], **facts)
    except NoWord:
        messages.warning(request, _("Say what is missing: the applicant reads it."))
    except NotWaiting:
        messages.warning(request, _("This application is answered already."))
    except OwnProof:
        messages.warning(request, _("Somebody else has to answer your own application."))
    except StaleProof:
        messages.warning(
            request, _("This application has changed since you opened it. Please read it again.")
        )
    else:
        messages.success(request, _("Noted. It stands on the applicant's page."))


def read(application, form, step_form, *, reader) -> dict:
    cohort = application.cohort
    slug = cohort.program.slug
    return {
        "one": application_detail(application=application, with_sensitive=form is not None),
        "form": form,
        "step_form": step_form,
        "program": cohort.program,
        "for_nobody": bool(for_nobody(cohort=cohort, reader=reader, only=application)),
        "may_accept": may_move(Mover.PROGRAM, application.status, "accepted"),
        "history": desk_history(application=application, reader=reader),
        "first": [
            (row, JudgeForm(auto_id=f"first-{row.prerequisite.pk}-%s"))
            for row in first_of(application)
        ],
        "seen": application.submitted_at.isoformat(),
        "trail": trail(
            (cohort.program.name, reverse("mentorship:desk_program", args=[slug])),
            (cohort.name, reverse("mentorship:desk_cohort", args=[slug, cohort.key])),
        ),
    }


def answered(request, application, form, step_form) -> bool:
    seen = instant(request.POST.get("seen", ""))
    facts = {"application": application, "by": request.user, "seen": seen, "now": clock.now()}
    try:
        if "accept" in request.POST:
            accept_application(**facts)
            messages.success(request, _("Accepted. The applicant hears of it."))
        elif form.is_valid():
            decline_application(**facts, reason=form.cleaned_data["reason"])
            messages.success(request, _("Declined. The applicant hears of it, with your reason."))
        elif step_form.is_valid():
            said = step_form.cleaned_data
            answer_application(**facts, to=said["step"], reason=said["words"])
            messages.success(request, _("Noted. It stands on the applicant's page."))
        else:
            return False
    except (StaleApplication, MoveNotAllowed):
        messages.warning(
            request, _("This application has changed since you opened it. Please read it again.")
        )
        return False
    except OwnApplication:
        messages.warning(request, _("Somebody else has to answer your own application."))
        return False
    except InConflict:
        messages.warning(
            request,
            _(
                "You should not judge this one, by your own word or because you work, or worked, "
                "with them or are wanted as their mentor: somebody else answers it."
            ),
        )
        return False
    return True


def behind_glass(request, public_id):
    application = access.get_application_behind_glass(request.user, public_id)
    form = BehindGlassForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        open_application(
            application=application, by=request.user, reason=form.cleaned_data["reason"]
        )
        shown = read(application, None, None, reader=request.user)
        return render(request, "mentorship/desk/application.html", shown)
    return render(request, "mentorship/desk/behind_glass.html", {"form": form, "trail": trail()})
