from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentorship.alumni import access
from mentorship.alumni.queries.showcase import graduates_count, shown, shown_person
from portal.kit import clock

PAGE_SIZE = 50


@never_cache
@require_safe
def people(request, slug, key):
    """Kept nowhere: who takes it back is gone with the next look."""
    cohort = access.get_people_of(request.user, slug, key, now=clock.now())
    page = Paginator(shown(cohort), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "program": cohort.program,
        "count": graduates_count(cohort=cohort),
        "page": page,
        "people": [shown_person(row) for row in page],
        "trail": [
            (_("Mentorship"), reverse("mentorship:index")),
            (cohort.program.name, cohort.program.get_absolute_url()),
        ],
    }
    response = render(request, "alumni/people.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
