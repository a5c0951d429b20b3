"""Finding a fair time for a group, from its organizers' side."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events import access
from events.core.time_finder import NOT_FREE, TABLE, WEEKEND
from events.forms.time_finder import TimeFinderForm
from events.queries.counted_hours import FEWEST
from events.queries.fair_times import fair_times, level_words
from portal.kit import clock


@require_safe
@login_required
def find(request):
    groups = access.get_organized_groups(request.user)
    asked = request.GET if "timezone" in request.GET else None
    initial = {"initiative": request.GET.get("initiative"), "timezone": request.reader_zone}
    form = TimeFinderForm(asked, groups=groups, initial=initial)
    is_asked = asked is not None and form.is_valid()
    found = None
    if is_asked:
        found = fair_times(
            initiative=form.cleaned_data["initiative"],
            places=form.cleaned_data["places"],
            tzid=form.cleaned_data["timezone"],
            minutes=form.cleaned_data["minutes"],
            now=clock.now(),
        )
    context = {
        "form": form,
        "is_asked": is_asked,
        "found": found,
        "fewest": FEWEST,
        "levels": list(enumerate(level_words())),
        "consent_url": reverse("events:my_hours"),
        "costs": cost_rows(),
        "weekend": WEEKEND,
        "not_free": NOT_FREE,
        "trail": [(_("Desk"), "/desk/"), (_("Meetings"), reverse("events:desk_meetings"))],
    }
    return render(request, "events/desk/times.html", context)


def cost_rows() -> list[tuple[str, int]]:
    ends = [*(hour for hour, _ in TABLE[1:]), 24]
    return [
        (f"{hour:02}:00\N{EN DASH}{end:02}:00", cost)
        for (hour, cost), end in zip(TABLE, ends, strict=True)
    ]
