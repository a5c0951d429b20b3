"""How far people come on the paths of a group, for who leads it or arranges its meetings; on the
paths of no single group, for who works for the foundation."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.access import get_initiative
from initiatives.onboarding import access
from initiatives.onboarding.queries.funnel import funnel_page, lines_of
from portal.core.small_counts import SMALL
from portal.kit import clock
from portal.kit.csv_file import csv_file

HEADING = ("path", "what", "step", "walks", "median_days", "nine_in_ten_days")


@login_required
@require_safe
def of_group(request, slug):
    initiative = get_initiative(request.user, slug, "recruit_for", follow=False)
    urls = [reverse(f"onboarding:{name}", args=[slug]) for name in ("funnel", "funnel_csv")]
    return shown(request, initiative, *urls)


@login_required
@require_safe
def group_csv(request, slug):
    return as_file(request, get_initiative(request.user, slug, "recruit_for", follow=False))


@login_required
@require_safe
def of_everybody(request):
    access.ask_for_the_foundation(request.user)
    urls = [reverse(f"onboarding:{name}") for name in ("funnel_of_all", "funnel_of_all_csv")]
    return shown(request, None, *urls)


@login_required
@require_safe
def everybody_csv(request):
    access.ask_for_the_foundation(request.user)
    return as_file(request, None)


def shown(request, initiative, url, csv_url):
    page = funnel_page(initiative=initiative, year=year_asked(request), now=clock.now())
    context = {
        "initiative": initiative,
        "page": page,
        "years": [(str(one), f"{url}?year={one}", one == page.year) for one in page.years],
        "csv_url": f"{csv_url}?year={page.year}",
        "small": SMALL,
        "now": clock.now(),
        "trail": [
            (_("Desk"), reverse("home:desk")),
            (_("Shown by newcomers"), reverse("onboarding:desk_evidence")),
        ],
    }
    return render(request, "onboarding/desk/funnel.html", context)


def as_file(request, initiative):
    page = funnel_page(initiative=initiative, year=year_asked(request), now=clock.now())
    name = initiative.slug if initiative else "every-group"
    return csv_file(name=f"{name}-paths-{page.year}.csv", heading=HEADING, rows=lines_of(page))


def year_asked(request) -> int | None:
    """What is no year narrows nothing."""
    word = request.GET.get("year", "")
    return int(word) if word.isascii() and word.isdecimal() and len(word) == len("2026") else None
