"""The list's query string: every value is known or dropped, so that any address shows a page."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .queries.initiative_list import FACETS, Filters

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
    return Filters(q=query.get("q", "").strip()[:LONGEST_QUERY], **chosen)


def write_query(filters: Filters) -> str:
    """The query string of these filters, without a question mark; stable and short."""
    query = QueryDict(mutable=True)
    if filters.q:
        query["q"] = filters.q
    for facet in FACETS:
        query.setlist(facet, getattr(filters, facet))
    return query.urlencode()
