from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mentorship import access
from mentorship.queries.instance import config_of
from mentorship.queries.own_applications import own_roles
from mentorship.queries.programs import list_programs, program_detail
from mentorship.queries.story import published_story
from portal.kit import clock


@require_safe
def index(request):
    rows = list_programs(now=clock.now())
    open_calls = [row for row in rows if row.cohort and row.cohort.is_open]
    return render(
        request,
        "mentorship/index.html",
        {"open_calls": open_calls, "others": [row for row in rows if row not in open_calls]},
    )


@require_safe
def program(request, slug, story=None):
    """`story` is a draft page when the CMS previews it; else what is published."""
    if story is None:
        program = access.get_program(request.user, slug)
        story = published_story(program_key=program.translation_key)
    else:
        program = access.get_program_to_preview(request.user, slug)
    return render(
        request,
        "mentorship/program.html",
        {
            "program": program,
            "detail": program_detail(program=program, config=config_of(program), now=clock.now()),
            "story": story,
            "own": own_roles(person=request.user, program=program),
            "trail": [(_("Mentorship"), reverse("mentorship:index"))],
        },
    )
