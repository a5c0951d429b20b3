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
from django.views.decorators.http import require_http_methods, require_safe

from mentorship import access
from mentorship.actions.cohort import change_cohort, create_cohort
from mentorship.actions.decision import (
    OwnApplication,
    StaleApplication,
    accept_all_sent,
    accept_application,
    decline_application,
)
from mentorship.actions.glass import open_application
from mentorship.actions.program import NobodyThere, change_program, create_program
from mentorship.forms.cohort import CohortForm, NewCohortForm
from mentorship.forms.decision import BehindGlassForm, DeclineForm
from mentorship.forms.program import NewProgramForm, ProgramForm
from mentorship.queries.application_detail import application_detail
from mentorship.queries.cohort_view import cohort_view
from mentorship.queries.desk import (
    applications_of,
    counts_of,
    desk_cohorts,
    desk_programs,
    desk_row,
)
from mentorship.queries.desk_matches import match_counts, needs_of
from portal.core.years import YEARS
from portal.kit import clock

APPLICATIONS_A_PAGE = 50
FORM_METHODS = ["GET", "HEAD", "POST"]


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
    form = NewCohortForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        create_cohort(program=program, by=request.user, **form.facts())
        messages.success(request, _("The cohort is there."))
        return redirect("mentorship:desk_program", slug)
    here = (program.name, reverse("mentorship:desk_program", args=[slug]))
    return render(
        request,
        "mentorship/desk/form.html",
        {
            "form": form,
            "title": _("New cohort of %(program)s") % {"program": program.name},
            "submit": _("Make the cohort"),
            "trail": trail(here),
        },
    )


@require_http_methods(FORM_METHODS)
@login_required
def dates(request, slug, key):
    cohort = access.get_cohort_to_configure(request.user, slug, key)
    form = CohortForm(request.POST if request.method == "POST" else None, cohort=cohort)
    if form.is_valid():
        change_cohort(cohort=cohort, by=request.user, **form.facts())
        messages.success(request, _("The dates are saved. Applicants hear of what moved."))
        return redirect("mentorship:desk_program", slug)
    here = (cohort.program.name, reverse("mentorship:desk_program", args=[slug]))
    return render(
        request,
        "mentorship/desk/form.html",
        {
            "form": form,
            "title": _("Dates of %(cohort)s") % {"cohort": cohort.name},
            "submit": _("Save the dates"),
            "trail": trail(here),
        },
    )


@require_safe
@login_required
def cohort(request, slug, key):
    cohort = access.get_cohort_to_run(request.user, slug, key)
    role, status = request.GET.get("role", ""), request.GET.get("status", "")
    rows = applications_of(cohort=cohort, role=role, status=status)
    page = Paginator(rows, APPLICATIONS_A_PAGE).get_page(request.GET.get("page"))
    counts = counts_of(cohort=cohort)
    return render(
        request,
        "mentorship/desk/cohort.html",
        {
            "program": cohort.program,
            "cohort": cohort_view(cohort=cohort, now=clock.now()),
            "counts": counts,
            "matches": match_counts(cohort=cohort),
            "needs": needs_of(cohort=cohort),
            "waiting": sum(of_role["submitted"] for of_role in counts.values()),
            "filters": filter_links(request.path, role, status),
            "rows": [desk_row(row) for row in page.object_list],
            "page": page,
            "trail": trail((cohort.program.name, reverse("mentorship:desk_program", args=[slug]))),
        },
    )


def filter_links(path: str, role: str, status: str) -> list[tuple[str, str, bool]]:
    links = [
        (_("All"), "", ""),
        (_("To answer"), "", "submitted"),
        (_("Mentees"), "mentee", ""),
        (_("Mentors"), "mentor", ""),
        (_("Accepted"), "", "accepted"),
        (_("Declined"), "", "declined"),
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
def accept_all(request, slug, key):
    cohort = access.get_cohort_to_run(request.user, slug, key)
    now, seen = clock.now(), instant(request.POST.get("seen", ""))
    if request.method == "POST" and seen:
        count = accept_all_sent(cohort=cohort, by=request.user, seen=seen, now=now)
        messages.success(request, _("Accepted: %(n)s. Each of them hears of it.") % {"n": count})
        return redirect("mentorship:desk_cohort", slug, key)
    waiting = applications_of(cohort=cohort, status="submitted")
    return render(
        request,
        "mentorship/desk/accept_all.html",
        {
            "cohort": cohort,
            "count": waiting.count(),
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
    if request.method == "POST" and answered(request, application, form):
        cohort = application.cohort
        return redirect("mentorship:desk_cohort", cohort.program.slug, cohort.key)
    return render(request, "mentorship/desk/application.html", read(application, form))


def read(application, form) -> dict:
    cohort = application.cohort
    slug = cohort.program.slug
    return {
        "one": application_detail(application=application),
        "form": form,
        "seen": application.submitted_at.isoformat(),
        "trail": trail(
            (cohort.program.name, reverse("mentorship:desk_program", args=[slug])),
            (cohort.name, reverse("mentorship:desk_cohort", args=[slug, cohort.key])),
        ),
    }


def answered(request, application, form) -> bool:
    seen = instant(request.POST.get("seen", ""))
    facts = {"application": application, "by": request.user, "seen": seen, "now": clock.now()}
    try:
        if "accept" in request.POST:
            accept_application(**facts)
            messages.success(request, _("Accepted. The applicant hears of it."))
        elif form.is_valid():
            decline_application(**facts, reason=form.cleaned_data["reason"])
            messages.success(request, _("Declined. The applicant hears of it, with your reason."))
        else:
            return False
    except StaleApplication:
        messages.warning(
            request, _("This application has changed since you opened it. Please read it again.")
        )
        return False
    except OwnApplication:
        messages.warning(request, _("Somebody else has to answer your own application."))
        return False
    return True


def behind_glass(request, public_id):
    application = access.get_application_behind_glass(request.user, public_id)
    form = BehindGlassForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        open_application(
            application=application, by=request.user, reason=form.cleaned_data["reason"]
        )
        return render(request, "mentorship/desk/application.html", read(application, None))
    return render(request, "mentorship/desk/behind_glass.html", {"form": form, "trail": trail()})
