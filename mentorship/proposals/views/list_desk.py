"""Two things done to many at the desk of projects: a list taken in, and mentors reminded."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from initiatives.core.catalog_report import FileRefused, Report
from mentorship.access import get_cohort_to_run
from mentorship.proposals import access
from mentorship.proposals.actions.projects_import import import_projects
from mentorship.proposals.actions.reminder import remind_mentors
from mentorship.proposals.core.projects_file import read_projects
from mentorship.proposals.forms import ProjectListForm
from mentorship.proposals.queries.unanswered import sample_reminder, unanswered
from mentorship.proposals.views.desk import FORM_METHODS, trail
from portal.kit import clock

WHERE = "list"


def call_of(request, slug, key):
    cohort = get_cohort_to_run(request.user, slug, key)
    call = access.get_call_to_run(cohort)
    if call is None:
        raise Http404
    return cohort, call


def projects_trail(cohort) -> list[tuple[str, str]]:
    here = reverse("proposals:desk_index", args=[cohort.program.slug, cohort.key])
    return [*trail(cohort), (_("Projects"), here)]


@require_http_methods(FORM_METHODS)
@login_required
def import_list(request, slug, key):
    """Looked at first, then taken; nothing is kept between: the list travels in the form."""
    cohort, call = call_of(request, slug, key)
    is_asked = request.method == "POST"
    if is_asked and not ratelimit.consume(request, action="people_import", user=request.user):
        return ratelimit.respond_429(request)
    form = ProjectListForm(request.POST or None, request.FILES or None)
    shown = {"form": form, "cohort": cohort, "program": cohort.program}
    if form.is_valid():
        raw, is_final = form.raw(), "import" in request.POST
        shown["text"] = raw.decode(errors="replace")
        try:
            report = import_projects(
                call=call,
                entries=read_projects(raw, where=WHERE),
                where=WHERE,
                by=request.user,
                now=clock.now(),
                dry_run=not is_final,
            )
        except FileRefused as refusal:
            report = Report(errors=refusal.errors)
        if is_final and not report.errors:
            counts = {"new": report.created, "changed": report.updated, "same": report.unchanged}
            told = _("New: %(new)s, changed: %(changed)s, as they were: %(same)s.") % counts
            messages.success(request, told)
            return redirect("proposals:desk_index", slug, key)
        shown["report"] = report
    shown["trail"] = projects_trail(cohort)
    return render(request, "proposals/desk/import.html", shown)


@require_http_methods(FORM_METHODS)
@login_required
def remind(request, slug, key):
    """Shows the letter, made by what sends it, then sends it."""
    cohort, call = call_of(request, slug, key)
    now = clock.now()
    if request.method == "POST":
        sent = remind_mentors(call=call, by=request.user, now=now)
        if sent:
            told = ngettext("Reminded: %(n)s mentor.", "Reminded: %(n)s mentors.", sent)
            messages.success(request, told % {"n": sent})
        else:
            messages.info(request, _("Nobody was written to: each hears of it once a day at most."))
        return redirect("proposals:desk_index", slug, key)
    waiting = list(unanswered(call=call))
    return render(
        request,
        "proposals/desk/remind.html",
        {
            "cohort": cohort,
            "people": len(waiting),
            "preview": sample_reminder(mentor=waiting[0], reader=request.user, now=now)
            if waiting
            else None,
            "trail": projects_trail(cohort),
        },
    )
