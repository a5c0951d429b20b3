from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives import access
from initiatives.forms.catalogue import LONGEST_QUERY, SearchForm
from initiatives.queries.compare import MOST, compare, suggestions
from portal.kit import clock

MOST_ASKED = 12
LONGEST_SLUG = 80


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Groups by `?group=`, up to three; what is no group is said and left out."""
    asked = list(dict.fromkeys(filter(None, request.GET.getlist("group"))))[:MOST_ASKED]
    known, unknown = access.find_initiatives(request.user, asked)
    shown, left_out = known[:MOST], known[MOST:]
    slugs = [group.slug for group in shown]
    q = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    today = clock.now().date()
    has_room = len(shown) < MOST
    context = {
        "columns": [(group, address([s for s in slugs if s != group.slug])) for group in shown],
        "ids": [group.pk for group in shown],
        "comparison": compare(initiatives=shown, on=today) if shown else None,
        "notes": notes(unknown, left_out),
        "slugs": slugs,
        "q": q,
        "form": SearchForm(initial={"q": q}),
        "has_room": has_room,
        "added": [
            (one.name, address([*slugs, one.slug]))
            for one in suggestions(initiatives=shown, q=q, on=today)
        ]
        if has_room
        else [],
        "trail": [(_("Groups"), reverse("initiatives:index"))],
    }
    return render(request, "initiatives/compare.html", context)


def address(slugs: list[str]) -> str:
    query = urlencode([("group", slug) for slug in slugs])
    return reverse("initiatives:compare") + (f"?{query}" if query else "")


def notes(unknown: list[str], left_out: list) -> list[str]:
    said = [
        _("We know no group at the address “%(slug)s”.") % {"slug": slug[:LONGEST_SLUG]}
        for slug in unknown
    ]
    if left_out:
        names = ", ".join(group.name for group in left_out)
        said.append(_("Three groups fit side by side. Left out: %(names)s.") % {"names": names})
    return said
