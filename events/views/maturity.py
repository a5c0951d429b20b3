"""Evidence for a lifecycle review, for who leads the group and who works for the foundation."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from events.queries.maturity import WINDOWS, maturity
from initiatives.access import get_initiative
from portal.core.small_counts import SMALL
from portal.kit import clock
from portal.kit.csv_file import csv_file

WINDOW_WORDS = {
    "quarter": gettext_lazy("A quarter"),
    "half": gettext_lazy("Half a year"),
    "year": gettext_lazy("A year"),
    "two": gettext_lazy("Two years"),
}


@require_safe
@login_required
def page(request, slug):
    group, window, found = asked(request, slug)
    here = reverse("events:group_maturity", args=[slug])
    context = {
        "initiative": group,
        "found": found,
        "small": SMALL,
        "windows": [
            (words, f"{here}?of={key}", key == window) for key, words in WINDOW_WORDS.items()
        ],
        "csv_url": f"{reverse('events:group_maturity_csv', args=[slug])}?of={window}",
        "trail": [
            (_("Desk"), reverse("home:desk")),
            (group.name, reverse("initiatives:desk_group", args=[slug])),
        ],
    }
    return render(request, "events/desk/maturity.html", context)


@require_safe
@login_required
def file(request, slug):
    _group, _window, found = asked(request, slug)
    rows = (
        (one.key, one.words, "" if one.number is None else one.number, one.means, found.since)
        for one in found.facts
    )
    return csv_file(
        name=f"{slug}-maturity-{found.until}.csv",
        heading=["key", "what", "number", "means", "since"],
        rows=rows,
    )


def asked(request, slug):
    """An unknown window is a year."""
    group = get_initiative(request.user, slug, "keep", follow=False)
    window = request.GET.get("of", "year")
    window = window if window in WINDOWS else "year"
    return group, window, maturity(initiative=group, window=window, now=clock.now())
