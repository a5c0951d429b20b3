"""The paths of mentees side by side: for their mentor, and for those who run the program."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentorship.cohort_life import access
from mentorship.cohort_life.queries.paths_aside import (
    aside_for_mentor,
    aside_for_program,
    told_apart,
)
from portal.kit import clock

from .desk import frame, trail
from .pair import trail_here

PAGE_SIZE = 24


@require_safe
@login_required
def mentees(request):
    matches = access.get_mentored(request.user)
    now = clock.now()
    rows = aside_for_mentor(matches=matches, now=now)
    context = {**shown(request, rows, now), "trail": trail_here()}
    return render(request, "cohort_life/mentees.html", context)


@require_safe
@login_required
def cohort(request, slug, key):
    found = access.get_cohort_to_run(request.user, slug, key)
    now = clock.now()
    rows = aside_for_program(cohort=found, reader=request.user, now=now)
    context = {**frame(found), **shown(request, rows, now), "trail": trail(found, to_life=True)}
    return render(request, "cohort_life/desk/paths.html", context)


def shown(request, rows, now) -> dict:
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return {"page": page, "waits": told_apart(rows), "now": now}
