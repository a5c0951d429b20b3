from django.shortcuts import render
from django.views.decorators.http import require_safe

from events.queries.search_minutes import search_minutes
from events.queries.search_series import search_series
from initiatives.onboarding.queries.search_paths import search_paths
from initiatives.queries.search_index import found_initiatives
from initiatives.queries.search_work import search_openings, search_tasks

from .pages import search_pages

LONGEST_QUERY = 200
MOST_OF_A_KIND = 10


@require_safe
def search(request):
    """All kinds of things in one answer; a query made of nothing but marks finds nothing."""
    asked = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    found = {
        "groups": found_initiatives(asked, limit=MOST_OF_A_KIND),
        "meetings": search_series(asked, limit=MOST_OF_A_KIND),
        "minutes": search_minutes(asked, limit=MOST_OF_A_KIND),
        "paths": search_paths(asked, limit=MOST_OF_A_KIND),
        "openings": search_openings(asked, limit=MOST_OF_A_KIND),
        "tasks": search_tasks(asked, limit=MOST_OF_A_KIND),
        "pages": search_pages(asked, limit=MOST_OF_A_KIND),
    }
    context = {"asked": asked, **found, "count": sum(map(len, found.values()))}
    return render(request, "search/index.html", context)
