"""A list of people at the desk: read, its columns named, looked at, and only then taken."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatives.core.catalog_report import FileRefused, Report
from mentorship import access
from mentorship.actions.looked_at import NotAsSeen
from mentorship.actions.people_import import import_people
from mentorship.core.people_csv import guessed, headings_of, read_people
from mentorship.core.questions import questions_of
from mentorship.forms.people_import import ColumnsForm, ListForm
from mentorship.queries.edition import last_edition
from mentorship.queries.list_letter import letter_of_list
from mentorship.views.desk import FORM_METHODS, NOT_AS_SEEN, trail
from portal.kit import clock

WHERE = "list"


@require_http_methods(FORM_METHODS)
@login_required
def people_import(request, slug, key):
    """Three presses, nothing kept between them: the lines travel in the form itself."""
    cohort = access.get_cohort_to_run(request.user, slug, key)
    is_asked = request.method == "POST"
    if is_asked and not ratelimit.consume(request, action="people_import", user=request.user):
        return ratelimit.respond_429(request)
    form = ListForm(request.POST or None, request.FILES or None)
    shown = {"form": form, "cohort": cohort}
    if form.is_valid():
        role, raw = form.cleaned_data["role"], form.raw()
        edition = last_edition(cohort=cohort, role=role)
        questions = questions_of(edition.questions) if edition else ()
        try:
            headings, text = headings_of(raw, where=WHERE)
            columns = ColumnsForm(
                request.POST if {"look", "import"} & set(request.POST) else None,
                headings=headings,
                guess=guessed(headings, questions),
                questions=questions,
            )
            shown |= {"columns": columns, "role": role, "text": text}
            if columns.is_valid():
                people = read_people(
                    raw, where=WHERE, role=role, chosen=columns.chosen(), questions=questions
                )
                asked = {"cohort": cohort, "people": people, "edition": edition}
                asked |= {"where": WHERE, "by": request.user, "now": clock.now()}
                if "import" in request.POST and taken_in(request, asked):
                    return redirect("mentorship:desk_cohort", slug, key)
                report = shown["report"] = import_people(**asked, dry_run=True)
                if report.created:
                    told = {"cohort": cohort, "people": people, "new": report.created}
                    shown["preview"] = letter_of_list(**told, role=role, reader=request.user)
        except FileRefused as refusal:
            shown["report"] = Report(errors=refusal.errors)
    here = (cohort.name, reverse("mentorship:desk_cohort", args=[slug, key]))
    program = (cohort.program.name, reverse("mentorship:desk_program", args=[slug]))
    return render(request, "mentorship/desk/import.html", {**shown, "trail": trail(program, here)})


def taken_in(request, asked) -> bool:
    """Else it is to be looked at first, or again."""
    seen = request.POST.get("seen", "")
    try:
        report = import_people(**asked, seen=seen)
    except NotAsSeen:
        if seen:
            messages.warning(request, NOT_AS_SEEN)
        return False
    say(request, report)
    return True


def say(request, report) -> None:
    counts = {"new": report.created, "changed": report.updated, "same": report.unchanged}
    messages.success(
        request, _("New: %(new)s, changed: %(changed)s, as they were: %(same)s.") % counts
    )
    if report.skipped:
        messages.warning(request, _("Left out: %(n)s.") % {"n": report.skipped})
