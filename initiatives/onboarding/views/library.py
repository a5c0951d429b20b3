from dataclasses import replace
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.onboarding import access
from initiatives.onboarding.forms import read_filters
from initiatives.onboarding.queries.path_detail import draft_detail, path_detail
from initiatives.onboarding.queries.path_graph import draw, waits_for_no_step
from initiatives.onboarding.queries.path_list import FACETS, Filters, PathList, list_paths
from initiatives.onboarding.queries.walk import walk

PAGE_SIZE = 24


@require_safe
def index(request):
    filters = read_filters(request.GET)
    found = list_paths(filters=filters)
    context = {
        "page": Paginator(found.matching, PAGE_SIZE).get_page(request.GET.get("page")),
        "found": found,
        "applied": applied(filters, found),
    }
    return render(request, "onboarding/index.html", context)


def applied(filters: Filters, found: PathList) -> list[tuple[str, str]]:
    """Chips: each filter in use, and the query without it."""
    chips = []
    for facet in FACETS:
        chosen = getattr(filters, facet)
        labels = {option.value: option.label for option in found.facets[facet]}
        for value in chosen:
            rest = replace(filters, **{facet: tuple(v for v in chosen if v != value)})
            query = urlencode({name: getattr(rest, name) for name in FACETS}, doseq=True)
            chips.append((labels.get(value, value), f"?{query}"))
    return chips


@require_safe
def detail(request, slug, draft=None):
    """`draft` is a page still being written when the CMS previews it; else what is published."""
    if draft is not None:
        detail, journey = draft_detail(page=draft), None
    else:
        path = access.get_path(request.user, slug)
        detail = path_detail(path=path)
        journey = access.find_journey(request.user, slug)
    own = reverse("onboarding:journey", args=[slug])
    context = {
        "detail": detail,
        "graph": draw(plan=draft.plan) if draft is not None else None,
        "waits_for_no_step": waits_for_no_step(page=draft) if draft is not None else [],
        "walk": walk(journey=journey) if journey else None,
        "own_url": own,
        "sign_in_url": f"{reverse('account_login')}?{urlencode({'next': own})}",
        "trail": [(_("Paths"), reverse("onboarding:index"))],
    }
    return render(request, "onboarding/path.html", context)
