"""The list's query string: every value is known or dropped, so that any address shows a page."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from initiatives.queries.initiative_list import FACETS, Filters
from portal.core import zones
from portal.core.years import YEARS

LONGEST_QUERY = 200
MOST_VALUES = 20


class SearchForm(forms.Form):
    """The words field of the list; the facets beside it need no form."""

    q = forms.CharField(
        label=_("Name or words"),
        required=False,
        max_length=LONGEST_QUERY,
        widget=forms.SearchInput(attrs={"autocomplete": "off"}),
    )


def read_filters(query: QueryDict) -> Filters:
    chosen = {
        facet: tuple(dict.fromkeys(v for v in query.getlist(facet)[:MOST_VALUES] if v))
        for facet in FACETS
    }
    q = query.get("q", "").strip()[:LONGEST_QUERY]
    return Filters(q=q, tz=known_zone(query.get("tz", "")), **chosen)


def known_zone(name: str) -> str:
    try:
        return zones.canonical(name)
    except zones.UnknownZone:
        return ""


def read_day(written: str) -> date | None:
    """None for today, and for what is no day at all."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def write_query(filters: Filters, *, under: str = "", on: date | None = None) -> str:
    """The query string of these filters, without a question mark; stable and short."""
    query = QueryDict(mutable=True)
    if filters.q:
        query["q"] = filters.q
    for facet in FACETS:
        query.setlist(facet, getattr(filters, facet))
    for name, value in (("tz", filters.tz), ("under", under), ("on", on.isoformat() if on else "")):
        if value:
            query[name] = value
    return query.urlencode()
