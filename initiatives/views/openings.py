"""What groups look for, for who looks for a place."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from initiatives import access
from initiatives.forms.opening import HOURS_ASKED, OpeningFilterForm
from initiatives.queries.openings import (
    languages_asked,
    listed_openings,
    opening_line,
    opening_lines,
    roles_asked,
    skills_asked,
)
from portal.kit import clock

PAGE_SIZE = 30
NAMES = ("group", "role", "skill", "hours", "language", "newcomers")
HOURS = {
    1: gettext_lazy("about an hour"),
    2: gettext_lazy("up to 2 hours"),
    4: gettext_lazy("up to 4 hours"),
    8: gettext_lazy("up to 8 hours"),
    16: gettext_lazy("up to 16 hours"),
}


@require_safe
def index(request):
    """Seven queries, however many there are."""
    on = clock.now().date()
    form = OpeningFilterForm(
        request.GET,
        roles=roles_asked(on=on),
        skills=skills_asked(on=on),
        languages=languages_asked(on=on),
    )
    filters = form.filters()
    page = Paginator(listed_openings(on=on, filters=filters), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    lines = opening_lines(page.object_list)
    context = {
        "form": form,
        "filters": filters,
        "page": page,
        "lines": lines,
        "applied": applied(request, form, lines),
        "clear_url": request.path,
        "trail": [(_("Groups"), reverse("initiatives:index"))],
        "role_options": options(form.fields["role"].choices, filters.role),
        "hours_options": options([(h, HOURS[h]) for h in HOURS_ASKED], filters.hours),
        "newcomer_options": options(
            [("on", _("Newcomers can do it"))], "on" if filters.is_for_newcomers else ""
        ),
    }
    return render(request, "initiatives/openings/index.html", context)


@require_safe
def detail(request, slug, key):
    try:
        initiative = access.get_initiative(request.user, slug)
    except access.MovedTo as moved:
        return redirect("initiatives:opening", moved.slug, key, permanent=True)
    opening = access.get_shown_opening(slug, key)
    context = {
        "one": opening_line(opening),
        "initiative": initiative,
        "may_keep": request.user.has_perm("initiatives.recruit_for_initiative", initiative),
        "trail": [
            (_("Groups"), reverse("initiatives:index")),
            (initiative.name, initiative.get_absolute_url()),
        ],
    }
    return render(request, "initiatives/openings/detail.html", context)


def options(choices, chosen) -> list[dict]:
    return [
        {"value": value, "label": label, "count": None, "chosen": value == chosen}
        for value, label in choices
    ]


def applied(request, form, lines) -> list[tuple[str, str]]:
    said = form.cleaned_data
    words = [
        ("group", lines[0].group if lines and said.get("group") else said.get("group")),
        ("role", dict(form.fields["role"].choices).get(said.get("role"))),
        ("skill", said.get("skill") and dict(form.fields["skill"].choices)[said["skill"]]),
        ("hours", said.get("hours") and HOURS[said["hours"]]),
        (
            "language",
            said.get("language") and dict(form.fields["language"].choices)[said["language"]],
        ),
        ("newcomers", said.get("newcomers") and _("Newcomers can do it")),
    ]
    return [(str(label), without(request, name, NAMES)) for name, label in words if label]


def without(request, name: str, names: tuple[str, ...]) -> str:
    """The reader's own address with one word less."""
    kept = {n: request.GET[n] for n in names if n != name and request.GET.get(n)}
    return f"{request.path}?{urlencode(kept)}" if kept else request.path
