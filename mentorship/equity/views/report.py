"""The fairness report of a term: a page, and two files of the same numbers."""

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mentorship.equity import access
from mentorship.equity.queries.report_page import (
    figures_told,
    lines_of,
    report_page,
    shows_itself_at,
)
from portal.kit.csv_file import csv_file


@require_safe
def report(request, slug, key):
    """Two queries, however many groups there are."""
    found = access.get_report(request.user, slug, key)
    program = found.cohort.program
    return render(
        request,
        "equity/report.html",
        {
            "cohort": found.cohort,
            "program": program,
            "report": report_page(report=found),
            "is_published": found.published_at is not None,
            "made_at": found.made_at,
            "shows_at": shows_itself_at(found),
            "trail": [
                (_("Mentorship"), reverse("mentorship:index")),
                (program.name, program.get_absolute_url()),
            ],
        },
    )


@require_safe
def report_json(request, slug, key):
    found = access.get_report(request.user, slug, key)
    return JsonResponse(
        {
            "program": slug,
            "cohort": key,
            "name": found.cohort.name,
            "starts_on": found.cohort.starts_on,
            "ends_on": found.cohort.ends_on,
            "made_at": found.made_at,
            "published_at": found.published_at,
            **figures_told(report=found),
        },
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )


@require_safe
def report_csv(request, slug, key):
    found = access.get_report(request.user, slug, key)
    return csv_file(
        name=f"{key}-fairness.csv",
        heading=["part", "name", "group", "number"],
        rows=lines_of(report=found),
    )
