from dataclasses import replace
from urllib.parse import parse_qsl

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.forms.catalogue import SearchForm, read_day, read_filters, write_query
from initiatives.queries.hierarchy import picture
from initiatives.queries.initiative_list import (
    FACETS,
    Filters,
    InitiativeList,
    list_initiatives,
    rows_of,
)
from portal.kit import clock
from portal.ui.tags.times import WELL_KNOWN_ZONES

PAGE_SIZE = 24
LONGEST_ZONE = 64


@require_safe
def index(request):
    today = clock.now().date()
    filters = read_filters(request.GET)
    found = list_initiatives(filters=filters, on=today, tz=request.reader_zone or "")
    page = Paginator(found.matching, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        **shared(request, filters, found, here="initiatives:index"),
        "rows": rows_of(page.object_list, known=found.catalogue, on=today),
        "ids": [group.pk for group in page.object_list],
        "page": page,
    }
    return render(request, "initiatives/index.html", context)


@require_safe
def hierarchy_map(request):
    """The same set as a picture; groups above it are drawn along, without their colour.

    `?under=` draws one branch alone, `?on=` the places and stages of another day.
    """
    today = clock.now().date()
    filters = read_filters(request.GET)
    under, day = request.GET.get("under", ""), read_day(request.GET.get("on", ""))
    found = list_initiatives(filters=filters, on=today, tz=request.reader_zone or "")
    drawn = picture(
        found.catalogue,
        only=None if filters.is_empty else found.matching,
        under=under,
        address_under=lambda slug: f"?{write_query(filters, under=slug, on=day)}",
        on=day,
    )
    if drawn is None:
        raise Http404
    context = {
        **shared(request, filters, found, here="initiatives:map"),
        "picture": drawn,
        "under": found.catalogue.named(under) if under else None,
        "whole": f"?{write_query(filters, on=day)}",
        "day": day,
        "kept": parse_qsl(write_query(filters, under=under)),
    }
    return render(request, "initiatives/map.html", context)


def shared(request, filters: Filters, found: InitiativeList, *, here: str) -> dict:
    asked_zone = request.GET.get("tz", "").strip()[:LONGEST_ZONE]
    views = (("initiatives:index", _("List")), ("initiatives:map", _("Map")))
    beside = (
        ("initiatives:openings", _("Help wanted")),
        ("initiatives:tasks", _("Tasks")),
        ("initiatives:changes", _("What changed")),
        ("initiatives:quality", _("Gaps in the record")),
    )
    return {
        "views": [
            *((words, address(name, filters), name == here) for name, words in views),
            *((words, reverse(name), False) for name, words in beside),
        ],
        "filters": filters,
        "form": SearchForm(initial={"q": filters.q}),
        "facets": found.facets,
        "asked_zone": asked_zone,
        "refused_zone": bool(asked_zone) and not filters.tz,
        "reader_zone": request.reader_zone or "",
        "zones": WELL_KNOWN_ZONES,
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
