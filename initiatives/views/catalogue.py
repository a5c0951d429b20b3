from dataclasses import replace

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.forms import SearchForm, read_filters, write_query
from initiatives.queries.hierarchy import count_nodes, whole_tree
from initiatives.queries.initiative_list import (
    FACETS,
    Filters,
    InitiativeList,
    list_initiatives,
    rows_of,
)
from portal.kit import clock

PAGE_SIZE = 24


@require_safe
def index(request):
    today = clock.now().date()
    filters = read_filters(request.GET)
    found = list_initiatives(filters=filters, on=today)
    page = Paginator(found.matching, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        **shared(filters, found, here="initiatives:index"),
        "rows": rows_of(page.object_list, everything=found.everything, on=today),
        "ids": [group.pk for group in page.object_list],
        "page": page,
    }
    return render(request, "initiatives/index.html", context)


@require_safe
def hierarchy_map(request):
    """The same set as a picture; groups above it are drawn along, without their colour."""
    today = clock.now().date()
    filters = read_filters(request.GET)
    found = list_initiatives(filters=filters, on=today)
    only = None if filters.is_empty else {group.slug for group in found.matching}
    nodes = whole_tree(on=today, only=only)
    context = {
        **shared(filters, found, here="initiatives:map"),
        "nodes": nodes,
        "drawn": count_nodes(nodes),
    }
    return render(request, "initiatives/map.html", context)


def shared(filters: Filters, found: InitiativeList, *, here: str) -> dict:
    views = (("initiatives:index", _("List")), ("initiatives:map", _("Map")))
    return {
        "views": [(words, address(name, filters), name == here) for name, words in views],
        "filters": filters,
        "form": SearchForm(initial={"q": filters.q}),
        "facets": found.facets,
        "matching": len(found.matching),
        "total": found.total,
        "applied": applied(filters, found),
    }


def applied(filters: Filters, found: InitiativeList) -> list[tuple[str, str]]:
    """Chips: each filter in use, and the query without it."""
    chips = []
    if filters.q:
        words = _("“%s”") % filters.q
        chips.append((words, f"?{write_query(replace(filters, q=''))}"))
    for facet in FACETS:
        chosen = getattr(filters, facet)
        labels = {option.value: option.label for option in found.facets[facet]}
        for value in chosen:
            rest = replace(filters, **{facet: tuple(v for v in chosen if v != value)})
            chips.append((labels.get(value, value), f"?{write_query(rest)}"))
    return chips


def address(name: str, filters: Filters) -> str:
    query = write_query(filters)
    return f"{reverse(name)}?{query}" if query else reverse(name)
