"""Approved projects of a cohort, for everybody."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mentorship.proposals import access
from mentorship.proposals.core.call import is_public
from mentorship.proposals.forms import ProjectFilterForm
from mentorship.proposals.queries.projects import (
    groups_with_projects,
    listed_projects,
    project_detail,
    project_rows,
    skills_of_projects,
)
from portal.kit import clock

PAGE_SIZE = 60


@require_safe
def index(request, slug, key):
    """Eight queries, however many there are."""
    call = access.get_call(request.user, slug, key)
    form = ProjectFilterForm(
        request.GET,
        groups=groups_with_projects(call=call),
        skills=skills_of_projects(call=call),
    )
    filters = form.filters()
    page = Paginator(listed_projects(call=call, filters=filters), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "proposals/index.html",
        {
            "cohort": call.cohort,
            "program": call.cohort.program,
            "is_public": is_public(call.dates, clock.now()),
            "form": form,
            "filters": filters,
            "page": page,
            "projects": project_rows(page.object_list),
            "applied": applied(request, form),
            "clear_url": request.path,
            "trail": trail(call),
        },
    )


def applied(request, form) -> list[tuple[str, str]]:
    found = []
    for name in ("group", "skill"):
        value = form.cleaned_data.get(name)
        if value:
            rest = request.GET.copy()
            rest.pop(name, None)
            rest.pop("page", None)
            url = f"{request.path}?{rest.urlencode()}" if rest else request.path
            found.append((str(dict(form.fields[name].choices)[value]), url))
    return found


def trail(call) -> list[tuple[str, str]]:
    program = call.cohort.program
    return [
        (_("Mentorship"), reverse("mentorship:index")),
        (program.name, program.get_absolute_url()),
    ]


@require_safe
def project(request, slug, key, public_id):
    call = access.get_call(request.user, slug, key)
    proposal = access.get_project(call, public_id)
    return render(
        request,
        "proposals/project.html",
        {
            "cohort": call.cohort,
            "program": call.cohort.program,
            "is_public": is_public(call.dates, clock.now()),
            "project": project_detail(proposal=proposal),
            "trail": [*trail(call), (_("Projects"), call.get_absolute_url())],
        },
    )
